//! What the tables answer.

use assay_domain::{Key, Observation, Timestamp};
use assay_log::{Hash, root_of};

use super::tables::Tables;
use crate::check::{Audit, Stored, StoredRevision};
use crate::head::hashes;
use crate::plan::index::{Described, Held, history, rows};
use crate::plan::{Edge, VerdictInterval};
use crate::row::RevisionRow;
use crate::{
    Entry, Filter, IntegrityReport, LinkRow, ListQuery, Position, Revision, Salted, StoreError, VerdictRow,
    VerdictSpan, WorkspaceScope,
};

fn index(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

impl Tables {
    fn row(&self, seq: u64) -> Option<&RevisionRow> {
        self.revisions.get(index(seq))
    }

    fn rows_of(&self, key: &Key) -> impl DoubleEndedIterator<Item = &RevisionRow> {
        self.records.get(key).into_iter().flat_map(|(_, _, seqs)| seqs).filter_map(|seq| self.row(*seq))
    }

    pub(super) fn revision_of(&self, key: &Key, as_of: Option<Position>) -> Option<Revision> {
        self.rows_of(key).rfind(|row| row.span().holds(as_of)).map(|row| row.revision.clone())
    }

    pub(super) fn history(&self, key: &Key) -> Vec<Revision> {
        self.rows_of(key).map(|row| row.revision.clone()).collect()
    }

    pub(super) fn find(&self, scope: &WorkspaceScope, words: &str, most: usize) -> Vec<Revision> {
        let filter = Filter::Words(words.to_owned());
        let standing = self.revisions.iter().rev().filter(|row| row.span().holds(scope.position()));
        let shown = standing.map(|row| &row.revision).filter(|r| scope.shows(r));
        shown.filter(|r| self.passes(&filter, r, &ListQuery::default())).take(most).cloned().collect()
    }

    pub(super) fn holder(&self, name: &str, as_of: Option<Position>) -> Option<Key> {
        let held = self.names.get(name).into_iter().flatten().rfind(|(_, span)| span.holds(as_of));
        held.map(|(key, _)| key.clone())
    }

    pub(super) fn links_to(&self, to: &Key, as_of: Option<Position>) -> Vec<LinkRow> {
        let held =
            self.links.iter().filter(|((_, edge), spans)| edge.to == *to && spans.iter().any(|s| s.holds(as_of)));
        let row = |((from, edge), _): (&(Key, Edge), _)| LinkRow {
            from: from.clone(),
            field: edge.field.clone(),
            to: to.clone(),
        };
        let mut rows: Vec<LinkRow> = held.map(row).collect();
        rows.sort_by_key(|row| (row.from.to_string(), row.field.clone()));
        rows
    }

    pub(super) fn observations(&self, evidence: &Key) -> Result<Vec<Observation>, StoreError> {
        let rows = self.observations.get(&evidence.number()).into_iter().flat_map(|rows| rows.values());
        let read = |text| serde_json::from_str(text);
        let damaged = |e| StoreError::Damaged(format!("an observation of {evidence}: {e}"));
        rows.map(|o| read(&o.body).map_err(damaged)).collect()
    }

    pub(super) fn changes(&self, scope: &WorkspaceScope, from: Position, limit: usize) -> Vec<Revision> {
        let shown = self.revisions.iter().skip(index(from)).map(|row| &row.revision).filter(|r| scope.shows(r));
        shown.take(limit).cloned().collect()
    }

    pub(super) fn size(&self) -> Position {
        self.entries.len() as u64
    }

    pub(super) fn position_at(&self, time: Timestamp) -> Position {
        self.entries.partition_point(|e| e.at <= time) as u64
    }

    pub(super) fn time_of(&self, position: Position) -> Option<Timestamp> {
        self.entries.get(index(position.checked_sub(1)?)).map(|e| e.at)
    }

    pub(super) fn entries(&self, from: Position, limit: usize) -> Vec<Entry> {
        let entries = self.entries.iter().skip(index(from)).take(limit);
        entries.map(|e| Entry { seq: e.seq, bytes: e.bytes.clone() }).collect()
    }

    pub(super) fn body(&self, scope: &WorkspaceScope, seq: u64) -> Option<Salted> {
        let row = self.row(seq).filter(|row| scope.shows(&row.revision))?;
        row.revision.body.clone().zip(row.salt)
    }

    /// The checkpoint of a size, or the last that signs no more than `most` entries.
    pub(super) fn checkpoint_at(&self, size: Option<Position>, most: Position) -> Option<String> {
        let note = match size {
            None => self.checkpoints.range(..=most).next_back().map(|(_, note)| note),
            Some(size) if size > most => None,
            Some(size) => self.checkpoints.get(&size),
        };
        note.cloned()
    }

    /// Hashes of a tile: a stored full one, or what its entries or the full tiles below give.
    pub(super) fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<Hash>, StoreError> {
        let (start, width) = (index.saturating_mul(256), usize::from(width));
        if level == 0 {
            let leaves = self.entries.iter().skip(self::index(start)).take(width);
            return Ok(leaves.map(|e| e.leaf).collect());
        }
        let below = (start..start.saturating_add(width as u64)).map_while(|i| self.tiles.get(&(level - 1, i)));
        below.map(|data| Ok(root_of(&hashes(data)?))).collect()
    }

    pub(super) fn verdicts_at(&self, position: Position) -> Result<Vec<VerdictRow>, StoreError> {
        let held = self.verdicts.values().filter(|v| v.from <= position && v.to.is_none_or(|to| to > position));
        held.map(|v| {
            let verdict = serde_json::from_str(&v.body).map_err(|e| StoreError::Damaged(format!("a verdict: {e}")))?;
            Ok(VerdictRow { verdict, from: v.from })
        })
        .collect()
    }

    pub(super) fn verdict_spans(
        &self,
        check: &str,
        system: Option<&Key>,
        last: Position,
        most: usize,
    ) -> Result<Vec<VerdictSpan>, StoreError> {
        let about = |subject: &str| {
            system.is_none_or(|key| subject.split_once('@').map_or(subject, |(of, _)| of) == key.to_string())
        };
        let mut found: Vec<&VerdictInterval> =
            self.verdicts.values().filter(|v| v.check == check && v.from <= last && about(&v.subject)).collect();
        found.sort_by(|a, b| b.from.cmp(&a.from).then_with(|| a.subject.cmp(&b.subject)));
        found.into_iter().take(most).map(|v| v.span(last)).collect()
    }

    pub(super) fn check(&self) -> IntegrityReport {
        let mut audit = Audit::default();
        for (seq, entry) in (0..).zip(&self.entries) {
            let revision = self.row(seq).map(|row| self.stored(row));
            let (bytes, leaf) = (entry.bytes.clone(), entry.leaf.to_vec());
            let stored = Stored { seq: entry.seq, bytes, leaf, at: entry.at.as_micros(), revision };
            for tile in audit.entry(&stored).into_iter().flatten() {
                audit.tile(&tile, self.tiles.get(&(tile.level, tile.index)).map(Vec::as_slice));
            }
        }
        audit.close(self.checkpoint_at(None, Position::MAX).as_deref());
        let mut expected = 0;
        for (key, (_, kind, _)) in &self.records {
            self.intervals(key, &mut audit);
            let meant = rows(&self.index_of(key, kind));
            expected += meant.len();
            audit.index(kind, key.number(), self.indexed.get(key).map(rows).unwrap_or_default() == meant);
        }
        audit.index_size(self.indexed.values().map(|held| rows(held).len() as u64).sum(), expected);
        for (from, edge) in self.links.keys().filter(|(_, edge)| !self.records.contains_key(&edge.to)) {
            audit.fault(from.to_string(), format!("a link points at {}, which is nothing", edge.to));
        }
        audit.report()
    }

    /// What lists sort and filter a record by, worked out from its revisions.
    pub(super) fn index_of(&self, key: &Key, kind: &str) -> Held {
        let described = |row: &RevisionRow| {
            let r = &row.revision;
            Described { seq: r.seq, op: r.op.clone(), title: r.title.clone(), body: r.body.clone() }
        };
        history(kind, &self.rows_of(key).map(described).collect::<Vec<_>>())
    }

    fn stored(&self, row: &RevisionRow) -> StoredRevision {
        let r = &row.revision;
        StoredRevision {
            key: r.key.to_string(),
            number: r.revision,
            op: r.op.clone(),
            state: r.state.clone(),
            body: r.body.clone(),
            salt: row.salt,
            record: r.record.to_string(),
            at: r.at.as_micros(),
            kind: r.kind.clone(),
            via: r.via.clone(),
            effective: r.effective.map(Timestamp::as_micros),
            actor: self.records.get(&r.actor).map(|(id, _, _)| id.to_string()),
        }
    }

    /// One current revision, gapless numbers, and every interval ends where the next begins.
    fn intervals(&self, key: &Key, audit: &mut Audit) {
        let rows: Vec<&RevisionRow> = self.rows_of(key).collect();
        let numbered = rows.iter().zip(1..).all(|(row, number)| row.revision.revision == number);
        let followed = rows.windows(2).all(|pair| pair[0].to == Some(pair[1].revision.seq));
        if !numbered || !followed || rows.last().is_none_or(|last| last.to.is_some()) {
            audit.fault(key.to_string(), "its revisions are not gapless or not exactly one is current");
        }
    }
}
