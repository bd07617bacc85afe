//! What the pages of risks show.

use assay_domain::State;

use crate::pages::records::views::Shown;
use crate::parts::table::Table;

/// Risks: the matrix, what asks for attention, the register.
#[derive(Debug, Clone, Default)]
pub struct RisksView {
    /// Short name of the workspace.
    pub workspace: String,
    /// So many are not closed, and so many of them are above appetite.
    pub open: usize,
    /// Above appetite.
    pub above: usize,
    /// What asks for attention.
    pub figures: Vec<FigureView>,
    /// The matrix; nothing while there are no criteria.
    pub matrix: Option<MatrixView>,
    /// Risks beside the matrix.
    pub chosen: ChosenView,
    /// The register.
    pub register: Table,
    /// Address of the matrix alone, or of all where it is alone.
    pub other: String,
    /// Whether the matrix is shown alone, to be printed.
    pub alone: bool,
    /// Whether the reader may write down risks.
    pub writes: bool,
}

/// A count with the list behind it.
#[derive(Debug, Clone, Default)]
pub struct FigureView {
    /// What is counted.
    pub label: String,
    /// So many.
    pub n: usize,
    /// The list.
    pub href: String,
    /// Class of its tone where there are some.
    pub tone: &'static str,
}

/// The matrix.
#[derive(Debug, Clone, Default)]
pub struct MatrixView {
    /// Title of the criteria.
    pub criteria: String,
    /// Key, revision and approval of the criteria.
    pub line: String,
    /// Their page.
    pub href: String,
    /// What lies beyond the line; nothing where none is drawn.
    pub appetite: Option<String>,
    /// Which rating is shown.
    pub help: String,
    /// Residual and inherent: address, word, whether it is shown.
    pub ratings: Vec<(String, String, bool)>,
    /// Rows, the highest likelihood first.
    pub rows: Vec<(AxisStep, Vec<MatrixCell>)>,
    /// Steps of impact, the lowest first.
    pub impacts: Vec<AxisStep>,
    /// Risks that stand in no cell.
    pub unplaced: Option<(String, String)>,
    /// Other criteria: address, title.
    pub others: Vec<(String, String)>,
}

/// A step of a scale.
#[derive(Debug, Clone, Default)]
pub struct AxisStep {
    /// Its number.
    pub value: u8,
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: Option<String>,
}

/// A cell of the matrix.
#[derive(Debug, Clone, Default)]
pub struct MatrixCell {
    /// Its level.
    pub level: LevelView,
    /// So many risks.
    pub n: usize,
    /// The list of them, or all where it is chosen.
    pub href: String,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Its place in words.
    pub said: String,
    /// Whether the line runs along its start.
    pub edge_start: bool,
    /// Whether the line runs along its bottom.
    pub edge_below: bool,
}

/// A level as people read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LevelView {
    /// Its ground, from 1 to 5; 0 where it is not known.
    pub ground: u8,
    /// Its word.
    pub word: String,
}

/// A rating: its level, and its steps as `3×5`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScoreLine {
    /// The level.
    pub level: LevelView,
    /// The steps.
    pub steps: String,
}

/// How a risk stands to the appetite.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Standing {
    /// Above, and nobody keeps it.
    Above,
    /// Above, and kept for a time.
    Kept,
    /// Within.
    Within,
    /// Not known.
    #[default]
    Unknown,
}

/// Risks beside the matrix.
#[derive(Debug, Clone, Default)]
pub struct ChosenView {
    /// Which.
    pub heading: String,
    /// How many, at which level.
    pub remark: String,
    /// The address without the choice.
    pub clear: Option<String>,
    /// Some of them.
    pub cards: Vec<RiskCard>,
    /// That there are more.
    pub more: Option<String>,
}

/// A risk at a glance.
#[derive(Debug, Clone, Default)]
pub struct RiskCard {
    /// Its key.
    pub key: String,
    /// The risk in one sentence.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Name of its owner.
    pub owner: Option<String>,
    /// How it stands to the appetite.
    pub standing: Standing,
    /// How it moved, what is due, who keeps it: sentences.
    pub story: Vec<String>,
    /// Its level over time.
    pub trend: Option<Trend>,
}

/// A level over time as a small picture; the sentences beside it say the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trend {
    /// Places in hundredths of the width, with the level from 1 to 4 that holds from there on; 0 for none.
    pub steps: Vec<(u8, u8)>,
    /// The highest level within the appetite.
    pub appetite: Option<u8>,
}

