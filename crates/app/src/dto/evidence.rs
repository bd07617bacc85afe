//! Deliveries of evidence.

use assay_domain::{Population, Representativeness, RunStatus, SubjectMatch, TimeSource, Timestamp, Tool};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Bytes that are stored.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ArtifactStored {
    /// Their digest.
    pub sha256: String,
    /// Their length.
    pub size: u64,
    /// Whether they were here before.
    pub existed: bool,
}

/// What to read from stored artifacts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IngestRequest {
    /// The files of this delivery, already stored.
    #[schemars(length(min = 1))]
    pub files: Vec<DeliveredFile>,
    /// What was tested, for example `SYS-1@1.1.0`.
    pub subject: String,
    /// Id of the pipeline run.
    #[serde(default)]
    pub pipeline: Option<String>,
    /// Attempt within it, from 1.
    #[serde(default)]
    pub attempt: Option<u32>,
}

/// A stored file with the name it was delivered under.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliveredFile {
    /// File name; never used as a path.
    pub name: String,
    /// Digest of its bytes.
    pub sha256: String,
}

/// What became of a delivery.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct IngestReport {
    /// Each run that was read.
    pub artifacts: Vec<IngestedArtifact>,
    /// Each file that was quarantined.
    pub errors: Vec<IngestError>,
    /// Control states that this delivery changed.
    #[serde(default)]
    pub changed: Vec<StateChange>,
}

/// One run that was read.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct IngestedArtifact {
    /// File name.
    pub file: String,
    /// Digest of its bytes.
    pub sha256: String,
    /// Format as recognised.
    pub format: String,
    /// The tool.
    pub tool: ToolView,
    /// What it was bound to.
    pub subject: String,
    /// The run.
    pub run: RunView,
    /// How many observations it holds.
    pub observations: u32,
    /// Key of the evidence.
    pub evidence: Option<String>,
    /// Whether the same bytes were delivered before for the same subject.
    pub duplicate: bool,
    /// What the parser noticed.
    pub warnings: Vec<WarningView>,
}

/// A tool.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ToolView {
    /// Its name.
    pub name: String,
    /// Its version, when the file states it.
    pub version: Option<String>,
}

/// A run.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RunView {
    /// How it ended.
    pub status: RunStatus,
    /// Whether it touched the real thing.
    pub representativeness: Representativeness,
}

/// Something a parser noticed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct WarningView {
    /// Stable id.
    pub code: String,
    /// What and why it matters.
    pub text: String,
    /// Line, from 1.
    pub line: Option<u64>,
}

impl WarningView {
    /// What was noticed, told in a language.
    pub(crate) fn of(w: assay_domain::Warning, lang: assay_domain::Lang) -> Self {
        Self { text: assay_evidence::said(&w.code, &w.text, lang), code: w.code, line: w.line }
    }
}

/// A file that could not be read.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct IngestError {
    /// File name.
    pub file: String,
    /// Stable id.
    pub code: String,
    /// What is wrong and what to do.
    pub reason: String,
    /// Line, from 1.
    pub line: Option<u64>,
}

/// A requirement whose state is another than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StateChange {
    /// For example `A.6.2.4`.
    pub id: String,
    /// Title.
    pub title: String,
    /// What it speaks of.
    pub subject: String,
    /// State before; nothing when it was not looked at before.
    pub before: Option<assay_domain::State>,
    /// State now.
    pub after: assay_domain::State,
    /// Why.
    pub reason: String,
}

/// What lies in quarantine.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct QuarantineList {
    /// The artifacts.
    pub artifacts: Vec<QuarantinedArtifact>,
}

/// An artifact that could not be read.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct QuarantinedArtifact {
    /// Key of its record.
    pub key: String,
    /// File name.
    pub file: String,
    /// Digest.
    pub sha256: String,
    /// Stable id of the fault.
    pub code: String,
    /// What is wrong and what to do.
    pub reason: String,
    /// Line, from 1.
    pub line: Option<u64>,
    /// What it was meant for.
    pub subject: Option<String>,
    /// Who brought it last.
    pub by: String,
    /// Since when it lies there.
    #[schemars(with = "String")]
    pub since: Timestamp,
    /// When it was last tried to read it.
    #[schemars(with = "String")]
    pub tried: Timestamp,
}

/// A format that can be read.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FormatView {
    /// Stable id.
    pub id: String,
    /// The tool.
    pub tool: String,
    /// What it is.
    pub title: String,
    /// Tool versions whose files were read in tests.
    pub seen_versions: Vec<String>,
    /// Parser and its version.
    pub parser: String,
    /// What is not read.
    pub ignores: String,
    /// Bounds.
    pub limits: String,
}

/// The formats.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FormatList {
    /// By id.
    pub formats: Vec<FormatView>,
}

/// One piece of evidence at a glance.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceSummary {
    /// Its key.
    pub key: String,
    /// What it is.
    pub title: String,
    /// The tool.
    pub tool: Tool,
    /// What it was bound to.
    pub subject: String,
    /// When the run took place.
    #[schemars(with = "String")]
    pub when: Timestamp,
    /// Where that time was read.
    pub when_source: TimeSource,
    /// Who delivered it.
    pub collector: String,
    /// Who reviewed it; a rejection says so.
    pub reviewer: Option<String>,
    /// How the run ended.
    pub status: RunStatus,
    /// Whether it touched the real thing.
    pub representativeness: Representativeness,
    /// How the tool's claim fits the subject.
    pub subject_match: SubjectMatch,
    /// What was sampled.
    pub population: Population,
}
