//! The log as it is read: entries, tiles, checkpoints, positions.

use assay_domain::{Key, Timestamp};
use assay_log::{Hash, root_of};

use super::head::hash;
use super::read::key;
use super::tx::Tx;
use crate::head::hashes;
use crate::number::{count, int, uint};
use crate::{Entry, Position, Salted, StoreError};

pub(super) async fn size(tx: &Tx) -> Result<Position, StoreError> {
    let sql = "SELECT size FROM log_head WHERE workspace = $1";
    Ok(tx.row("read the size", sql, &[&tx.workspace]).await?.map_or(0, |row| uint(row.get(0))))
}

pub(super) async fn position_at(tx: &Tx, time: Timestamp) -> Result<Position, StoreError> {
    // Times never go back along the log. Asked for the greatest `seq`, the planner would walk there from the end.
    let sql = "SELECT seq FROM entry WHERE workspace = $1 AND at <= $2 ORDER BY at DESC, seq DESC LIMIT 1";
    let row = tx.row("find a position", sql, &[&tx.workspace, &time.as_micros()]).await?;
    let last: Option<i64> = row.map(|row| row.get(0));
    Ok(last.map_or(0, |last| uint(last) + 1))
}

pub(super) async fn time_of(tx: &Tx, position: Position) -> Result<Option<Timestamp>, StoreError> {
    let Some(seq) = position.checked_sub(1) else { return Ok(None) };
    let sql = "SELECT at FROM entry WHERE workspace = $1 AND seq = $2";
    let row = tx.row("read the time of an entry", sql, &[&tx.workspace, &int(seq)]).await?;
    Ok(row.map(|row| Timestamp::from_micros(row.get(0))))
}

pub(super) async fn entries(tx: &Tx, from: Position, limit: usize) -> Result<Vec<Entry>, StoreError> {
    let sql = "SELECT seq, bytes FROM entry WHERE workspace = $1 AND seq >= $2 ORDER BY seq LIMIT $3";
    let rows = tx.rows("read entries", sql, &[&tx.workspace, &int(from), &count(limit)]).await?;
    Ok(rows.iter().map(|row| Entry { seq: uint(row.get(0)), bytes: row.get(1) }).collect())
}

/// A body with its salt, and the key of its record.
pub(super) async fn body(tx: &Tx, seq: u64) -> Result<Option<(Key, Salted)>, StoreError> {
    let sql = "SELECT body, salt, key FROM revision WHERE workspace = $1 AND seq = $2";
    let Some(row) = tx.row("read a body", sql, &[&tx.workspace, &int(seq)]).await? else { return Ok(None) };
    let (salt, key) = (row.get::<_, Option<&[u8]>>(1).map(hash).transpose()?, key(row.get(2))?);
    Ok(row.get::<_, Option<Vec<u8>>>(0).zip(salt).map(|salted| (key, salted)))
}

pub(super) async fn checkpoint(tx: &Tx, size: Option<Position>) -> Result<Option<String>, StoreError> {
    let act = "read a checkpoint";
    let row = match size {
        None => {
            let sql = "SELECT note FROM checkpoint WHERE workspace = $1 ORDER BY size DESC LIMIT 1";
            tx.row(act, sql, &[&tx.workspace]).await?
        }
        Some(size) => {
            let sql = "SELECT note FROM checkpoint WHERE workspace = $1 AND size = $2";
            tx.row(act, sql, &[&tx.workspace, &int(size)]).await?
        }
    };
    Ok(row.map(|row| row.get(0)))
}

/// The last checkpoint that signs no more than that many entries.
pub(super) async fn checkpoint_within(tx: &Tx, most: Position) -> Result<Option<String>, StoreError> {
    let sql = "SELECT note FROM checkpoint WHERE workspace = $1 AND size <= $2 ORDER BY size DESC LIMIT 1";
    Ok(tx.row("read a checkpoint", sql, &[&tx.workspace, &int(most)]).await?.map(|row| row.get(0)))
}

/// Hashes of a tile: a stored full one, or what its entries or the full tiles below give.
pub(super) async fn tile(tx: &Tx, level: u8, index: u64, width: u16) -> Result<Vec<Hash>, StoreError> {
    let act = "read a tile";
    let start = index.saturating_mul(256);
    let (from, to) = (int(start), int(start.saturating_add(u64::from(width))));
    if level == 0 {
        let sql = "SELECT leaf FROM entry WHERE workspace = $1 AND seq >= $2 AND seq < $3 ORDER BY seq";
        let rows = tx.rows(act, sql, &[&tx.workspace, &from, &to]).await?;
        return rows.iter().map(|row| hash(row.get(0))).collect();
    }
    let sql = "SELECT data FROM tile WHERE workspace = $1 AND level = $2 AND idx = $3";
    if let Some(row) = tx.row(act, sql, &[&tx.workspace, &i16::from(level), &int(index)]).await? {
        let mut all = hashes(row.get(0))?;
        all.truncate(usize::from(width));
        return Ok(all);
    }
    let sql = "SELECT data FROM tile WHERE workspace = $1 AND level = $2 AND idx >= $3 AND idx < $4 ORDER BY idx";
    let rows = tx.rows(act, sql, &[&tx.workspace, &i16::from(level - 1), &from, &to]).await?;
    rows.iter().map(|row| Ok(root_of(&hashes(row.get(0))?))).collect()
}
