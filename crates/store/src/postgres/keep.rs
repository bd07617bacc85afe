//! A planned batch, written table by table. What begins and ends within the batch is one row with both ends.

use std::collections::BTreeMap;

use assay_domain::{Key, RecordId};
use assay_log::Tile;

use super::index::Index;
use super::text::kept;
use super::tx::Tx;
use super::{insert, search};
use crate::StoreError;
use crate::number::int;
use crate::plan::{Answer, Batch, Edge, EntryRow, Intervals, ObservationRow, Projected, Rows};
use crate::row::{RevisionRow, Span};

const ACT: &str = "write a change";

/// What the rows of a batch come to, for rows that were there before it and for new ones.
#[derive(Debug, Default)]
struct Tables {
    /// Entries before the batch.
    base: u64,
    entries: Vec<EntryRow>,
    tiles: Vec<Tile>,
    records: Vec<(RecordId, Key, String)>,
    counters: BTreeMap<String, u64>,
    revisions: Vec<RevisionRow>,
    /// Revisions that end: which, and by which.
    ended: Vec<(i64, i64)>,
    erased: Vec<String>,
    links: Vec<(Key, Edge, Span)>,
    links_ended: Vec<(Key, Edge, u64)>,
    names: Vec<(String, Key, Span)>,
    names_ended: Vec<(String, u64)>,
    index: Index,
    words: BTreeMap<Key, Option<String>>,
    observations: Vec<(u64, ObservationRow)>,
    unobserved: Vec<i64>,
    answers: Vec<(String, Answer)>,
    forgotten: Vec<String>,
}

impl Tables {
    fn take(&mut self, tx: &Tx, rows: Rows) {
        let (key, seq) = (rows.key().clone(), rows.seq());
        match &rows.before {
            Some(before) if before.seq < self.base => self.ended.push((int(before.seq), int(seq))),
            Some(before) => {
                // Every entry has one revision, so the place in the batch is known.
                let place = usize::try_from(before.seq - self.base).unwrap_or(usize::MAX);
                if let Some(row) = self.revisions.get_mut(place) {
                    row.to = Some(seq);
                }
            }
            None => {
                self.records.push((rows.revision.record, key.clone(), rows.revision.kind.clone()));
                self.counters.insert(key.prefix().to_owned(), key.number());
            }
        }
        self.take_links(&rows);
        self.take_names(&rows);
        self.index.take(&rows);
        let vector = rows.words.as_ref().map(|text| search::vector(tx.workspace, &rows.revision.title, text));
        self.words.insert(key.clone(), vector);
        if rows.erased.is_some() {
            self.erased.push(key.to_string());
            for row in self.revisions.iter_mut().filter(|r| r.revision.key == key) {
                (row.revision.body, row.salt) = (None, None);
                row.revision.title.clear();
            }
        }
        if rows.erases_observations() {
            self.unobserved.push(int(key.number()));
            self.observations.retain(|(evidence, _)| *evidence != key.number());
        }
        self.observations.extend(rows.observations.into_iter().map(|o| (key.number(), o)));
        self.entries.push(rows.entry);
        self.tiles.extend(rows.tiles);
        self.revisions.push(RevisionRow { revision: rows.revision, salt: rows.salt, to: None });
    }

    fn take_links(&mut self, rows: &Rows) {
        let (key, seq) = (rows.key(), rows.seq());
        for edge in &rows.links.ended {
            let open = self.links.iter_mut().find(|(from, e, span)| from == key && e == edge && span.to.is_none());
            match open {
                Some((.., span)) => span.to = Some(seq),
                None => self.links_ended.push((key.clone(), edge.clone(), seq)),
            }
        }
        self.links.extend(rows.links.begun.iter().map(|edge| (key.clone(), edge.clone(), Span::since(seq))));
    }

    fn take_names(&mut self, rows: &Rows) {
        let (key, seq) = (rows.key(), rows.seq());
        for name in &rows.names.ended {
            match self.names.iter_mut().find(|(held, _, span)| held == name && span.to.is_none()) {
                Some((.., span)) => span.to = Some(seq),
                None => self.names_ended.push((name.clone(), seq)),
            }
        }
        self.names.extend(rows.names.begun.iter().map(|name| (name.clone(), key.clone(), Span::since(seq))));
    }

    async fn write(self, tx: &Tx) -> Result<(), StoreError> {
        insert::entries(tx, &self.entries).await?;
        insert::tiles(tx, &self.tiles).await?;
        insert::records(tx, &self.records).await?;
        insert::counters(tx, &self.counters.into_iter().collect::<Vec<_>>()).await?;
        // What ends goes first: one revision of a record is current, one holder of a name.
        end_revisions(tx, &self.ended).await?;
        if !self.erased.is_empty() {
            // The commitment in the log stays and says nothing without its salt.
            let sql =
                "UPDATE revision SET body = NULL, salt = NULL, title = '' WHERE workspace = $1 AND key = ANY ($2)";
            tx.run("erase a record", sql, &[&tx.workspace, &self.erased]).await?;
        }
        if !self.unobserved.is_empty() {
            let sql = "DELETE FROM observation WHERE workspace = $1 AND evidence = ANY ($2)";
            tx.run("erase observations", sql, &[&tx.workspace, &self.unobserved]).await?;
        }
        insert::revisions(tx, &self.revisions).await?;
        end_links(tx, &self.links_ended).await?;
        insert::links(tx, &self.links).await?;
        end_names(tx, &self.names_ended).await?;
        insert::names(tx, &self.names).await?;
        self.index.write(tx).await?;
        search_by(tx, self.words).await?;
        insert::observations(tx, &self.observations).await?;
        if !self.forgotten.is_empty() {
            let sql = "DELETE FROM idempotency WHERE workspace = $1 AND key = ANY ($2)";
            let keys: Vec<_> = self.forgotten.iter().map(|key| kept(key)).collect();
            tx.run("forget answers", sql, &[&tx.workspace, &keys]).await?;
        }
        insert::answers(tx, &self.answers).await
    }
}

