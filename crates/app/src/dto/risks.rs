//! Risks as people look at them: on the matrix of their criteria, in order of gravity, and one with its story.

use assay_domain::kinds::risk::Treatment;
use assay_domain::kinds::risk_criteria::Level;
use assay_domain::{RiskSource, State, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::AsOfView;

/// Which rating of a risk is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rating {
    /// What counts now: once treated what remains, until then the rating without the treatment.
    #[default]
    Residual,
    /// Before the planned treatment.
    Inherent,
}

/// Whom a risk may harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Harm {
    /// The organisation.
    Organisation,
    /// Individuals and groups.
    Individuals,
    /// Society.
    Society,
}

/// How a risk stands to the appetite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Appetite {
    /// Above it.
    Above,
    /// Within it.
    Within,
    /// Its level, or the appetite, is not known.
    Unknown,
}

/// A record by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NamedView {
    /// Its key.
    pub key: String,
    /// Its title; the key where that is not shown.
    pub name: String,
}

/// A step of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StepView {
    /// Its number, from 1.
    pub value: u8,
    /// What people call it.
    pub name: String,
    /// What it means, where that is said.
    pub meaning: Option<String>,
}

/// Risk criteria as a matrix is drawn by them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CriteriaView {
    /// Key of the record.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its revision.
    pub revision: u32,
    /// Its state: only approved criteria hold.
    pub state: String,
    /// When they were approved.
    #[schemars(with = "Option<String>")]
    pub approved_at: Option<Timestamp>,
    /// Key of the member who approved them.
    pub approved_by: Option<String>,
    /// Steps of likelihood, the lowest first.
    pub likelihood: Vec<StepView>,
    /// Steps of impact, the lowest first.
    pub impact: Vec<StepView>,
    /// The highest level that may be kept without top management.
    pub accept_up_to: Option<Level>,
    /// How many open risks are rated by them.
    pub risks: usize,
}

/// One cell of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RiskCellView {
    /// Step of likelihood.
    pub likelihood: u8,
    /// Step of impact.
    pub impact: u8,
    /// The level that the criteria give it.
    pub level: Option<Level>,
    /// Whether it lies above the appetite.
    pub above: Option<bool>,
    /// Open risks that stand here now.
    pub residual: usize,
    /// Open risks that were rated here before treatment.
    pub inherent: usize,
}

/// Open risks by likelihood and impact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RiskMatrixView {
    /// The criteria.
    pub criteria: CriteriaView,
    /// Cells in order of likelihood, then of impact, the lowest first.
    pub cells: Vec<RiskCellView>,
    /// Open risks by these criteria that stand in no cell, since they are not rated or rated beyond the scale.
    pub unplaced: usize,
}

/// All risks at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RiskSummary {
    /// The moment.
    pub as_of: AsOfView,
    /// The matrix of the criteria that were asked for, or of those most risks are rated by; nothing while there are none.
    pub matrix: Option<RiskMatrixView>,
    /// All criteria that open risks are rated by, or that are approved.
    pub criteria: Vec<CriteriaView>,
    /// Risks that are not closed.
    pub open: usize,
    /// Of them, those above appetite.
    pub above: usize,
    /// Of those, the ones that no acceptance covers.
    pub above_not_accepted: usize,
    /// Open risks whose level is not known.
    pub unknown: usize,
    /// Open risks with a treatment action past its day.
    pub late: usize,
    /// Open risks with an acceptance that runs out within 30 days.
    pub expiring: usize,
    /// Open risks whose level fell since the quarter began.
    pub lowered: usize,
    /// Open risks whose level rose since the quarter began.
    pub raised: usize,
    /// The first day of the quarter.
    pub quarter: String,
}

/// A likelihood, an impact and the level they come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScoreView {
    /// Step of likelihood.
    pub likelihood: u8,
    /// Step of impact.
    pub impact: u8,
    /// The level; nothing where the criteria do not reach.
    pub level: Option<Level>,
}

/// Where a risk stood from a moment on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MoveView {
    /// Since when.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// The entry of the log.
    pub seq: u64,
    /// The score, by the criteria as they are now; nothing once closed, or not rated.
    pub score: Option<ScoreView>,
}

/// That a risk is kept for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AcceptedView {
    /// Key of the acceptance.
    pub key: String,
    /// Its last day.
    pub until: String,
    /// Whether it covers where the risk stands, today.
    pub covers: bool,
}

