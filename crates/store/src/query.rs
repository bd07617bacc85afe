//! What a list asks for.

use assay_domain::Key;

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
