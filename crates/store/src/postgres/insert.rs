//! Rows into their tables, many at a time: each column is one array.

use std::borrow::Cow;

use assay_domain::{Indexed, Key, RecordId, Timestamp};
use assay_log::Tile;
use tokio_postgres::types::ToSql;

use super::text::kept;
use super::tx::Tx;
use crate::StoreError;
use crate::number::int;
use crate::plan::{Answer, Edge, EntryRow, ObservationRow, VerdictInterval};
use crate::row::{RevisionRow, Span};

const ACT: &str = "write a change";

/// One value of each row.
fn column<'a, R, T>(rows: &'a [R], of: impl FnMut(&'a R) -> T) -> Vec<T> {
    rows.iter().map(of).collect()
}

/// Inserts rows whose columns are given as arrays. The workspace comes first always.
async fn insert(tx: &Tx, sql: &str, columns: &[&(dyn ToSql + Sync)]) -> Result<(), StoreError> {
    let mut values: Vec<&(dyn ToSql + Sync)> = vec![&tx.workspace];
    values.extend_from_slice(columns);
    tx.run(ACT, sql, &values).await.map(drop)
}

pub(super) async fn entries(tx: &Tx, rows: &[EntryRow]) -> Result<(), StoreError> {
    let sql = "INSERT INTO entry (workspace, seq, at, bytes, leaf)
               SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bytea[], $5::bytea[])";
    let (seq, at) = (column(rows, |r| int(r.seq)), column(rows, |r| r.at.as_micros()));
    let (bytes, leaf) = (column(rows, |r| r.bytes.as_slice()), column(rows, |r| r.leaf.as_slice()));
    if rows.is_empty() { Ok(()) } else { insert(tx, sql, &[&seq, &at, &bytes, &leaf]).await }
}

pub(super) async fn tiles(tx: &Tx, rows: &[Tile]) -> Result<(), StoreError> {
    let sql = "INSERT INTO tile (workspace, level, idx, data)
               SELECT $1, * FROM unnest($2::smallint[], $3::bigint[], $4::bytea[])";
    let (level, index) = (column(rows, |t| i16::from(t.level)), column(rows, |t| int(t.index)));
    let data = column(rows, |t| t.data.as_slice());
    if rows.is_empty() { Ok(()) } else { insert(tx, sql, &[&level, &index, &data]).await }
}

pub(super) async fn checkpoints(tx: &Tx, rows: &[(u64, String)]) -> Result<(), StoreError> {
    let sql = "INSERT INTO checkpoint (workspace, size, note) SELECT $1, * FROM unnest($2::bigint[], $3::text[])";
    let (size, note) = (column(rows, |(size, _)| int(*size)), column(rows, |(_, note)| note.as_str()));
    if rows.is_empty() { Ok(()) } else { insert(tx, sql, &[&size, &note]).await }
}

pub(super) async fn counters(tx: &Tx, rows: &[(String, u64)]) -> Result<(), StoreError> {
    let sql = "INSERT INTO counter (workspace, prefix, last) SELECT $1, * FROM unnest($2::text[], $3::bigint[])
               ON CONFLICT (workspace, prefix) DO UPDATE SET last = excluded.last";
    let (prefix, last) = (column(rows, |(prefix, _)| prefix.as_str()), column(rows, |(_, last)| int(*last)));
    if rows.is_empty() { Ok(()) } else { insert(tx, sql, &[&prefix, &last]).await }
}

pub(super) async fn records(tx: &Tx, rows: &[(RecordId, Key, String)]) -> Result<(), StoreError> {
    let sql = "INSERT INTO record (workspace, record, key, kind)
               SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])";
    let (id, key) = (column(rows, |(id, ..)| id.to_string()), column(rows, |(_, key, _)| key.to_string()));
    let kind = column(rows, |(.., kind)| kind.as_str());
    if rows.is_empty() { Ok(()) } else { insert(tx, sql, &[&id, &key, &kind]).await }
}

