//! The whole file read once more.

use rusqlite::Connection;

use super::{index, log};
use crate::check::{Audit, Stored, StoredRevision};
use crate::error::sql;
use crate::number::{int, uint};
use crate::{IntegrityReport, StoreError};

pub(super) fn check(conn: &Connection) -> Result<IntegrityReport, StoreError> {
    // One snapshot for all questions: others may be writing.
    let _snapshot = conn.unchecked_transaction().map_err(sql("begin to read"))?;
    let mut audit = Audit::default();
    entries(conn, &mut audit)?;
    audit.close(log::checkpoint(conn, None)?.as_deref());
    intervals(conn, &mut audit)?;
    index::compare(conn, &mut audit)?;
    Ok(audit.report())
}

/// Reads every entry beside its revision.
fn entries(conn: &Connection, audit: &mut Audit) -> Result<(), StoreError> {
    let mut statement = conn
        .prepare(
            "SELECT e.seq, e.bytes, e.leaf, r.key, r.revision, r.op, r.state, r.body, r.salt, r.record, r.at,
                    r.kind, r.via, r.effective, a.record, e.at
             FROM entry e LEFT JOIN revision r ON r.seq = e.seq LEFT JOIN record a ON a.key = r.actor ORDER BY e.seq",
        )
        .map_err(sql("read the log"))?;
    let mut rows = statement.query([]).map_err(sql("read the log"))?;
    while let Some(row) = rows.next().map_err(sql("read the log"))? {
        let stored = stored(row).map_err(sql("read the log"))?;
        let Some(tiles) = audit.entry(&stored) else { break };
        for tile in tiles {
            let found: rusqlite::Result<Vec<u8>> = conn.query_row(
                "SELECT data FROM tile WHERE level = ?1 AND idx = ?2",
                rusqlite::params![tile.level, int(tile.index)],
                |r| r.get(0),
            );
            audit.tile(&tile, found.ok().as_deref());
        }
    }
    Ok(())
}

fn stored(r: &rusqlite::Row<'_>) -> rusqlite::Result<Stored> {
    let key: Option<String> = r.get(3)?;
    let revision = match key {
        None => None,
        Some(key) => Some(StoredRevision {
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
    Ok(Stored { seq: uint(r.get(0)?), bytes: r.get(1)?, leaf: r.get(2)?, at: r.get(15)?, revision })
}

/// Every record has one current revision and gapless numbers; every interval ends where the next begins.
fn intervals(conn: &Connection, audit: &mut Audit) -> Result<(), StoreError> {
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
            audit.fault(key.map_err(sql("compare intervals"))?, reason);
        }
    }
    Ok(())
}
