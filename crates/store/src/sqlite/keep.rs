//! What was planned, written down.

use assay_domain::{Key, Timestamp};
use rusqlite::{Connection, params};

use super::{append, index};
use crate::error::sql;
use crate::number::int;
use crate::plan::{Answer, ObservationRow, Rows};
use crate::{Revision, StoreError};

pub(super) fn run(conn: &Connection, statement: &str, values: impl rusqlite::Params) -> Result<usize, StoreError> {
    conn.prepare_cached(statement).and_then(|mut s| s.execute(values)).map_err(sql("write a change"))
}

/// Writes everything that one write comes to.
pub(super) fn rows(conn: &Connection, rows: &Rows) -> Result<(), StoreError> {
    append::entry(conn, &rows.entry, &rows.tiles)?;
    match &rows.before {
        Some(before) => {
            run(conn, "UPDATE revision SET to_seq = ?2 WHERE seq = ?1", params![int(before.seq), int(rows.seq())])?;
        }
        None => record(conn, rows)?,
    }
    revision(conn, &rows.revision, rows.salt)?;
    links(conn, rows)?;
    names(conn, rows)?;
    words(conn, rows.key(), &rows.revision.title, rows.words.as_deref())?;
    if rows.erased.is_some() {
        erase(conn, rows)?;
    }
    index::keep(conn, rows)?;
    rows.observations.iter().try_for_each(|o| observation(conn, rows.key().number(), o))
}

fn record(conn: &Connection, rows: &Rows) -> Result<(), StoreError> {
    let (key, revision) = (rows.key(), &rows.revision);
    run(
        conn,
        "INSERT INTO counter (prefix, last) VALUES (?1, ?2) ON CONFLICT (prefix) DO UPDATE SET last = ?2",
        params![key.prefix(), int(key.number())],
    )?;
    run(
        conn,
        "INSERT INTO record (record, key, kind) VALUES (?1, ?2, ?3)",
        params![revision.record.to_string(), key.to_string(), revision.kind],
    )
    .map(drop)
}

pub(super) fn revision(conn: &Connection, r: &Revision, salt: Option<[u8; 32]>) -> Result<(), StoreError> {
    run(
        conn,
        "INSERT INTO revision (seq, record, key, number, kind, revision, op, state, title, body, salt, actor, via, at, effective)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            int(r.seq),
            r.record.to_string(),
            r.key.to_string(),
            int(r.key.number()),
            r.kind,
            r.revision,
            r.op,
            r.state,
            r.title,
            r.body,
            salt,
            r.actor.to_string(),
            r.via,
            r.at.as_micros(),
            r.effective.map(Timestamp::as_micros),
        ],
    )
    .map(drop)
}

fn links(conn: &Connection, rows: &Rows) -> Result<(), StoreError> {
    let (from, seq) = (rows.key().to_string(), int(rows.seq()));
    for edge in &rows.links.ended {
        run(
            conn,
            "UPDATE link SET to_seq = ?4 WHERE from_key = ?1 AND field = ?2 AND to_key = ?3 AND to_seq IS NULL",
            params![from, edge.field, edge.to.to_string(), seq],
        )?;
    }
    for edge in &rows.links.begun {
        run(
            conn,
            "INSERT INTO link (from_key, field, to_key, from_seq) VALUES (?1, ?2, ?3, ?4)",
            params![from, edge.field, edge.to.to_string(), seq],
        )?;
    }
    Ok(())
}

fn names(conn: &Connection, rows: &Rows) -> Result<(), StoreError> {
    let (key, seq) = (rows.key().to_string(), int(rows.seq()));
    for name in &rows.names.ended {
        run(conn, "UPDATE uniq SET to_seq = ?2 WHERE name = ?1 AND to_seq IS NULL", params![name, seq])?;
    }
    for name in &rows.names.begun {
        run(conn, "INSERT INTO uniq (name, key, from_seq) VALUES (?1, ?2, ?3)", params![name, key, seq])?;
    }
    Ok(())
}

/// Has search find a record by a text, or no more.
pub(super) fn words(conn: &Connection, key: &Key, title: &str, text: Option<&str>) -> Result<(), StoreError> {
    let row: i64 = conn
        .prepare_cached("SELECT id FROM record WHERE key = ?1")
        .and_then(|mut s| s.query_row([key.to_string()], |r| r.get(0)))
        .map_err(sql("find the record to index"))?;
    run(conn, "DELETE FROM search WHERE rowid = ?1", [row])?;
    if let Some(text) = text {
        run(conn, "INSERT INTO search (rowid, title, words) VALUES (?1, ?2, ?3)", params![row, title, text])?;
    }
    Ok(())
}

pub(super) fn observation(conn: &Connection, evidence: u64, o: &ObservationRow) -> Result<(), StoreError> {
    run(
        conn,
        "INSERT INTO observation (evidence, ordinal, subject, metric, value, at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![int(evidence), o.ordinal, o.subject, o.metric, o.value, o.at.as_micros(), o.body],
    )
    .map(drop)
}

/// Body, salt and title go; the commitment in the log stays and says nothing without its salt.
fn erase(conn: &Connection, rows: &Rows) -> Result<(), StoreError> {
    let key = rows.key().to_string();
    run(conn, "UPDATE revision SET body = NULL, salt = NULL, title = '' WHERE key = ?1", [key])?;
    if rows.erases_observations() {
        run(conn, "DELETE FROM observation WHERE evidence = ?1", [int(rows.key().number())])?;
    }
    // The index only marks rows as deleted; merging it drops their words for good.
    run(conn, "INSERT INTO search (search) VALUES ('optimize')", []).map(drop)
}

/// Keeps what a request was answered.
pub(super) fn answer(conn: &Connection, key: &str, answer: &Answer) -> Result<(), StoreError> {
    run(
        conn,
        "INSERT INTO idempotency (key, request, answer, at) VALUES (?1, ?2, ?3, ?4)",
        params![key, answer.request, answer.answer, answer.at.as_micros()],
    )
    .map(drop)
}

/// Forgets answers from before a moment, the oldest first and so many at most; gives their number.
pub(super) fn forget_answers(conn: &Connection, before: Timestamp, most: usize) -> Result<u64, StoreError> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let gone = run(
        conn,
        "DELETE FROM idempotency WHERE key IN (SELECT key FROM idempotency WHERE at < ?1 ORDER BY at, key LIMIT ?2)",
        params![before.as_micros(), most],
    )?;
    Ok(gone as u64)
}
