//! A workspace in another home: every row moves as it is, so that log, digests and checkpoint stay what they were.
//!
//! Only the search index is made anew, from the bodies: each home has its own kind.

use std::path::Path;

use serde_json::Value;

use crate::row::{RevisionRow, Row};
use crate::{Store, StoreError, WorkspaceScope};

/// Most rows of a part.
const ROWS: usize = 1000;
/// Bytes from which a part is full.
const BYTES: usize = 4 * 1024 * 1024;

/// Some rows of a workspace, on their way to another home.
#[derive(Debug)]
pub struct Part(pub(crate) Vec<Row>);

impl Part {
    /// Each row as text. Two homes hold the same when they give the same texts, in whatever order.
    pub fn texts(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|row| format!("{row:?}"))
    }
}

/// Where the parts go.
pub type Sink<'a> = dyn FnMut(Part) -> Result<(), StoreError> + 'a;

/// Collects rows to parts of bounded size.
pub(crate) struct Parts<'a, 'b> {
    into: &'a mut Sink<'b>,
    rows: Vec<Row>,
    bytes: usize,
}

impl<'a, 'b> Parts<'a, 'b> {
    pub(crate) fn new(into: &'a mut Sink<'b>) -> Self {
        Self { into, rows: Vec::new(), bytes: 0 }
    }

    pub(crate) fn push(&mut self, row: Row) -> Result<(), StoreError> {
        self.bytes += match &row {
            Row::Entry(entry) => entry.bytes.len(),
            Row::Revision(row) => row.revision.body.as_ref().map_or(0, Vec::len),
            Row::Observation(_, o) => o.body.len(),
            Row::Verdict(v) => v.body.len(),
            Row::Tile(tile) => tile.data.len(),
            _ => 0,
        };
        self.rows.push(row);
        if self.rows.len() >= ROWS || self.bytes >= BYTES { self.flush() } else { Ok(()) }
    }

    /// Sends what is left.
    pub(crate) fn flush(&mut self) -> Result<(), StoreError> {
        self.bytes = 0;
        if self.rows.is_empty() { Ok(()) } else { (self.into)(Part(std::mem::take(&mut self.rows))) }
    }
}

/// What search finds a record by, worked out from its current body; nothing when there is none.
pub(crate) fn words(row: &RevisionRow) -> Option<String> {
    let revision = &row.revision;
    let body = revision.body.as_ref().filter(|_| row.to.is_none())?;
    let mut value: Value = serde_json::from_slice(body).unwrap_or_default();
    if let Value::Object(map) = &mut value {
        map.remove("schema");
    }
    Some(format!("{} {}", revision.key, assay_domain::words(&value)))
}

/// A consistent copy as a SQLite file: what every home can be backed up to.
pub(crate) fn backup(from: &dyn Store, scope: &WorkspaceScope, to: &Path) -> Result<(), StoreError> {
    crate::sqlite::fill(to, from, scope)
}
