//! What was measured over time, the evidence it comes from, and how states went.

use std::collections::BTreeMap;

use assay_domain::kinds::threshold::Threshold;
use assay_domain::{
    ArtifactPart, EvidenceKind, EvidenceOrigin, Observation, Outcome, Period, Population, Representativeness,
    RunStatus, State, SubjectMatch, TimeSource, TimeStated, Timestamp, Tool,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AsOfView, SignatureView, WarningView};

/// Which metric, of what, over which time.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriesRequest {
    /// What was measured, for example `SYS-1@1.1.0`.
    pub subject: String,
    /// Key of the observations, for example `digits/match/accuracy`.
    pub metric: String,
    /// Only this slice: `name=value`, several separated by commas.
    #[serde(default)]
    pub slice: Option<String>,
    /// The other versions of the same system too.
    #[serde(default)]
    pub versions: Option<bool>,
    /// Not before that moment.
    #[serde(default)]
    pub from: Option<String>,
    /// Before that moment.
    #[serde(default)]
    pub to: Option<String>,
    /// A position of the log, or a time.
    #[serde(default)]
    pub as_of: Option<String>,
    /// Most points of each subject, the newest: 1 to 2,000; 200 unless stated.
    #[serde(default)]
    pub limit: Option<usize>,
}

/// A metric over time.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SeriesView {
    /// Key of the observations.
    pub metric: String,
    /// The moment.
    pub as_of: AsOfView,
    /// A series for each subject that has any.
    pub series: Vec<SubjectSeries>,
    /// Criteria in force that this metric is held against.
    pub thresholds: Vec<ThresholdLine>,
    /// Releases of versions of the same system.
    pub releases: Vec<ReleaseLine>,
}

/// The points of one subject.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SubjectSeries {
    /// What was measured.
    pub subject: String,
    /// Oldest first.
    pub points: Vec<SeriesPoint>,
    /// Whether there are older ones than these.
    pub more: bool,
}

/// One point.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SeriesPoint {
    /// Key of the evidence.
    pub evidence: String,
    /// When the run took place.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// What was observed.
    pub observation: Observation,
    /// Why it decides nothing: `mock`, `mismatch`, `partial`, `sampled`, `rejected` or `superseded`.
    pub doubt: Option<String>,
}

/// A criterion that somebody approved.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ThresholdLine {
    /// Key of its record.
    pub key: String,
    /// Observation key, or a pattern with `*`.
    pub metric: String,
    /// `>=` or `<=`.
    pub operator: String,
    /// The mark, a decimal string.
    pub value: String,
    /// When it was approved; results before that were not held against it.
    #[schemars(with = "String")]
    pub approved_at: Timestamp,
}

impl ThresholdLine {
    /// Whether an observation key is meant.
    #[must_use]
    pub fn matches(&self, key: &str) -> bool {
        Threshold { metric: self.metric.clone(), ..Threshold::default() }.matches(key)
    }
}

/// A release.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReleaseLine {
    /// Key of the version's record.
    pub key: String,
    /// Its label.
    pub version: String,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
}

/// The metrics of which subject.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MetricsRequest {
    /// What was measured, for example `SYS-1@1.1.0`.
    pub subject: String,
    /// The metric after which the page begins.
    #[serde(default)]
    pub after: Option<String>,
    /// Most metrics, 1 to 500; 50 unless stated.
    #[serde(default)]
    pub limit: Option<usize>,
    /// A position of the log, or a time.
    #[serde(default)]
    pub as_of: Option<String>,
}

/// Metrics of a subject.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct MetricList {
    /// By key, each with its newest point.
    pub metrics: Vec<SeriesPoint>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// Which observations of an evidence.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ObservationsRequest {
    /// `place`, `metric`, `lowest` or `highest`; `place` unless stated.
    pub order: Option<String>,
    /// Only those whose key holds this text, letter case aside.
    pub q: Option<String>,
    /// Where the last page ended.
    pub after: Option<String>,
    /// Most observations, 1 to 500; 50 unless stated.
    pub limit: Option<usize>,
    /// A position of the log, or a time.
    pub as_of: Option<String>,
}

/// A page of observations.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ObservationList {
    /// The page.
    pub observations: Vec<Observation>,
    /// How many there are in all.
    pub total: u64,
    /// Where the next page begins.
    pub next: Option<String>,
}

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

/// Over how many days.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SourcesRequest {
    /// A position of the log, or a time.
    pub as_of: Option<String>,
}

/// Where evidence comes from.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SourceList {
    /// By tool; what a person stated stands under no tool.
    pub sources: Vec<SourceLine>,
    /// The first of the days that each source counts.
    pub first_day: String,
    /// The moment.
    pub as_of: AsOfView,
}

/// A tool, or the acts of people.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct SourceLine {
    /// Name of the tool; nothing for the acts of people.
    pub tool: Option<String>,
    /// Deliveries on each of sixty days, the last of them today.
    pub days: Vec<u32>,
    /// Of those, runs that were not whole or not against the real thing.
    pub doubtful: Vec<u32>,
    /// Deliveries in these days.
    pub deliveries: u32,
    /// Subjects of them.
    pub subjects: usize,
    /// Who delivered.
    pub collectors: Vec<String>,
    /// The newest delivery.
    #[schemars(with = "Option<String>")]
    pub last: Option<Timestamp>,
}

/// How many requirements were in which state.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StatesRequest {
    /// Slug of the framework; `iso42001` unless stated.
    pub framework: Option<String>,
    /// Months back, 1 to 36; 12 unless stated.
    pub months: Option<u32>,
    /// A position of the log, or a time.
    pub as_of: Option<String>,
}

/// States of a framework's requirements by month.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct StatesView {
    /// Slug of the framework.
    pub framework: String,
    /// Oldest first.
    pub months: Vec<MonthStates>,
}

/// A month.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct MonthStates {
    /// For example `2026-03`.
    pub month: String,
    /// Where it was looked at.
    pub at: AsOfView,
    /// How many requirements are in each state; nothing where the framework was not in force then.
    pub states: Option<BTreeMap<State, usize>>,
}
