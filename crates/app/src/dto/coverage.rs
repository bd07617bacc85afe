//! What covers each requirement: for which system, by which rule, since when, and in which months not.

use assay_domain::{Axis, Outcome, State, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AsOfView, EvidenceSummary, VerdictView};

/// Requirements by AI systems.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CoverageView {
    /// Slug of the framework.
    pub framework: String,
    /// Its edition.
    pub edition: String,
    /// The moment.
    pub as_of: AsOfView,
    /// Areas of the framework, in its order.
    pub areas: Vec<AreaView>,
    /// The requirements that were asked for, in the order of the framework.
    pub requirements: Vec<CoveredView>,
    /// A page of AI systems in scope.
    pub systems: Vec<CoveredSystemView>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
}

/// An area of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AreaView {
    /// For example `A.6`.
    pub id: String,
    /// Title.
    pub title: String,
}

/// One requirement at a glance.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CoveredView {
    /// For example `A.6.2.4`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Id of its area.
    pub area: String,
    /// The worst applicable subject's state.
    pub state: State,
    /// Why.
    pub reason: String,
    /// The subject that decides; nothing where one state holds for all.
    pub subject: Option<String>,
    /// How many subjects are in each state, the gravest first.
    pub subjects: Vec<StateCount>,
    /// Whether no system has a state of its own: one state holds for all.
    pub alike: bool,
    /// How many pieces of evidence bear on it.
    pub evidence: usize,
    /// Key of the row of the Statement of Applicability.
    pub row: Option<String>,
    /// Who answers for that row.
    pub owner: Option<String>,
    /// Whether it applies; nothing while undecided.
    pub applicable: Option<bool>,
    /// `not-started`, `partial`, `full`.
    pub implementation: Option<String>,
}

/// Subjects in a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StateCount {
    /// The state.
    pub state: State,
    /// How many.
    pub count: usize,
}

/// One AI system.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CoveredSystemView {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// A cell for each requirement, in their order.
    pub cells: Vec<CellView>,
}

/// One requirement for one system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CellView {
    /// The state; of several versions in service, the gravest.
    pub state: State,
    /// Stable id of the reason.
    pub code: String,
    /// The subject that decides: the system, or a version of it; `workspace` where one state holds for all.
    pub subject: String,
}

/// Why a requirement has the state that it has.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct WhyView {
    /// The requirement, with its framework.
    pub requirement: String,
    /// Its title.
    pub title: String,
    /// The subject that was asked about, or the one that decides.
    pub subject: String,
    /// Its state.
    pub state: State,
    /// Stable id of the reason.
    pub code: String,
    /// Why.
    pub reason: String,
    /// The moment.
    pub as_of: AsOfView,
    /// Edition of the check set whose rules decided.
    pub check_set: String,
    /// How many subjects are in each state, the gravest first.
    pub subjects: Vec<StateCount>,
    /// Designed, implemented, operating: what decided each.
    pub axes: Vec<AxisView>,
    /// Every verdict that bears on the subject.
    pub verdicts: Vec<VerdictView>,
    /// Evidence that they rest on: who collected it, when, from what population, who reviewed it.
    pub evidence: Vec<EvidenceSummary>,
    /// Other records that they rest on.
    pub records: Vec<InputView>,
}

/// One of the three axes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AxisView {
    /// Which.
    pub axis: Axis,
    /// The verdict that decides; nothing when no check speaks to it.
    pub decided_by: Option<VerdictView>,
}

/// A record that a verdict rests on.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct InputView {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: String,
    /// Its state.
    pub state: String,
    /// Who made its last revision.
    pub by: String,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Who signed it last.
    pub signed_by: Option<String>,
}

/// A requirement in operation, month by month.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ContinuityView {
    /// The requirement, with its framework.
    pub requirement: String,
    /// The moment.
    pub as_of: AsOfView,
    /// Titles of the checks that were looked at.
    pub rules: Vec<String>,
    /// A strip for each system of the page, or one for everything.
    pub strips: Vec<StripView>,
    /// The cursor of the next page of systems, when there is one.
    pub next: Option<String>,
}

/// The months of one subject.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct StripView {
    /// `workspace`, or the key of a system.
    pub subject: String,
    /// Its title; empty for the workspace.
    pub title: String,
    /// The months, oldest first.
    pub months: Vec<MonthView>,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MonthView {
    /// For example `2026-03`.
    pub month: String,
    /// Days of it that are over and lie after the first entry of the log.
    pub days: u32,
    /// Days at whose end every check in operation held.
    pub held: u32,
    /// Days at whose end some did.
    pub some: u32,
}

/// Verdicts on a requirement, those that do not hold first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RequirementVerdictsView {
    /// The first of them.
    pub verdicts: Vec<VerdictView>,
    /// How many there are.
    pub total: usize,
    /// Evidence that they rest on.
    pub evidence: Vec<EvidenceSummary>,
}

/// Evidence that bears on a requirement, the newest first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RequirementEvidenceView {
    /// The first of it.
    pub evidence: Vec<EvidenceSummary>,
    /// How many pieces there are.
    pub total: usize,
}

/// What checks concluded on a requirement, the newest first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RequirementHistoryView {
    /// The requirement, with its framework.
    pub requirement: String,
    /// Each change.
    pub changes: Vec<VerdictChangeView>,
}

/// A verdict that began.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct VerdictChangeView {
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Index of the entry that it follows from.
    pub entry: u64,
    /// Id of the check.
    pub check: String,
    /// The rule in one sentence.
    pub title: String,
    /// The axis it speaks to.
    pub axis: Axis,
    /// What it speaks of.
    pub subject: String,
    /// What was concluded before; nothing at first.
    pub before: Option<Outcome>,
    /// What was concluded.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
}
