//! What the pages of controls show. Dates and times are text as it is to be shown; sentences such as reasons arrive in the
//! reader's language.

use assay_domain::kinds::control::Implementation;
use assay_domain::{Axis, Outcome, State};

use crate::parts::evidence::EvidenceLine;
use crate::parts::table::Table;

/// The list of controls.
#[derive(Debug, Clone, Default)]
pub struct ControlsView {
    /// Slug of the framework shown.
    pub framework: String,
    /// What it is filtered by.
    pub filter: super::matrix::Filter,
    /// The moment shown, when it is not now.
    pub as_of: Option<AsOfLine>,
    /// Edition of the framework shown, for example `ISO/IEC 42001:2023`.
    pub edition: String,
    /// Whether its rows are controls, which a Statement of Applicability chooses from.
    pub chosen: bool,
    /// The frameworks in force, when there are several.
    pub frameworks: Vec<FrameworkTab>,
    /// Controls by state.
    pub counts: Vec<(State, usize)>,
    /// The requirements.
    pub table: Table,
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

/// A part of the page of a control.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tab {
    /// State, how it is done, axes, coverage.
    #[default]
    Overview,
    /// Evidence that bears on it.
    Evidence,
    /// What each check concluded.
    Tests,
    /// Requirements of other frameworks.
    Crosswalk,
    /// What was concluded when.
    History,
}

/// The page of one control.
#[derive(Debug, Clone, Default)]
pub struct ControlView {
    /// Whether it is a control, which a Statement of Applicability decides about; clauses are asked of everybody.
    pub is_control: bool,
    /// The record that decides its state, where one does: title and key.
    pub about: Option<(String, String)>,
    /// For example `A.6.2.4`.
    pub id: String,
    /// Slug of its framework.
    pub framework: String,
    /// Its title.
    pub title: String,
    /// What it asks, in our own words; empty where only the title is shipped.
    pub own_words: String,
    /// The part that is shown.
    pub tab: Tab,
    /// Its state.
    pub state: Option<State>,
    /// Why.
    pub reason: String,
    /// What closes the gap, when something does.
    pub fix: Option<Fix>,
    /// Its row in the Statement of Applicability.
    pub row: Option<SoaLine>,
    /// Why the reader may not approve that row, and who may; nothing where nothing waits or they may.
    pub refusal: Option<String>,
    /// Designed, implemented, operating: what decided each.
    pub axes: Vec<AxisLine>,
    /// Its state for each AI system, with the months behind it.
    pub coverage: CoverageBlock,
    /// What checks concluded, the gravest first.
    pub verdicts: Vec<VerdictLine>,
    /// How many verdicts there are.
    pub verdicts_total: usize,
    /// The newest evidence behind it.
    pub evidence: Vec<EvidenceLine>,
    /// How many pieces there are.
    pub evidence_total: usize,
    /// Requirements of other frameworks.
    pub offers: Vec<OfferLine>,
    /// What was concluded when.
    pub history: Vec<HistoryLine>,
    /// Id and address of the control before.
    pub prev: Option<(String, String)>,
    /// Id and address of the control after.
    pub next: Option<(String, String)>,
    /// Its number among its like, and how many those are.
    pub place: (usize, usize),
}

/// What closes a gap.
#[derive(Debug, Clone)]
pub struct Fix {
    /// What is typed in a terminal.
    pub command: Option<String>,
    /// When that is the thing to do, where it is not always.
    pub when: Option<&'static str>,
    /// What buttons say and where they lead, the first one first.
    pub ways: Vec<(String, String)>,
}

/// One of designed, implemented, operating.
#[derive(Debug, Clone)]
pub struct AxisLine {
    /// Which.
    pub axis: Axis,
    /// The state.
    pub state: State,
    /// The rule that decided; nothing when no check speaks to it.
    pub rule: Option<String>,
    /// Why.
    pub reason: String,
    /// What the verdict speaks of.
    pub subject: String,
    /// Records it rests on.
    pub inputs: Vec<String>,
}

/// A control by AI systems, a page of them.
#[derive(Debug, Clone, Default)]
pub struct CoverageBlock {
    /// A line for each system, or one for everything.
    pub lines: Vec<CoverageLine>,
    /// Whether some check measures it in operation at all.
    pub measured: bool,
    /// Address of the next page of systems.
    pub next: Option<String>,
}

/// One system.
#[derive(Debug, Clone)]
pub struct CoverageLine {
    /// `workspace`, or its key.
    pub subject: String,
    /// Its title.
    pub title: String,
    /// The state.
    pub state: State,
    /// Address of the page that says why.
    pub why: String,
    /// Its months, oldest first.
    pub months: Vec<Month>,
}

/// A month: its days, those held by every check, and those held by some.
#[derive(Debug, Clone)]
pub struct Month {
    /// For example `2026-03`.
    pub month: String,
    /// Days.
    pub days: u32,
    /// Days at whose end every check held.
    pub held: u32,
    /// Days at whose end some did.
    pub some: u32,
}

/// A requirement that a crosswalk leads to.
#[derive(Debug, Clone)]
pub struct OfferLine {
    /// Name of its framework and edition.
    pub framework: String,
    /// How people write its number.
    pub label: String,
    /// Its title.
    pub title: String,
    /// With its framework, for example `iso27001:A.8.29`.
    pub requirement: String,
    /// Address of its page, where it is managed here.
    pub href: Option<String>,
    /// `equal`, `subset`, `superset`, `intersects`.
    pub relation: String,
    /// From 1 to 10.
    pub strength: u8,
    /// Why.
    pub rationale: String,
    /// Where the pair comes from.
    pub source: String,
    /// `high`, `medium`, `low`.
    pub certainty: Option<String>,
    /// Whether it was read against its direction.
    pub inverted: bool,
    /// `in-force`, `proposed`, `corrected`.
    pub standing: String,
    /// Name of the crosswalk, or key of the correction.
    pub crosswalk: String,
    /// Evidence to look at.
    pub candidates: Vec<String>,
}

/// A verdict that began.
#[derive(Debug, Clone)]
pub struct HistoryLine {
    /// When.
    pub at: String,
    /// Index of its entry.
    pub entry: u64,
    /// The rule.
    pub title: String,
    /// What it speaks of.
    pub subject: String,
    /// What was concluded before.
    pub before: Option<Outcome>,
    /// What was concluded.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
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
    /// Key of its record.
    pub record: Option<String>,
    /// Whether the reader finds it open for editing.
    pub editable: bool,
    /// Key of the version of the Statement of Applicability in force.
    pub version: Option<String>,
    /// Whether the row differs from that version.
    pub diverged: bool,
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
