//! Verdicts, posture and the Statement of Applicability.

use assay_domain::{Axis, EvidenceKind, Outcome, State, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Verdicts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct VerdictList {
    /// By check and subject.
    pub verdicts: Vec<VerdictView>,
}

/// One verdict at the present moment.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct VerdictView {
    /// Id of the check.
    pub check: String,
    /// The rule in one sentence.
    pub title: String,
    /// Qualified requirements.
    pub requirements: Vec<String>,
    /// The axis it speaks to.
    pub axis: Axis,
    /// What it speaks of.
    pub subject: String,
    /// Whether the subject is in service and counts for the posture.
    pub in_service: bool,
    /// `pass`, `fail`, `missing`, `error`, `undecided`, `waived`.
    pub outcome: Outcome,
    /// Whether what it rests on has run out.
    pub stale: bool,
    /// Stable id of the reason.
    pub code: String,
    /// Why.
    pub reason: String,
    /// The value judged.
    pub value: Option<String>,
    /// What it was judged against.
    pub threshold: Option<String>,
    /// When the fact was observed.
    #[schemars(with = "Option<String>")]
    pub observed_at: Option<Timestamp>,
    /// Until when it may be relied on.
    #[schemars(with = "Option<String>")]
    pub valid_until: Option<Timestamp>,
    /// Keys it rests on.
    pub evidence: Vec<String>,
    /// Of what is missing or has run out, the kind of record to write; `evidence` is delivered.
    pub asks: Option<String>,
    /// Of evidence that is missing or has run out, the kinds that would do; empty where any would.
    #[serde(default)]
    pub evidence_kinds: Vec<EvidenceKind>,
}

/// How grave an outcome is, the gravest first; what passes and has not run out comes last.
pub(crate) fn gravity(outcome: Outcome, stale: bool) -> u8 {
    match outcome {
        Outcome::Fail => 0,
        Outcome::Error => 1,
        Outcome::Missing => 2,
        Outcome::Pass if stale => 3,
        Outcome::Undecided => 4,
        Outcome::Waived => 5,
        Outcome::Pass => 6,
    }
}

impl VerdictView {
    /// How grave it is, the gravest first.
    #[must_use]
    pub fn gravity(&self) -> u8 {
        gravity(self.outcome, self.stale)
    }

    /// Whether it passes and has not run out.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.outcome == Outcome::Pass && !self.stale
    }
}

/// A moment: the log's size and the clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AsOfView {
    /// Number of entries.
    pub position: u64,
    /// The clock.
    #[schemars(with = "String")]
    pub time: Timestamp,
}

/// The state of each requirement at a moment.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PostureView {
    /// Slug of the framework.
    pub framework: String,
    /// Its edition.
    pub edition: String,
    /// The moment.
    pub as_of: AsOfView,
    /// In the order of the standard.
    pub requirements: Vec<RequirementView>,
}

/// One requirement.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RequirementView {
    /// For example `A.6.2.4`.
    pub id: String,
    /// Title.
    pub title: String,
    /// The worst applicable subject's state.
    pub state: State,
    /// Why.
    pub reason: String,
    /// Each subject.
    pub subjects: Vec<SubjectView>,
}

/// One subject of a requirement.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SubjectView {
    /// What it speaks of.
    pub subject: String,
    /// Its state.
    pub state: State,
    /// Why.
    pub reason: String,
    /// Designed, implemented, operating.
    pub axes: Vec<AxisStateView>,
    /// Checks that speak to it.
    pub checks: Vec<String>,
}

/// One of designed, implemented, operating, for a requirement and a subject.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "AxisState")]
pub struct AxisStateView {
    /// Which.
    pub axis: Axis,
    /// Whether it holds; nothing when no check speaks to it.
    pub outcome: Option<Outcome>,
    /// Why.
    pub reason: String,
}

/// The Statement of Applicability, computed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SoaView {
    /// Slug of the framework whose it is.
    pub framework: String,
    /// Key of the approved version; nothing while none is approved.
    pub version: Option<String>,
    /// Edition of the standard.
    pub edition: String,
    /// Who approved that version.
    pub approved_by: Option<String>,
    /// When.
    #[schemars(with = "Option<String>")]
    pub approved_at: Option<Timestamp>,
    /// Rows whose present decision differs from the approved version.
    pub diverged: Vec<String>,
    /// The controls of the framework, 38 of ISO/IEC 42001; in that of the AIMS, own ones then.
    pub rows: Vec<SoaRowView>,
}

/// One row.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SoaRowView {
    /// For example `A.6.2.4`.
    pub id: String,
    /// Title.
    pub title: String,
    /// `Annex A` or `own`.
    pub source: String,
    /// Whether it applies; nothing while undecided.
    pub applicable: Option<bool>,
    /// Why.
    pub reason: Option<String>,
    /// `not-started`, `partial`, `full`.
    pub implementation: Option<String>,
    /// How it is done.
    pub statement: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Computed state.
    pub state: State,
    /// Linked risks.
    pub risks: Vec<String>,
    /// How many pieces of evidence bear on it.
    pub evidence: usize,
    /// Key of the row's record.
    pub record: Option<String>,
    /// State of the row's record: `draft` or `approved`.
    pub decision: Option<String>,
}

impl SoaRowView {
    /// Whether it is stated as in place and what was measured says otherwise.
    #[must_use]
    pub fn is_contradicted(&self) -> bool {
        let in_place = self.applicable == Some(true) && self.implementation.as_deref() == Some("full");
        in_place && says_otherwise(self.state)
    }
}

/// Whether a state contradicts that something is in place.
pub(crate) const fn says_otherwise(state: State) -> bool {
    matches!(state, State::Failing | State::Missing | State::Stale)
}