/// A risk in a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RiskRow {
    /// Its key.
    pub key: String,
    /// Its revision.
    pub revision: u32,
    /// The risk in one sentence.
    pub title: String,
    /// Its state.
    pub state: String,
    /// The AI system.
    pub system: Option<NamedView>,
    /// The risk owner.
    pub owner: Option<NamedView>,
    /// Before treatment.
    pub inherent: Option<ScoreView>,
    /// What counts now.
    pub residual: Option<ScoreView>,
    /// Whether it has been treated, so that what remains counts.
    pub treated: bool,
    /// How it stands to the appetite.
    pub appetite: Appetite,
    /// What is done about it.
    pub treatment: Option<Treatment>,
    /// Where it comes from.
    pub sources: Vec<RiskSource>,
    /// The first day of its open treatment actions.
    pub action_due: Option<String>,
    /// Whether that day is over.
    pub late: bool,
    /// Day of the next review.
    pub review_due: Option<String>,
    /// Whether that day is over.
    pub review_late: bool,
    /// That it is kept.
    pub accepted: Option<AcceptedView>,
    /// The highest level that may be kept, by its criteria.
    pub accept_up_to: Option<Level>,
    /// Where it stood, the oldest first.
    pub moves: Vec<MoveView>,
}

/// A page of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RiskRegister {
    /// The moment.
    pub as_of: AsOfView,
    /// Risks that fit what was asked.
    pub found: usize,
    /// The page, from 1.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
    /// Its rows.
    pub rows: Vec<RiskRow>,
    /// Those who own open risks, those with the most first, at most 200.
    pub owners: Vec<NamedView>,
}

/// Something that bears on where a risk stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RiskEventView {
    /// When it was recorded.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// The entry of the log.
    pub seq: u64,
    /// Name of whoever did it.
    pub by: String,
    /// The record: the risk itself, or the assessment round that rated it.
    pub key: String,
    /// Name of its kind.
    pub kind: String,
    /// Its revision.
    pub revision: u32,
    /// The act.
    pub op: String,
    /// The state it led to.
    pub state: String,
    /// Where the risk stood after it, or what the round rated it.
    pub score: Option<ScoreView>,
    /// Where it stood before, when that was elsewhere.
    pub was: Option<ScoreView>,
    /// Fields of the risk that it changed.
    pub changed: Vec<String>,
    /// What was written down as the reason.
    pub reason: Option<String>,
}

/// A record that has to do with a risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RiskLinkView {
    /// Its key.
    pub key: String,
    /// Name of its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: String,
    /// The field that refers to it, or by which it refers to the risk.
    pub field: String,
    /// Whether it refers to the risk, rather than the risk to it.
    pub incoming: bool,
}

/// A treatment action, or a treatment plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TreatmentView {
    /// Its key.
    pub key: String,
    /// Name of its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: String,
    /// Name of its owner.
    pub owner: Option<String>,
    /// Day by which it is done, or on which a plan's effect is judged.
    pub due: Option<String>,
    /// Days it is late.
    pub days_late: Option<i64>,
    /// What it must reach, or how the effect of a plan is judged.
    pub aim: Option<String>,
    /// What the judgement found.
    pub effect: Option<String>,
    /// What a plan expects to remain of the risk.
    pub expected: Option<ScoreView>,
}

/// That a risk is to be kept, or is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AcceptanceView {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: String,
    /// What is accepted.
    pub score: Option<ScoreView>,
    /// Name of whoever asks for it.
    pub asked_by: Option<String>,
    /// Name of whoever brought it into its state, once decided.
    pub decided_by: Option<String>,
    /// When that was.
    #[schemars(with = "Option<String>")]
    pub decided_at: Option<Timestamp>,
    /// Its last day.
    pub until: Option<String>,
    /// Whether that day is over.
    pub over: bool,
    /// Why it is kept.
    pub reason: Option<String>,
    /// What has to hold meanwhile.
    pub conditions: Option<String>,
    /// Why the reader may not accept it; nothing when they may, or when it is decided.
    pub refusal: Option<String>,
}

/// A control against a risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RiskControlView {
    /// Key of its row.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its requirement, for example `iso42001:A.6.2.4`.
    pub requirement: String,
    /// Whether it works against the risk already.
    pub existing: bool,
    /// Whether it is to work against it.
    pub planned: bool,
    /// The state of the requirement; nothing where its framework is not in force.
    pub posture: Option<State>,
    /// How many pieces of evidence bear on it.
    pub evidence: usize,
}

/// One risk with everything that has to do with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RiskStory {
    /// The moment.
    pub as_of: AsOfView,
    /// The risk as in the register.
    pub row: RiskRow,
    /// The criteria it is rated by.
    pub criteria: Option<CriteriaView>,
    /// What happened to it, the newest first.
    pub events: Vec<RiskEventView>,
    /// Plans and actions.
    pub treatments: Vec<TreatmentView>,
    /// Acceptances, the newest first.
    pub acceptances: Vec<AcceptanceView>,
    /// Controls.
    pub controls: Vec<RiskControlView>,
    /// Other records.
    pub links: Vec<RiskLinkView>,
    /// Whether there are more records than are named.
    pub more: bool,
}
