//! What the pages show, made ready by whoever reads the store. Dates and times are text as it is to be shown;
//! sentences such as reasons arrive in the reader's language.

use assay_domain::kinds::control::Implementation;
use assay_domain::{Axis, Outcome, State, TimeSource};

pub use crate::parts::words::Lang;

/// Which place a page belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// What needs doing.
    #[default]
    Today,
    /// The controls and their states.
    Controls,
    /// The records of every kind.
    Records,
    /// The audit rooms, or for an auditor their own.
    Rooms,
    /// None of the places: an error.
    Elsewhere,
}

/// What surrounds every page.
#[derive(Debug, Clone, Default)]
pub struct Shell {
    /// Name of the organisation.
    pub organisation: String,
    /// Whether the data is made up; a ribbon says so on every page.
    pub demo: bool,
    /// Where the reader is.
    pub place: Place,
    /// Name of whoever is signed in; nothing for somebody who only reads a demo at this machine.
    pub who: Option<String>,
    /// Whether the reader sits in an audit room, and sees what it shows.
    pub in_room: bool,
    /// Where the record stands.
    pub record: RecordLine,
    /// Language of the page.
    pub lang: Lang,
}

/// Where the record stands.
#[derive(Debug, Clone, Default)]
pub struct RecordLine {
    /// Entries it holds.
    pub entries: u64,
    /// First digits of the newest checkpoint's root; empty before the first checkpoint.
    pub checkpoint_short: String,
    /// When that checkpoint was made.
    pub at: String,
}

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

/// How far a piece of evidence may be trusted, at a glance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Badge {
    /// A real target and the whole plan: no badge.
    #[default]
    Real,
    /// A stand-in that a tool ships for trying itself out. Never satisfies a control.
    Mock,
    /// Part of the plan ran.
    Partial,
    /// Part of the data was used.
    Sampled,
    /// The file names another system than the one it was delivered for.
    Mismatch,
    /// Nothing says what was tested.
    Unknown,
}

/// One piece of evidence.
#[derive(Debug, Clone)]
pub struct EvidenceLine {
    /// For example `EV-231`; also the anchor of its row.
    pub key: String,
    /// What it is.
    pub title: String,
    /// Tool and version.
    pub tool: String,
    /// What it was delivered for.
    pub subject: String,
    /// When the run took place.
    pub when: String,
    /// Where that time was read.
    pub when_source: TimeSource,
    /// Who delivered it.
    pub collector: String,
    /// Who reviewed it.
    pub reviewer: Option<String>,
    /// How far it may be trusted.
    pub badge: Badge,
}

/// The list of controls.
#[derive(Debug, Clone, Default)]
pub struct ControlsView {
    /// The moment shown, when it is not now.
    pub as_of: Option<AsOfLine>,
    /// Edition of the framework shown, for example `ISO/IEC 42001:2023`.
    pub edition: String,
    /// Whether its rows are controls, which a Statement of Applicability chooses from.
    pub chosen: bool,
    /// The frameworks in force, when there are several.
    pub frameworks: Vec<FrameworkTab>,
    /// The areas.
    pub areas: Vec<AreaTable>,
    /// Controls by state.
    pub counts: Vec<(State, usize)>,
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

/// One area with its controls.
#[derive(Debug, Clone)]
pub struct AreaTable {
    /// For example `A.6`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its controls.
    pub rows: Vec<ControlRow>,
}

/// One control in the list.
#[derive(Debug, Clone)]
pub struct ControlRow {
    /// Slug of its framework.
    pub framework: String,
    /// For example `A.6.2.4`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Whether it applies; `None` while undecided.
    pub applicable: Option<bool>,
    /// How far it is in place.
    pub implementation: Option<Implementation>,
    /// How many subjects it speaks of.
    pub subjects: usize,
}

/// The page of one control.
#[derive(Debug, Clone)]
pub struct ControlView {
    /// For example `A.6.2.4`.
    pub id: String,
    /// Slug of its framework.
    pub framework: String,
    /// Its title.
    pub title: String,
    /// What it asks, in our own words; empty where only the title is shipped.
    pub own_words: String,
    /// Its state.
    pub state: State,
    /// Why.
    pub reason: String,
    /// Its row in the Statement of Applicability.
    pub row: Option<SoaLine>,
    /// Its state for each subject.
    pub subjects: Vec<SubjectState>,
    /// What each check concluded.
    pub verdicts: Vec<VerdictLine>,
    /// The evidence behind it.
    pub evidence: Vec<EvidenceLine>,
    /// The command that closes the gap, when there is one.
    pub fix: Option<String>,
    /// Id and address of the control before.
    pub prev: Option<(String, String)>,
    /// Id and address of the control after.
    pub next: Option<(String, String)>,
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
}

/// State of a control for one subject.
#[derive(Debug, Clone)]
pub struct SubjectState {
    /// For example `SYS-1@1.1.0`.
    pub subject: String,
    /// As people know it.
    pub title: String,
    /// The state.
    pub state: State,
    /// Why.
    pub reason: String,
    /// Designed, implemented, operating.
    pub axes: [AxisState; 3],
}

/// State of one axis.
#[derive(Debug, Clone)]
pub struct AxisState {
    /// Which.
    pub axis: Axis,
    /// The state.
    pub state: State,
    /// Why.
    pub reason: String,
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

/// An error people see.
#[derive(Debug, Clone, Default)]
pub struct ErrorView {
    /// HTTP status.
    pub status: u16,
    /// What is wrong, in a few words.
    pub title: String,
    /// Where, and what was kept.
    pub detail: String,
    /// What to do.
    pub hint: String,
}
