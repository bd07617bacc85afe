//! Single records and their surroundings.

use assay_domain::{Idempotency, Key, Observation, RecordId, Timestamp};
use tokio_postgres::Row;

use super::text::{kept, told};
use super::tx::{Tx, Values};
use crate::number::{int, uint};
use crate::plan::Answer;
use crate::query::Listed;
use crate::{CommitError, LinkRow, Position, Revision, StoreError, Written};

/// Columns of a revision, in the order [`revision`] reads them.
pub(super) const COLUMNS: &str = "seq, record, key, kind, revision, op, state, title, body, actor, via, at, effective";

pub(super) fn key(text: &str) -> Result<Key, StoreError> {
    text.parse().map_err(|_| StoreError::Damaged(format!("`{text}` is no key")))
}

pub(super) fn id(text: &str) -> Result<RecordId, StoreError> {
    text.parse().map_err(|_| StoreError::Damaged(format!("`{text}` is no record id")))
}

pub(super) fn number(revision: i64) -> Result<u32, StoreError> {
    u32::try_from(revision).map_err(|_| StoreError::Damaged(format!("{revision} numbers no revision")))
}

pub(super) fn revision(row: &Row) -> Result<Revision, StoreError> {
    Ok(Revision {
        seq: uint(row.get(0)),
        record: id(row.get(1))?,
        key: key(row.get(2))?,
        kind: told(row.get(3)),
        revision: number(row.get(4))?,
        op: told(row.get(5)),
        state: told(row.get(6)),
        title: told(row.get(7)),
        body: row.get(8),
        actor: key(row.get(9))?,
        via: told(row.get(10)),
        at: Timestamp::from_micros(row.get(11)),
        effective: row.get::<_, Option<i64>>(12).map(Timestamp::from_micros),
    })
}

pub(super) async fn many(tx: &Tx, tail: &str, values: Values<'_>) -> Result<Vec<Revision>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM revision {tail}");
    tx.rows("read records", &sql, values).await?.iter().map(revision).collect()
}

/// Revisions with what they are sorted by, which a whole statement gives behind their columns.
pub(super) async fn listed(tx: &Tx, sql: &str, values: Values<'_>) -> Result<Vec<Listed>, StoreError> {
    let both = |row: &Row| Ok((revision(row)?, told(row.get(13))));
    tx.rows("read records", sql, values).await?.iter().map(both).collect()
}

async fn one(tx: &Tx, tail: &str, values: Values<'_>) -> Result<Option<Revision>, StoreError> {
    Ok(many(tx, tail, values).await?.pop())
}

/// A record now, or as it stood after that many entries.
pub(super) async fn revision_of(tx: &Tx, key: &Key, as_of: Option<Position>) -> Result<Option<Revision>, StoreError> {
    let Some(position) = as_of else {
        let tail = "WHERE workspace = $1 AND key = $2 AND to_seq IS NULL";
        return one(tx, tail, &[&tx.workspace, &key.to_string()]).await;
    };
    let tail = "WHERE workspace = $1 AND key = $2 AND seq < $3 AND (to_seq IS NULL OR to_seq >= $3)";
    one(tx, tail, &[&tx.workspace, &key.to_string(), &int(position)]).await
}

pub(super) async fn by_id(tx: &Tx, id: RecordId, as_of: Option<Position>) -> Result<Option<Revision>, StoreError> {
    const OF: &str = "workspace = $1 AND key = (SELECT key FROM record WHERE workspace = $1 AND record = $2)";
    let Some(position) = as_of else {
        return one(tx, &format!("WHERE {OF} AND to_seq IS NULL"), &[&tx.workspace, &id.to_string()]).await;
    };
    let tail = format!("WHERE {OF} AND seq < $3 AND (to_seq IS NULL OR to_seq >= $3)");
    one(tx, &tail, &[&tx.workspace, &id.to_string(), &int(position)]).await
}

pub(super) async fn history(tx: &Tx, key: &Key) -> Result<Vec<Revision>, StoreError> {
    many(tx, "WHERE workspace = $1 AND key = $2 ORDER BY revision", &[&tx.workspace, &key.to_string()]).await
}

/// Whether a row holds now, or held at the position that is bound third.
fn standing(as_of: Option<Position>) -> &'static str {
    match as_of {
        // The third value is bound all the same.
        None => "to_seq IS NULL AND $3::bigint IS NULL",
        Some(_) => "from_seq < $3 AND (to_seq IS NULL OR to_seq >= $3)",
    }
}

pub(super) async fn links_to(tx: &Tx, to: &Key, as_of: Option<Position>) -> Result<Vec<LinkRow>, StoreError> {
    let sql = format!(
        "SELECT from_key, field, to_key FROM link
         WHERE workspace = $1 AND to_key = $2 AND {} ORDER BY from_key, field",
        standing(as_of)
    );
    let rows = tx.rows("read links", &sql, &[&tx.workspace, &to.to_string(), &as_of.map(int)]).await?;
    let link = |row: &Row| Ok(LinkRow { from: key(row.get(0))?, field: told(row.get(1)), to: key(row.get(2))? });
    rows.iter().map(link).collect()
}

pub(super) async fn holder(tx: &Tx, name: &str, as_of: Option<Position>) -> Result<Option<Key>, StoreError> {
    let sql = format!("SELECT key FROM uniq WHERE workspace = $1 AND name = $2 AND {}", standing(as_of));
    let row = tx.row("look a unique name up", &sql, &[&tx.workspace, &kept(name), &as_of.map(int)]).await?;
    row.map(|row| key(row.get(0))).transpose()
}

pub(super) async fn answered(
    tx: &Tx,
    idempotency: &Idempotency,
) -> Result<Result<Option<Vec<Written>>, CommitError>, StoreError> {
    let sql = "SELECT request, answer, at FROM idempotency WHERE workspace = $1 AND key = $2";
    let row = tx.row("look an idempotency key up", sql, &[&tx.workspace, &kept(&idempotency.key)]).await?;
    let answer = row.map(|r| Answer { request: r.get(0), answer: r.get(1), at: Timestamp::from_micros(r.get(2)) });
    Ok(answer.map(|answer| answer.to(idempotency)).transpose())
}

pub(super) async fn observations(tx: &Tx, evidence: &Key) -> Result<Vec<Observation>, StoreError> {
    let sql = "SELECT body FROM observation WHERE workspace = $1 AND evidence = $2 ORDER BY ordinal";
    let rows = tx.rows("read observations", sql, &[&tx.workspace, &int(evidence.number())]).await?;
    let damaged = |e| StoreError::Damaged(format!("an observation of {evidence}: {e}"));
    rows.iter().map(|row| serde_json::from_str(row.get(0)).map_err(damaged)).collect()
}
