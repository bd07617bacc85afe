//! The whole workspace read once more, in pages of one snapshot.

use tokio_postgres::Row;

use super::text::told;
use super::tx::Tx;
use super::{head, index, log, read};
use crate::check::{Audit, Stored, StoredRevision};
use crate::number::{int, uint};
use crate::{IntegrityReport, StoreError};

/// Entries of a page.
const PAGE: i64 = 1000;

pub(super) async fn check(tx: &Tx) -> Result<IntegrityReport, StoreError> {
    let mut audit = Audit::default();
    entries(tx, &mut audit).await?;
    audit.close(log::checkpoint(tx, None).await?.as_deref());
    intervals(tx, &mut audit).await?;
    index::compare(tx, &mut audit).await?;
    Ok(audit.report())
}

/// Reads every entry beside its revision.
async fn entries(tx: &Tx, audit: &mut Audit) -> Result<(), StoreError> {
    // Row by row, by their keys: a planner without statistics, as after a move, reads whole tables for every page.
    let sql = "SELECT e.seq, e.bytes, e.leaf, r.key, r.revision, r.op, r.state, r.body, r.salt, r.record, r.at,
                      r.kind, r.via, r.effective, a.record, e.at
               FROM (SELECT seq, bytes, leaf, at FROM entry WHERE workspace = $1 AND seq >= $2 ORDER BY seq LIMIT $3) e
                    LEFT JOIN LATERAL (SELECT * FROM revision WHERE workspace = $1 AND seq = e.seq LIMIT 1) r ON true
                    LEFT JOIN LATERAL (SELECT record FROM record WHERE workspace = $1 AND key = r.actor LIMIT 1) a ON true
               ORDER BY e.seq";
    let mut from = i64::MIN;
    loop {
        let rows = tx.rows("read the log", sql, &[&tx.workspace, &from, &PAGE]).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        from = last.get::<_, i64>(0) + 1;
        for row in &rows {
            let Some(tiles) = audit.entry(&stored(row)?) else { return Ok(()) };
            for tile in tiles {
                let sql = "SELECT data FROM tile WHERE workspace = $1 AND level = $2 AND idx = $3";
                let place = (i16::from(tile.level), int(tile.index));
                let found = tx.row("read a tile", sql, &[&tx.workspace, &place.0, &place.1]).await?;
                audit.tile(&tile, found.as_ref().map(|row| row.get(0)));
            }
        }
    }
}

fn stored(r: &Row) -> Result<Stored, StoreError> {
    let key: Option<String> = r.get(3);
    let revision = match key {
        None => None,
        Some(key) => Some(StoredRevision {
            key,
            number: read::number(r.get(4))?,
            op: told(r.get(5)),
            state: told(r.get(6)),
            body: r.get(7),
            salt: r.get::<_, Option<&[u8]>>(8).map(head::hash).transpose()?,
            record: r.get(9),
            at: r.get(10),
            kind: told(r.get(11)),
            via: told(r.get(12)),
            effective: r.get(13),
            actor: r.get(14),
        }),
    };
    Ok(Stored { seq: uint(r.get(0)), bytes: r.get(1), leaf: r.get(2), at: r.get(15), revision })
}

/// Every record has one current revision and gapless numbers; every interval ends where the next begins.
async fn intervals(tx: &Tx, audit: &mut Audit) -> Result<(), StoreError> {
    let questions = [
        (
            "SELECT key FROM revision WHERE workspace = $1 GROUP BY key
             HAVING count(*) <> max(revision) OR count(*) FILTER (WHERE to_seq IS NULL) <> 1",
            "its revisions are not gapless or not exactly one is current",
        ),
        (
            "SELECT a.key FROM revision a
             JOIN revision b ON b.workspace = a.workspace AND b.key = a.key AND b.revision = a.revision + 1
             WHERE a.workspace = $1 AND a.to_seq IS DISTINCT FROM b.seq",
            "the interval of a revision does not end where the next begins",
        ),
        (
            "SELECT l.from_key FROM link l LEFT JOIN record r ON r.workspace = l.workspace AND r.key = l.to_key
             WHERE l.workspace = $1 AND r.key IS NULL",
            "a link points at nothing",
        ),
        (
            "SELECT r.key FROM record r LEFT JOIN revision v ON v.workspace = r.workspace AND v.key = r.key
             WHERE r.workspace = $1 AND v.key IS NULL",
            "has no revision",
        ),
        (
            "SELECT 'head' FROM log_head h WHERE h.workspace = $1
             AND h.size <> (SELECT count(*) FROM entry e WHERE e.workspace = $1)",
            "the head of the log counts other entries than there are",
        ),
    ];
    for (question, reason) in questions {
        for row in tx.rows("compare intervals", question, &[&tx.workspace]).await? {
            audit.fault(row.get::<_, String>(0), reason);
        }
    }
    Ok(())
}
