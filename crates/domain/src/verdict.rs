//! What a check concluded, and what verdicts add up to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Message, Subject, Timestamp};

/// The three things that must hold of a control for each subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Axis {
    /// An approved statement with an owner.
    Designed,
    /// Present for every subject in scope.
    Implemented,
    /// Evidence shows it at work over the period.
    Operating,
}

/// A check's outcome for one subject. Stale and expiring follow from `valid_until` and the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The rule holds.
    Pass,
    /// The rule does not hold.
    Fail,
    /// There is nothing to judge.
    Missing,
    /// What there is cannot be judged.
    Error,
    /// A person has to decide or to review.
    Undecided,
    /// It fails, and a granted waiver covers it. Never a pass.
    Waived,
}

/// One verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Verdict {
    /// Id of the check, for example `vv.threshold`.
    pub check: String,
    /// Qualified requirements it supports, for example `iso42001:A.6.2.4`.
    pub requirements: Vec<String>,
    /// The axis it speaks to.
    pub axis: Axis,
    /// What it speaks of.
    pub subject: Subject,
    /// Whether the subject is in service and counts for the posture; a candidate is judged but does not.
    pub in_service: bool,
    /// The outcome.
    pub outcome: Outcome,
    /// Why.
    pub message: Message,
    /// The value that was judged, decimal string.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What it was judged against, for example `>= 0.95 (THR-1)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<String>,
    /// When the fact was observed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub observed_at: Option<Timestamp>,
    /// Until when it may be relied on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub valid_until: Option<Timestamp>,
    /// Keys of the records and evidence it rests on; of a register at most a hundred, those that run out first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

impl Verdict {
    /// Whether both conclude the same from the same, however they word it.
    #[must_use]
    pub fn concludes_as(&self, other: &Self) -> bool {
        self.message.code == other.message.code && Self { message: other.message.clone(), ..self.clone() } == *other
    }
}

/// State of a requirement for a subject, or of a requirement: the worst applicable subject. In order of gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// A check fails or cannot be evaluated.
    Failing,
    /// Nothing was measured, or a subject has no data.
    Missing,
    /// What was measured is too old.
    Stale,
    /// Some is missing, undecided or waived, or one of designed, implemented, operating is unmet.
    Partly,
    /// All holds; something runs out within thirty days.
    Expiring,
    /// Designed, implemented and operating, and a person reviewed it.
    Effective,
    /// Left out by an approved row of the Statement of Applicability.
    NotApplicable,
}

/// State of one requirement for one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Posture {
    /// Qualified requirement.
    pub requirement: String,
    /// What it speaks of.
    pub subject: Subject,
    /// The state.
    pub state: State,
    /// The one sentence that says why, from the verdict that decided.
    pub message: Message,
    /// The three axes: what each came to, and why.
    pub axes: Vec<AxisState>,
    /// Ids of the checks that speak to it.
    pub checks: Vec<String>,
}

/// One of designed, implemented, operating, for a requirement and a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AxisState {
    /// Which.
    pub axis: Axis,
    /// Whether it holds; nothing when no check speaks to it.
    pub outcome: Option<Outcome>,
    /// Why.
    pub message: Message,
}
