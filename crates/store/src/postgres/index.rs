//! What lists sort and filter by, in the database.

use std::collections::{BTreeMap, BTreeSet};

use assay_domain::{Indexed, Key, Kind, index_edition};
use tokio_postgres::Row;

use super::insert;
use super::text::told;
use super::tx::Tx;
use crate::StoreError;
use crate::check::Audit;
use crate::number::{int, uint};
use crate::plan::Rows;
use crate::plan::index::{Described, history, rows};
use crate::row::Span;

/// A value with the entries from and up to which it holds.
type Interval = (Indexed, u64, Option<u64>);

const ACT: &str = "read what lists sort by";
/// Revisions of a page.
const PAGE: i64 = 1_000;

/// What a batch changes: a value that begins and ends within it is one row with both ends.
#[derive(Debug, Default)]
pub(super) struct Index {
    begun: Vec<(Key, String, Indexed, Span)>,
    ended: Vec<(Key, String, Indexed, u64)>,
    /// Records of which nothing stays that was there before.
    gone: Vec<(String, i64)>,
}

impl Index {
    pub(super) fn take(&mut self, rows: &Rows) {
        let (key, kind, seq) = (rows.key(), &rows.revision.kind, rows.seq());
        if rows.erased.is_some() {
            self.gone.push((kind.clone(), int(key.number())));
            self.begun.retain(|(of, ..)| of != key);
            self.ended.retain(|(of, ..)| of != key);
        } else {
            for value in &rows.indexed.ended {
                let is =
                    |(of, _, v, span): &&mut (Key, String, Indexed, Span)| of == key && v == value && span.to.is_none();
                match self.begun.iter_mut().find(is) {
                    Some((.., span)) => span.to = Some(seq),
                    None => self.ended.push((key.clone(), kind.clone(), value.clone(), seq)),
                }
            }
        }
        let span = Span::since(rows.indexed_from());
        self.begun.extend(rows.indexed.begun.iter().map(|value| (key.clone(), kind.clone(), value.clone(), span)));
    }

    pub(super) async fn write(self, tx: &Tx) -> Result<(), StoreError> {
        if !self.gone.is_empty() {
            let (kind, number): (Vec<String>, Vec<i64>) = self.gone.into_iter().unzip();
            let sql = "DELETE FROM indexed USING unnest($2::text[], $3::bigint[]) AS t (kind, number)
                       WHERE indexed.workspace = $1 AND indexed.kind = t.kind AND indexed.number = t.number";
            tx.run("erase a record", sql, &[&tx.workspace, &kind, &number]).await?;
        }
        end(tx, &self.ended).await?;
        insert::indexed(tx, &self.begun).await
    }
}

async fn end(tx: &Tx, ended: &[(Key, String, Indexed, u64)]) -> Result<(), StoreError> {
    if ended.is_empty() {
        return Ok(());
    }
    let kind: Vec<&str> = ended.iter().map(|(_, kind, ..)| kind.as_str()).collect();
    let number: Vec<i64> = ended.iter().map(|(key, ..)| int(key.number())).collect();
    let field: Vec<&str> = ended.iter().map(|(_, _, value, _)| value.field.as_str()).collect();
    let place: Vec<i64> = ended.iter().map(|(_, _, value, _)| i64::from(value.place)).collect();
    let seq: Vec<i64> = ended.iter().map(|(.., seq)| int(*seq)).collect();
    let sql = "UPDATE indexed SET to_seq = t.ended
               FROM unnest($2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[])
                    AS t (kind, number, field, place, ended)
               WHERE indexed.workspace = $1 AND indexed.kind = t.kind AND indexed.number = t.number
                 AND indexed.field = t.field AND indexed.place = t.place AND indexed.to_seq IS NULL";
    tx.run("write a change", sql, &[&tx.workspace, &kind, &number, &field, &place, &seq]).await.map(drop)
}

fn value(row: &Row, column: usize) -> Result<Indexed, StoreError> {
    let place: i64 = row.get(column + 1);
    let place = u32::try_from(place).map_err(|_| StoreError::Damaged(format!("{place} is no place of a value")))?;
    Ok(Indexed { field: row.get(column), place, value: row.get(column + 2) })
}

/// The values of records now.
pub(super) async fn current(tx: &Tx, keys: &[String]) -> Result<BTreeMap<Key, BTreeSet<Indexed>>, StoreError> {
    let keys: Vec<Key> = keys.iter().map(|text| super::read::key(text)).collect::<Result<_, _>>()?;
    let known: Vec<(&Key, &str)> =
        keys.iter().filter_map(|key| Some((key, Kind::with_prefix(key.prefix())?.name))).collect();
    let (kind, number): (Vec<&str>, Vec<i64>) = known.iter().map(|(key, kind)| (*kind, int(key.number()))).unzip();
    let sql = "SELECT i.kind, i.number, i.field, i.place, i.value FROM indexed i
               JOIN unnest($2::text[], $3::bigint[]) AS t (kind, number) ON i.kind = t.kind AND i.number = t.number
               WHERE i.workspace = $1 AND i.to_seq IS NULL";
    let mut found: BTreeMap<Key, BTreeSet<Indexed>> = BTreeMap::new();
    for row in tx.rows(ACT, sql, &[&tx.workspace, &kind, &number]).await? {
        let prefix = Kind::named(row.get(0)).map_or("", |kind| kind.prefix);
        found.entry(Key::new(prefix, uint(row.get(1)))).or_default().insert(value(&row, 2)?);
    }
    Ok(found)
}

