//! A workspace as planning knows it, in maps: all of it (in memory), or as much as a batch may ask for (PostgreSQL).

use std::collections::{BTreeMap, BTreeSet};

use assay_domain::{Indexed, Key, RecordId, Timestamp};

use super::{Answer, Current, Edge, Rows, View};
use crate::StoreError;

/// A record as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) current: Current,
    pub(crate) kind: String,
    pub(crate) state: String,
}

/// What is known, and what was kept on top of it since [`Known::settle`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    pub(crate) answers: BTreeMap<String, Answer>,
    pub(crate) counters: BTreeMap<String, u64>,
    pub(crate) heads: BTreeMap<Key, Head>,
    pub(crate) ids: BTreeMap<RecordId, Key>,
    pub(crate) links_from: BTreeMap<Key, BTreeSet<Edge>>,
    pub(crate) links_to: BTreeMap<Edge, BTreeSet<Key>>,
    pub(crate) names_of: BTreeMap<Key, BTreeSet<String>>,
    pub(crate) holders: BTreeMap<String, Key>,
    pub(crate) indexed: BTreeMap<Key, BTreeSet<Indexed>>,
    pub(crate) bodies: BTreeMap<Key, Vec<u64>>,
    pub(crate) observed: BTreeSet<u64>,
    kept: Vec<Step>,
}

/// Something kept, with what it takes to undo it.
#[derive(Debug, Clone)]
enum Step {
    Rows { rows: Box<Rows>, head: Option<Head>, observed: bool },
    Answer(String, Answer),
}

/// What a change was planned to be: its rows, and the answer to remember with its key.
#[derive(Debug, Default)]
pub(crate) struct Planned {
    pub(crate) rows: Vec<Rows>,
    pub(crate) answers: Vec<(String, Answer)>,
}

impl Known {
    /// Everything kept since the last call, in order; it can no longer be undone.
    pub(crate) fn settle(&mut self) -> Planned {
        let mut planned = Planned::default();
        for step in self.kept.drain(..) {
            match step {
                Step::Rows { rows, .. } => planned.rows.push(*rows),
                Step::Answer(key, answer) => planned.answers.push((key, answer)),
            }
        }
        planned
    }

    /// Forgets answers from before a moment, the oldest first and so many at most; gives their idempotency keys.
    pub(crate) fn forget_answers(&mut self, before: Timestamp, most: usize) -> Vec<String> {
        let old = self.answers.iter().filter(|(_, answer)| answer.at < before);
        let mut old: Vec<(Timestamp, String)> = old.map(|(key, answer)| (answer.at, key.clone())).collect();
        old.sort_unstable();
        old.truncate(most);
        old.iter().for_each(|(_, key)| drop(self.answers.remove(key)));
        old.into_iter().map(|(_, key)| key).collect()
    }

    /// Undoes everything kept since [`Known::settle`].
    pub(crate) fn undo(&mut self) {
        while let Some(step) = self.kept.pop() {
            match step {
                Step::Answer(key, _) => {
                    self.answers.remove(&key);
                }
                Step::Rows { rows, head, observed } => {
                    self.take_back(&rows, head);
                    if observed {
                        self.observed.insert(rows.key().number());
                    } else {
                        self.observed.remove(&rows.key().number());
                    }
                }
            }
        }
    }

    fn take_back(&mut self, rows: &Rows, head: Option<Head>) {
        let key = rows.key();
        match head {
            Some(head) => {
                self.heads.insert(key.clone(), head);
            }
            None => {
                self.heads.remove(key);
                self.ids.remove(&rows.revision.record);
                self.counters.insert(key.prefix().to_owned(), key.number() - 1);
            }
        }
        for edge in &rows.links.begun {
            self.unlink(key, edge);
        }
        for edge in &rows.links.ended {
            self.link(key, edge);
        }
        for name in &rows.names.begun {
            self.unname(key, name);
        }
        for name in &rows.names.ended {
            self.name(key, name);
        }
        self.reindex(key, &rows.indexed.begun, &rows.indexed.ended);
        match &rows.erased {
            Some(erased) => {
                self.bodies.insert(key.clone(), erased.clone());
            }
            None if rows.revision.body.is_some() => {
                self.bodies.entry(key.clone()).or_default().pop();
            }
            None => {}
        }
    }

    pub(crate) fn link(&mut self, from: &Key, edge: &Edge) {
        self.links_from.entry(from.clone()).or_default().insert(edge.clone());
        self.links_to.entry(edge.clone()).or_default().insert(from.clone());
    }

    fn unlink(&mut self, from: &Key, edge: &Edge) {
        self.links_from.entry(from.clone()).or_default().remove(edge);
        self.links_to.entry(edge.clone()).or_default().remove(from);
    }

