//! Verdict intervals: the projection of the log that posture reads.

use super::tx::Tx;
use crate::number::{int, uint};
use crate::{Position, StoreError, VerdictRow};

pub(super) async fn projected(tx: &Tx) -> Result<Position, StoreError> {
    let sql = "SELECT through FROM projection WHERE workspace = $1";
    let row = tx.row("read the projection's position", sql, &[&tx.workspace]).await?;
    Ok(row.map_or(0, |row| uint(row.get(0))))
}

pub(super) async fn at(tx: &Tx, position: Position) -> Result<Vec<VerdictRow>, StoreError> {
    let sql = "SELECT body, from_seq FROM verdict
               WHERE workspace = $1 AND from_seq <= $2 AND (to_seq IS NULL OR to_seq > $2) ORDER BY check_id, subject";
    let rows = tx.rows("read verdicts", sql, &[&tx.workspace, &int(position)]).await?;
    let read = |row: &tokio_postgres::Row| {
        let verdict = serde_json::from_str(row.get(0)).map_err(|e| StoreError::Damaged(format!("a verdict: {e}")))?;
        Ok(VerdictRow { verdict, from: uint(row.get(1)) })
    };
    rows.iter().map(read).collect()
}