pub(super) async fn revisions(tx: &Tx, rows: &[RevisionRow]) -> Result<(), StoreError> {
    let sql = "INSERT INTO revision (workspace, seq, record, key, number, kind, revision, op, state, title, body, salt,
                                     actor, via, at, effective, to_seq)
               SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::bigint[],
                                        $8::text[], $9::text[], $10::text[], $11::bytea[], $12::bytea[], $13::text[],
                                        $14::text[], $15::bigint[], $16::bigint[], $17::bigint[])";
    let text = |of: fn(&RevisionRow) -> &str| -> Vec<Cow<'_, str>> { rows.iter().map(|r| kept(of(r))).collect() };
    let number = |of: fn(&RevisionRow) -> i64| -> Vec<i64> { rows.iter().map(of).collect() };
    let maybe = |of: fn(&RevisionRow) -> Option<i64>| -> Vec<Option<i64>> { rows.iter().map(of).collect() };
    if rows.is_empty() {
        return Ok(());
    }
    insert(
        tx,
        sql,
        &[
            &number(|r| int(r.revision.seq)),
            &column(rows, |r| r.revision.record.to_string()),
            &column(rows, |r| r.revision.key.to_string()),
            &number(|r| int(r.revision.key.number())),
            &text(|r| &r.revision.kind),
            &number(|r| i64::from(r.revision.revision)),
            &text(|r| &r.revision.op),
            &text(|r| &r.revision.state),
            &text(|r| &r.revision.title),
            &column(rows, |r| r.revision.body.as_deref()),
            &column(rows, |r| r.salt.as_ref().map(<[u8; 32]>::as_slice)),
            &column(rows, |r| r.revision.actor.to_string()),
            &text(|r| &r.revision.via),
            &number(|r| r.revision.at.as_micros()),
            &maybe(|r| r.revision.effective.map(Timestamp::as_micros)),
            &maybe(|r| r.to.map(int)),
        ],
    )
    .await
}

pub(super) async fn links(tx: &Tx, rows: &[(Key, Edge, Span)]) -> Result<(), StoreError> {
    let sql = "INSERT INTO link (workspace, from_key, field, to_key, from_seq, to_seq)
               SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])";
    let (from, field) = (column(rows, |(from, ..)| from.to_string()), column(rows, |(_, edge, _)| kept(&edge.field)));
    let to = column(rows, |(_, edge, _)| edge.to.to_string());
    let (begun, ended) = spans(rows.iter().map(|(.., span)| *span));
    if rows.is_empty() { Ok(()) } else { insert(tx, sql, &[&from, &field, &to, &begun, &ended]).await }
}

pub(super) async fn names(tx: &Tx, rows: &[(String, Key, Span)]) -> Result<(), StoreError> {
    let sql = "INSERT INTO uniq (workspace, name, key, from_seq, to_seq)
               SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[])";
    let (name, key) = (column(rows, |(name, ..)| kept(name)), column(rows, |(_, key, _)| key.to_string()));
    let (begun, ended) = spans(rows.iter().map(|(.., span)| *span));
    if rows.is_empty() { Ok(()) } else { insert(tx, sql, &[&name, &key, &begun, &ended]).await }
}

/// Values that lists sort and filter a record of a kind by.
pub(super) async fn indexed(tx: &Tx, rows: &[(Key, String, Indexed, Span)]) -> Result<(), StoreError> {
    let sql = "INSERT INTO indexed (workspace, kind, number, field, place, value, from_seq, to_seq)
               SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::bigint[],
                                        $8::bigint[])";
    let (kind, number) = (column(rows, |(_, kind, ..)| kind.as_str()), column(rows, |(key, ..)| int(key.number())));
    let (field, place) = (column(rows, |r| r.2.field.as_str()), column(rows, |r| i64::from(r.2.place)));
    let value = column(rows, |r| r.2.value.as_str());
    let (begun, ended) = spans(rows.iter().map(|(.., span)| *span));
    let columns: &[&(dyn ToSql + Sync)] = &[&kind, &number, &field, &place, &value, &begun, &ended];
    if rows.is_empty() { Ok(()) } else { insert(tx, sql, columns).await }
}

fn spans(of: impl Iterator<Item = Span>) -> (Vec<i64>, Vec<Option<i64>>) {
    of.map(|span| (int(span.from), span.to.map(int))).unzip()
}

