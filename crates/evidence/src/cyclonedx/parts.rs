//! The parts list: every component with those within it.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{Hash, Hasher};

use assay_domain::{DatasetUse, Observation, ValueState};

use super::card::Dataset;
use super::part::{Part, TYPES};
use crate::Fault;
use crate::labels::some_of;
use crate::notes::Notes;
use crate::observe::{bare, number};
use crate::parsed::{MAX_OBSERVATIONS, too_many};
use crate::scan::Value;

/// How many data sets are named.
const MAX_DATASETS: usize = 10_000;

/// Parts, as observations.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) list: Vec<Observation>,
    pub(super) datasets: Vec<DatasetUse>,
    /// The first two models.
    pub(super) models: Vec<(String, Option<String>)>,
    by_kind: BTreeMap<String, u64>,
    keys: HashMap<u64, u32>,
    refs: HashSet<u64>,
    wanted: Vec<(u64, String)>,
    top: usize,
    unnamed: u64,
    repeated: u64,
    repeated_refs: u64,
    broken_digests: u64,
    odd_types: BTreeSet<String>,
}

impl Parts {
    /// Takes a component of the list, with those within it.
    pub(super) fn take(&mut self, component: &Value) -> Result<(), Fault> {
        let address = format!("/components/{}", self.top);
        self.top += 1;
        self.walk(component, &address)
    }

    /// Takes what the document is about. It is a part of the list only when it is a model or data, which some tools
    /// name nowhere else; what lies within it is.
    pub(super) fn take_subject(&mut self, component: &Value) -> Result<(), Fault> {
        let kind = component.get("type").and_then(Value::as_str);
        let address = "/metadata/component";
        if matches!(kind, Some("machine-learning-model" | "data")) {
            return self.walk(component, address);
        }
        self.take_ref(component);
        self.within(component, address)
    }

    fn walk(&mut self, component: &Value, address: &str) -> Result<(), Fault> {
        let part = Part::of(component);
        self.take_ref(component);
        if part.name.is_empty() {
            self.unnamed += 1;
        } else {
            self.list_part(&part, address);
        }
        if self.list.len() + self.by_kind.len() > MAX_OBSERVATIONS {
            return Err(too_many());
        }
        self.within(component, address)
    }

    fn within(&mut self, component: &Value, address: &str) -> Result<(), Fault> {
        let inner = component.get("components").map(Value::items).unwrap_or_default();
        inner.iter().enumerate().try_for_each(|(i, part)| self.walk(part, &format!("{address}/components/{i}")))
    }

    fn list_part(&mut self, part: &Part, address: &str) {
        *self.by_kind.entry(part.kind.clone()).or_default() += 1;
        self.broken_digests += u64::from(part.broken_digest);
        if !TYPES.contains(&part.kind.as_str()) && self.odd_types.len() < 20 {
            self.odd_types.insert(part.kind.clone());
        }
        if part.is_data() {
            self.name_dataset(&part.name);
        }
        if part.kind == "machine-learning-model" && self.models.len() < 2 {
            self.models.push((part.name.clone(), part.version.clone()));
        }
        let observation = part.observation(address);
        self.push(observation);
        let Some(card) = &part.card else { return };
        for dataset in &card.datasets {
            match dataset {
                Dataset::Named(name) => self.name_dataset(name),
                Dataset::Ref(name) if self.wanted.len() < MAX_DATASETS => {
                    self.wanted.push((hashed(name), name.clone()));
                }
                Dataset::Ref(_) => {}
            }
        }
        card.observations(&part.name, address).into_iter().for_each(|observation| self.push(observation));
    }

    /// Keeps an observation. A document may list the same thing several times.
    fn push(&mut self, mut observation: Observation) {
        let times = self.keys.entry(hashed(&observation.key)).or_default();
        *times += 1;
        if *times > 1 {
            observation.key = format!("{}#{times}", observation.key);
            self.repeated += 1;
        }
        self.list.push(observation);
    }

    fn name_dataset(&mut self, name: &str) {
        if self.datasets.len() < MAX_DATASETS && !self.datasets.iter().rev().take(100).any(|set| set.name == name) {
            self.datasets.push(DatasetUse { name: name.to_owned(), ..DatasetUse::default() });
        }
    }

    fn take_ref(&mut self, component: &Value) {
        let Some(name) = component.get("bom-ref").and_then(Value::as_str) else { return };
        if !self.refs.insert(hashed(name)) {
            self.repeated_refs += 1;
        }
    }

    /// Parts listed.
    pub(super) fn count(&self) -> u64 {
        self.by_kind.values().sum()
    }

    /// How many parts of each type there are, in words.
    pub(super) fn kinds(&self) -> String {
        let kinds: Vec<String> = self.by_kind.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        some_of(kinds.iter().map(String::as_str), 8)
    }

    /// One observation per type.
    pub(super) fn counts(&self) -> Vec<Observation> {
        let count = |(kind, count): (&String, &u64)| Observation {
            group: Some(kind.clone()),
            value: number(*count),
            ..bare(format!("{kind}/count"), "count")
        };
        self.by_kind.iter().map(count).collect()
    }

    /// Notes what does not fit.
    pub(super) fn note(&self, notes: &mut Notes) {
        let mut say = |count: u64, code: &str, text: &str| {
            if count > 0 {
                notes.warn(code, format!("{count} {text}"), None);
            }
        };
        say(self.unnamed, "cyclonedx.unnamed", "components have no name; they were left out");
        say(self.repeated, "cyclonedx.repeated", "entries repeat the name and version of another; they were numbered");
        say(self.repeated_refs, "cyclonedx.repeated-ref", "components have the `bom-ref` of another");
        say(self.broken_digests, "cyclonedx.digest", "components state a digest that is none of its algorithm");
        let lost: Vec<&str> =
            self.wanted.iter().filter(|(hash, _)| !self.refs.contains(hash)).map(|(_, name)| name.as_str()).collect();
        if !lost.is_empty() {
            let text = format!("model cards refer to data that is not listed: {}", some_of(lost.into_iter(), 5));
            notes.warn("cyclonedx.unresolved-ref", text, None);
        }
        if !self.odd_types.is_empty() {
            let text = format!(
                "the specification has no components of type {}; they were listed as they are",
                some_of(self.odd_types.iter().map(String::as_str), 5)
            );
            notes.warn("cyclonedx.type", text, None);
        }
        let claims = self.list.iter().filter(|o| o.key.contains("/stated") && o.value.state != ValueState::Finite);
        match claims.count() {
            0 => {}
            count => {
                let text = format!("{count} metrics of model cards have a value that is no number");
                notes.warn("cyclonedx.metric", text, None);
            }
        }
    }
}

fn hashed(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
