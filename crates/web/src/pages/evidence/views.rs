//! What the pages of evidence show.

use assay_app::dto::{EvidenceView, FileView, IngestReport, QuarantinedArtifact, SourceList};
use assay_documents::chart::{Bars, Line};
use assay_domain::Observation;

use crate::pages::records::views::Signer;
use crate::parts::draft::Draft;
use crate::parts::table::Table;

/// A page of the library.
#[derive(Debug, Clone, Default)]
pub struct LibraryView {
    /// Slug of the workspace.
    pub workspace: String,
    /// What runs out first comes first, unless somebody chooses.
    pub table: Table,
}

/// The sources.
#[derive(Debug, Clone)]
pub struct SourcesView {
    /// Each with its days.
    pub list: SourceList,
}

/// One piece of evidence.
#[derive(Debug, Clone)]
pub struct OneView {
    /// Slug of the workspace.
    pub workspace: String,
    /// All that is known of it.
    pub evidence: EvidenceView,
    /// A page of its observations.
    pub observations: ObservationsView,
    /// The metric that is shown over time.
    pub over_time: Option<OverTime>,
    /// Rates of its probes or tasks.
    pub rates: Option<Bars>,
    /// The files it was read from, or that show it.
    pub files: Vec<FileView>,
}

/// A metric over time.
#[derive(Debug, Clone)]
pub struct OverTime {
    /// Keys of the metrics that can be chosen.
    pub metrics: Vec<String>,
    /// The one that is.
    pub metric: String,
    /// The chart.
    pub chart: Line,
    /// Whether there are older points than those drawn.
    pub more: bool,
}

/// A page of observations.
#[derive(Debug, Clone, Default)]
pub struct ObservationsView {
    /// The page.
    pub rows: Vec<Observation>,
    /// How many there are in all.
    pub total: u64,
    /// Where the next page begins.
    pub next: Option<String>,
    /// The order, by its word in addresses.
    pub order: String,
    /// What the metric is to hold.
    pub holding: String,
    /// Where this page began.
    pub after: String,
}

/// The form that delivers evidence.
#[derive(Debug, Clone, Default)]
pub struct DeliverView {
    /// Slug of the workspace.
    pub workspace: String,
    /// What was tested, as far as it is known.
    pub subject: String,
    /// Id of the pipeline run.
    pub pipeline: String,
    /// Where the form is, and goes.
    pub address: String,
    /// Where what is typed is kept; nothing where nobody is signed in.
    pub draft: Option<Draft>,
    /// For whom the form acts.
    pub signer: Signer,
    /// Why the last attempt was refused.
    pub refused: Option<String>,
    /// Why whoever is signed in may not.
    pub barred: Option<String>,
    /// Subjects that are offered while typing.
    pub subjects: Vec<(String, String)>,
}

/// What could not be read.
#[derive(Debug, Clone, Default)]
pub struct QuarantineView {
    /// Slug of the workspace.
    pub workspace: String,
    /// A page of it, the newest first.
    pub artifacts: Vec<QuarantinedArtifact>,
    /// Where the page began.
    pub after: String,
    /// Where the next page begins.
    pub next: Option<String>,
    /// For whom the form acts that has all of it read once more; nothing where nobody may from here.
    pub signer: Option<Signer>,
    /// Why the last attempt was refused.
    pub refused: Option<String>,
    /// Why whoever is signed in may not have it read.
    pub barred: Option<String>,
}

/// What became of a delivery.
#[derive(Debug, Clone)]
pub struct DeliveredView {
    /// Slug of the workspace.
    pub workspace: String,
    /// What it was bound to; nothing where what lay in quarantine was read once more.
    pub subject: Option<String>,
    /// What was read and what was not.
    pub report: IngestReport,
}
