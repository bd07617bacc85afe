//! The library of evidence, and one piece of it with what rests on it.

use assay_domain::{
    ArtifactPart, EvidenceKind, EvidenceOrigin, Outcome, Period, Population, Representativeness, RunStatus,
    SubjectMatch, TimeSource, TimeStated, Timestamp, Tool,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AsOfView, SignatureView, WarningView};

/// Which evidence.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EvidenceRequest {
    /// Where the last page ended.
    pub after: Option<String>,
    /// Most rows, 1 to 200; 50 unless stated.
    pub limit: Option<usize>,
    /// A position of the log, or a time.
    pub as_of: Option<String>,
}

/// A page of evidence: what runs out first, then what nothing rests on.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceList {
    /// The page.
    pub evidence: Vec<EvidenceRow>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// The moment.
    pub as_of: AsOfView,
}

/// How far evidence may still be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Freshness {
    /// A verdict that passed on it has run out.
    Stale,
    /// One runs out within thirty days.
    Expiring,
    /// Verdicts rest on it, and none runs out soon.
    Current,
    /// No verdict rests on it.
    Unused,
}

/// A piece of evidence in a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceRow {
    /// Its key.
    pub key: String,
    /// What it is.
    pub title: String,
    /// What sort.
    pub kind: EvidenceKind,
    /// Whether a tool ran or a person did something.
    pub origin: EvidenceOrigin,
    /// The tool.
    pub tool: Tool,
    /// What it was bound to.
    pub subject: String,
    /// When the run took place.
    #[schemars(with = "String")]
    pub when: Timestamp,
    /// Where that time was read.
    pub when_source: TimeSource,
    /// The days it speaks of.
    pub period: Option<Period>,
    /// What was sampled.
    pub population: Population,
    /// Who delivered it.
    pub collector: String,
    /// The newest conclusion of somebody else.
    pub review: Option<ReviewLine>,
    /// How the run ended.
    pub status: RunStatus,
    /// Whether it touched the real thing.
    pub representativeness: Representativeness,
    /// How the tool's claim fits the subject.
    pub subject_match: SubjectMatch,
    /// How far it may still be relied on.
    pub freshness: Freshness,
    /// The first end among the verdicts that pass on it.
    #[schemars(with = "Option<String>")]
    pub ends: Option<Timestamp>,
    /// How many verdicts rest on it.
    pub verdicts: usize,
    /// How many observations it holds.
    pub observations: u32,
    /// Key of the evidence that replaced it.
    pub superseded_by: Option<String>,
}

/// A review.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReviewLine {
    /// Key of its record.
    pub key: String,
    /// Who.
    pub by: String,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Whether it accepted the evidence.
    pub accepted: bool,
    /// Why.
    pub reason: String,
    /// What was signed with it.
    pub signatures: Vec<SignatureView>,
    /// Index of its entry in the log.
    pub seq: u64,
}

/// All that is known of one piece of evidence.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceView {
    /// As in a list.
    pub row: EvidenceRow,
    /// The moment.
    pub as_of: AsOfView,
    /// Revision shown.
    pub revision: u32,
    /// Index of its entry in the log.
    pub seq: u64,
    /// When it arrived.
    #[schemars(with = "String")]
    pub received: Timestamp,
    /// By which way: `local-cli`, `socket`, `api`, `web`, `system`.
    pub via: String,
    /// Key of the member who delivered it.
    pub actor: String,
    /// Start of the run, as stated.
    pub started: Option<TimeStated>,
    /// End of the run, as stated.
    pub finished: Option<TimeStated>,
    /// Format and parser, for example `garak-report` and `garak/1`.
    pub format: String,
    /// Parser that read it, with its version.
    pub parser: String,
    /// What the tool says it tested.
    pub claimed: Vec<String>,
    /// Pipeline and attempt.
    pub pipeline: Option<String>,
    /// Attempt within the pipeline.
    pub attempt: Option<u32>,
    /// The query or filter that gave it.
    pub query: Option<String>,
    /// What was done and seen, as stated.
    pub statement: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
    /// Requirements it is offered for.
    pub offered_for: Vec<String>,
    /// Why it is not complete or not the real thing.
    pub reasons: Vec<String>,
    /// What the parser noticed.
    pub warnings: Vec<WarningView>,
    /// The files.
    pub files: Vec<ArtifactPart>,
    /// Root of the tree over its observations.
    pub observations_root: Option<String>,
    /// Reviews, newest first.
    pub reviews: Vec<ReviewLine>,
    /// Verdicts that rest on it.
    pub uses: Vec<UseLine>,
    /// Key of the evidence that it replaces.
    pub supersedes: Option<String>,
}

/// A verdict that rests on evidence.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UseLine {
    /// Id of the check.
    pub check: String,
    /// The rule in one sentence.
    pub title: String,
    /// What it speaks of.
    pub subject: String,
    /// The outcome.
    pub outcome: Outcome,
    /// Whether what it rests on has run out.
    pub stale: bool,
    /// Until when it may be relied on.
    #[schemars(with = "Option<String>")]
    pub valid_until: Option<Timestamp>,
    /// Why.
    pub reason: String,
    /// Qualified requirements.
    pub requirements: Vec<String>,
}
