//! What lists sort and filter by, in the file.

use std::collections::BTreeSet;

use assay_domain::{Indexed, Key, Kind, index_edition};
use rusqlite::{Connection, OptionalExtension as _, Row, TransactionBehavior, params};

use super::keep::run;
use crate::StoreError;
use crate::check::Audit;
use crate::error::sql;
use crate::number::{int, uint};
use crate::plan::Rows;
use crate::plan::index::{Described, history, rows};

const ACT: &str = "read what lists sort by";
const INSERT: &str =
    "INSERT INTO indexed (kind, number, field, place, value, from_seq, to_seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

fn value(r: &Row<'_>) -> rusqlite::Result<Indexed> {
    Ok(Indexed { field: r.get(0)?, place: r.get(1)?, value: r.get(2)? })
}

/// The values of a record now. A kind that is not known has none.
pub(super) fn current(conn: &Connection, key: &Key) -> Result<BTreeSet<Indexed>, StoreError> {
    let Some(kind) = Kind::with_prefix(key.prefix()) else { return Ok(BTreeSet::new()) };
    let mut statement = conn
        .prepare_cached("SELECT field, place, value FROM indexed WHERE kind = ?1 AND number = ?2 AND to_seq IS NULL")
        .map_err(sql(ACT))?;
    let rows = statement.query_map(params![kind.name, int(key.number())], value).map_err(sql(ACT))?;
    rows.collect::<Result<_, _>>().map_err(sql(ACT))
}

/// Keeps what a write changes.
pub(super) fn keep(conn: &Connection, rows: &Rows) -> Result<(), StoreError> {
    let (kind, number, seq) = (&rows.revision.kind, int(rows.key().number()), int(rows.seq()));
    if rows.erased.is_some() {
        run(conn, "DELETE FROM indexed WHERE kind = ?1 AND number = ?2", params![kind, number])?;
    } else {
        for gone in &rows.indexed.ended {
            run(
                conn,
                "UPDATE indexed SET to_seq = ?5 WHERE kind = ?1 AND number = ?2 AND field = ?3 AND place = ?4 AND to_seq IS NULL",
                params![kind, number, gone.field, gone.place, seq],
            )?;
        }
    }
    for begun in &rows.indexed.begun {
        let (from, to) = (int(rows.indexed_from()), None::<i64>);
        run(conn, INSERT, params![kind, number, begun.field, begun.place, begun.value, from, to])?;
    }
    Ok(())
}

/// Makes the index anew where other fields are indexed than it was made by: all of it in one transaction, so that one
/// which was interrupted begins again.
pub(super) fn renew(conn: &mut Connection) -> Result<(), StoreError> {
    let edition = index_edition();
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql("index the lists"))?;
    let known: Option<String> = tx
        .query_row("SELECT value FROM meta WHERE name = 'index_edition'", [], |r| r.get(0))
        .optional()
        .map_err(sql("index the lists"))?;
    if known.as_ref() == Some(&edition) {
        return Ok(());
    }
    run(&tx, "DELETE FROM indexed", [])?;
    let mut records = 0_u64;
    each(&tx, &mut |kind, number, revisions| {
        records += 1;
        for (value, spans) in history(kind, revisions) {
            for span in spans {
                let (from, to) = (int(span.from), span.to.map(int));
                run(&tx, INSERT, params![kind, number, value.field, value.place, value.value, from, to])?;
            }
        }
        Ok(())
    })?;
    run(
        &tx,
        "INSERT INTO meta (name, value) VALUES ('index_edition', ?1) ON CONFLICT (name) DO UPDATE SET value = ?1",
        [edition],
    )?;
    tx.commit().map_err(sql("index the lists"))?;
    if records > 0 {
        tracing::info!(records, "lists are indexed anew");
    }
    Ok(())
}

/// Holds the index against the bodies that it follows from.
pub(super) fn compare(conn: &Connection, audit: &mut Audit) -> Result<(), StoreError> {
    let mut expected = 0;
    each(conn, &mut |kind, number, revisions| {
        let meant = rows(&history(kind, revisions));
        expected += meant.len();
        let mut statement = conn
            .prepare_cached("SELECT field, place, value, from_seq, to_seq FROM indexed WHERE kind = ?1 AND number = ?2")
            .map_err(sql(ACT))?;
        let found = statement
            .query_map(params![kind, number], |r| {
                Ok((value(r)?, uint(r.get(3)?), r.get::<_, Option<i64>>(4)?.map(uint)))
            })
            .map_err(sql(ACT))?;
        let found: BTreeSet<_> = found.collect::<Result<_, _>>().map_err(sql(ACT))?;
        audit.index(kind, uint(number), found == meant);
        Ok(())
    })?;
    let there: i64 = conn.query_row("SELECT count(*) FROM indexed", [], |r| r.get(0)).map_err(sql(ACT))?;
    audit.index_size(uint(there), expected);
    Ok(())
}

/// Every record with its revisions.
fn each(
    conn: &Connection,
    visit: &mut impl FnMut(&str, i64, &[Described]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = conn
        .prepare("SELECT kind, number, seq, op, title, body FROM revision ORDER BY kind, number, seq")
        .map_err(sql(ACT))?;
    let mut found = statement.query([]).map_err(sql(ACT))?;
    let mut at: Option<(String, i64)> = None;
    let mut revisions = Vec::new();
    while let Some(row) = found.next().map_err(sql(ACT))? {
        let read = || Ok(((row.get(0)?, row.get(1)?), described(row)?));
        let (next, revision): ((String, i64), Described) = read().map_err(sql(ACT))?;
        if let Some((kind, number)) = at.replace(next.clone()).filter(|last| *last != next) {
            visit(&kind, number, &revisions)?;
            revisions.clear();
        }
        revisions.push(revision);
    }
    at.map_or(Ok(()), |(kind, number)| visit(&kind, number, &revisions))
}

fn described(r: &Row<'_>) -> rusqlite::Result<Described> {
    Ok(Described { seq: uint(r.get(2)?), op: r.get(3)?, title: r.get(4)?, body: r.get(5)? })
}
