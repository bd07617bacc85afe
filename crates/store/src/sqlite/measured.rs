//! Observations and verdicts over time.

use assay_domain::{Key, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde_json::json;

use crate::error::sql;
use crate::measured::{self, Before, MOST, Placed, measure};
use crate::number::{count, int, uint};
use crate::{
    Ending, Measure, MetricsQuery, ObservationOrder, ObservationPage, ObservationQuery, Resting, Series, SeriesQuery,
    StoreError, WorkspaceScope,
};

const ACT: &str = "read observations";

/// What leaves out evidence that the scope does not show; two values are bound by these names.
const SHOWN: &str = "evidence NOT IN (SELECT value FROM json_each(:hidden))
    AND (:position IS NULL OR EXISTS (SELECT 1 FROM revision r
         WHERE r.key = 'EV-' || o.evidence AND r.revision = 1 AND r.seq < :position))";

fn hidden(scope: &WorkspaceScope) -> String {
    json!(scope.hidden_evidence()).to_string()
}

fn placed(r: &Row<'_>) -> rusqlite::Result<(i64, i64, i64, String)> {
    Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))
}

pub(super) fn series(conn: &Connection, scope: &WorkspaceScope, query: &SeriesQuery) -> Result<Series, StoreError> {
    let select = format!(
        "SELECT evidence, ordinal, at, body FROM observation o
         WHERE subject = :subject AND metric = :metric AND at >= :from AND at < :to
           AND (at, evidence, ordinal) < (:at, :evidence, :ordinal) AND {SHOWN}
         ORDER BY at DESC, evidence DESC, ordinal DESC LIMIT :most"
    );
    let mut statement = conn.prepare_cached(&select).map_err(sql(ACT))?;
    let (hidden, position) = (hidden(scope), scope.position().map(int));
    let (from, to) =
        (query.from.map_or(i64::MIN, Timestamp::as_micros), query.to.map_or(i64::MAX, Timestamp::as_micros));
    measured::series(query, |before, most| {
        let (at, evidence, ordinal): Before = before.unwrap_or((i64::MAX, i64::MAX, i64::MAX));
        let values = rusqlite::named_params! {
            ":subject": query.subject, ":metric": query.metric, ":from": from, ":to": to, ":at": at,
            ":evidence": evidence, ":ordinal": ordinal, ":hidden": hidden, ":position": position, ":most": count(most),
        };
        let rows = statement.query_map(values, placed).map_err(sql(ACT))?;
        rows.map(|row| read(row.map_err(sql(ACT))?)).collect()
    })
}

fn read((evidence, ordinal, at, body): (i64, i64, i64, String)) -> Result<Placed, StoreError> {
    measure(evidence, ordinal, at, &body)
}

/// The newest measure of each metric. The index is walked from one metric to the next, never through their values.
pub(super) fn metrics(
    conn: &Connection,
    scope: &WorkspaceScope,
    query: &MetricsQuery,
    most: usize,
) -> Result<Vec<Measure>, StoreError> {
    let newest = format!(
        "SELECT evidence, ordinal, at, body FROM observation o WHERE subject = :subject AND metric = :metric AND {SHOWN}
         ORDER BY at DESC, evidence DESC, ordinal DESC LIMIT 1"
    );
    let mut newest = conn.prepare_cached(&newest).map_err(sql(ACT))?;
    let mut next = conn
        .prepare_cached("SELECT metric FROM observation WHERE subject = ?1 AND metric > ?2 ORDER BY metric LIMIT 1")
        .map_err(sql(ACT))?;
    let mut first = conn
        .prepare_cached("SELECT metric FROM observation WHERE subject = ?1 ORDER BY metric LIMIT 1")
        .map_err(sql(ACT))?;
    let (hidden, position) = (hidden(scope), scope.position().map(int));
    let (mut found, mut last) = (Vec::new(), query.after.clone());
    while found.len() < most {
        let metric: Option<String> = match &last {
            None => first.query_row([&query.subject], |r| r.get(0)).optional().map_err(sql(ACT))?,
            Some(last) => next.query_row([&query.subject, last], |r| r.get(0)).optional().map_err(sql(ACT))?,
        };
        let Some(metric) = metric else { break };
        let values = rusqlite::named_params! {
            ":subject": query.subject, ":metric": metric, ":hidden": hidden, ":position": position,
        };
        let row = newest.query_row(values, placed).optional().map_err(sql(ACT))?;
        found.extend(row.map(read).transpose()?.map(|(_, measure)| measure));
        last = Some(metric);
    }
    Ok(found)
}

pub(super) fn page(conn: &Connection, query: &ObservationQuery, most: usize) -> Result<ObservationPage, StoreError> {
    let order = match query.order {
        ObservationOrder::Place => "ordinal",
        ObservationOrder::Metric => "metric, ordinal",
        ObservationOrder::Lowest => "value IS NULL, value, ordinal",
        ObservationOrder::Highest => "value IS NULL, value DESC, ordinal",
    };
    let of = "FROM observation WHERE evidence = ?1 AND (?2 IS NULL OR instr(lower(metric), lower(?2)) > 0)";
    let total = conn
        .prepare_cached(&format!("SELECT count(*) {of}"))
        .and_then(|mut s| s.query_row(params![int(query.evidence.number()), query.holding], |r| r.get::<_, i64>(0)))
        .map_err(sql(ACT))?;
    let select = format!("SELECT body {of} ORDER BY {order} LIMIT ?3 OFFSET ?4");
    let mut statement = conn.prepare_cached(&select).map_err(sql(ACT))?;
    let values = params![int(query.evidence.number()), query.holding, count(most), int(query.skip)];
    let rows = statement.query_map(values, |r| r.get::<_, String>(0)).map_err(sql(ACT))?;
    let read = |row: rusqlite::Result<String>| {
        let damaged = |e| StoreError::Damaged(format!("an observation of {}: {e}", query.evidence));
        serde_json::from_str(&row.map_err(sql(ACT))?).map_err(damaged)
    };
    Ok(ObservationPage { rows: rows.map(read).collect::<Result<_, _>>()?, total: uint(total) })
}