/// Makes the index anew where other fields are indexed than it was made by, within the transaction that opens the
/// workspace: others wait for the head of its log meanwhile.
pub(super) async fn renew(tx: &Tx) -> Result<(), StoreError> {
    let edition = index_edition();
    let act = "index the lists";
    let known = tx.row(act, "SELECT edition FROM indexing WHERE workspace = $1", &[&tx.workspace]).await?;
    if known.is_some_and(|row| row.get::<_, String>(0) == edition) {
        return Ok(());
    }
    tx.run(act, "DELETE FROM indexed WHERE workspace = $1", &[&tx.workspace]).await?;
    let (mut pages, mut records) = (Pages::default(), 0);
    while let Some(page) = pages.next(tx).await? {
        let mut found = Vec::new();
        records += page.len();
        for (kind, number, revisions) in page {
            let key = Key::new(Kind::named(&kind).map_or("", |kind| kind.prefix), uint(number));
            for (value, spans) in history(&kind, &revisions) {
                found.extend(spans.into_iter().map(|span| (key.clone(), kind.clone(), value.clone(), span)));
            }
        }
        insert::indexed(tx, &found).await?;
    }
    let sql = "INSERT INTO indexing (workspace, edition) VALUES ($1, $2)
               ON CONFLICT (workspace) DO UPDATE SET edition = excluded.edition";
    tx.run(act, sql, &[&tx.workspace, &edition]).await?;
    if records > 0 {
        tracing::info!(records, "lists are indexed anew");
    }
    Ok(())
}

/// Holds the index against the bodies that it follows from.
pub(super) async fn compare(tx: &Tx, audit: &mut Audit) -> Result<(), StoreError> {
    let (mut pages, mut expected) = (Pages::default(), 0);
    while let Some(page) = pages.next(tx).await? {
        let kind: Vec<&str> = page.iter().map(|(kind, ..)| kind.as_str()).collect();
        let number: Vec<i64> = page.iter().map(|(_, number, _)| *number).collect();
        let sql = "SELECT i.kind, i.number, i.field, i.place, i.value, i.from_seq, i.to_seq FROM indexed i
                   JOIN unnest($2::text[], $3::bigint[]) AS t (kind, number) ON i.kind = t.kind AND i.number = t.number
                   WHERE i.workspace = $1";
        let mut found: BTreeMap<(String, i64), BTreeSet<Interval>> = BTreeMap::new();
        for row in tx.rows(ACT, sql, &[&tx.workspace, &kind, &number]).await? {
            let (from, to) = (uint(row.get(5)), row.get::<_, Option<i64>>(6).map(uint));
            found.entry((row.get(0), row.get(1))).or_default().insert((value(&row, 2)?, from, to));
        }
        for (kind, number, revisions) in page {
            let meant = rows(&history(&kind, &revisions));
            expected += meant.len();
            let found = found.remove(&(kind.clone(), number)).unwrap_or_default();
            audit.index(&kind, uint(number), found == meant);
        }
    }
    let there = tx.row(ACT, "SELECT count(*) FROM indexed WHERE workspace = $1", &[&tx.workspace]).await?;
    audit.index_size(there.map_or(0, |row| uint(row.get(0))), expected);
    Ok(())
}

/// A kind, a number, and the revisions of the record.
type Record = (String, i64, Vec<Described>);

/// Records with their revisions, in pages of whole records.
#[derive(Default)]
struct Pages {
    last: (String, i64),
    ended: bool,
}

impl Pages {
    async fn next(&mut self, tx: &Tx) -> Result<Option<Vec<Record>>, StoreError> {
        let sql = "SELECT kind, number, seq, op, title, body FROM revision
                   WHERE workspace = $1 AND (kind, number) > ($2, $3) ORDER BY kind, number, seq LIMIT $4";
        let mut most = PAGE;
        while !self.ended {
            let found = tx.rows(ACT, sql, &[&tx.workspace, &self.last.0, &self.last.1, &most]).await?;
            self.ended = (found.len() as u64) < uint(most);
            let mut records: Vec<Record> = Vec::new();
            for row in &found {
                let (kind, number): (String, i64) = (row.get(0), row.get(1));
                if records.last().is_none_or(|(k, n, _)| (k, *n) != (&kind, number)) {
                    records.push((kind, number, Vec::new()));
                }
                let revision = Described {
                    seq: uint(row.get(2)),
                    op: told(row.get(3)),
                    title: told(row.get(4)),
                    body: row.get(5),
                };
                records.last_mut().into_iter().for_each(|(.., revisions)| revisions.push(revision.clone()));
            }
            if !self.ended {
                // The last record may go on on the next page.
                records.pop();
            }
            if let Some((kind, number, _)) = records.last() {
                self.last = (kind.clone(), *number);
                return Ok(Some(records));
            }
            most *= 2;
        }
        Ok(None)
    }
}
