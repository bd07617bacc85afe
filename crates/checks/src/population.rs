//! What a rule finds about each record of a kind, carried on from entry to entry: a register of fifty thousand is not
//! read anew for each change of one. What is kept is enough to say which record decides, and for how long; the finding
//! itself is made anew when it is told.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use assay_domain::{Key, Timestamp};
use serde_json::Value;

use crate::rules::{Finding, gravity};
use crate::world::{Record, World};

/// When a record came into its state: two never did at once.
pub(crate) type Since = (Timestamp, u64);

/// Records that a rule looks at one by one, and how.
pub(crate) trait Members {
    /// What tells this rule from every other.
    fn name(&self) -> String;

    /// Kind of the records.
    fn kind(&self) -> &str;

    /// Kinds of records that bear on those they name in a field.
    fn pointers(&self) -> &[(&str, &str)] {
        &[]
    }

    /// Kinds of records that bear on every one.
    fn bears_on_all(&self) -> &[&str] {
        &[]
    }

    /// What is found about a record, with what points at it, in the order of the keys.
    fn look(&self, world: &World, record: &Record, pointing: &[&Record]) -> Look;
}

/// What is found about one record.
pub(crate) enum Look {
    /// It counts.
    Counts(Finding),
    /// It may come to count.
    Waits,
    /// Neither.
    Passes,
}

/// Where a record stands among its like.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    Counts { gravity: u8, ends: Timestamp, since: Since },
    Waits { since: u64 },
}

/// The records of one rule.
#[derive(Debug, Default)]
pub(crate) struct Population {
    begun: bool,
    kind: String,
    pointers: Vec<(String, String)>,
    bears_on_all: Vec<String>,
    /// What to look at anew: records, and what points at them.
    changed: BTreeSet<Key>,
    places: BTreeMap<Key, Place>,
    by_gravity: BTreeSet<(u8, Timestamp, Key)>,
    by_time: BTreeSet<(Since, Key)>,
    waiting: BTreeSet<(u64, Key)>,
    /// What points at each record, and which records each pointer names.
    pointing: BTreeMap<Key, BTreeSet<Key>>,
    pointed: HashMap<Key, Vec<Key>>,
}