/// Verdicts that rest on these evidences at the end of what is shown.
pub(super) fn resting(
    conn: &Connection,
    scope: &WorkspaceScope,
    evidence: &[Key],
    most: usize,
) -> Result<Vec<Resting>, StoreError> {
    let act = "read what rests on evidence";
    let numbers: Vec<u64> = evidence.iter().filter(|k| k.prefix() == "EV").map(Key::number).collect();
    let mut statement = conn
        .prepare_cached(
            "SELECT u.evidence, v.body, v.from_seq FROM evidence_use u
             JOIN verdict v ON v.check_id = u.check_id AND v.subject = u.subject AND v.from_seq = u.from_seq
             WHERE u.evidence IN (SELECT value FROM json_each(?1))
               AND CASE WHEN ?2 IS NULL THEN u.to_seq IS NULL
                        ELSE u.from_seq <= ?2 AND (u.to_seq IS NULL OR u.to_seq > ?2) END
             ORDER BY u.evidence, u.check_id, u.subject LIMIT ?3",
        )
        .map_err(sql(act))?;
    let values = params![json!(numbers).to_string(), scope.position().map(int), count(most.clamp(1, MOST))];
    let rows = statement.query_map(values, |r| Ok((r.get(0)?, r.get::<_, String>(1)?, r.get(2)?))).map_err(sql(act))?;
    rows.map(|row| {
        let (number, body, from) = row.map_err(sql(act))?;
        Ok(Resting { evidence: Key::new("EV", uint(number)), verdict: measured::verdict(&body)?, from: uint(from) })
    })
    .collect()
}

/// Evidence by when it runs out, the first first, after a place in that order.
pub(super) fn ending(
    conn: &Connection,
    scope: &WorkspaceScope,
    after: Option<&Ending>,
    most: usize,
) -> Result<Vec<Ending>, StoreError> {
    let act = "read what runs out";
    let select = |holds: &str, sooner: &str| {
        format!(
            "SELECT DISTINCT u.ends, u.evidence FROM evidence_use u
             WHERE {holds} AND u.ends IS NOT NULL AND (u.ends, u.evidence) > (?2, ?3)
               AND u.evidence NOT IN (SELECT value FROM json_each(?4))
               AND NOT EXISTS (SELECT 1 FROM evidence_use s WHERE s.evidence = u.evidence AND s.ends < u.ends AND {sooner})
             ORDER BY u.ends, u.evidence LIMIT ?5"
        )
    };
    let statement = match scope.position() {
        None => select("u.to_seq IS NULL AND ?1 IS NULL", "s.to_seq IS NULL"),
        Some(_) => select(
            "u.from_seq <= ?1 AND (u.to_seq IS NULL OR u.to_seq > ?1)",
            "s.from_seq <= ?1 AND (s.to_seq IS NULL OR s.to_seq > ?1)",
        ),
    };
    let (ends, evidence) = after.map_or((i64::MIN, 0), |a| (a.ends.as_micros(), int(a.evidence.number())));
    let values = params![scope.position().map(int), ends, evidence, hidden(scope), count(most)];
    let mut statement = conn.prepare_cached(&statement).map_err(sql(act))?;
    let rows = statement.query_map(values, |r| Ok((r.get(0)?, r.get(1)?))).map_err(sql(act))?;
    rows.map(|row| {
        let (ends, number) = row.map_err(sql(act))?;
        Ok(Ending { evidence: Key::new("EV", uint(number)), ends: Timestamp::from_micros(ends) })
    })
    .collect()
}

/// Evidence of which nothing runs out, the newest first.
pub(super) fn lasting(
    conn: &Connection,
    scope: &WorkspaceScope,
    before: Option<u64>,
    most: usize,
) -> Result<Vec<Key>, StoreError> {
    let act = "read what does not run out";
    let (stands, ends) = match scope.position() {
        None => ("r.to_seq IS NULL AND ?1 IS NULL", "u.to_seq IS NULL"),
        Some(_) => (
            "r.seq < ?1 AND (r.to_seq IS NULL OR r.to_seq >= ?1)",
            "u.from_seq <= ?1 AND (u.to_seq IS NULL OR u.to_seq > ?1)",
        ),
    };
    let select = format!(
        "SELECT r.number FROM revision r
         WHERE r.kind = 'evidence' AND {stands} AND r.number < ?2
           AND r.number NOT IN (SELECT value FROM json_each(?3))
           AND NOT EXISTS (SELECT 1 FROM evidence_use u
                           WHERE u.evidence = r.number AND u.ends IS NOT NULL AND {ends})
         ORDER BY r.number DESC LIMIT ?4"
    );
    let values = params![scope.position().map(int), before.map_or(i64::MAX, int), hidden(scope), count(most)];
    let mut statement = conn.prepare_cached(&select).map_err(sql(act))?;
    let rows = statement.query_map(values, |r| r.get::<_, i64>(0)).map_err(sql(act))?;
    rows.map(|row| Ok(Key::new("EV", uint(row.map_err(sql(act))?)))).collect()
}
