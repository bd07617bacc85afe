//! The whole store read once more: entries against tree, revisions against commitments, intervals against each
//! other. Finds what was edited around the program.

use std::collections::BTreeSet;

use assay_log::{Envelope, TreeBuilder, commit, leaf_hash};
use rusqlite::Connection;

use super::append::{LogHead, int, uint};
use super::log;
use crate::error::sql;
use crate::{IntegrityFault, IntegrityReport, StoreError};

pub(super) fn check(conn: &Connection) -> Result<IntegrityReport, StoreError> {
    // One snapshot for all questions: others may be writing.
    let _snapshot = conn.unchecked_transaction().map_err(sql("begin to read"))?;
    let mut report = IntegrityReport::default();
    let tree = entries(conn, &mut report)?;
    if let Err(e) = log::fits_checkpoint(conn, &LogHead { tree, last_at: assay_domain::Timestamp::default() }) {
        report.faults.push(fault("checkpoint", e.to_string()));
    }
    intervals(conn, &mut report)?;
    Ok(report)
}

fn fault(item: impl Into<String>, reason: impl Into<String>) -> IntegrityFault {
    IntegrityFault { item: item.into(), reason: reason.into() }
}

/// Reads every entry beside its revision.
fn entries(conn: &Connection, report: &mut IntegrityReport) -> Result<TreeBuilder, StoreError> {
    let mut tree = TreeBuilder::new();
    // Items whose body is gone, by entry, until an erasure is found that names the entry.
    let (mut bodyless, mut erased) = (Vec::new(), BTreeSet::new());
    let mut statement = conn
        .prepare(
            "SELECT e.seq, e.bytes, e.leaf, r.key, r.revision, r.op, r.state, r.body, r.salt, r.record, r.at,
                    r.kind, r.via, r.effective, a.record, e.at
             FROM entry e LEFT JOIN revision r ON r.seq = e.seq LEFT JOIN record a ON a.key = r.actor ORDER BY e.seq",
        )
        .map_err(sql("read the log"))?;
    let mut rows = statement.query([]).map_err(sql("read the log"))?;
    while let Some(row) = rows.next().map_err(sql("read the log"))? {
        let read = Row::of(row).map_err(sql("read the log"))?;
        let seq = report.entries;
        report.entries += 1;
        if read.seq != seq {
            report.faults.push(fault(format!("entry {seq}"), "is missing"));
            break;
        }
        let leaf = leaf_hash(&read.bytes);
        if leaf.as_slice() != read.leaf {
            report.faults.push(fault(format!("entry {seq}"), "does not hash to its leaf"));
        }
        for tile in tree.push(leaf) {
            let stored: rusqlite::Result<Vec<u8>> = conn.query_row(
                "SELECT data FROM tile WHERE level = ?1 AND idx = ?2",
                rusqlite::params![tile.level, int(tile.index)],
                |r| r.get(0),
            );
            if stored.ok().as_ref() != Some(&tile.data) {
                report
                    .faults
                    .push(fault(format!("tile {}/{}", tile.level, tile.index), "is not what its entries give"));
            }
        }
        read.compare(report, &mut bodyless, &mut erased);
    }
    for (seq, item) in bodyless.into_iter().filter(|(seq, _)| !erased.contains(seq)) {
        report.faults.push(fault(item, format!("the body of entry {seq} is gone, and no erasure in the log says why")));
    }
    Ok(tree)
}

struct Row {
    seq: u64,
    bytes: Vec<u8>,
    leaf: Vec<u8>,
    at: i64,
    revision: Option<Revision>,
}

struct Revision {
    key: String,
    number: u32,
    op: String,
    state: String,
    body: Option<Vec<u8>>,
    salt: Option<[u8; 32]>,
    record: String,
    at: i64,
    kind: String,
    via: String,
    effective: Option<i64>,
    /// Id of the member that the actor's key stands for, where it is known here.
    actor: Option<String>,
}

