//! The log as it is read: entries, tiles, checkpoints, positions.

use assay_domain::{Key, Timestamp, WorkspaceId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::read::key;
use crate::error::sql;
use crate::head::hashes;
use crate::number::{count, int, uint};
use crate::{Entry, Position, Salted, StoreError};

/// Writes the workspace's id into a fresh file; refuses a file that belongs to another.
pub(super) fn claim(conn: &Connection, workspace: WorkspaceId) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO meta (name, value) VALUES ('workspace', ?1) ON CONFLICT DO NOTHING",
        [workspace.to_string()],
    )
    .map_err(sql("claim the database"))?;
    let held: String = conn
        .query_row("SELECT value FROM meta WHERE name = 'workspace'", [], |r| r.get(0))
        .map_err(sql("read whose database this is"))?;
    if held == workspace.to_string() { Ok(()) } else { Err(StoreError::WrongWorkspace) }
}

pub(super) fn size(conn: &Connection) -> Result<Position, StoreError> {
    let last: Option<i64> = conn
        .prepare_cached("SELECT max(seq) FROM entry")
        .and_then(|mut s| s.query_row([], |r| r.get(0)))
        .map_err(sql("read the size"))?;
    Ok(last.map_or(0, |l| uint(l) + 1))
}

pub(super) fn position_at(conn: &Connection, time: Timestamp) -> Result<Position, StoreError> {
    // Times never go back along the log. Asked for the greatest `seq`, the planner would walk there from the end.
    let last: Option<i64> = conn
        .prepare_cached("SELECT seq FROM entry WHERE at <= ?1 ORDER BY at DESC, seq DESC LIMIT 1")
        .and_then(|mut s| s.query_row([time.as_micros()], |r| r.get(0)).optional())
        .map_err(sql("find a position"))?;
    Ok(last.map_or(0, |l| uint(l) + 1))
}

pub(super) fn time_of(conn: &Connection, position: Position) -> Result<Option<Timestamp>, StoreError> {
    let Some(seq) = position.checked_sub(1) else { return Ok(None) };
    let at: Option<i64> = conn
        .query_row("SELECT at FROM entry WHERE seq = ?1", [int(seq)], |r| r.get(0))
        .optional()
        .map_err(sql("read the time of an entry"))?;
    Ok(at.map(Timestamp::from_micros))
}

pub(super) fn entries(conn: &Connection, from: Position, limit: usize) -> Result<Vec<Entry>, StoreError> {
    let limit = count(limit);
    let mut statement = conn
        .prepare_cached("SELECT seq, bytes FROM entry WHERE seq >= ?1 ORDER BY seq LIMIT ?2")
        .map_err(sql("read entries"))?;
    let rows = statement
        .query_map(params![int(from), limit], |r| Ok(Entry { seq: uint(r.get(0)?), bytes: r.get(1)? }))
        .map_err(sql("read entries"))?;
    rows.collect::<Result<_, _>>().map_err(sql("read entries"))
}

/// A body with its salt, and the key of its record.
pub(super) fn body(conn: &Connection, seq: u64) -> Result<Option<(Key, Salted)>, StoreError> {
    let kept = |r: &rusqlite::Row<'_>| -> rusqlite::Result<Option<(String, Salted)>> {
        let (body, salt): (Option<Vec<u8>>, Option<[u8; 32]>) = (r.get(0)?, r.get(1)?);
        let key = r.get(2)?;
        Ok(body.zip(salt).map(|salted| (key, salted)))
    };
    let row = conn.query_row("SELECT body, salt, key FROM revision WHERE seq = ?1", [int(seq)], kept);
    let found = row.optional().map_err(sql("read a body"))?.flatten();
    found.map(|(text, salted)| Ok((key(&text)?, salted))).transpose()
}

pub(crate) fn checkpoint(conn: &Connection, size: Option<Position>) -> Result<Option<String>, StoreError> {
    let answer = match size {
        None => conn.query_row("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1", [], |r| r.get(0)),
        Some(size) => conn.query_row("SELECT note FROM checkpoint WHERE size = ?1", [int(size)], |r| r.get(0)),
    };
    answer.optional().map_err(sql("read a checkpoint"))
}

/// The last checkpoint that signs no more than that many entries.
pub(super) fn checkpoint_within(conn: &Connection, most: Position) -> Result<Option<String>, StoreError> {
    let asked = "SELECT note FROM checkpoint WHERE size <= ?1 ORDER BY size DESC LIMIT 1";
    conn.query_row(asked, [int(most)], |r| r.get(0)).optional().map_err(sql("read a checkpoint"))
}

/// Hashes of a tile: a stored full one, or what its entries or lower tiles give.
pub(super) fn tile(conn: &Connection, level: u8, index: u64, width: u16) -> Result<Vec<[u8; 32]>, StoreError> {
    let width = u64::from(width);
    let start = index * 256;
    if level == 0 {
        let mut statement = conn
            .prepare_cached("SELECT leaf FROM entry WHERE seq >= ?1 AND seq < ?2 ORDER BY seq")
            .map_err(sql("read a tile"))?;
        let rows =
            statement.query_map(params![int(start), int(start + width)], |r| r.get(0)).map_err(sql("read a tile"))?;
        return rows.collect::<Result<_, _>>().map_err(sql("read a tile"));
    }
    let stored: Option<Vec<u8>> = conn
        .query_row("SELECT data FROM tile WHERE level = ?1 AND idx = ?2", params![level, int(index)], |r| r.get(0))
        .optional()
        .map_err(sql("read a tile"))?;
    if let Some(data) = stored {
        let mut all = hashes(&data)?;
        all.truncate(usize::try_from(width).unwrap_or(256));
        return Ok(all);
    }
    (start..start + width).map(|below| Ok(assay_log::root_of(&tile(conn, level - 1, below, 256)?))).collect()
}
