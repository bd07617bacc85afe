//! What the pages around a record show: its head with its tabs, its history, what it is linked with.

use assay_domain::Timestamp;

use crate::pages::records::views::{FieldLine, KindName, SignatureLine};

/// Which page of a record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RecordTab {
    /// What is recorded.
    #[default]
    Record,
    /// What it is linked with.
    Connections,
    /// How it came to be.
    History,
}

/// Head of the pages of a record.
#[derive(Debug, Clone, Default)]
pub struct RecordHead {
    /// Short name of the workspace.
    pub workspace: String,
    /// Key.
    pub key: String,
    /// Title; empty once erased.
    pub title: String,
    /// Its kind.
    pub kind: KindName,
    /// State.
    pub state: String,
    /// How many revisions it has.
    pub revisions: usize,
    /// Address of the page that a place has for it, when there is one.
    pub page: Option<String>,
    /// Whether it can be edited by whoever looks.
    pub edit: bool,
    /// Where its owner is stated, where that can be.
    pub assign: Option<String>,
}

/// How a record came to be.
#[derive(Debug, Clone, Default)]
pub struct HistoryPage {
    /// Head.
    pub head: RecordHead,
    /// Revisions, newest first.
    pub revisions: Vec<RevisionLine>,
    /// Revisions older than those shown: the one to go on before.
    pub older: Option<u32>,
    /// The newest revision.
    pub newest: u32,
    /// What proves it.
    pub proof: ProofLine,
}

/// One revision.
#[derive(Debug, Clone, Default)]
pub struct RevisionLine {
    /// Its number.
    pub revision: u32,
    /// The act.
    pub op: String,
    /// State after it.
    pub state: String,
    /// Whether that is another than before.
    pub moved: bool,
    /// Who acted.
    pub actor: String,
    /// How they came in.
    pub via: String,
    /// When.
    pub at: Timestamp,
    /// Business date, when it is another.
    pub effective: Option<String>,
    /// Its entry of the log.
    pub entry: u64,
    /// Labels of the fields that are others than before.
    pub fields: Vec<String>,
    /// The reason that was stated with it.
    pub reason: Option<String>,
    /// Signatures of it.
    pub signatures: Vec<SignatureLine>,
    /// Whether its body was erased.
    pub erased: bool,
}

/// What proves that an entry is in the log.
#[derive(Debug, Clone, Default)]
pub struct ProofLine {
    /// The entry.
    pub entry: u64,
    /// Entries that the newest checkpoint covers.
    pub size: u64,
    /// Root of that checkpoint, in base64.
    pub root: String,
    /// Name of the file of the receipt.
    pub file: String,
    /// The key to verify with, as C2SP vkey text.
    pub vkey: String,
}

/// What a record is linked with.
#[derive(Debug, Clone, Default)]
pub struct ConnectionsPage {
    /// Head.
    pub head: RecordHead,
    /// The links.
    pub links: LinksView,
    /// The drawing.
    pub graph: GraphDrawing,
}

/// Links of a record both ways.
#[derive(Debug, Clone, Default)]
pub struct LinksView {
    /// What it refers to.
    pub to: Vec<LinkLine>,
    /// What refers to it.
    pub from: Vec<LinkLine>,
}

/// Records linked by the same field.
#[derive(Debug, Clone, Default)]
pub struct LinkLine {
    /// Label of the field.
    pub field: String,
    /// Title of the kind that has the field, where that is another.
    pub kind: Option<String>,
    /// The records: key, title, state, address.
    pub records: Vec<LinkedRecord>,
    /// How many there are.
    pub n: usize,
    /// Whether there are more than that.
    pub more: bool,
}

/// A linked record.
#[derive(Debug, Clone, Default)]
pub struct LinkedRecord {
    /// Key.
    pub key: String,
    /// Title; empty once erased.
    pub title: String,
    /// State.
    pub state: String,
    /// Address.
    pub href: String,
}

/// A drawing of records and links.
#[derive(Debug, Clone, Default)]
pub struct GraphDrawing {
    /// Nodes.
    pub nodes: Vec<DrawnNode>,
    /// Links between them, by their places, with the label of the field.
    pub edges: Vec<(usize, usize, String)>,
    /// Links that are not drawn.
    pub left_out: usize,
    /// Whether there are more than that.
    pub more: bool,
}

/// A node of a drawing.
#[derive(Debug, Clone, Default)]
pub struct DrawnNode {
    /// The record.
    pub record: LinkedRecord,
    /// Title of its kind.
    pub kind: String,
    /// Column: 0 refers to the middle, 1 is the middle, 2 is referred to, 3 lies beyond.
    pub column: u8,
}

/// A property beside a record.
pub type Property = FieldLine;
