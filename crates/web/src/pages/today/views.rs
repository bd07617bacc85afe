//! What Today shows. Dates and times are text as it is to be shown; sentences such as reasons arrive in the reader's
//! language.

use assay_domain::State;

use crate::parts::evidence::EvidenceLine;

/// Today.
#[derive(Debug, Clone, Default)]
pub struct TodayView {
    /// The day.
    pub date: String,
    /// Controls of Annex A by state.
    pub counts: Vec<(State, usize)>,
    /// Clauses 4 to 10.
    pub clauses: Vec<ClauseLine>,
    /// The areas of Annex A.
    pub areas: Vec<AreaCells>,
    /// What is not effective, gravest first.
    pub attention: Vec<AttentionLine>,
    /// Open tasks, most urgent first.
    pub tasks: Vec<TaskLine>,
    /// Newest evidence.
    pub evidence: Vec<EvidenceLine>,
    /// Files that could not be read.
    pub quarantine: usize,
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
    /// For example `A.6`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its controls.
    pub cells: Vec<ControlCell>,
}

/// One control as a cell.
#[derive(Debug, Clone)]
pub struct ControlCell {
    /// For example `A.6.2.4`.
    pub id: String,
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

/// An open task.
#[derive(Debug, Clone)]
pub struct TaskLine {
    /// For example `TASK-3`.
    pub key: String,
    /// What is to be done.
    pub title: String,
    /// Who does it; empty when nobody does.
    pub owner: String,
    /// By when; empty when no date is set.
    pub due: String,
    /// Whether that has passed.
    pub overdue: bool,
}
