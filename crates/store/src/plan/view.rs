//! The questions that planning asks of a home.

use std::collections::BTreeSet;

use assay_domain::{Indexed, Key, RecordId};
use assay_log::Hash;

use super::{Answer, Edge, Rows};
use crate::StoreError;

/// The current revision of a record, as far as planning needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Current {
    pub(crate) seq: u64,
    pub(crate) revision: u32,
    /// Hash of its entry.
    pub(crate) leaf: Hash,
}

/// A workspace as it stands, everything kept so far in the batch included.
pub(crate) trait View {
    /// What was answered under an idempotency key.
    fn answer(&self, key: &str) -> Result<Option<Answer>, StoreError>;
    /// The last number given out under a prefix; 0 before the first.
    fn last_number(&self, prefix: &str) -> Result<u64, StoreError>;
    /// The current revision of a record.
    fn current(&self, key: &Key) -> Result<Option<Current>, StoreError>;
    /// The key of the record with that id.
    fn key_of(&self, id: RecordId) -> Result<Option<Key>, StoreError>;
    /// Where a record points now.
    fn links_from(&self, key: &Key) -> Result<BTreeSet<Edge>, StoreError>;
    /// Records of a kind whose field points at a record now, with their states.
    fn linking(&self, kind: &str, field: &str, to: &Key) -> Result<Vec<(Key, String)>, StoreError>;
    /// Names that a record holds now.
    fn names_of(&self, key: &Key) -> Result<BTreeSet<String>, StoreError>;
    /// What lists sort and filter a record by now.
    fn indexed_of(&self, key: &Key) -> Result<BTreeSet<Indexed>, StoreError>;
    /// The record that holds a name now.
    fn holder(&self, name: &str) -> Result<Option<Key>, StoreError>;
    /// Entries of a record whose bodies are still there, in order.
    fn bodies_of(&self, key: &Key) -> Result<Vec<u64>, StoreError>;
    /// Whether observations are kept of the evidence with that number.
    fn observed(&self, evidence: u64) -> Result<bool, StoreError>;
    /// Keeps what a write comes to.
    fn keep(&mut self, rows: Rows) -> Result<(), StoreError>;
    /// Keeps what a request was answered.
    fn keep_answer(&mut self, key: &str, answer: Answer) -> Result<(), StoreError>;
}
