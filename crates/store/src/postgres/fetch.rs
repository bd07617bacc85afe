//! What a batch may ask, fetched before it is planned: an error inside a transaction would abort the whole of it, so
//! nothing is tried in SQL that could be refused.

use std::collections::BTreeSet;

use assay_domain::{Key, KeyPlan, Seen, Timestamp, Write};

use super::head::hash;
use super::index;
use super::text::{kept, told};
use super::tx::Tx;
use crate::StoreError;
use crate::number::{int, uint};
use crate::plan::{Answer, Current, Edge, Head, Known};
use crate::writer::Job;

const ACT: &str = "read what a change rests on";

/// What the jobs of a batch name.
#[derive(Debug, Default)]
struct Named {
    /// Records whose head is needed: written, relied on, pointed at.
    keys: BTreeSet<String>,
    /// Those among them that get a revision.
    written: BTreeSet<String>,
    erased: BTreeSet<String>,
    ids: BTreeSet<String>,
    prefixes: BTreeSet<String>,
    names: BTreeSet<String>,
    answers: BTreeSet<String>,
    /// Ends and fields of links that must not be there.
    to: BTreeSet<String>,
    fields: BTreeSet<String>,
    evidence: BTreeSet<i64>,
    /// Answers to forget: from before which moment, and how many at most.
    old: Option<(Timestamp, usize)>,
}

impl Named {
    fn of(jobs: &[Job]) -> Self {
        let mut named = Self::default();
        for job in jobs {
            let change = match job {
                Job::Change(change) => change,
                Job::ForgetAnswers(before, most) => {
                    // Each takes the oldest that are left, so the oldest of all are enough for all of them.
                    let (until, count) = named.old.unwrap_or((*before, 0));
                    named.old = Some((until.max(*before), count.saturating_add(*most)));
                    continue;
                }
                Job::Project(..) | Job::Forget => continue,
            };
            named.answers.extend(change.idempotency.iter().map(|i| kept(&i.key).into_owned()));
            for seen in &change.reads {
                match seen {
                    Seen::At(key, _) => drop(named.keys.insert(key.to_string())),
                    Seen::NoneLinked { field, to, .. } => {
                        named.to.insert(to.to_string());
                        named.fields.insert(kept(field).into_owned());
                    }
                }
            }
            change.writes.iter().for_each(|write| named.write(write));
        }
        named
    }

    fn write(&mut self, write: &Write) {
        match &write.key {
            KeyPlan::Next(prefix) => {
                self.prefixes.insert(prefix.clone());
                self.ids.insert(write.record.to_string());
            }
            KeyPlan::Existing(key) => {
                self.keys.insert(key.to_string());
                self.written.insert(key.to_string());
                if write.op == "erase" {
                    self.erased.insert(key.to_string());
                }
                if !write.observations.is_empty() {
                    self.evidence.insert(int(key.number()));
                }
            }
        }
        self.keys.extend(write.links.iter().map(|link| link.to.to_string()));
        self.names.extend(write.unique.iter().map(|name| kept(name).into_owned()));
    }
}

fn list<T: Ord + Clone>(set: &BTreeSet<T>) -> Vec<T> {
    set.iter().cloned().collect()
}

fn key(text: &str) -> Result<Key, StoreError> {
    super::read::key(text)
}

/// Everything that planning these jobs may ask.
pub(super) async fn known(tx: &Tx, jobs: &[Job]) -> Result<Known, StoreError> {
    let named = Named::of(jobs);
    let mut known = Known::default();
    answers(tx, &named, &mut known).await?;
    records(tx, &named, &mut known).await?;
    links(tx, &named, &mut known).await?;
    names(tx, &named, &mut known).await?;
    if !named.written.is_empty() {
        known.indexed = index::current(tx, &list(&named.written)).await?;
    }
    if !named.erased.is_empty() {
        let sql =
            "SELECT key, seq FROM revision WHERE workspace = $1 AND key = ANY ($2) AND body IS NOT NULL ORDER BY seq";
        for row in tx.rows(ACT, sql, &[&tx.workspace, &list(&named.erased)]).await? {
            known.bodies.entry(key(row.get(0))?).or_default().push(uint(row.get(1)));
        }
    }
    if !named.evidence.is_empty() {
        let sql = "SELECT DISTINCT evidence FROM observation WHERE workspace = $1 AND evidence = ANY ($2)";
        let rows = tx.rows(ACT, sql, &[&tx.workspace, &list(&named.evidence)]).await?;
        known.observed.extend(rows.iter().map(|row| uint(row.get(0))));
    }
    Ok(known)
}