    /// Takes some values of a record away and gives it others.
    fn reindex(&mut self, key: &Key, ended: &BTreeSet<Indexed>, begun: &BTreeSet<Indexed>) {
        let values = self.indexed.entry(key.clone()).or_default();
        values.retain(|value| !ended.contains(value));
        values.extend(begun.iter().cloned());
    }

    pub(crate) fn name(&mut self, key: &Key, name: &str) {
        self.names_of.entry(key.clone()).or_default().insert(name.to_owned());
        self.holders.insert(name.to_owned(), key.clone());
    }

    fn unname(&mut self, key: &Key, name: &str) {
        self.names_of.entry(key.clone()).or_default().remove(name);
        self.holders.remove(name);
    }
}

impl View for Known {
    fn answer(&self, key: &str) -> Result<Option<Answer>, StoreError> {
        Ok(self.answers.get(key).cloned())
    }

    fn last_number(&self, prefix: &str) -> Result<u64, StoreError> {
        Ok(self.counters.get(prefix).copied().unwrap_or(0))
    }

    fn current(&self, key: &Key) -> Result<Option<Current>, StoreError> {
        Ok(self.heads.get(key).map(|h| h.current.clone()))
    }

    fn key_of(&self, id: RecordId) -> Result<Option<Key>, StoreError> {
        Ok(self.ids.get(&id).cloned())
    }

    fn links_from(&self, key: &Key) -> Result<BTreeSet<Edge>, StoreError> {
        Ok(self.links_from.get(key).cloned().unwrap_or_default())
    }

    fn linking(&self, kind: &str, field: &str, to: &Key) -> Result<Vec<(Key, String)>, StoreError> {
        let edge = Edge { field: field.to_owned(), to: to.clone() };
        let from = self.links_to.get(&edge).into_iter().flatten();
        let heads = from.filter_map(|key| self.heads.get(key).map(|head| (key, head)));
        Ok(heads.filter(|(_, h)| h.kind == kind).map(|(key, h)| (key.clone(), h.state.clone())).collect())
    }

    fn names_of(&self, key: &Key) -> Result<BTreeSet<String>, StoreError> {
        Ok(self.names_of.get(key).cloned().unwrap_or_default())
    }

    fn holder(&self, name: &str) -> Result<Option<Key>, StoreError> {
        Ok(self.holders.get(name).cloned())
    }

    fn indexed_of(&self, key: &Key) -> Result<BTreeSet<Indexed>, StoreError> {
        Ok(self.indexed.get(key).cloned().unwrap_or_default())
    }

    fn bodies_of(&self, key: &Key) -> Result<Vec<u64>, StoreError> {
        Ok(self.bodies.get(key).cloned().unwrap_or_default())
    }

    fn observed(&self, evidence: u64) -> Result<bool, StoreError> {
        Ok(self.observed.contains(&evidence))
    }

    fn keep(&mut self, rows: Rows) -> Result<(), StoreError> {
        let key = rows.key().clone();
        let current = Current { seq: rows.seq(), revision: rows.revision.revision, leaf: rows.entry.leaf };
        let head = Head { current, kind: rows.revision.kind.clone(), state: rows.revision.state.clone() };
        let before = self.heads.insert(key.clone(), head);
        let observed = self.observed.contains(&key.number());
        if rows.before.is_none() {
            self.ids.insert(rows.revision.record, key.clone());
            self.counters.insert(key.prefix().to_owned(), key.number());
        }
        for edge in &rows.links.ended {
            self.unlink(&key, edge);
        }
        for edge in &rows.links.begun {
            self.link(&key, edge);
        }
        for name in &rows.names.ended {
            self.unname(&key, name);
        }
        for name in &rows.names.begun {
            self.name(&key, name);
        }
        self.reindex(&key, &rows.indexed.ended, &rows.indexed.begun);
        if rows.erased.is_some() {
            self.bodies.remove(&key);
        } else if rows.revision.body.is_some() {
            self.bodies.entry(key.clone()).or_default().push(rows.seq());
        }
        if rows.erases_observations() {
            self.observed.remove(&key.number());
        }
        if !rows.observations.is_empty() {
            self.observed.insert(key.number());
        }
        self.kept.push(Step::Rows { rows: Box::new(rows), head: before, observed });
        Ok(())
    }

    fn keep_answer(&mut self, key: &str, answer: Answer) -> Result<(), StoreError> {
        self.answers.insert(key.to_owned(), answer.clone());
        self.kept.push(Step::Answer(key.to_owned(), answer));
        Ok(())
    }
}
