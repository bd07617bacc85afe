//! A whole workspace held against itself: entries against tree, revisions against commitments. Finds what was edited
//! around the program. The home reads; what does not fit is said here, the same for every home.

use std::collections::BTreeSet;

use assay_domain::{Kind, Timestamp};
use assay_log::{Envelope, Tile, TreeBuilder, commit, leaf_hash};

use crate::head::LogHead;
use crate::{IntegrityFault, IntegrityReport};

/// An entry as stored, with the revision beside it.
pub(crate) struct Stored {
    pub(crate) seq: u64,
    pub(crate) bytes: Vec<u8>,
    pub(crate) leaf: Vec<u8>,
    /// Microseconds.
    pub(crate) at: i64,
    pub(crate) revision: Option<StoredRevision>,
}

/// A revision as stored: texts as they are, since they may be damaged.
pub(crate) struct StoredRevision {
    pub(crate) key: String,
    pub(crate) number: u32,
    pub(crate) op: String,
    pub(crate) state: String,
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) salt: Option<[u8; 32]>,
    pub(crate) record: String,
    /// Microseconds.
    pub(crate) at: i64,
    pub(crate) kind: String,
    pub(crate) via: String,
    pub(crate) effective: Option<i64>,
    /// Id of the member that the actor's key stands for, where it is known here.
    pub(crate) actor: Option<String>,
}

/// A check under way: entries are handed in, first to last.
#[derive(Default)]
pub(crate) struct Audit {
    report: IntegrityReport,
    tree: TreeBuilder,
    /// Items whose body is gone, by entry, until an erasure is found that names the entry.
    bodyless: Vec<(u64, String)>,
    erased: BTreeSet<u64>,
}

impl Audit {
    /// Compares an entry; gives the tiles that it completes, to be compared with those stored. Nothing once an entry is
    /// missing: what comes after it cannot be placed.
    pub(crate) fn entry(&mut self, stored: &Stored) -> Option<Vec<Tile>> {
        let seq = self.report.entries;
        self.report.entries += 1;
        if stored.seq != seq {
            self.fault(format!("entry {seq}"), "is missing");
            return None;
        }
        let leaf = leaf_hash(&stored.bytes);
        if leaf.as_slice() != stored.leaf {
            self.fault(format!("entry {seq}"), "does not hash to its leaf");
        }
        self.compare(stored);
        Some(self.tree.push(leaf))
    }

    /// Compares a tile with what is stored of it.
    pub(crate) fn tile(&mut self, tile: &Tile, stored: Option<&[u8]>) {
        if stored != Some(tile.data.as_slice()) {
            self.fault(format!("tile {}/{}", tile.level, tile.index), "is not what its entries give");
        }
    }

    /// Adds what the home found of itself.
    pub(crate) fn fault(&mut self, item: impl Into<String>, reason: impl Into<String>) {
        self.report.faults.push(IntegrityFault { item: item.into(), reason: reason.into() });
    }

    /// Notes whether what lists sort and filter a record by is what its bodies say.
    pub(crate) fn index(&mut self, kind: &str, number: u64, fits: bool) {
        if !fits {
            let prefix = Kind::named(kind).map_or(kind, |kind| kind.prefix);
            self.fault(format!("{prefix}-{number}"), "what lists sort and filter it by is not what its bodies say");
        }
    }

    /// Notes values of the index that belong to no record.
    pub(crate) fn index_size(&mut self, found: u64, expected: usize) {
        if found > expected as u64 {
            self.fault("indexed", "lists are sorted by values of records that are not there");
        }
    }

    /// Ends with the last signed checkpoint.
    pub(crate) fn close(&mut self, checkpoint: Option<&str>) {
        for (seq, item) in std::mem::take(&mut self.bodyless) {
            if !self.erased.contains(&seq) {
                let reason = format!("the body of entry {seq} is gone, and no erasure in the log says why");
                self.fault(item, reason);
            }
        }
        let head = LogHead { tree: std::mem::take(&mut self.tree), last_at: Timestamp::default() };
        if let Err(e) = head.fits(checkpoint) {
            self.fault("checkpoint", e.to_string());
        }
    }

    pub(crate) fn report(self) -> IntegrityReport {
        self.report
    }

    /// Holds the revision against what its entry says; notes a body that is gone, and what an erasure names.
    fn compare(&mut self, stored: &Stored) {
        let item = format!("entry {}", stored.seq);
        let Some(revision) = &stored.revision else {
            self.fault(item, "has no revision beside it");
            return;
        };
        self.report.revisions += 1;
        let envelope = match Envelope::from_bytes(&stored.bytes) {
            Ok(envelope) => envelope,
            Err(e) => {
                self.fault(item, format!("does not read: {e}"));
                return;
            }
        };
        if envelope.at != time(stored.at) {
            self.fault(item, "its time is not what it says");
        }
        let item = format!("{} revision {}", revision.key, revision.number);
        if !revision.is_what(&envelope) {
            self.fault(&item, "is not what its entry says");
        }
        match (&revision.body, &revision.salt, &envelope.body) {
            (Some(body), Some(salt), Some(c)) if commit(salt, body) == c.c => {}
            (None, None, None) => {}
            (None, None, Some(_)) => self.bodyless.push((stored.seq, item)),
            _ => self.fault(&item, "its body does not fit the commitment in the log"),
        }
        self.erased.extend(envelope.erased);
    }
}

fn time(micros: i64) -> String {
    Timestamp::from_micros(micros).to_string()
}

impl StoredRevision {
    fn is_what(&self, envelope: &Envelope) -> bool {
        (&envelope.rec, envelope.rev, &envelope.op, &envelope.state)
            == (&self.record, u64::from(self.number), &self.op, &self.state)
            && (&envelope.kind, &envelope.via, &envelope.at) == (&self.kind, &self.via, &time(self.at))
            && envelope.eff == self.effective.map(time)
            && self.actor.as_ref().is_none_or(|actor| *actor == envelope.actor)
    }
}