async fn answers(tx: &Tx, named: &Named, known: &mut Known) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    if !named.answers.is_empty() {
        let sql = "SELECT key, request, answer, at FROM idempotency WHERE workspace = $1 AND key = ANY ($2)";
        rows = tx.rows(ACT, sql, &[&tx.workspace, &list(&named.answers)]).await?;
    }
    if let Some((before, most)) = named.old {
        let sql = "SELECT key, request, answer, at FROM idempotency
                   WHERE workspace = $1 AND at < $2 ORDER BY at, key LIMIT $3";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        rows.extend(tx.rows(ACT, sql, &[&tx.workspace, &before.as_micros(), &most]).await?);
    }
    for row in rows {
        let answer = Answer { request: row.get(1), answer: row.get(2), at: Timestamp::from_micros(row.get(3)) };
        known.answers.insert(told(row.get(0)), answer);
    }
    Ok(())
}

async fn records(tx: &Tx, named: &Named, known: &mut Known) -> Result<(), StoreError> {
    if !named.prefixes.is_empty() {
        let sql = "SELECT prefix, last FROM counter WHERE workspace = $1 AND prefix = ANY ($2)";
        let rows = tx.rows(ACT, sql, &[&tx.workspace, &list(&named.prefixes)]).await?;
        known.counters.extend(rows.iter().map(|row| (row.get(0), uint(row.get(1)))));
        let sql = "SELECT record, key FROM record WHERE workspace = $1 AND record = ANY ($2)";
        for row in tx.rows(ACT, sql, &[&tx.workspace, &list(&named.ids)]).await? {
            known.ids.insert(super::read::id(row.get(0))?, key(row.get(1))?);
        }
    }
    if !named.keys.is_empty() {
        let sql = "SELECT r.key, r.seq, r.revision, e.leaf, r.kind, r.state FROM revision r
                   JOIN entry e ON e.workspace = r.workspace AND e.seq = r.seq
                   WHERE r.workspace = $1 AND r.key = ANY ($2) AND r.to_seq IS NULL";
        for row in tx.rows(ACT, sql, &[&tx.workspace, &list(&named.keys)]).await? {
            known.heads.insert(key(row.get(0))?, head(&row, 1)?);
        }
    }
    Ok(())
}

/// A record as it stands, from the column on.
fn head(row: &tokio_postgres::Row, column: usize) -> Result<Head, StoreError> {
    let revision: i64 = row.get(column + 1);
    let current = Current {
        seq: uint(row.get(column)),
        revision: u32::try_from(revision).unwrap_or(u32::MAX),
        leaf: hash(row.get(column + 2))?,
    };
    Ok(Head { current, kind: row.get(column + 3), state: row.get(column + 4) })
}

async fn links(tx: &Tx, named: &Named, known: &mut Known) -> Result<(), StoreError> {
    if !named.written.is_empty() {
        let sql = "SELECT from_key, field, to_key FROM link
                   WHERE workspace = $1 AND from_key = ANY ($2) AND to_seq IS NULL";
        for row in tx.rows(ACT, sql, &[&tx.workspace, &list(&named.written)]).await? {
            known.link(&key(row.get(0))?, &Edge { field: told(row.get(1)), to: key(row.get(2))? });
        }
    }
    if !named.to.is_empty() {
        let sql = "SELECT l.from_key, l.field, l.to_key, r.seq, r.revision, e.leaf, r.kind, r.state FROM link l
                   JOIN revision r ON r.workspace = l.workspace AND r.key = l.from_key AND r.to_seq IS NULL
                   JOIN entry e ON e.workspace = r.workspace AND e.seq = r.seq
                   WHERE l.workspace = $1 AND l.to_key = ANY ($2) AND l.field = ANY ($3) AND l.to_seq IS NULL";
        let values: [&(dyn tokio_postgres::types::ToSql + Sync); 3] =
            [&tx.workspace, &list(&named.to), &list(&named.fields)];
        for row in tx.rows(ACT, sql, &values).await? {
            let from = key(row.get(0))?;
            known.link(&from, &Edge { field: told(row.get(1)), to: key(row.get(2))? });
            known.heads.insert(from, head(&row, 3)?);
        }
    }
    Ok(())
}

async fn names(tx: &Tx, named: &Named, known: &mut Known) -> Result<(), StoreError> {
    if named.names.is_empty() && named.written.is_empty() {
        return Ok(());
    }
    let sql = "SELECT name, key FROM uniq WHERE workspace = $1 AND to_seq IS NULL AND key = ANY ($2)
               UNION SELECT name, key FROM uniq WHERE workspace = $1 AND to_seq IS NULL AND name = ANY ($3)";
    let values: [&(dyn tokio_postgres::types::ToSql + Sync); 3] =
        [&tx.workspace, &list(&named.written), &list(&named.names)];
    for row in tx.rows(ACT, sql, &values).await? {
        known.name(&key(row.get(1))?, &told(row.get(0)));
    }
    Ok(())
}
