//! What the pages of AI systems show, in the reader's language.

use assay_domain::{Outcome, State};

use crate::pages::records::around::LinkedRecord;
use crate::pages::records::views::{FieldLine, Shown};
pub use crate::pages::systems::version_views::*;
use crate::parts::evidence::EvidenceLine;
use crate::parts::table::Table;

/// The inventory.
#[derive(Debug, Clone, Default)]
pub struct SystemsPage {
    /// Short name of the workspace.
    pub workspace: String,
    /// The table.
    pub table: Table,
}

/// A version at a glance.
#[derive(Debug, Clone, Default)]
pub struct VersionMark {
    /// Key of its record.
    pub key: String,
    /// Its label.
    pub label: String,
    /// State.
    pub state: String,
    /// Whether it is in service.
    pub released: bool,
    /// Address of its gate.
    pub href: String,
    /// What its checks come to, the gravest first: outcome, whether it ran out, how many.
    pub checks: Vec<(Outcome, bool, usize)>,
}

/// Open risks.
#[derive(Debug, Clone, Copy, Default)]
pub struct RiskMark {
    /// Open ones.
    pub open: usize,
    /// Above appetite.
    pub above: usize,
    /// Whose level is not known.
    pub unrated: usize,
    /// Whether there are more than were looked at.
    pub more: bool,
}

/// Which page of a system.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SystemTab {
    /// At a glance.
    #[default]
    Overview,
    /// Versions and gates.
    Versions,
    /// Bill of materials.
    Parts,
    /// Data sets.
    Data,
    /// Risks.
    Risks,
    /// Evidence.
    Evidence,
    /// What it is linked with.
    Connections,
    /// How its record came to be.
    History,
}

/// What stands above every page of a system.
#[derive(Debug, Clone, Default)]
pub struct SystemHead {
    /// Short name of the workspace.
    pub workspace: String,
    /// Key.
    pub key: String,
    /// Title.
    pub title: String,
    /// State of its record.
    pub state: String,
    /// Requirements by state, the gravest first.
    pub posture: Vec<(State, usize)>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Roles.
    pub roles: Vec<String>,
    /// Classes of the AI Act, or why there are none.
    pub classes: Option<Shown>,
    /// Versions in service.
    pub in_service: Vec<VersionMark>,
    /// Versions, risks, evidence: how many, as they read.
    pub counts: [String; 3],
    /// Revisions of its record.
    pub revisions: usize,
    /// Whether whoever looks may edit it.
    pub edit: bool,
    /// Where its owner is stated, where that can be.
    pub assign: Option<String>,
}

/// A system at a glance.
#[derive(Debug, Clone, Default)]
pub struct OverviewPage {
    /// Head.
    pub head: SystemHead,
    /// What it is for, whom it affects and the like.
    pub purpose: Vec<FieldLine>,
    /// What stands beside: owner, roles, stage.
    pub properties: Vec<FieldLine>,
    /// Fields of which it is said that they are not known yet.
    pub gaps: Vec<FieldLine>,
    /// Cells by area.
    pub areas: Vec<CellArea>,
    /// What does not hold.
    pub open: Vec<CheckLine>,
    /// How many that are in all.
    pub open_total: usize,
    /// Newest evidence.
    pub evidence: Vec<EvidenceLine>,
    /// Open issues.
    pub issues: Vec<IssueLine>,
    /// Open risks.
    pub risks: RiskMark,
    /// Its newest version.
    pub newest: Option<VersionMark>,
}

/// Cells of an area.
#[derive(Debug, Clone, Default)]
pub struct CellArea {
    /// For example `A.6`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its requirements.
    pub cells: Vec<CellMark>,
}

/// One requirement for the system.
#[derive(Debug, Clone)]
pub struct CellMark {
    /// For example `A.6.2.4`.
    pub id: String,
    /// Title.
    pub title: String,
    /// State.
    pub state: State,
    /// Whether it is judged once for all systems.
    pub alike: bool,
    /// Where why is said.
    pub href: String,
}