pub(super) async fn observations(tx: &Tx, rows: &[(u64, ObservationRow)]) -> Result<(), StoreError> {
    let sql = "INSERT INTO observation (workspace, evidence, ordinal, subject, metric, value, at, body)
               SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::float8[], $7::bigint[],
                                        $8::text[])";
    let (evidence, ordinal) = (column(rows, |(of, _)| int(*of)), column(rows, |(_, o)| i64::from(o.ordinal)));
    let (subject, metric) = (column(rows, |(_, o)| kept(&o.subject)), column(rows, |(_, o)| kept(&o.metric)));
    let (value, at) = (column(rows, |(_, o)| o.value), column(rows, |(_, o)| o.at.as_micros()));
    let body = column(rows, |(_, o)| o.body.as_str());
    let columns: &[&(dyn ToSql + Sync)] = &[&evidence, &ordinal, &subject, &metric, &value, &at, &body];
    if rows.is_empty() { Ok(()) } else { insert(tx, sql, columns).await }
}

pub(super) async fn answers(tx: &Tx, rows: &[(String, Answer)]) -> Result<(), StoreError> {
    let sql = "INSERT INTO idempotency (workspace, key, request, answer, at)
               SELECT $1, * FROM unnest($2::text[], $3::bytea[], $4::text[], $5::bigint[])";
    let (key, request) = (column(rows, |(key, _)| kept(key)), column(rows, |(_, a)| a.request.as_slice()));
    let (answer, at) = (column(rows, |(_, a)| a.answer.as_str()), column(rows, |(_, a)| a.at.as_micros()));
    if rows.is_empty() { Ok(()) } else { insert(tx, sql, &[&key, &request, &answer, &at]).await }
}

pub(super) async fn verdicts(tx: &Tx, rows: &[VerdictInterval]) -> Result<(), StoreError> {
    let sql = "INSERT INTO verdict (workspace, check_id, subject, from_seq, to_seq, body)
               SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[])";
    let (check, subject) = (column(rows, |v| kept(&v.check)), column(rows, |v| kept(&v.subject)));
    let (from, to) = (column(rows, |v| int(v.from)), column(rows, |v| v.to.map(int)));
    let body = column(rows, |v| v.body.as_str());
    if rows.is_empty() {
        return Ok(());
    }
    insert(tx, sql, &[&check, &subject, &from, &to, &body]).await?;
    uses(tx, rows).await
}

/// What these verdicts rest on.
async fn uses(tx: &Tx, rows: &[VerdictInterval]) -> Result<(), StoreError> {
    let sql = "INSERT INTO evidence_use (workspace, evidence, check_id, subject, from_seq, to_seq, ends)
               SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])";
    let mut all = Vec::new();
    for v in rows {
        let uses = v.uses()?;
        all.extend(uses.evidence.into_iter().map(|evidence| (evidence, v, uses.ends)));
    }
    let (evidence, from) = (column(&all, |(e, ..)| int(*e)), column(&all, |(_, v, _)| int(v.from)));
    let (check, subject) = (column(&all, |(_, v, _)| kept(&v.check)), column(&all, |(_, v, _)| kept(&v.subject)));
    let (to, ends) = (column(&all, |(_, v, _)| v.to.map(int)), column(&all, |(.., e)| e.map(Timestamp::as_micros)));
    if all.is_empty() { Ok(()) } else { insert(tx, sql, &[&evidence, &check, &subject, &from, &to, &ends]).await }
}

/// Keys with the vector of words that search finds them by.
pub(super) async fn words(tx: &Tx, rows: &[(Key, String)]) -> Result<(), StoreError> {
    let sql = "INSERT INTO search (workspace, key, words)
               SELECT $1, key, words::tsvector FROM unnest($2::text[], $3::text[]) AS t (key, words)
               ON CONFLICT (workspace, key) DO UPDATE SET words = excluded.words";
    let (key, words) = (column(rows, |(key, _)| key.to_string()), column(rows, |(_, words)| words.as_str()));
    if rows.is_empty() { Ok(()) } else { insert(tx, sql, &[&key, &words]).await }
}
