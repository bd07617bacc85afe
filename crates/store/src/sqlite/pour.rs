//! Everything in a file, table by table, as one consistent state.

use assay_domain::{Key, Timestamp};
use assay_log::Tile;
use rusqlite::{Connection, Row as SqlRow};

use super::append::id;
use super::read::{COLUMNS, Raw, key};
use crate::StoreError;
use crate::copy::{Parts, Sink};
use crate::error::sql;
use crate::number::uint;
use crate::plan::{Answer, Edge, EntryRow, ObservationRow, VerdictInterval};
use crate::row::{RevisionRow, Row, Span};

const ACT: &str = "read the workspace";

type Read = fn(&SqlRow<'_>) -> Result<Row, StoreError>;

pub(super) fn pour(conn: &Connection, into: &mut Sink<'_>) -> Result<(), StoreError> {
    // One snapshot for all tables: others may be writing.
    let _snapshot = conn.unchecked_transaction().map_err(sql("begin to read"))?;
    let revision = format!("SELECT {COLUMNS}, salt, to_seq FROM revision ORDER BY seq");
    let tables: [(&str, Read); 12] = [
        ("SELECT seq, at, bytes, leaf FROM entry ORDER BY seq", entry),
        ("SELECT level, idx, data FROM tile ORDER BY level, idx", tile),
        ("SELECT size, note FROM checkpoint ORDER BY size", checkpoint),
        ("SELECT prefix, last FROM counter ORDER BY prefix", counter),
        ("SELECT record, key, kind FROM record ORDER BY id", record),
        (&revision, self::revision),
        ("SELECT from_key, field, to_key, from_seq, to_seq FROM link ORDER BY from_key, field, to_key, from_seq", link),
        ("SELECT name, key, from_seq, to_seq FROM uniq ORDER BY name, from_seq", name),
        (
            "SELECT evidence, ordinal, subject, metric, value, at, body FROM observation ORDER BY evidence, ordinal",
            observation,
        ),
        ("SELECT key, request, answer, at FROM idempotency ORDER BY key", answer),
        ("SELECT check_id, subject, from_seq, to_seq, body FROM verdict ORDER BY check_id, subject, from_seq", verdict),
        ("SELECT value FROM meta WHERE name = 'through_seq'", through),
    ];
    let mut parts = Parts::new(into);
    for (question, read) in tables {
        let mut statement = conn.prepare(question).map_err(sql(ACT))?;
        let mut rows = statement.query([]).map_err(sql(ACT))?;
        while let Some(row) = rows.next().map_err(sql(ACT))? {
            parts.push(read(row)?)?;
        }
    }
    parts.flush()
}

fn get<T: rusqlite::types::FromSql>(r: &SqlRow<'_>, column: usize) -> Result<T, StoreError> {
    r.get(column).map_err(sql(ACT))
}

fn number(r: &SqlRow<'_>, column: usize) -> Result<u64, StoreError> {
    get(r, column).map(uint)
}

fn key_at(r: &SqlRow<'_>, column: usize) -> Result<Key, StoreError> {
    key(&get::<String>(r, column)?)
}

fn time(r: &SqlRow<'_>, column: usize) -> Result<Timestamp, StoreError> {
    get(r, column).map(Timestamp::from_micros)
}

fn span(r: &SqlRow<'_>, column: usize) -> Result<Span, StoreError> {
    Ok(Span { from: number(r, column)?, to: get::<Option<i64>>(r, column + 1)?.map(uint) })
}

fn entry(r: &SqlRow<'_>) -> Result<Row, StoreError> {
    Ok(Row::Entry(EntryRow { seq: number(r, 0)?, at: time(r, 1)?, bytes: get(r, 2)?, leaf: get(r, 3)? }))
}

fn tile(r: &SqlRow<'_>) -> Result<Row, StoreError> {
    Ok(Row::Tile(Tile { level: get(r, 0)?, index: number(r, 1)?, data: get(r, 2)? }))
}

fn checkpoint(r: &SqlRow<'_>) -> Result<Row, StoreError> {
    Ok(Row::Checkpoint(number(r, 0)?, get(r, 1)?))
}

fn counter(r: &SqlRow<'_>) -> Result<Row, StoreError> {
    Ok(Row::Counter(get(r, 0)?, number(r, 1)?))
}

fn record(r: &SqlRow<'_>) -> Result<Row, StoreError> {
    Ok(Row::Record(id(&get::<String>(r, 0)?)?, key_at(r, 1)?, get(r, 2)?))
}

fn revision(r: &SqlRow<'_>) -> Result<Row, StoreError> {
    let revision = Raw::of(r).map_err(sql(ACT))?.parse()?;
    Ok(Row::Revision(Box::new(RevisionRow { revision, salt: get(r, 13)?, to: get::<Option<i64>>(r, 14)?.map(uint) })))
}

fn link(r: &SqlRow<'_>) -> Result<Row, StoreError> {
    Ok(Row::Link(key_at(r, 0)?, Edge { field: get(r, 1)?, to: key_at(r, 2)? }, span(r, 3)?))
}

fn name(r: &SqlRow<'_>) -> Result<Row, StoreError> {
    Ok(Row::Name(get(r, 0)?, key_at(r, 1)?, span(r, 2)?))
}

fn observation(r: &SqlRow<'_>) -> Result<Row, StoreError> {
    let row = ObservationRow {
        ordinal: get(r, 1)?,
        subject: get(r, 2)?,
        metric: get(r, 3)?,
        value: get(r, 4)?,
        at: time(r, 5)?,
        body: get(r, 6)?,
    };
    Ok(Row::Observation(number(r, 0)?, row))
}

fn answer(r: &SqlRow<'_>) -> Result<Row, StoreError> {
    Ok(Row::Answer(get(r, 0)?, Answer { request: get(r, 1)?, answer: get(r, 2)?, at: time(r, 3)? }))
}

fn verdict(r: &SqlRow<'_>) -> Result<Row, StoreError> {
    let Span { from, to } = span(r, 2)?;
    Ok(Row::Verdict(VerdictInterval { check: get(r, 0)?, subject: get(r, 1)?, from, to, body: get(r, 4)? }))
}

fn through(r: &SqlRow<'_>) -> Result<Row, StoreError> {
    let text: String = get(r, 0)?;
    text.parse().map(Row::Through).map_err(|_| StoreError::Damaged("through_seq is no number".to_owned()))
}
