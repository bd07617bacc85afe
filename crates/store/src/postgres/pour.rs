//! Everything of a workspace, table by table, as one consistent state.

use assay_domain::Timestamp;
use assay_log::Tile;
use futures_util::TryStreamExt as _;
use tokio_postgres::Row as SqlRow;

use super::head::hash;
use super::read::{COLUMNS, id, key, revision as revision_of};
use super::text::told;
use super::tx::Tx;
use crate::StoreError;
use crate::copy::{Parts, Sink};
use crate::number::uint;
use crate::plan::{Answer, Edge, EntryRow, ObservationRow, VerdictInterval};
use crate::row::{RevisionRow, Row, Span};

type Read = fn(&SqlRow) -> Result<Row, StoreError>;

pub(super) async fn pour(tx: &Tx, into: &mut Sink<'_>) -> Result<(), StoreError> {
    let revision = format!("{COLUMNS}, salt, to_seq");
    let tables: [(&str, &str, &str, Read); 12] = [
        ("entry", "seq, at, bytes, leaf", "seq", entry),
        ("tile", "level, idx, data", "level, idx", tile),
        ("checkpoint", "size, note", "size", |r| Ok(Row::Checkpoint(uint(r.get(0)), r.get(1)))),
        ("counter", "prefix, last", "prefix", |r| Ok(Row::Counter(r.get(0), uint(r.get(1))))),
        ("record", "record, key, kind", "key", |r| Ok(Row::Record(id(r.get(0))?, key(r.get(1))?, told(r.get(2))))),
        ("revision", &revision, "seq", self::revision),
        ("link", "from_key, field, to_key, from_seq, to_seq", "from_key, field, to_key, from_seq", link),
        ("uniq", "name, key, from_seq, to_seq", "name, from_seq", |r| {
            Ok(Row::Name(told(r.get(0)), key(r.get(1))?, span(r, 2)))
        }),
        ("observation", "evidence, ordinal, subject, metric, value, at, body", "evidence, ordinal", observation),
        ("idempotency", "key, request, answer, at", "key", answer),
        ("verdict", "check_id, subject, from_seq, to_seq, body", "check_id, subject, from_seq", verdict),
        ("projection", "through", "through", |r| Ok(Row::Through(uint(r.get(0))))),
    ];
    let mut parts = Parts::new(into);
    for (table, columns, order, read) in tables {
        let sql = format!("SELECT {columns} FROM {table} WHERE workspace = $1 ORDER BY {order}");
        let rows = tx.stream("read the workspace", &sql).await?;
        let mut rows = std::pin::pin!(rows);
        while let Some(row) = rows.try_next().await.map_err(crate::error::postgres("read the workspace"))? {
            parts.push(read(&row)?)?;
        }
    }
    parts.flush()
}

fn time(r: &SqlRow, column: usize) -> Timestamp {
    Timestamp::from_micros(r.get(column))
}

fn span(r: &SqlRow, column: usize) -> Span {
    Span { from: uint(r.get(column)), to: r.get::<_, Option<i64>>(column + 1).map(uint) }
}

fn entry(r: &SqlRow) -> Result<Row, StoreError> {
    Ok(Row::Entry(EntryRow { seq: uint(r.get(0)), at: time(r, 1), bytes: r.get(2), leaf: hash(r.get(3))? }))
}

fn tile(r: &SqlRow) -> Result<Row, StoreError> {
    let level: i16 = r.get(0);
    let level = u8::try_from(level).map_err(|_| StoreError::Damaged(format!("{level} is no level of a tile")))?;
    Ok(Row::Tile(Tile { level, index: uint(r.get(1)), data: r.get(2) }))
}

fn revision(r: &SqlRow) -> Result<Row, StoreError> {
    let salt = r.get::<_, Option<&[u8]>>(13).map(hash).transpose()?;
    let to = r.get::<_, Option<i64>>(14).map(uint);
    Ok(Row::Revision(Box::new(RevisionRow { revision: revision_of(r)?, salt, to })))
}

fn link(r: &SqlRow) -> Result<Row, StoreError> {
    Ok(Row::Link(key(r.get(0))?, Edge { field: told(r.get(1)), to: key(r.get(2))? }, span(r, 3)))
}

fn observation(r: &SqlRow) -> Result<Row, StoreError> {
    let ordinal: i64 = r.get(1);
    let row = ObservationRow {
        ordinal: u32::try_from(ordinal).map_err(|_| StoreError::Damaged(format!("{ordinal} is no place")))?,
        subject: told(r.get(2)),
        metric: told(r.get(3)),
        value: r.get(4),
        at: time(r, 5),
        body: r.get(6),
    };
    Ok(Row::Observation(uint(r.get(0)), row))
}

fn answer(r: &SqlRow) -> Result<Row, StoreError> {
    Ok(Row::Answer(told(r.get(0)), Answer { request: r.get(1), answer: r.get(2), at: time(r, 3) }))
}

fn verdict(r: &SqlRow) -> Result<Row, StoreError> {
    let Span { from, to } = span(r, 2);
    let (check, subject) = (told(r.get(0)), told(r.get(1)));
    Ok(Row::Verdict(VerdictInterval { check, subject, from, to, body: r.get(4) }))
}
