//! Verdict intervals: the projection of the log that posture reads.

use assay_domain::{Key, Timestamp};
use rusqlite::{Connection, params};

use crate::error::sql;
use crate::number::{count, int, uint};
use crate::plan::{Intervals, VerdictInterval};
use crate::{CommitError, Position, StoreError, VerdictChange, VerdictRow, VerdictSpan};

pub(super) fn projected(conn: &Connection) -> Result<Position, StoreError> {
    let text: Option<String> = conn
        .query_row("SELECT max(value) FROM meta WHERE name = 'through_seq'", [], |r| r.get(0))
        .map_err(sql("read the projection's position"))?;
    text.map_or(Ok(0), |t| t.parse().map_err(|_| StoreError::Damaged("through_seq is no number".to_owned())))
}

pub(super) fn write(conn: &Connection, through: Position, changes: &[VerdictChange]) -> Result<(), CommitError> {
    let run = |statement: &str, values: &[&dyn rusqlite::ToSql]| {
        conn.prepare_cached(statement).and_then(|mut s| s.execute(values)).map_err(sql("write a verdict"))
    };
    let intervals = Intervals::of(changes)?;
    for (check, subject, at) in &intervals.ended {
        let end = "UPDATE verdict SET to_seq = ?3 WHERE check_id = ?1 AND subject = ?2 AND to_seq IS NULL";
        run(end, &[check, subject, &int(*at)])?;
        let end = "UPDATE evidence_use SET to_seq = ?3 WHERE check_id = ?1 AND subject = ?2 AND to_seq IS NULL";
        run(end, &[check, subject, &int(*at)])?;
    }
    for v in &intervals.begun {
        interval(conn, v)?;
    }
    run(
        "INSERT INTO meta (name, value) VALUES ('through_seq', ?1) ON CONFLICT (name) DO UPDATE SET value = ?1",
        &[&through.to_string()],
    )?;
    Ok(())
}

/// A verdict, and what it rests on.
pub(super) fn interval(conn: &Connection, v: &VerdictInterval) -> Result<(), StoreError> {
    let run = |statement: &str, values: &[&dyn rusqlite::ToSql]| {
        conn.prepare_cached(statement).and_then(|mut s| s.execute(values)).map_err(sql("write a verdict"))
    };
    let begin = "INSERT INTO verdict (check_id, subject, from_seq, to_seq, body) VALUES (?1, ?2, ?3, ?4, ?5)";
    run(begin, &[&v.check, &v.subject, &int(v.from), &v.to.map(int), &v.body])?;
    let uses = v.uses()?;
    let ends = uses.ends.map(Timestamp::as_micros);
    for evidence in uses.evidence {
        let rests = "INSERT INTO evidence_use (evidence, check_id, subject, from_seq, to_seq, ends)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        run(rests, &[&int(evidence), &v.check, &v.subject, &int(v.from), &v.to.map(int), &ends])?;
    }
    Ok(())
}

pub(super) fn forget(conn: &Connection) -> Result<(), CommitError> {
    conn.execute_batch("DELETE FROM verdict; DELETE FROM evidence_use; DELETE FROM meta WHERE name = 'through_seq'")
        .map_err(sql("forget verdicts"))?;
    Ok(())
}

pub(super) fn at(conn: &Connection, position: Position) -> Result<Vec<VerdictRow>, StoreError> {
    let mut statement = conn
        .prepare_cached(
            "SELECT body, from_seq FROM verdict WHERE from_seq <= ?1 AND (to_seq IS NULL OR to_seq > ?1)
             ORDER BY check_id, subject",
        )
        .map_err(sql("read verdicts"))?;
    let rows = statement
        .query_map(params![int(position)], |r| Ok((r.get::<_, String>(0)?, r.get(1).map(uint)?)))
        .map_err(sql("read verdicts"))?;
    rows.map(|row| {
        let (body, from) = row.map_err(sql("read verdicts"))?;
        let verdict = serde_json::from_str(&body).map_err(|e| StoreError::Damaged(format!("a verdict: {e}")))?;
        Ok(VerdictRow { verdict, from })
    })
    .collect()
}

pub(super) fn spans(
    conn: &Connection,
    check: &str,
    system: Option<&Key>,
    last: Position,
    most: usize,
) -> Result<Vec<VerdictSpan>, StoreError> {
    // A version is named by its system and an `@`, after which `A` comes next.
    let about =
        "SELECT subject, from_seq, to_seq, body FROM verdict WHERE check_id = ?1 AND from_seq <= ?2 AND subject = ?4
                 UNION ALL
                 SELECT subject, from_seq, to_seq, body FROM verdict
                 WHERE check_id = ?1 AND from_seq <= ?2 AND subject > ?4 || '@' AND subject < ?4 || 'A'
                 ORDER BY from_seq DESC, subject LIMIT ?3";
    let every = "SELECT subject, from_seq, to_seq, body FROM verdict
                 WHERE check_id = ?1 AND from_seq <= ?2 AND ?4 = '' ORDER BY from_seq DESC, subject LIMIT ?3";
    let of = system.map(Key::to_string).unwrap_or_default();
    let mut statement =
        conn.prepare_cached(if system.is_some() { about } else { every }).map_err(sql("read spans of verdicts"))?;
    let read = |r: &rusqlite::Row<'_>| {
        let to: Option<i64> = r.get(2)?;
        Ok(VerdictInterval {
            check: String::new(),
            subject: r.get(0)?,
            from: uint(r.get(1)?),
            to: to.map(uint),
            body: r.get(3)?,
        })
    };
    let rows =
        statement.query_map(params![check, int(last), count(most), of], read).map_err(sql("read spans of verdicts"))?;
    rows.map(|row| row.map_err(sql("read spans of verdicts"))?.span(last)).collect()
}
