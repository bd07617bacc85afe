//! What was measured over time, the tools it comes from, and how states went.

use std::collections::BTreeMap;

use assay_domain::kinds::threshold::Threshold;
use assay_domain::{Observation, State, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::AsOfView;

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
