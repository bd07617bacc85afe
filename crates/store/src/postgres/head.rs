//! The head of the log as the database holds it: what a writer compares itself with, and moves.

use std::collections::BTreeMap;

use assay_domain::Timestamp;
use assay_log::{Hash, TreeBuilder};
use uuid::Uuid;

use super::tx::Tx;
use crate::StoreError;
use crate::head::{LogHead, Wanted};
use crate::number::{int, uint};

/// The row `log_head`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeadRow {
    pub(super) epoch: i32,
    pub(super) size: u64,
    pub(super) root: Vec<u8>,
    pub(super) turn: i64,
    pub(super) batch: Uuid,
}

/// Makes the workspace's row where there is none, and opens a later epoch of its log.
pub(super) async fn claim(tx: &Tx, epoch: i32) -> Result<(), StoreError> {
    let act = "open the workspace";
    let root = TreeBuilder::new().root();
    tx.run(
        act,
        "INSERT INTO log_head (workspace, epoch, size, root, turn, batch)
         VALUES ($1, $2, 0, $3, 0, gen_random_uuid()) ON CONFLICT DO NOTHING",
        &[&tx.workspace, &epoch, &root.as_slice()],
    )
    .await?;
    let later = "UPDATE log_head SET epoch = $2 WHERE workspace = $1 AND epoch < $2";
    tx.run(act, later, &[&tx.workspace, &epoch]).await.map(drop)
}

/// Locks the row, so that one writer at a time plans on what it reads; waits for whoever holds it.
pub(super) async fn lock(tx: &Tx) -> Result<HeadRow, StoreError> {
    let sql = "SELECT epoch, size, root, turn, batch FROM log_head WHERE workspace = $1 FOR UPDATE";
    let row = tx.row("lock the head of the log", sql, &[&tx.workspace]).await?;
    let row = row.ok_or_else(|| StoreError::Damaged("the head of the log is missing".to_owned()))?;
    Ok(HeadRow { epoch: row.get(0), size: uint(row.get(1)), root: row.get(2), turn: row.get(3), batch: row.get(4) })
}

/// Moves the head on. All correctness rests on this: it only moves from where the batch was planned. Gives the name of
/// the transaction, or nothing when somebody else has moved it.
pub(super) async fn advance(tx: &Tx, from: &HeadRow, to: &LogHead) -> Result<Option<Uuid>, StoreError> {
    let sql = "UPDATE log_head SET size = $5, root = $6, turn = turn + 1, batch = gen_random_uuid()
               WHERE workspace = $1 AND size = $2 AND epoch = $3 AND turn = $4 RETURNING batch";
    let (size, root) = (int(to.tree.size()), to.tree.root());
    let values: &[&(dyn tokio_postgres::types::ToSql + Sync)] =
        &[&tx.workspace, &int(from.size), &from.epoch, &from.turn, &size, &root.as_slice()];
    Ok(tx.row("move the head of the log", sql, values).await?.map(|row| row.get(0)))
}

/// Rebuilds the head from what is stored, and refuses one that does not fit its row and checkpoint.
pub(super) async fn load(tx: &Tx, row: &HeadRow) -> Result<LogHead, StoreError> {
    let head = rebuild(tx, row.size).await?;
    if head.tree.root().as_slice() != row.root {
        return Err(StoreError::Damaged("the log is not what its head says".to_owned()));
    }
    head.fits(super::log::checkpoint(tx, None).await?.as_deref())?;
    Ok(head)
}

/// Rebuilds the head of a log of that size from leaves and tiles.
pub(super) async fn rebuild(tx: &Tx, size: u64) -> Result<LogHead, StoreError> {
    let act = "read the log";
    let wanted = Wanted::of(size);
    let sql = "SELECT leaf FROM entry WHERE workspace = $1 AND seq >= $2 ORDER BY seq";
    let found = tx.rows(act, sql, &[&tx.workspace, &int(wanted.leaves_from)]).await?;
    let leaves: Vec<Hash> = found.iter().map(|r| hash(r.get(0))).collect::<Result<_, _>>()?;
    let sql = "SELECT at FROM entry WHERE workspace = $1 ORDER BY seq DESC LIMIT 1";
    let last_at = tx.row(act, sql, &[&tx.workspace]).await?.map_or(0, |r| r.get(0));
    let mut tiles = BTreeMap::new();
    for (level, index) in wanted.tiles {
        let sql = "SELECT data FROM tile WHERE workspace = $1 AND level = $2 AND idx = $3";
        if let Some(r) = tx.row(act, sql, &[&tx.workspace, &i16::from(level), &int(index)]).await? {
            tiles.insert((level, index), r.get(0));
        }
    }
    LogHead::rebuild(size, Timestamp::from_micros(last_at), leaves, &tiles)
}

/// A hash as stored.
pub(super) fn hash(bytes: &[u8]) -> Result<Hash, StoreError> {
    bytes.try_into().map_err(|_| StoreError::Damaged("a hash has a broken length".to_owned()))
}
