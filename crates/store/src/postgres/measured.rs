//! Observations and verdicts over time.

use assay_domain::{Key, Timestamp};
use tokio_postgres::Row;

use super::text::kept;
use super::tx::Tx;
use crate::measured::{self, Before, MOST, Placed, measure};
use crate::number::{count, int, uint};
use crate::{
    Ending, Measure, MetricsQuery, ObservationOrder, ObservationPage, ObservationQuery, Resting, SeriesQuery,
    StoreError, WorkspaceScope,
};

const ACT: &str = "read observations";

/// What leaves out evidence that the scope does not show: bound second are the hidden ones, third the position.
const SHOWN: &str = "o.evidence <> ALL ($2::bigint[])
    AND ($3::bigint IS NULL OR EXISTS (SELECT 1 FROM revision r
         WHERE r.workspace = $1 AND r.key = 'EV-' || o.evidence AND r.revision = 1 AND r.seq < $3))";

fn placed(row: &Row) -> Result<Placed, StoreError> {
    measure(row.get(0), row.get(1), row.get(2), row.get(3))
}

/// Rows of a series before a place, newest first.
pub(super) async fn series(
    tx: &Tx,
    scope: &WorkspaceScope,
    query: &SeriesQuery,
    before: Option<Before>,
    most: usize,
) -> Result<Vec<Placed>, StoreError> {
    let sql = format!(
        "SELECT o.evidence, o.ordinal, o.at, o.body FROM observation o
         WHERE o.workspace = $1 AND o.subject = $4 AND o.metric = $5 AND o.at >= $6 AND o.at < $7
           AND (o.at, o.evidence, o.ordinal) < ($8, $9, $10) AND {SHOWN}
         ORDER BY o.at DESC, o.evidence DESC, o.ordinal DESC LIMIT $11"
    );
    let (at, evidence, ordinal) = before.unwrap_or((i64::MAX, i64::MAX, i64::MAX));
    let from = query.from.map_or(i64::MIN, Timestamp::as_micros);
    let to = query.to.map_or(i64::MAX, Timestamp::as_micros);
    let (subject, metric) = (kept(&query.subject), kept(&query.metric));
    let (hidden, position) = (scope.hidden_evidence(), scope.position().map(int));
    let rows = tx
        .rows(
            ACT,
            &sql,
            &[&tx.workspace, &hidden, &position, &subject, &metric, &from, &to, &at, &evidence, &ordinal, &count(most)],
        )
        .await?;
    rows.iter().map(placed).collect()
}

/// The newest measure of each metric. The index is walked from one metric to the next, never through their values.
pub(super) async fn metrics(
    tx: &Tx,
    scope: &WorkspaceScope,
    query: &MetricsQuery,
    most: usize,
) -> Result<Vec<Measure>, StoreError> {
    let sql = format!(
        "WITH RECURSIVE found (metric) AS (
           (SELECT o.metric FROM observation o
            WHERE o.workspace = $1 AND o.subject = $4 AND ($5::text IS NULL OR o.metric > $5)
            ORDER BY o.metric LIMIT 1)
           UNION ALL
           SELECT (SELECT o.metric FROM observation o
                   WHERE o.workspace = $1 AND o.subject = $4 AND o.metric > found.metric ORDER BY o.metric LIMIT 1)
           FROM found WHERE found.metric IS NOT NULL
         )
         SELECT newest.* FROM found CROSS JOIN LATERAL (
           SELECT o.evidence, o.ordinal, o.at, o.body FROM observation o
           WHERE o.workspace = $1 AND o.subject = $4 AND o.metric = found.metric AND {SHOWN}
           ORDER BY o.at DESC, o.evidence DESC, o.ordinal DESC LIMIT 1
         ) newest WHERE found.metric IS NOT NULL LIMIT $6"
    );
    let (subject, after) = (kept(&query.subject), query.after.as_deref().map(kept));
    let (hidden, position) = (scope.hidden_evidence(), scope.position().map(int));
    let rows = tx.rows(ACT, &sql, &[&tx.workspace, &hidden, &position, &subject, &after, &count(most)]).await?;
    rows.iter().map(|row| Ok(placed(row)?.1)).collect()
}

pub(super) async fn page(tx: &Tx, query: &ObservationQuery, most: usize) -> Result<ObservationPage, StoreError> {
    let order = match query.order {
        ObservationOrder::Place => "ordinal",
        ObservationOrder::Metric => "metric, ordinal",
        ObservationOrder::Lowest => "value IS NULL, value, ordinal",
        ObservationOrder::Highest => "value IS NULL, value DESC, ordinal",
    };
    let of = "FROM observation WHERE workspace = $1 AND evidence = $2
              AND ($3::text IS NULL OR strpos(lower(metric), lower($3)) > 0)";
    let evidence = int(query.evidence.number());
    let holding = query.holding.as_deref().map(kept);
    let total = tx.row(ACT, &format!("SELECT count(*) {of}"), &[&tx.workspace, &evidence, &holding]).await?;
    let sql = format!("SELECT body {of} ORDER BY {order} LIMIT $4 OFFSET $5");
    let values = tx.rows(ACT, &sql, &[&tx.workspace, &evidence, &holding, &count(most), &int(query.skip)]).await?;
    let damaged = |e| StoreError::Damaged(format!("an observation of {}: {e}", query.evidence));
    let rows = values.iter().map(|row| serde_json::from_str(row.get(0)).map_err(damaged)).collect::<Result<_, _>>()?;
    Ok(ObservationPage { rows, total: total.map_or(0, |row| uint(row.get(0))) })
}