/// Writes everything that a batch comes to, but for the head of the log and its checkpoint.
pub(super) async fn batch(tx: &Tx, base: u64, batch: Batch) -> Result<(), StoreError> {
    let mut tables = Tables { base, answers: batch.answers, forgotten: batch.forgotten, ..Tables::default() };
    for rows in batch.rows {
        tables.take(tx, rows);
    }
    tables.write(tx).await?;
    for projected in batch.projected {
        match projected {
            Projected::Written(through, intervals) => project(tx, through, &intervals).await?,
            Projected::Forgotten => {
                tx.run("forget verdicts", "DELETE FROM verdict WHERE workspace = $1", &[&tx.workspace]).await?;
                tx.run("forget verdicts", "DELETE FROM evidence_use WHERE workspace = $1", &[&tx.workspace]).await?;
                tx.run("forget verdicts", "DELETE FROM projection WHERE workspace = $1", &[&tx.workspace]).await?;
            }
        }
    }
    Ok(())
}

async fn end_revisions(tx: &Tx, ended: &[(i64, i64)]) -> Result<(), StoreError> {
    if ended.is_empty() {
        return Ok(());
    }
    let (seq, to): (Vec<i64>, Vec<i64>) = ended.iter().copied().unzip();
    let sql = "UPDATE revision SET to_seq = t.ended FROM unnest($2::bigint[], $3::bigint[]) AS t (seq, ended)
               WHERE revision.workspace = $1 AND revision.seq = t.seq";
    tx.run(ACT, sql, &[&tx.workspace, &seq, &to]).await.map(drop)
}

async fn end_links(tx: &Tx, ended: &[(Key, Edge, u64)]) -> Result<(), StoreError> {
    if ended.is_empty() {
        return Ok(());
    }
    let from: Vec<String> = ended.iter().map(|(from, ..)| from.to_string()).collect();
    let field: Vec<_> = ended.iter().map(|(_, edge, _)| kept(&edge.field)).collect();
    let to: Vec<String> = ended.iter().map(|(_, edge, _)| edge.to.to_string()).collect();
    let seq: Vec<i64> = ended.iter().map(|(.., seq)| int(*seq)).collect();
    let sql = "UPDATE link SET to_seq = t.ended
               FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) AS t (from_key, field, to_key, ended)
               WHERE link.workspace = $1 AND link.from_key = t.from_key AND link.field = t.field
                 AND link.to_key = t.to_key AND link.to_seq IS NULL";
    tx.run(ACT, sql, &[&tx.workspace, &from, &field, &to, &seq]).await.map(drop)
}

async fn end_names(tx: &Tx, ended: &[(String, u64)]) -> Result<(), StoreError> {
    if ended.is_empty() {
        return Ok(());
    }
    let name: Vec<_> = ended.iter().map(|(name, _)| kept(name)).collect();
    let seq: Vec<i64> = ended.iter().map(|(_, seq)| int(*seq)).collect();
    let sql = "UPDATE uniq SET to_seq = t.ended FROM unnest($2::text[], $3::bigint[]) AS t (name, ended)
               WHERE uniq.workspace = $1 AND uniq.name = t.name AND uniq.to_seq IS NULL";
    tx.run(ACT, sql, &[&tx.workspace, &name, &seq]).await.map(drop)
}

async fn search_by(tx: &Tx, words: BTreeMap<Key, Option<String>>) -> Result<(), StoreError> {
    let (mut found, mut gone) = (Vec::new(), Vec::new());
    for (key, vector) in words {
        match vector {
            Some(vector) => found.push((key, vector)),
            None => gone.push(key.to_string()),
        }
    }
    if !gone.is_empty() {
        let sql = "DELETE FROM search WHERE workspace = $1 AND key = ANY ($2)";
        tx.run(ACT, sql, &[&tx.workspace, &gone]).await?;
    }
    insert::words(tx, &found).await
}

async fn project(tx: &Tx, through: u64, intervals: &Intervals) -> Result<(), StoreError> {
    if !intervals.ended.is_empty() {
        let check: Vec<_> = intervals.ended.iter().map(|(check, ..)| kept(check)).collect();
        let subject: Vec<_> = intervals.ended.iter().map(|(_, subject, _)| kept(subject)).collect();
        let at: Vec<i64> = intervals.ended.iter().map(|(.., at)| int(*at)).collect();
        for table in ["verdict", "evidence_use"] {
            let sql = format!(
                "UPDATE {table} SET to_seq = t.ended
                 FROM unnest($2::text[], $3::text[], $4::bigint[]) AS t (check_id, subject, ended)
                 WHERE {table}.workspace = $1 AND {table}.check_id = t.check_id AND {table}.subject = t.subject
                   AND {table}.to_seq IS NULL"
            );
            tx.run("write a verdict", &sql, &[&tx.workspace, &check, &subject, &at]).await?;
        }
    }
    insert::verdicts(tx, &intervals.begun).await?;
    through_to(tx, through).await
}

/// Says up to where verdicts were worked out.
pub(super) async fn through_to(tx: &Tx, through: u64) -> Result<(), StoreError> {
    let sql = "INSERT INTO projection (workspace, through) VALUES ($1, $2)
               ON CONFLICT (workspace) DO UPDATE SET through = excluded.through";
    tx.run("write a verdict", sql, &[&tx.workspace, &int(through)]).await.map(drop)
}
