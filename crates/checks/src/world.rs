//! The records and observations as they stand after an entry of the log: what rules look at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use assay_domain::kinds::system_version::parts_digest;
use assay_domain::{Digest, Key, Observation, Subject, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::body::Body;
use crate::population::{Members, Population, Populations};

/// Entries after which what was read of bodies is forgotten, and read anew where it is asked for.
const PACKING: u64 = 4096;

/// One entry of the log, as rules need it.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Its index.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// The record.
    pub key: Key,
    /// Name of its kind.
    pub kind: String,
    /// Its revision.
    pub revision: u32,
    /// State after the act.
    pub state: String,
    /// Title.
    pub title: String,
    /// Body, brought to its newest shape; absent once erased.
    pub body: Option<Value>,
    /// Key of the member who acted.
    pub actor: Key,
    /// Observations of an evidence record.
    pub observations: Vec<Observation>,
}

/// A record as it stands.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its key.
    pub key: Key,
    /// Name of its kind.
    pub kind: String,
    /// Its revision.
    pub revision: u32,
    /// Its state.
    pub state: String,
    /// Title.
    pub title: String,
    /// Its body.
    pub body: Arc<Body>,
    /// Index of its first entry.
    pub created_seq: u64,
    /// When it was first recorded.
    pub created_at: Timestamp,
    /// Who made it.
    pub creator: Key,
    /// Index of the entry that brought it into its state.
    pub state_seq: u64,
    /// When it came into its state.
    pub state_at: Timestamp,
    /// Who brought it there.
    pub state_by: Key,
    /// The state it was in before; nothing while it is in its first.
    pub state_before: Option<String>,
    /// Observations, for evidence.
    pub observations: Arc<[Observation]>,
}

impl Record {
    /// The body as its type; nothing when it is erased or of a newer shape.
    #[must_use]
    pub fn body<B: DeserializeOwned + Clone + Send + Sync + 'static>(&self) -> Option<B> {
        self.body.typed()
    }

    /// Whether a person's record stands for somebody who can be asked: active, and not erased.
    pub(crate) fn is_with_us(&self) -> bool {
        self.state == "active" && !self.body.is_null()
    }
}

/// Every record as it stands.
#[derive(Debug, Clone, Default)]
pub struct World {
    records: BTreeMap<Key, Record>,
    kinds: BTreeMap<String, BTreeSet<Key>>,
    /// Evidence by subject, and reviews by evidence: what rules ask for most.
    bound: BTreeMap<String, BTreeSet<Key>>,
    /// Records by their kind and the systems they ever named: what checks over systems ask for.
    about: BTreeMap<Key, BTreeMap<String, BTreeSet<Key>>>,
    /// Versions by their subject.
    versions: BTreeMap<String, Key>,
    /// Entries since bodies were packed.
    since_packing: u64,
    populations: Populations,
}

impl World {
    /// Moves on by one entry.
    pub fn apply(&mut self, fact: Fact) {
        self.since_packing += 1;
        if self.since_packing == PACKING {
            self.since_packing = 0;
            // One that somebody else still holds goes at the next time.
            self.records.values_mut().filter_map(|r| Arc::get_mut(&mut r.body)).for_each(Body::pack);
        }
        let body = fact.body.unwrap_or(Value::Null);
        let before = self.records.get(&fact.key);
        let same_state = before.filter(|b| b.state == fact.state);
        let record = Record {
            revision: fact.revision,
            title: fact.title,
            body: Arc::new(Body::of(&body)),
            created_seq: before.map_or(fact.seq, |b| b.created_seq),
            created_at: before.map_or(fact.at, |b| b.created_at),
            creator: before.map_or_else(|| fact.actor.clone(), |b| b.creator.clone()),
            state_seq: same_state.map_or(fact.seq, |b| b.state_seq),
            state_at: same_state.map_or(fact.at, |b| b.state_at),
            state_by: same_state.map_or_else(|| fact.actor.clone(), |b| b.state_by.clone()),
            state_before: match same_state {
                Some(b) => b.state_before.clone(),
                None => before.map(|b| b.state.clone()),
            },
            state: fact.state,
            observations: if fact.observations.is_empty() {
                before.map(|b| b.observations.clone()).unwrap_or_default()
            } else {
                fact.observations.into()
            },
            kind: fact.kind,
            key: fact.key,
        };
        self.populations.change(&record.kind, &record.key);
        self.kinds.entry(record.kind.clone()).or_default().insert(record.key.clone());
        let field = match record.kind.as_str() {
            "evidence" => Some("subject"),
            "evidence-review" => Some("evidence"),
            "measurement" => Some("metric"),
            _ => None,
        };
        if let Some(to) = field.and_then(|f| body.get(f)).and_then(Value::as_str) {
            self.bound.entry(to.to_owned()).or_default().insert(record.key.clone());
        }
        for system in systems_named(&body) {
            let kinds = self.about.entry(system).or_default();
            kinds.entry(record.kind.clone()).or_default().insert(record.key.clone());
        }
        if let Some(subject) = crate::subjects::version_subject(&record) {
            self.versions.insert(subject.to_string(), record.key.clone());
        }
        self.records.insert(record.key.clone(), record);
    }

    /// The record of that key.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<&Record> {
        self.records.get(key)
    }

    /// Every record of a kind, in the order of the keys. Erased ones are left out.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Record> {
        let keys = self.kinds.get(kind).into_iter().flatten();
        keys.filter_map(|k| self.records.get(k)).filter(|r| !r.body.is_null())
    }

    /// Records of a kind that name a system, in the order of the keys. Erased ones are left out.
    pub(crate) fn about(&self, kind: &str, system: &Key) -> impl Iterator<Item = &Record> {
        let keys = self.about.get(system).and_then(|kinds| kinds.get(kind)).into_iter().flatten();
        let records = keys.filter_map(|k| self.records.get(k));
        let system = system.clone();
        records.filter(move |r| systems_named(&r.body).contains(&system))
    }

    /// The records that a rule looks at one by one, as they stand.
    pub(crate) fn population<T>(&self, members: &dyn Members, told: impl FnOnce(&Population) -> T) -> T {
        self.populations.ask(self, members, told)
    }

    /// Digest of the parts that a version names now.
    pub(crate) fn parts_of(&self, subject: Option<&Subject>) -> Option<Digest> {
        let version = self.versions.get(&subject?.to_string())?;
        parts_digest(&self.records.get(version)?.body)
    }

    /// Evidence bound to a subject, reviews of a piece of evidence, or measurements of a metric, in the order of the keys. Erased ones are left out.
    pub(crate) fn bound_to(&self, to: &str) -> impl Iterator<Item = &Record> + use<'_> {
        let keys = self.bound.get(to).into_iter().flatten();
        keys.filter_map(|k| self.records.get(k)).filter(|r| !r.body.is_null())
    }
}

/// The systems that a body names in `system` or `systems`.
pub(crate) fn systems_named(body: &Value) -> BTreeSet<Key> {
    let one = body.get("system").and_then(Value::as_str);
    let many = body.get("systems").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let keys = one.into_iter().chain(many).filter_map(|text| text.parse::<Key>().ok());
    keys.filter(|key| key.prefix() == "SYS").collect()
}