impl Row {
    fn of(r: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let key: Option<String> = r.get(3)?;
        let revision = match key {
            None => None,
            Some(key) => Some(Revision {
                key,
                number: r.get(4)?,
                op: r.get(5)?,
                state: r.get(6)?,
                body: r.get(7)?,
                salt: r.get(8)?,
                record: r.get(9)?,
                at: r.get(10)?,
                kind: r.get(11)?,
                via: r.get(12)?,
                effective: r.get(13)?,
                actor: r.get(14)?,
            }),
        };
        Ok(Self { seq: uint(r.get(0)?), bytes: r.get(1)?, leaf: r.get(2)?, at: r.get(15)?, revision })
    }

    /// Holds the revision against what its entry says; notes a body that is gone, and what an erasure names.
    fn compare(&self, report: &mut IntegrityReport, bodyless: &mut Vec<(u64, String)>, erased: &mut BTreeSet<u64>) {
        let item = format!("entry {}", self.seq);
        let Some(revision) = &self.revision else {
            report.faults.push(fault(item, "has no revision beside it"));
            return;
        };
        report.revisions += 1;
        let envelope = match Envelope::from_bytes(&self.bytes) {
            Ok(envelope) => envelope,
            Err(e) => {
                report.faults.push(fault(item, format!("does not read: {e}")));
                return;
            }
        };
        let time = |micros: i64| assay_domain::Timestamp::from_micros(micros).to_string();
        if envelope.at != time(self.at) {
            report.faults.push(fault(item, "its time is not what it says"));
        }
        let item = format!("{} revision {}", revision.key, revision.number);
        if !revision.is_what(&envelope) {
            report.faults.push(fault(&item, "is not what its entry says"));
        }
        match (&revision.body, &revision.salt, &envelope.body) {
            (Some(body), Some(salt), Some(c)) if commit(salt, body) == c.c => {}
            (None, None, None) => {}
            (None, None, Some(_)) => bodyless.push((self.seq, item)),
            _ => report.faults.push(fault(&item, "its body does not fit the commitment in the log")),
        }
        erased.extend(envelope.erased);
    }
}

impl Revision {
    fn is_what(&self, envelope: &Envelope) -> bool {
        let time = |micros: i64| assay_domain::Timestamp::from_micros(micros).to_string();
        (&envelope.rec, envelope.rev, &envelope.op, &envelope.state)
            == (&self.record, u64::from(self.number), &self.op, &self.state)
            && (&envelope.kind, &envelope.via, &envelope.at) == (&self.kind, &self.via, &time(self.at))
            && envelope.eff == self.effective.map(time)
            && self.actor.as_ref().is_none_or(|actor| *actor == envelope.actor)
    }
}

/// Every record has one current revision and gapless numbers; every interval ends where the next begins.
fn intervals(conn: &Connection, report: &mut IntegrityReport) -> Result<(), StoreError> {
    let questions = [
        (
            "SELECT key FROM revision GROUP BY key HAVING count(*) <> max(revision) OR sum(to_seq IS NULL) <> 1",
            "its revisions are not gapless or not exactly one is current",
        ),
        (
            "SELECT a.key FROM revision a JOIN revision b ON b.key = a.key AND b.revision = a.revision + 1 WHERE a.to_seq IS NOT b.seq",
            "the interval of a revision does not end where the next begins",
        ),
        (
            "SELECT l.from_key FROM link l LEFT JOIN record r ON r.key = l.to_key WHERE r.key IS NULL",
            "a link points at nothing",
        ),
        ("SELECT r.key FROM record r LEFT JOIN revision v ON v.key = r.key WHERE v.key IS NULL", "has no revision"),
    ];
    for (question, reason) in questions {
        let mut statement = conn.prepare(question).map_err(sql("compare intervals"))?;
        let rows = statement.query_map([], |r| r.get::<_, String>(0)).map_err(sql("compare intervals"))?;
        for key in rows {
            report.faults.push(fault(key.map_err(sql("compare intervals"))?, reason));
        }
    }
    Ok(())
}