/// Verdicts that rest on these evidences at the end of what is shown.
pub(super) async fn resting(
    tx: &Tx,
    scope: &WorkspaceScope,
    evidence: &[Key],
    most: usize,
) -> Result<Vec<Resting>, StoreError> {
    let sql = "SELECT u.evidence, v.body, v.from_seq FROM evidence_use u
               JOIN verdict v ON v.workspace = $1 AND v.check_id = u.check_id AND v.subject = u.subject
                             AND v.from_seq = u.from_seq
               WHERE u.workspace = $1 AND u.evidence = ANY ($2)
                 AND CASE WHEN $3::bigint IS NULL THEN u.to_seq IS NULL
                          ELSE u.from_seq <= $3 AND (u.to_seq IS NULL OR u.to_seq > $3) END
               ORDER BY u.evidence, u.check_id, u.subject LIMIT $4";
    let numbers: Vec<i64> = evidence.iter().filter(|k| k.prefix() == "EV").map(|k| int(k.number())).collect();
    let values: super::tx::Values<'_> =
        &[&tx.workspace, &numbers, &scope.position().map(int), &count(most.clamp(1, MOST))];
    let rows = tx.rows("read what rests on evidence", sql, values).await?;
    let read = |row: &Row| {
        let (verdict, from) = (measured::verdict(row.get(1))?, uint(row.get(2)));
        Ok(Resting { evidence: Key::new("EV", uint(row.get(0))), verdict, from })
    };
    rows.iter().map(read).collect()
}

/// Evidence by when it runs out, the first first, after a place in that order.
pub(super) async fn ending(
    tx: &Tx,
    scope: &WorkspaceScope,
    after: Option<&Ending>,
    most: usize,
) -> Result<Vec<Ending>, StoreError> {
    let (holds, sooner) = match scope.position() {
        None => ("u.to_seq IS NULL AND $2::bigint IS NULL", "s.to_seq IS NULL"),
        Some(_) => (
            "u.from_seq <= $2 AND (u.to_seq IS NULL OR u.to_seq > $2)",
            "s.from_seq <= $2 AND (s.to_seq IS NULL OR s.to_seq > $2)",
        ),
    };
    let sql = format!(
        "SELECT DISTINCT u.ends, u.evidence FROM evidence_use u
         WHERE u.workspace = $1 AND {holds} AND u.ends IS NOT NULL AND (u.ends, u.evidence) > ($3, $4)
           AND u.evidence <> ALL ($5::bigint[])
           AND NOT EXISTS (SELECT 1 FROM evidence_use s
                           WHERE s.workspace = $1 AND s.evidence = u.evidence AND s.ends < u.ends AND {sooner})
         ORDER BY u.ends, u.evidence LIMIT $6"
    );
    let (ends, evidence) = after.map_or((i64::MIN, 0), |a| (a.ends.as_micros(), int(a.evidence.number())));
    let values: super::tx::Values<'_> =
        &[&tx.workspace, &scope.position().map(int), &ends, &evidence, &scope.hidden_evidence(), &count(most)];
    let rows = tx.rows("read what runs out", &sql, values).await?;
    let read =
        |row: &Row| Ending { evidence: Key::new("EV", uint(row.get(1))), ends: Timestamp::from_micros(row.get(0)) };
    Ok(rows.iter().map(read).collect())
}

/// Evidence of which nothing runs out, the newest first.
pub(super) async fn lasting(
    tx: &Tx,
    scope: &WorkspaceScope,
    before: Option<u64>,
    most: usize,
) -> Result<Vec<Key>, StoreError> {
    let (stands, ends) = match scope.position() {
        None => ("r.to_seq IS NULL AND $2::bigint IS NULL", "u.to_seq IS NULL"),
        Some(_) => (
            "r.seq < $2 AND (r.to_seq IS NULL OR r.to_seq >= $2)",
            "u.from_seq <= $2 AND (u.to_seq IS NULL OR u.to_seq > $2)",
        ),
    };
    let sql = format!(
        "SELECT r.number FROM revision r
         WHERE r.workspace = $1 AND r.kind = 'evidence' AND {stands} AND r.number < $3 AND r.number <> ALL ($4::bigint[])
           AND NOT EXISTS (SELECT 1 FROM evidence_use u
                           WHERE u.workspace = $1 AND u.evidence = r.number AND u.ends IS NOT NULL AND {ends})
         ORDER BY r.number DESC LIMIT $5"
    );
    let values: super::tx::Values<'_> = &[
        &tx.workspace,
        &scope.position().map(int),
        &before.map_or(i64::MAX, int),
        &scope.hidden_evidence(),
        &count(most),
    ];
    let rows = tx.rows("read what does not run out", &sql, values).await?;
    Ok(rows.iter().map(|row| Key::new("EV", uint(row.get(0)))).collect())
}
