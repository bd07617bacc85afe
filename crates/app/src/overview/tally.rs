//! The count itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use assay_domain::kinds::control::{Control, ControlSource};
use assay_domain::kinds::risk_criteria::RiskCriteria;
use assay_domain::{Body as _, Key, Kind, Timestamp};
use assay_store::{Position, Revision, Store, WorkspaceScope};

use super::levels::Cell;
use super::{events, levels};
use crate::Answer;
use crate::notices::{is_undated, last_day};
use crate::workspace::Workspace;

/// Entries read at a time.
const STEP: usize = 500;
/// Times that is done before somebody is answered that the count has not caught up.
const STEPS: usize = 20;

/// The count of a workspace, made when it is first asked.
#[derive(Default)]
pub(crate) struct Tally(Mutex<Counted>);

impl Tally {
    /// Carries the count on to a size of the log and asks it; `None` when that is too far for one request. The next goes
    /// on from there.
    pub(super) fn ask<T>(
        &self,
        store: &dyn Store,
        all: &WorkspaceScope,
        size: Position,
        ask: impl FnOnce(&Counted) -> T,
    ) -> Answer<Option<T>> {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..STEPS {
            if counted.through >= size {
                return Ok(Some(ask(&counted)));
            }
            let from = counted.through;
            let page = store.changes(all, from, STEP)?;
            // Where no revision follows, the entries that do are none of records.
            counted.through = page.last().filter(|_| page.len() == STEP).map_or(size, |last| last.seq + 1);
            page.iter().for_each(|revision| counted.take(revision));
        }
        Ok((counted.through >= size).then(|| ask(&counted)))
    }
}

/// What is known of a record.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    pub(super) kind: &'static str,
    pub(super) state: String,
    /// When it is late, and whose it is.
    pub(super) due: Option<Timestamp>,
    /// Whether it is somebody's work and has no day.
    pub(super) undated: bool,
    pub(super) owner: Option<Key>,
    /// An audit that is to come.
    pub(super) event: Option<Timestamp>,
    pub(super) cell: Option<Cell>,
}

/// What was counted up to an entry.
#[derive(Default)]
pub(super) struct Counted {
    through: Position,
    pub(super) known: HashMap<Key, Known>,
    pub(super) states: BTreeMap<&'static str, BTreeMap<String, usize>>,
    pub(super) due: BTreeSet<(Timestamp, Key)>,
    pub(super) due_of: HashMap<Key, BTreeSet<(Timestamp, Key)>>,
    pub(super) undated: BTreeSet<Key>,
    pub(super) undated_of: HashMap<Key, BTreeSet<Key>>,
    pub(super) events: BTreeSet<(Timestamp, Key)>,
    /// Rows of the Statement of Applicability that are controls of our own.
    pub(super) own_controls: BTreeSet<Key>,
    pub(super) criteria: BTreeMap<Key, RiskCriteria>,
    pub(super) cells: BTreeMap<Cell, usize>,
}

impl Counted {
    /// A revision takes the place of the one before it.
    fn take(&mut self, revision: &Revision) {
        let Some(kind) = Kind::named(&revision.kind) else { return };
        if let Some(before) = self.known.remove(&revision.key) {
            self.remove(&revision.key, &before);
        }
        let body = Workspace::body(revision);
        let text = |field: &str| body.get(field).and_then(serde_json::Value::as_str);
        let owner: Option<Key> = text("owner").and_then(|key| key.parse().ok());
        let known = Known {
            kind: kind.name,
            state: revision.state.clone(),
            due: last_day(kind.name, &revision.state, text),
            undated: owner.is_some() && is_undated(kind.name, &revision.state, text),
            owner,
            event: events::begins(revision),
            cell: levels::cell(revision),
        };
        let control = || Workspace::read_body::<Control>(revision);
        if kind.name == Control::NAME && control().is_some_and(|row| row.source() == ControlSource::Own) {
            self.own_controls.insert(revision.key.clone());
        } else {
            self.own_controls.remove(&revision.key);
        }
        if kind.name == "risk-criteria"
            && let Some(criteria) = Workspace::read_body(revision)
        {
            self.criteria.insert(revision.key.clone(), criteria);
        }
        self.add(&revision.key, &known);
        self.known.insert(revision.key.clone(), known);
    }

    fn add(&mut self, key: &Key, known: &Known) {
        *self.states.entry(known.kind).or_default().entry(known.state.clone()).or_default() += 1;
        if let Some(due) = known.due {
            self.due.insert((due, key.clone()));
            if let Some(owner) = &known.owner {
                self.due_of.entry(owner.clone()).or_default().insert((due, key.clone()));
            }
        }
        if let Some(owner) = known.owner.as_ref().filter(|_| known.undated) {
            self.undated.insert(key.clone());
            self.undated_of.entry(owner.clone()).or_default().insert(key.clone());
        }
        self.events.extend(known.event.map(|at| (at, key.clone())));
        if let Some(cell) = &known.cell {
            *self.cells.entry(cell.clone()).or_default() += 1;
        }
    }

    fn remove(&mut self, key: &Key, known: &Known) {
        less(self.states.entry(known.kind).or_default(), &known.state);
        if let Some(due) = known.due {
            self.due.remove(&(due, key.clone()));
            if let Some(own) = known.owner.as_ref().and_then(|owner| self.due_of.get_mut(owner)) {
                own.remove(&(due, key.clone()));
            }
        }
        if let Some(owner) = known.owner.as_ref().filter(|_| known.undated) {
            self.undated.remove(key);
            if let Some(own) = self.undated_of.get_mut(owner) {
                own.remove(key);
            }
        }
        if let Some(at) = known.event {
            self.events.remove(&(at, key.clone()));
        }
        if let Some(cell) = &known.cell {
            less(&mut self.cells, cell);
        }
    }
}

/// One less, and nothing where none is left.
pub(super) fn less<K: Ord>(counts: &mut BTreeMap<K, usize>, key: &K) {
    if let Some(n) = counts.get_mut(key) {
        *n = n.saturating_sub(1);
        if *n == 0 {
            counts.remove(key);
        }
    }
}
