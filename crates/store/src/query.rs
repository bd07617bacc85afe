//! What a list asks for.

use assay_domain::Key;

use crate::{Revision, StoreError};

/// A place in the log: the number of entries that lie before it.
pub type Position = u64;

/// A condition on listed records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// In one of these states.
    State(Vec<String>),
    /// A reference field points at this record.
    Links(String, Key),
    /// The words occur (full-text search).
    Words(String),
}

/// A list of current records, or of the records as they stood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListQuery {
    /// Name of the kind; nothing lists every kind.
    pub kind: Option<String>,
    /// Conditions, all of which must hold.
    pub filters: Vec<Filter>,
    /// As of this many entries; nothing is now.
    pub as_of: Option<Position>,
    /// Where the last page ended.
    pub after: Option<String>,
    /// Most rows to give, at most 500.
    pub limit: usize,
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
}

/// Most rows of a page.
const MOST: usize = 500;

impl ListQuery {
    /// Rows of a page: at least one, at most [`MOST`].
    pub(crate) fn most(&self) -> usize {
        self.limit.clamp(1, MOST)
    }

    /// The place after which the page begins: a key's number within a kind, else an index of the log.
    pub(crate) fn cursor(&self) -> Result<Option<i64>, StoreError> {
        let read = |text: &String| text.parse().map_err(|_| StoreError::BadCursor(text.clone()));
        self.after.as_ref().map(read).transpose()
    }

    /// What a revision is ordered by: within a kind its key's number, across kinds its place in the log.
    pub(crate) fn place(&self, revision: &Revision) -> u64 {
        if self.kind.is_some() { revision.key.number() } else { revision.seq }
    }

    /// Makes a page of one row more than it may have, where there are so many.
    pub(crate) fn page(&self, mut rows: Vec<Revision>) -> Page<Revision> {
        let more = rows.len() > self.most();
        rows.truncate(self.most());
        let next = rows.last().filter(|_| more).map(|last| self.place(last).to_string());
        Page { rows, next }
    }
}