/// What a check came to.
#[derive(Debug, Clone)]
pub struct CheckLine {
    /// Id of the check.
    pub check: String,
    /// Its rule in one sentence.
    pub title: String,
    /// What it came to.
    pub outcome: Outcome,
    /// Whether what it rests on has run out.
    pub stale: bool,
    /// Why.
    pub reason: String,
    /// What it speaks of.
    pub subject: String,
    /// The value judged.
    pub value: Option<String>,
    /// What it was judged against.
    pub threshold: Option<String>,
    /// Requirements with their addresses.
    pub requirements: Vec<(String, String)>,
    /// When the fact was observed.
    pub observed: Option<String>,
    /// Until when it may be relied on.
    pub valid: Option<String>,
    /// What it rests on: key and address.
    pub evidence: Vec<(String, String)>,
    /// Who collected that.
    pub collected_by: Vec<String>,
}

/// An open issue.
#[derive(Debug, Clone, Default)]
pub struct IssueLine {
    /// Its record.
    pub record: LinkedRecord,
    /// Title of its kind.
    pub kind: String,
    /// When it was changed last.
    pub at: String,
}

/// The bill of materials.
#[derive(Debug, Clone, Default)]
pub struct PartsPage {
    /// Head.
    pub head: SystemHead,
    /// The parts.
    pub parts: Vec<PartRow>,
    /// Suppliers: name and address.
    pub suppliers: Vec<(String, String)>,
    /// How many have no digest.
    pub without_digest: usize,
    /// Parts that are not shown.
    pub left_out: usize,
}

/// Data sets.
#[derive(Debug, Clone, Default)]
pub struct DataPage {
    /// Head.
    pub head: SystemHead,
    /// The data sets.
    pub sets: Vec<DataSet>,
    /// How many more there are.
    pub more: usize,
}

/// A data set.
#[derive(Debug, Clone, Default)]
pub struct DataSet {
    /// Its record.
    pub record: LinkedRecord,
    /// Name and address of the model that was trained with it.
    pub through: Option<(String, String)>,
    /// Provenance, quality, rights, and what is not stated of them.
    pub fields: Vec<FieldLine>,
    /// Labels of what is not stated.
    pub lacks: Vec<String>,
    /// Evidence of its quality.
    pub quality: Vec<EvidenceLine>,
}

/// Risks of a system.
#[derive(Debug, Clone, Default)]
pub struct RisksPage {
    /// Head.
    pub head: SystemHead,
    /// The risks.
    pub risks: Vec<RiskRow>,
    /// Address of the next page.
    pub next: Option<String>,
    /// How many there are.
    pub count: String,
}

/// A risk.
#[derive(Debug, Clone, Default)]
pub struct RiskRow {
    /// Its record.
    pub record: LinkedRecord,
    /// Who owns it.
    pub owner: Option<String>,
    /// Level and steps with what works now.
    pub now: Option<(String, u8, u8)>,
    /// Level and steps once treated.
    pub after: Option<(String, u8, u8)>,
    /// Whether it stands above appetite.
    pub above: Option<bool>,
}

/// Evidence about a system.
#[derive(Debug, Clone, Default)]
pub struct EvidencePage {
    /// Head.
    pub head: SystemHead,
    /// The evidence.
    pub lines: Vec<FreshLine>,
    /// What can be asked for.
    pub subjects: Vec<String>,
    /// What is asked for.
    pub subject: String,
    /// Address of the next page.
    pub next: Option<String>,
    /// How many there are.
    pub count: String,
}

/// A piece of evidence with how long it may be relied on.
#[derive(Debug, Clone)]
pub struct FreshLine {
    /// The evidence.
    pub line: EvidenceLine,
    /// Address of its record.
    pub href: String,
    /// Its state; nothing where no verdict that holds rests on it.
    pub state: Option<State>,
    /// When the first verdict on it runs out.
    pub ends: Option<String>,
    /// How many verdicts rest on it.
    pub verdicts: usize,
}