/// A level over time, by the words of the levels, with the same in rows.
#[derive(Debug, Clone, Default)]
pub struct LevelsView {
    /// What is drawn.
    pub title: String,
    /// Words of the levels, the highest first.
    pub words: Vec<String>,
    /// The picture.
    pub trend: Trend,
    /// Up to which level a risk may be kept.
    pub appetite: Option<String>,
    /// The first day that is drawn, and the last.
    pub days: (String, String),
    /// Day and rating, the newest first; nothing where it was not rated, or closed.
    pub rows: Vec<(String, Option<ScoreLine>)>,
}

/// One risk.
#[derive(Debug, Clone, Default)]
pub struct RiskView {
    /// Short name of the workspace.
    pub workspace: String,
    /// Its key.
    pub key: String,
    /// The risk in one sentence.
    pub title: String,
    /// The word of its state.
    pub state: String,
    /// How it stands to the appetite.
    pub standing: Standing,
    /// What that means, where something has to be done or is kept: class of the tone, sentence, address, what is there.
    pub notice: Option<(&'static str, String, Option<(String, String)>)>,
    /// What may happen, why, and to whom.
    pub statement: Vec<(String, Option<Shown>)>,
    /// Names with values: owner, system, treatment, sources, review, criteria.
    pub facts: Vec<(String, Shown)>,
    /// Ratings by name: inherent, what counts now, what is expected.
    pub ratings: Vec<(String, Option<ScoreLine>, Option<String>)>,
    /// Level over time.
    pub trend: Option<LevelsView>,
    /// What moved it.
    pub events: Vec<EventLine>,
    /// Plans and actions.
    pub treatments: Vec<TreatmentLine>,
    /// Acceptances.
    pub acceptances: Vec<AcceptanceLine>,
    /// Where the reader asks for the risk to be kept.
    pub ask: Option<String>,
    /// Controls.
    pub controls: Vec<ControlLine>,
    /// Other records by kind.
    pub links: Vec<(String, Vec<LinkLine>)>,
    /// Whether there are more.
    pub more: bool,
}

/// Something that happened.
#[derive(Debug, Clone, Default)]
pub struct EventLine {
    /// When.
    pub at: String,
    /// Who.
    pub by: String,
    /// What.
    pub what: String,
    /// Where it can be read: address and text.
    pub source: (String, String),
    /// Where the risk stood before.
    pub was: Option<ScoreLine>,
    /// Where it stands after.
    pub score: Option<ScoreLine>,
    /// Why.
    pub reason: Option<String>,
    /// The proof of its entry.
    pub proof: String,
}

/// A plan or an action.
#[derive(Debug, Clone, Default)]
pub struct TreatmentLine {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What kind of record it is.
    pub kind: String,
    /// The word of its state.
    pub state: String,
    /// Name of its owner.
    pub owner: Option<String>,
    /// Its day.
    pub due: Option<String>,
    /// How late it is.
    pub late: Option<String>,
    /// What it must reach.
    pub aim: Option<String>,
    /// What it did.
    pub effect: Option<String>,
    /// What a plan expects to remain.
    pub expected: Option<ScoreLine>,
}

/// An acceptance.
#[derive(Debug, Clone, Default)]
pub struct AcceptanceLine {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// The word of its state.
    pub state: String,
    /// What it accepts.
    pub score: Option<ScoreLine>,
    /// Who asks.
    pub asked_by: Option<String>,
    /// Who decided, and when.
    pub decided: Option<(String, String)>,
    /// Its last day, and whether that is over.
    pub until: Option<(String, bool)>,
    /// Why.
    pub reason: Option<String>,
    /// What has to hold meanwhile.
    pub conditions: Option<String>,
    /// Why the reader may not accept it.
    pub refusal: Option<String>,
}

/// A control against a risk.
#[derive(Debug, Clone, Default)]
pub struct ControlLine {
    /// Id of its requirement.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Page of the requirement: who collected, when, which rule decided.
    pub href: String,
    /// In place, planned.
    pub how: Vec<String>,
    /// State of the requirement.
    pub state: Option<State>,
    /// Evidence that bears on it.
    pub evidence: String,
}

/// A linked record.
#[derive(Debug, Clone, Default)]
pub struct LinkLine {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// The word of its state.
    pub state: String,
}
