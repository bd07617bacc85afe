//! Rows as every home keeps them, by table. They are what moves when a workspace changes its home.

use assay_domain::{Key, RecordId};
use assay_log::Tile;

use crate::plan::{Answer, Edge, EntryRow, ObservationRow, VerdictInterval};
use crate::{Position, Revision};

/// Where a row holds: from an entry on, until another; nothing while it is current.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: u64,
    pub(crate) to: Option<u64>,
}

impl Span {
    pub(crate) fn since(from: u64) -> Self {
        Self { from, to: None }
    }

    /// Whether the row holds after that many entries; nothing asks for now.
    pub(crate) fn holds(self, as_of: Option<Position>) -> bool {
        match as_of {
            None => self.to.is_none(),
            Some(position) => self.from < position && self.to.is_none_or(|to| to >= position),
        }
    }
}

/// A revision with what a reader of records does not see.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RevisionRow {
    pub(crate) revision: Revision,
    pub(crate) salt: Option<[u8; 32]>,
    /// The entry that ended it.
    pub(crate) to: Option<u64>,
}

impl RevisionRow {
    pub(crate) fn span(&self) -> Span {
        Span { from: self.revision.seq, to: self.to }
    }
}

/// One row of a workspace.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Row {
    Entry(EntryRow),
    Tile(Tile),
    Checkpoint(Position, String),
    Counter(String, u64),
    Record(RecordId, Key, String),
    Revision(Box<RevisionRow>),
    Link(Key, Edge, Span),
    Name(String, Key, Span),
    Observation(u64, ObservationRow),
    Answer(String, Answer),
    Verdict(VerdictInterval),
    /// Position up to which verdicts were worked out.
    Through(Position),
}
