//! Single records and their surroundings.

use assay_domain::{Key, Observation, RecordId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::append::id;
use crate::error::sql;
use crate::number::{int, uint};
use crate::query::Listed;
use crate::{LinkRow, Position, Revision, StoreError};

/// Columns of a revision, in the order [`revision`] reads them.
pub(super) const COLUMNS: &str = "seq, record, key, kind, revision, op, state, title, body, actor, via, at, effective";

/// A revision as SQLite gives it, before its texts are parsed.
pub(super) struct Raw {
    seq: i64,
    record: String,
    key: String,
    kind: String,
    revision: u32,
    op: String,
    state: String,
    title: String,
    body: Option<Vec<u8>>,
    actor: String,
    via: String,
    at: i64,
    effective: Option<i64>,
}

impl Raw {
    pub(super) fn of(r: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: r.get(0)?,
            record: r.get(1)?,
            key: r.get(2)?,
            kind: r.get(3)?,
            revision: r.get(4)?,
            op: r.get(5)?,
            state: r.get(6)?,
            title: r.get(7)?,
            body: r.get(8)?,
            actor: r.get(9)?,
            via: r.get(10)?,
            at: r.get(11)?,
            effective: r.get(12)?,
        })
    }

    pub(super) fn parse(self) -> Result<Revision, StoreError> {
        Ok(Revision {
            seq: uint(self.seq),
            record: id(&self.record)?,
            key: key(&self.key)?,
            kind: self.kind,
            revision: self.revision,
            op: self.op,
            state: self.state,
            title: self.title,
            body: self.body,
            actor: key(&self.actor)?,
            via: self.via,
            at: Timestamp::from_micros(self.at),
            effective: self.effective.map(Timestamp::from_micros),
        })
    }
}

pub(super) fn key(text: &str) -> Result<Key, StoreError> {
    text.parse().map_err(|_| StoreError::Damaged(format!("`{text}` is no key")))
}

fn one(conn: &Connection, tail: &str, values: impl rusqlite::Params) -> Result<Option<Revision>, StoreError> {
    let statement = format!("SELECT {COLUMNS} FROM revision {tail}");
    let raw = conn
        .prepare_cached(&statement)
        .and_then(|mut s| s.query_row(values, Raw::of).optional())
        .map_err(sql("read a record"))?;
    raw.map(Raw::parse).transpose()
}

pub(super) fn many(conn: &Connection, tail: &str, values: impl rusqlite::Params) -> Result<Vec<Revision>, StoreError> {
    let statement = format!("SELECT {COLUMNS} FROM revision {tail}");
    let mut statement = conn.prepare_cached(&statement).map_err(sql("read records"))?;
    let rows = statement.query_map(values, Raw::of).map_err(sql("read records"))?;
    rows.map(|raw| raw.map_err(sql("read records"))?.parse()).collect()
}

/// Revisions with what they are sorted by, which a whole statement gives behind their columns.
pub(super) fn listed(
    conn: &Connection,
    statement: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<Listed>, StoreError> {
    let mut statement = conn.prepare_cached(statement).map_err(sql("read records"))?;
    let both = |r: &Row<'_>| Ok((Raw::of(r)?, r.get(13)?));
    let rows = statement.query_map(values, both).map_err(sql("read records"))?;
    rows.map(|row| {
        let (raw, value) = row.map_err(sql("read records"))?;
        Ok((raw.parse()?, value))
    })
    .collect()
}

/// A record now, or as it stood after that many entries.
pub(super) fn revision(conn: &Connection, key: &Key, as_of: Option<Position>) -> Result<Option<Revision>, StoreError> {
    match as_of {
        None => one(conn, "WHERE key = ?1 AND to_seq IS NULL", [key.to_string()]),
        Some(position) => one(
            conn,
            "WHERE key = ?1 AND seq < ?2 AND (to_seq IS NULL OR to_seq >= ?2)",
            params![key.to_string(), int(position)],
        ),
    }
}

pub(super) fn by_id(conn: &Connection, id: RecordId, as_of: Option<Position>) -> Result<Option<Revision>, StoreError> {
    let key_of = conn
        .prepare_cached("SELECT key FROM record WHERE record = ?1")
        .and_then(|mut s| s.query_row([id.to_string()], |r| r.get::<_, String>(0)).optional())
        .map_err(sql("find a record"))?;
    match key_of {
        Some(text) => revision(conn, &key(&text)?, as_of),
        None => Ok(None),
    }
}

/// Whether a row holds now, or held at the position that is bound second.
fn standing(as_of: Option<Position>) -> &'static str {
    match as_of {
        // The second value is bound all the same.
        None => "to_seq IS NULL AND ?2 IS NULL",
        Some(_) => "from_seq < ?2 AND (to_seq IS NULL OR to_seq >= ?2)",
    }
}

pub(super) fn history(conn: &Connection, key: &Key) -> Result<Vec<Revision>, StoreError> {
    many(conn, "WHERE key = ?1 ORDER BY revision", [key.to_string()])
}

pub(super) fn links_to(conn: &Connection, to: &Key, as_of: Option<Position>) -> Result<Vec<LinkRow>, StoreError> {
    let mut statement = conn
        .prepare_cached(&format!(
            "SELECT from_key, field, to_key FROM link WHERE to_key = ?1 AND {} ORDER BY from_key, field",
            standing(as_of)
        ))
        .map_err(sql("read links"))?;
    let rows = statement
        .query_map(params![to.to_string(), as_of.map(int)], |r| {
            Ok((r.get::<_, String>(0)?, r.get(1)?, r.get::<_, String>(2)?))
        })
        .map_err(sql("read links"))?;
    rows.map(|row| {
        let (from, field, to) = row.map_err(sql("read links"))?;
        Ok(LinkRow { from: key(&from)?, field, to: key(&to)? })
    })
    .collect()
}

pub(super) fn holder(conn: &Connection, name: &str, as_of: Option<Position>) -> Result<Option<Key>, StoreError> {
    let text: Option<String> = conn
        .prepare_cached(&format!("SELECT key FROM uniq WHERE name = ?1 AND {}", standing(as_of)))
        .and_then(|mut s| s.query_row(params![name, as_of.map(int)], |r| r.get(0)).optional())
        .map_err(sql("look a unique name up"))?;
    text.map(|t| key(&t)).transpose()
}

pub(super) fn observations(conn: &Connection, evidence: &Key) -> Result<Vec<Observation>, StoreError> {
    let mut statement = conn
        .prepare_cached("SELECT body FROM observation WHERE evidence = ?1 ORDER BY ordinal")
        .map_err(sql("read observations"))?;
    let rows =
        statement.query_map([int(evidence.number())], |r| r.get::<_, String>(0)).map_err(sql("read observations"))?;
    rows.map(|row| {
        let text = row.map_err(sql("read observations"))?;
        serde_json::from_str(&text).map_err(|e| StoreError::Damaged(format!("an observation of {evidence}: {e}")))
    })
    .collect()
}
