//! What the pages of controls show. Dates and times are text as it is to be shown; sentences such as reasons arrive in the
//! reader's language.

use assay_domain::kinds::control::Implementation;
use assay_domain::{Axis, Outcome, State};

use crate::parts::evidence::EvidenceLine;

/// The list of controls.
#[derive(Debug, Clone, Default)]
pub struct ControlsView {
    /// The moment shown, when it is not now.
    pub as_of: Option<AsOfLine>,
    /// Edition of the framework shown, for example `ISO/IEC 42001:2023`.
    pub edition: String,
    /// Whether its rows are controls, which a Statement of Applicability chooses from.
    pub chosen: bool,
    /// The frameworks in force, when there are several.
    pub frameworks: Vec<FrameworkTab>,
    /// The areas.
    pub areas: Vec<AreaTable>,
    /// Controls by state.
    pub counts: Vec<(State, usize)>,
}

/// A way to the rows of a framework.
#[derive(Debug, Clone)]
pub struct FrameworkTab {
    /// For example `iso27001`.
    pub slug: String,
    /// What people call it.
    pub name: String,
    /// Whether it is the one shown.
    pub current: bool,
}

/// A moment in the past.
#[derive(Debug, Clone)]
pub struct AsOfLine {
    /// The moment.
    pub at: String,
    /// The record entry it ends with.
    pub entry: u64,
}

/// One area with its controls.
#[derive(Debug, Clone)]
pub struct AreaTable {
    /// For example `A.6`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its controls.
    pub rows: Vec<ControlRow>,
}

/// One control in the list.
#[derive(Debug, Clone)]
pub struct ControlRow {
    /// Slug of its framework.
    pub framework: String,
    /// For example `A.6.2.4`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Whether it applies; `None` while undecided.
    pub applicable: Option<bool>,
    /// How far it is in place.
    pub implementation: Option<Implementation>,
    /// How many subjects it speaks of.
    pub subjects: usize,
}

/// The page of one control.
#[derive(Debug, Clone)]
pub struct ControlView {
    /// For example `A.6.2.4`.
    pub id: String,
    /// Slug of its framework.
    pub framework: String,
    /// Its title.
    pub title: String,
    /// What it asks, in our own words; empty where only the title is shipped.
    pub own_words: String,
    /// Its state.
    pub state: State,
    /// Why.
    pub reason: String,
    /// Its row in the Statement of Applicability.
    pub row: Option<SoaLine>,
    /// Its state for each subject.
    pub subjects: Vec<SubjectState>,
    /// What each check concluded.
    pub verdicts: Vec<VerdictLine>,
    /// The evidence behind it.
    pub evidence: Vec<EvidenceLine>,
    /// The command that closes the gap, when there is one.
    pub fix: Option<String>,
    /// Id and address of the control before.
    pub prev: Option<(String, String)>,
    /// Id and address of the control after.
    pub next: Option<(String, String)>,
}

/// A row of the Statement of Applicability (ISO/IEC 42001, 6.1.3).
#[derive(Debug, Clone, Default)]
pub struct SoaLine {
    /// Whether the control applies; `None` while undecided.
    pub applicable: Option<bool>,
    /// Why it is included or left out.
    pub reason: Option<String>,
    /// How we do it.
    pub statement: Option<String>,
    /// How far that is in place.
    pub implementation: Option<Implementation>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Who approved this revision.
    pub approved_by: Option<String>,
    /// When.
    pub approved_at: Option<String>,
    /// Revision of the row, from 1.
    pub revision: u32,
}

/// State of a control for one subject.
#[derive(Debug, Clone)]
pub struct SubjectState {
    /// For example `SYS-1@1.1.0`.
    pub subject: String,
    /// As people know it.
    pub title: String,
    /// The state.
    pub state: State,
    /// Why.
    pub reason: String,
    /// Designed, implemented, operating.
    pub axes: [AxisState; 3],
}

/// State of one axis.
#[derive(Debug, Clone)]
pub struct AxisState {
    /// Which.
    pub axis: Axis,
    /// The state.
    pub state: State,
    /// Why.
    pub reason: String,
}

/// What one check concluded: which rule, on what, by whose data, from when until when.
#[derive(Debug, Clone)]
pub struct VerdictLine {
    /// Id of the check, for example `vv.threshold`.
    pub check: String,
    /// Its title.
    pub title: String,
    /// What it speaks of.
    pub subject: String,
    /// The outcome.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
    /// The value that was judged.
    pub value: Option<String>,
    /// What it was judged against.
    pub threshold: Option<String>,
    /// When the fact was observed.
    pub observed_at: Option<String>,
    /// Until when it may be relied on.
    pub valid_until: Option<String>,
    /// Who collected the data; `None` when it rests on records alone.
    pub collector: Option<String>,
    /// What the samples were drawn from, and how.
    pub population: Option<String>,
    /// Label and address of the records and evidence it rests on.
    pub rests_on: Vec<(String, String)>,
}
