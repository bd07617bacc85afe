//! Verdict intervals: the projection of the log that posture reads.

use assay_domain::Key;

use super::tx::Tx;
use crate::number::{count, int, uint};
use crate::plan::VerdictInterval;
use crate::{Position, StoreError, VerdictRow, VerdictSpan};

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

pub(super) async fn spans(
    tx: &Tx,
    check: &str,
    system: Option<&Key>,
    last: Position,
    most: usize,
) -> Result<Vec<VerdictSpan>, StoreError> {
    // A version is named by its system and an `@`, after which `A` comes next.
    let about = "SELECT subject, from_seq, to_seq, body FROM verdict
                 WHERE workspace = $1 AND check_id = $2 AND from_seq <= $3 AND subject = $5::text
                 UNION ALL
                 SELECT subject, from_seq, to_seq, body FROM verdict
                 WHERE workspace = $1 AND check_id = $2 AND from_seq <= $3
                   AND subject > $5::text || '@' AND subject < $5::text || 'A'
                 ORDER BY from_seq DESC, subject LIMIT $4";
    let every = "SELECT subject, from_seq, to_seq, body FROM verdict
                 WHERE workspace = $1 AND check_id = $2 AND from_seq <= $3
                 ORDER BY from_seq DESC, subject LIMIT $4";
    let (last_at, most) = (int(last), count(most));
    let rows = match system.map(Key::to_string) {
        Some(of) => tx.rows("read spans of verdicts", about, &[&tx.workspace, &check, &last_at, &most, &of]).await?,
        None => tx.rows("read spans of verdicts", every, &[&tx.workspace, &check, &last_at, &most]).await?,
    };
    let read = |row: &tokio_postgres::Row| {
        let to: Option<i64> = row.get(2);
        let interval = VerdictInterval {
            check: String::new(),
            subject: row.get(0),
            from: uint(row.get(1)),
            to: to.map(uint),
            body: row.get(3),
        };
        interval.span(last)
    };
    rows.iter().map(read).collect()
}
