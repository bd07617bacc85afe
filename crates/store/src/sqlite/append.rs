//! The rows of a log inside a transaction: entries, tiles, the signed checkpoint. Used by workspaces and by the control
//! store alike.

use std::collections::BTreeMap;

use assay_domain::{RecordId, Timestamp};
use assay_log::{Hash, Tile};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::StoreError;
use crate::error::sql;
use crate::head::{LogHead, Wanted};
use crate::number::{int, uint};
use crate::plan::EntryRow;

/// Rebuilds the head from what is stored.
pub(crate) fn load(conn: &Connection) -> Result<LogHead, StoreError> {
    let size: i64 = conn.query_row("SELECT count(*) FROM entry", [], |r| r.get(0)).map_err(sql("count the entries"))?;
    let wanted = Wanted::of(uint(size));
    let mut tiles = BTreeMap::new();
    for (level, index) in wanted.tiles {
        let data =
            conn.query_row("SELECT data FROM tile WHERE level = ?1 AND idx = ?2", params![level, int(index)], |r| {
                r.get(0)
            });
        if let Some(data) = data.optional().map_err(sql("read a tile"))? {
            tiles.insert((level, index), data);
        }
    }
    let last_at: Option<i64> = conn
        .query_row("SELECT at FROM entry ORDER BY seq DESC LIMIT 1", [], |r| r.get(0))
        .optional()
        .map_err(sql("read the last entry"))?;
    let last_at = Timestamp::from_micros(last_at.unwrap_or(0));
    LogHead::rebuild(uint(size), last_at, leaves(conn, wanted.leaves_from)?, &tiles)
}

fn leaves(conn: &Connection, from: u64) -> Result<Vec<Hash>, StoreError> {
    let mut statement =
        conn.prepare("SELECT leaf FROM entry WHERE seq >= ?1 ORDER BY seq").map_err(sql("read the log"))?;
    let rows = statement.query_map([int(from)], |r| r.get(0)).map_err(sql("read the log"))?;
    rows.collect::<Result<_, _>>().map_err(sql("read the log"))
}

/// Writes an entry and the tiles that it completes.
pub(crate) fn entry(conn: &Connection, row: &EntryRow, tiles: &[Tile]) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO entry (seq, at, bytes, leaf) VALUES (?1, ?2, ?3, ?4)")
        .and_then(|mut s| s.execute(params![int(row.seq), row.at.as_micros(), row.bytes, row.leaf]))
        .map_err(sql("append an entry"))?;
    tiles.iter().try_for_each(|tile| self::tile(conn, tile))
}

pub(super) fn tile(conn: &Connection, tile: &Tile) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO tile (level, idx, data) VALUES (?1, ?2, ?3)")
        .and_then(|mut s| s.execute(params![tile.level, int(tile.index), tile.data]))
        .map(drop)
        .map_err(sql("append a tile"))
}

/// Keeps the signed head.
pub(crate) fn checkpoint(conn: &Connection, size: u64, note: &str) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO checkpoint (size, note) VALUES (?1, ?2)")
        .and_then(|mut s| s.execute(params![int(size), note]))
        .map(drop)
        .map_err(sql("keep a checkpoint"))
}

/// A record id as stored.
pub(crate) fn id(text: &str) -> Result<RecordId, StoreError> {
    text.parse().map_err(|_| StoreError::Damaged(format!("`{text}` is no record id")))
}
