//! The tables, as maps, and what a batch does to them.

use std::collections::BTreeMap;

use assay_domain::{Key, RecordId};

use crate::plan::index::Held;
use crate::plan::{Batch, Edge, EntryRow, Known, ObservationRow, Projected, Rows, VerdictInterval};
use crate::row::{RevisionRow, Span};
use crate::words::words;
use crate::{Position, Revision};

/// Title and text of a record as words.
pub(super) type Words = [Vec<String>; 2];

/// A workspace.
#[derive(Debug, Clone, Default)]
pub(super) struct Tables {
    /// By sequence number, as are the revisions: every entry has one.
    pub(super) entries: Vec<EntryRow>,
    pub(super) revisions: Vec<RevisionRow>,
    pub(super) tiles: BTreeMap<(u8, u64), Vec<u8>>,
    pub(super) checkpoints: BTreeMap<Position, String>,
    /// Records with their id, kind and revisions.
    pub(super) records: BTreeMap<Key, (RecordId, String, Vec<u64>)>,
    pub(super) links: BTreeMap<(Key, Edge), Vec<Span>>,
    pub(super) names: BTreeMap<String, Vec<(Key, Span)>>,
    /// What lists sort and filter by.
    pub(super) indexed: BTreeMap<Key, Held>,
    pub(super) words: BTreeMap<Key, Words>,
    pub(super) observations: BTreeMap<u64, BTreeMap<u32, ObservationRow>>,
    /// By check, subject and start.
    pub(super) verdicts: BTreeMap<(String, String, Position), VerdictInterval>,
    pub(super) through: Option<Position>,
    /// The same once more, as planning asks for it.
    pub(super) known: Known,
}

impl Tables {
    pub(super) fn checkpoint(&mut self, size: Position, note: String) {
        self.checkpoints.insert(size, note);
    }

    /// Keeps what a batch comes to. Its answers are in what is known already.
    pub(super) fn keep(&mut self, batch: Batch) {
        for rows in batch.rows {
            self.rows(rows);
        }
        for projected in batch.projected {
            match projected {
                Projected::Written(through, intervals) => {
                    for (check, subject, at) in intervals.ended {
                        self.end_verdict(&check, &subject, at);
                    }
                    for v in intervals.begun {
                        self.verdict(v);
                    }
                    self.through = Some(through);
                }
                Projected::Forgotten => {
                    self.verdicts.clear();
                    self.through = None;
                }
            }
        }
    }

    fn rows(&mut self, rows: Rows) {
        let (key, seq) = (rows.key().clone(), rows.seq());
        if let Some(before) = &rows.before
            && let Some(row) = self.revision_mut(before.seq)
        {
            row.to = Some(seq);
        }
        for edge in &rows.links.ended {
            let spans = self.links.get_mut(&(key.clone(), edge.clone()));
            end(spans.into_iter().flatten(), seq);
        }
        for edge in &rows.links.begun {
            self.links.entry((key.clone(), edge.clone())).or_default().push(Span::since(seq));
        }
        for name in &rows.names.ended {
            let held = self.names.get_mut(name);
            end(held.into_iter().flatten().map(|(_, span)| span), seq);
        }
        for name in &rows.names.begun {
            self.names.entry(name.clone()).or_default().push((key.clone(), Span::since(seq)));
        }
        self.list_by(&rows);
        self.index(&key, &rows.revision.title, rows.words.as_deref());
        if rows.erases_observations() {
            self.observations.remove(&key.number());
        }
        if !rows.observations.is_empty() {
            let kept = self.observations.entry(key.number()).or_default();
            kept.extend(rows.observations.into_iter().map(|o| (o.ordinal, o)));
        }
        self.tiles.extend(rows.tiles.into_iter().map(|t| ((t.level, t.index), t.data)));
        self.entries.push(rows.entry);
        self.revision(RevisionRow { revision: rows.revision, salt: rows.salt, to: None });
        if rows.erased.is_some() {
            self.erase(&key);
        }
    }

    /// Adds a revision, and its record where it is the first.
    pub(super) fn revision(&mut self, row: RevisionRow) {
        let Revision { key, record, kind, seq, .. } = &row.revision;
        let entry = self.records.entry(key.clone()).or_insert_with(|| (*record, kind.clone(), Vec::new()));
        entry.2.push(*seq);
        self.revisions.push(row);
    }

    /// What search finds a record by; nothing once there is no body.
    pub(super) fn index(&mut self, key: &Key, title: &str, text: Option<&str>) {
        match text {
            Some(text) => self.words.insert(key.clone(), [words(title), words(text)]),
            None => self.words.remove(key),
        };
    }

    /// Keeps what a write changes of what lists sort and filter by.
    fn list_by(&mut self, rows: &Rows) {
        let held = self.indexed.entry(rows.key().clone()).or_default();
        if rows.erased.is_some() {
            held.clear();
        }
        for gone in &rows.indexed.ended {
            end(held.get_mut(gone).into_iter().flatten(), rows.seq());
        }
        for begun in &rows.indexed.begun {
            held.entry(begun.clone()).or_default().push(Span::since(rows.indexed_from()));
        }
    }

    fn erase(&mut self, key: &Key) {
        let seqs = self.records.get(key).map(|(_, _, seqs)| seqs.clone()).unwrap_or_default();
        for seq in seqs {
            if let Some(row) = self.revision_mut(seq) {
                (row.revision.body, row.salt) = (None, None);
                row.revision.title.clear();
            }
        }
    }

    fn revision_mut(&mut self, seq: u64) -> Option<&mut RevisionRow> {
        self.revisions.get_mut(usize::try_from(seq).ok()?)
    }

    pub(super) fn verdict(&mut self, v: VerdictInterval) {
        self.verdicts.insert((v.check.clone(), v.subject.clone(), v.from), v);
    }

    fn end_verdict(&mut self, check: &str, subject: &str, at: Position) {
        let of = (check.to_owned(), subject.to_owned());
        let mut all = self.verdicts.range_mut((of.0.clone(), of.1.clone(), 0)..=(of.0, of.1, Position::MAX));
        if let Some((_, open)) = all.find(|(_, v)| v.to.is_none()) {
            open.to = Some(at);
        }
    }
}

fn end<'a>(spans: impl Iterator<Item = &'a mut Span>, seq: u64) {
    for span in spans.filter(|span| span.to.is_none()) {
        span.to = Some(seq);
    }
}
