//! What Today shows. Dates and times are text as it is to be shown; sentences such as reasons arrive in the reader's
//! language.

use assay_domain::State;

use crate::parts::clock::ClockBar;
use crate::parts::heat::HeatCell;
use crate::parts::strip::Bar;

/// Today.
#[derive(Debug, Clone, Default)]
pub struct TodayView {
    /// Short name of the workspace.
    pub workspace: String,
    /// The day.
    pub date: String,
    /// The audit that comes next.
    pub event: Option<EventLine>,
    /// Controls of Annex A by state.
    pub counts: Vec<(State, usize)>,
    /// Clauses 4 to 10.
    pub clauses: Vec<ClauseLine>,
    /// The areas of Annex A.
    pub areas: Vec<AreaCells>,
    /// What is not effective, gravest first, as far as it is shown.
    pub attention: Vec<AttentionLine>,
    /// How many are not effective.
    pub attention_total: usize,
    /// What is due; nothing while it is being counted.
    pub work: Option<WorkView>,
    /// Reporting clocks of open incidents.
    pub clocks: Vec<ClockBar>,
    /// The tools that report.
    pub sources: Vec<SourceLine>,
    /// Where the open risks lie.
    pub levels: Option<LevelsView>,
    /// The newest entries of the record.
    pub entries: Vec<EntryLine>,
    /// Files that could not be read.
    pub quarantine: usize,
}

/// The audit that comes next.
#[derive(Debug, Clone, Default)]
pub struct EventLine {
    /// What it is.
    pub title: String,
    /// Where its record is; a local path.
    pub href: String,
    /// Whole days until then; 0 when it goes on, or begins today.
    pub days: i64,
    /// When it is.
    pub when: String,
    /// Who comes.
    pub by: Option<String>,
}

/// One clause and the state of each of its requirements.
#[derive(Debug, Clone)]
pub struct ClauseLine {
    /// For example `6`.
    pub id: String,
    /// For example `Planning`.
    pub title: String,
    /// Requirement, state, and the sentence that says why.
    pub cells: Vec<(String, State, String)>,
}

/// One area of Annex A.
#[derive(Debug, Clone)]
pub struct AreaCells {
    /// For example `A.6`; empty where controls lie in no area.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its controls.
    pub cells: Vec<ControlCell>,
}

/// One control as a cell.
#[derive(Debug, Clone)]
pub struct ControlCell {
    /// For example `A.6.2.4`; of our own as it was given.
    pub id: String,
    /// Address of its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
    /// Why.
    pub reason: String,
}

/// A requirement that needs attention.
#[derive(Debug, Clone)]
pub struct AttentionLine {
    /// For example `A.6.2.4`.
    pub requirement: String,
    /// Its title.
    pub title: String,
    /// What it speaks of, as people know it.
    pub subject: String,
    /// Its state.
    pub state: State,
    /// Why.
    pub reason: String,
    /// Where to read on; a local path.
    pub href: String,
}

/// What is due.
#[derive(Debug, Clone, Default)]
pub struct WorkView {
    /// Whether it is the reader's own.
    pub own: bool,
    /// The parts that hold something, the most urgent first.
    pub parts: Vec<WorkPart>,
}

/// What is due in a span.
#[derive(Debug, Clone)]
pub struct WorkPart {
    /// What the span is called.
    pub name: String,
    /// Whether its day has passed.
    pub overdue: bool,
    /// So many, and whether there are more.
    pub total: (usize, bool),
    /// The first of them.
    pub lines: Vec<WorkLine>,
}

/// Something to be done.
#[derive(Debug, Clone, Default)]
pub struct WorkLine {
    /// For example `TASK-3`.
    pub key: String,
    /// What is to be done.
    pub title: String,
    /// Where it is; a local path.
    pub href: String,
    /// What sort of record it is.
    pub kind: String,
    /// What it speaks of.
    pub subject: String,
    /// Who does it; empty when nobody does.
    pub owner: String,
    /// By when, or how late it is.
    pub due: String,
}

/// A tool that reports.
#[derive(Debug, Clone, Default)]
pub struct SourceLine {
    /// Its name.
    pub tool: String,
    /// Where its evidence is; a local path.
    pub href: String,
    /// About how many subjects it reported.
    pub subjects: usize,
    /// When its newest run was.
    pub newest: String,
    /// The last days.
    pub days: Vec<Bar>,
    /// Days with a whole run.
    pub whole: usize,
}

/// Where the open risks lie.
#[derive(Debug, Clone, Default)]
pub struct LevelsView {
    /// Cells by likelihood and impact.
    pub rows: Vec<Vec<HeatCell>>,
    /// Open risks.
    pub total: usize,
    /// Those above appetite.
    pub above: usize,
    /// Those whose level is not known.
    pub unrated: usize,
    /// Those rated by other criteria than the map shows.
    pub elsewhere: usize,
    /// Reviews that are late, and whether there are more.
    pub late: (usize, bool),
}

/// An entry of the record.
#[derive(Debug, Clone, Default)]
pub struct EntryLine {
    /// When it was made.
    pub at: String,
    /// Key of the record.
    pub key: String,
    /// Where that is; a local path.
    pub href: String,
    /// The act.
    pub op: String,
    /// Its number, and where its proof is.
    pub entry: u64,
    /// Where its proof is.
    pub proof: String,
}