/// Keys that a field of a body names, one or several.
pub(crate) fn named<'r>(record: &'r Record, field: &str) -> Vec<&'r str> {
    match record.body.get(field) {
        Some(Value::String(key)) => vec![key],
        Some(Value::Array(keys)) => keys.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

impl Population {
    /// How many records count.
    pub(crate) fn len(&self) -> usize {
        self.by_time.len()
    }

    /// The record that decides: the gravest, of several the one that ends first.
    pub(crate) fn gravest(&self) -> Option<&Key> {
        self.by_gravity.first().map(|(.., key)| key)
    }

    /// The record that came into its state last.
    pub(crate) fn newest(&self) -> Option<(Timestamp, &Key)> {
        self.by_time.last().map(|((at, _), key)| (*at, key))
    }

    /// Of those that may come to count, the one that came into its state last.
    pub(crate) fn waiting(&self) -> Option<&Key> {
        self.waiting.last().map(|(_, key)| key)
    }

    /// Some of those that count: all in the order of their states, or, of many, those that end first.
    pub(crate) fn some(&self, most: usize) -> Vec<&Key> {
        if self.len() > most {
            return self.by_gravity.iter().take(most).map(|(.., key)| key).collect();
        }
        self.by_time.iter().map(|(_, key)| key).collect()
    }

    /// What points at a record.
    pub(crate) fn pointing<'w>(&self, world: &'w World, key: &Key) -> Vec<&'w Record> {
        self.pointing.get(key).into_iter().flatten().filter_map(|pointer| world.get(pointer)).collect()
    }

    /// Says that a record changed.
    fn change(&mut self, kind: &str, key: &Key) {
        if self.bears_on_all.iter().any(|all| all == kind) {
            // Found anew from the start when it is next asked for.
            *self = Self::default();
        } else if self.kind == kind || self.pointers.iter().any(|(of, _)| of == kind) {
            self.changed.insert(key.clone());
        }
    }

    fn follow(&mut self, world: &World, members: &dyn Members) {
        if !self.begun {
            self.begun = true;
            members.kind().clone_into(&mut self.kind);
            self.pointers = members.pointers().iter().map(|(k, f)| ((*k).to_owned(), (*f).to_owned())).collect();
            self.bears_on_all = members.bears_on_all().iter().map(|kind| (*kind).to_owned()).collect();
            let kinds = self.pointers.iter().map(|(kind, _)| kind.as_str()).chain([members.kind()]);
            self.changed = kinds.flat_map(|kind| world.of_kind(kind)).map(|record| record.key.clone()).collect();
        }
        let mut looked_at = BTreeSet::new();
        for key in std::mem::take(&mut self.changed) {
            let record = world.get(&key);
            let field = record.and_then(|r| self.pointers.iter().find(|(kind, _)| *kind == r.kind));
            if let Some(field) = field.map(|(_, field)| field.clone()) {
                looked_at.extend(self.point(record.filter(|r| !r.body.is_null()), &key, &field));
            }
            if record.is_some_and(|r| r.kind == self.kind) {
                looked_at.insert(key);
            }
        }
        for key in looked_at {
            let record = world.get(&key).filter(|r| r.kind == self.kind && !r.body.is_null());
            let place = record.and_then(|r| place(r, members.look(world, r, &self.pointing(world, &key))));
            self.put(key, place);
        }
    }

    /// Has a pointer point where it does now; gives back where it did and does.
    fn point(&mut self, pointer: Option<&Record>, key: &Key, field: &str) -> BTreeSet<Key> {
        let now: Vec<Key> =
            pointer.into_iter().flat_map(|r| named(r, field)).filter_map(|text| text.parse().ok()).collect();
        let before = self.pointed.insert(key.clone(), now.clone()).unwrap_or_default();
        for target in &before {
            if let Some(all) = self.pointing.get_mut(target) {
                all.remove(key);
            }
        }
        for target in &now {
            self.pointing.entry(target.clone()).or_default().insert(key.clone());
        }
        before.into_iter().chain(now).collect()
    }

    fn put(&mut self, key: Key, place: Option<Place>) {
        if self.places.get(&key) == place.as_ref() {
            return;
        }
        match self.places.remove(&key) {
            Some(Place::Counts { gravity, ends, since }) => {
                self.by_gravity.remove(&(gravity, ends, key.clone()));
                self.by_time.remove(&(since, key.clone()));
            }
            Some(Place::Waits { since }) => {
                self.waiting.remove(&(since, key.clone()));
            }
            None => {}
        }
        match &place {
            Some(Place::Counts { gravity, ends, since }) => {
                self.by_gravity.insert((*gravity, *ends, key.clone()));
                self.by_time.insert((*since, key.clone()));
            }
            Some(Place::Waits { since }) => {
                self.waiting.insert((*since, key.clone()));
            }
            None => {}
        }
        if let Some(place) = place {
            self.places.insert(key, place);
        }
    }
}

fn place(record: &Record, look: Look) -> Option<Place> {
    match look {
        Look::Counts(found) => Some(Place::Counts {
            gravity: gravity(found.outcome),
            ends: found.valid_until.unwrap_or(Timestamp::from_micros(i64::MAX)),
            since: (record.state_at, record.state_seq),
        }),
        Look::Waits => Some(Place::Waits { since: record.state_seq }),
        Look::Passes => None,
    }
}

/// The populations of a world, by rule. A copy of a world begins without.
#[derive(Debug, Default)]
pub(crate) struct Populations(Mutex<HashMap<String, Population>>);

impl Clone for Populations {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Populations {
    /// Says that a record changed.
    pub(crate) fn change(&mut self, kind: &str, key: &Key) {
        let all = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        // Rules come and go with the check set in force.
        if kind == "activation" {
            all.clear();
        }
        all.values_mut().for_each(|population| population.change(kind, key));
    }

    /// The population of a rule, as the world stands.
    pub(crate) fn ask<T>(&self, world: &World, members: &dyn Members, told: impl FnOnce(&Population) -> T) -> T {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let population = all.entry(members.name()).or_default();
        population.follow(world, members);
        told(population)
    }
}
