//! Everything in memory as rows, and back.

use super::tables::Tables;
use super::{MemoryHome, MemoryStore};
use crate::copy::{Parts, Sink, words};
use crate::head::{LogHead, Wanted};
use crate::plan::{Current, Head};
use crate::row::{RevisionRow, Row, Span};
use crate::{Opening, Store, StoreError, WorkspaceScope};
use assay_domain::{Key, RecordId};
use assay_log::Tile;

impl MemoryStore {
    /// A copy of a workspace from another home.
    ///
    /// # Errors
    /// When that home cannot be read, or its log does not fit its checkpoint.
    pub fn copy_of(from: &dyn Store, scope: &WorkspaceScope, opening: Opening) -> Result<Self, StoreError> {
        let Opening { workspace, signer, clock } = opening;
        let mut tables = Tables::default();
        from.pour(scope, &mut |part| part.0.into_iter().try_for_each(|row| tables.take(row)))?;
        tables.renew_index();
        let wanted = Wanted::of(tables.size());
        let from = usize::try_from(wanted.leaves_from).unwrap_or(usize::MAX);
        let leaves = tables.entries.iter().skip(from).map(|e| e.leaf).collect();
        let last_at = tables.entries.last().map(|e| e.at).unwrap_or_default();
        let head = LogHead::rebuild(tables.size(), last_at, leaves, &tables.tiles)?;
        head.fits(tables.checkpoint_at(None, u64::MAX).as_deref())?;
        let home = MemoryHome { tables, head, workspace, signer, clock };
        Ok(Self { workspace, home: std::sync::RwLock::new(home) })
    }
}

impl Tables {
    pub(super) fn pour(&self, into: &mut Sink<'_>) -> Result<(), StoreError> {
        let mut parts = Parts::new(into);
        self.entries.iter().try_for_each(|e| parts.push(Row::Entry(e.clone())))?;
        for ((level, index), data) in &self.tiles {
            parts.push(Row::Tile(Tile { level: *level, index: *index, data: data.clone() }))?;
        }
        self.checkpoints.iter().try_for_each(|(size, note)| parts.push(Row::Checkpoint(*size, note.clone())))?;
        self.known.counters.iter().try_for_each(|(prefix, last)| parts.push(Row::Counter(prefix.clone(), *last)))?;
        for (key, (id, kind, _)) in &self.records {
            parts.push(Row::Record(*id, key.clone(), kind.clone()))?;
        }
        self.revisions.iter().try_for_each(|row| parts.push(Row::Revision(Box::new(row.clone()))))?;
        for ((from, edge), spans) in &self.links {
            spans.iter().try_for_each(|span| parts.push(Row::Link(from.clone(), edge.clone(), *span)))?;
        }
        for (name, held) in &self.names {
            held.iter().try_for_each(|(key, span)| parts.push(Row::Name(name.clone(), key.clone(), *span)))?;
        }
        for (evidence, rows) in &self.observations {
            rows.values().try_for_each(|o| parts.push(Row::Observation(*evidence, o.clone())))?;
        }
        let answers = &self.known.answers;
        answers.iter().try_for_each(|(key, answer)| parts.push(Row::Answer(key.clone(), answer.clone())))?;
        self.verdicts.values().try_for_each(|v| parts.push(Row::Verdict(v.clone())))?;
        self.through.into_iter().try_for_each(|position| parts.push(Row::Through(position)))?;
        parts.flush()
    }

    /// Makes what lists sort and filter by anew, from the revisions.
    fn renew_index(&mut self) {
        let held = |(key, (_, kind, _)): (&Key, &(RecordId, String, Vec<u64>))| (key.clone(), self.index_of(key, kind));
        self.indexed = self.records.iter().map(held).collect();
        let open = |spans: &Vec<Span>| spans.iter().any(|span| span.to.is_none());
        for (key, held) in &self.indexed {
            let now = held.iter().filter(|(_, spans)| open(spans)).map(|(value, _)| value.clone());
            self.known.indexed.insert(key.clone(), now.collect());
        }
    }

    fn take(&mut self, row: Row) -> Result<(), StoreError> {
        let known = &mut self.known;
        match row {
            Row::Entry(entry) => self.entries.push(entry),
            Row::Tile(tile) => drop(self.tiles.insert((tile.level, tile.index), tile.data)),
            Row::Checkpoint(size, note) => self.checkpoint(size, note),
            Row::Counter(prefix, last) => drop(known.counters.insert(prefix, last)),
            Row::Record(id, key, kind) => {
                known.ids.insert(id, key.clone());
                self.records.insert(key, (id, kind, Vec::new()));
            }
            Row::Revision(row) => self.take_revision(*row)?,
            Row::Link(from, edge, span) => {
                if span.to.is_none() {
                    known.link(&from, &edge);
                }
                self.links.entry((from, edge)).or_default().push(span);
            }
            Row::Name(name, key, span) => {
                if span.to.is_none() {
                    known.name(&key, &name);
                }
                self.names.entry(name).or_default().push((key, span));
            }
            Row::Observation(evidence, row) => {
                known.observed.insert(evidence);
                self.observations.entry(evidence).or_default().insert(row.ordinal, row);
            }
            Row::Answer(key, answer) => drop(known.answers.insert(key, answer)),
            Row::Verdict(v) => self.verdict(v),
            Row::Through(position) => self.through = Some(position),
        }
        Ok(())
    }

    fn take_revision(&mut self, row: RevisionRow) -> Result<(), StoreError> {
        let r = &row.revision;
        let place = usize::try_from(r.seq).ok().filter(|seq| *seq == self.revisions.len());
        let entry = place.and_then(|seq| self.entries.get(seq));
        let entry = entry.ok_or_else(|| StoreError::Damaged(format!("{} has a revision without an entry", r.key)))?;
        if row.to.is_none() {
            let current = Current { seq: r.seq, revision: r.revision, leaf: entry.leaf };
            let head = Head { current, kind: r.kind.clone(), state: r.state.clone() };
            self.known.heads.insert(r.key.clone(), head);
        }
        if r.body.is_some() {
            self.known.bodies.entry(r.key.clone()).or_default().push(r.seq);
        }
        if let Some(text) = words(&row) {
            self.index(&row.revision.key.clone(), &row.revision.title.clone(), Some(&text));
        }
        self.revision(row);
        Ok(())
    }
}
