//! The rows that one write adds, ends or empties.

use std::collections::BTreeSet;

use assay_domain::{Indexed, Key, Timestamp};
use assay_log::{Hash, Tile};

use super::Current;
use crate::Revision;

/// One entry as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntryRow {
    pub(crate) seq: u64,
    pub(crate) at: Timestamp,
    pub(crate) bytes: Vec<u8>,
    pub(crate) leaf: Hash,
}

/// Where a link leads, and by which field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Edge {
    pub(crate) field: String,
    pub(crate) to: Key,
}

/// One observation as stored: a few columns to search by, and the whole as JSON.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ObservationRow {
    pub(crate) ordinal: u32,
    pub(crate) subject: String,
    pub(crate) metric: String,
    pub(crate) value: Option<f64>,
    pub(crate) at: Timestamp,
    pub(crate) body: String,
}

/// What changes of a set: what no longer holds from an entry on, and what holds from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Turn<T: Ord> {
    pub(crate) ended: BTreeSet<T>,
    pub(crate) begun: BTreeSet<T>,
}

impl<T: Ord + Clone> Turn<T> {
    pub(crate) fn between(before: &BTreeSet<T>, after: &BTreeSet<T>) -> Self {
        Self { ended: before.difference(after).cloned().collect(), begun: after.difference(before).cloned().collect() }
    }
}

/// Everything that one write comes to.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    pub(crate) entry: EntryRow,
    /// Tiles that the entry completes.
    pub(crate) tiles: Vec<Tile>,
    /// The revision that ends here; without one the record is new and takes the next number of its prefix.
    pub(crate) before: Option<Current>,
    pub(crate) revision: Revision,
    pub(crate) salt: Option<[u8; 32]>,
    pub(crate) links: Turn<Edge>,
    pub(crate) names: Turn<String>,
    /// What lists sort and filter by.
    pub(crate) indexed: Turn<Indexed>,
    /// What search finds the record by from now on; nothing once there is no body.
    pub(crate) words: Option<String>,
    pub(crate) observations: Vec<ObservationRow>,
    /// Entries whose bodies an erasure empties; nothing when this is none.
    pub(crate) erased: Option<Vec<u64>>,
}

impl Rows {
    pub(crate) fn seq(&self) -> u64 {
        self.entry.seq
    }

    /// From where on the begun values of the index hold: an erasure takes those of the past too, and leaves that there
    /// are none, at whatever moment.
    pub(crate) fn indexed_from(&self) -> u64 {
        if self.erased.is_some() { 0 } else { self.seq() }
    }

    pub(crate) fn key(&self) -> &Key {
        &self.revision.key
    }

    /// Whether the write takes a record's observations away with its bodies.
    pub(crate) fn erases_observations(&self) -> bool {
        self.erased.is_some() && self.key().prefix() == "EV"
    }
}
