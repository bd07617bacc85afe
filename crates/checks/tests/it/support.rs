//! Worlds from data files: facts with defaults, so that a fixture says only what it is about.
//!
//! A fixture file holds
//! - `start`: a file of `fixtures/start/` whose facts come first (`people` when nothing is said), or `base`: another
//!   fixture of the same folder whose facts are taken over;
//! - `drop`: keys of facts taken over that are left out; `[change.KEY]`: what is different in one, merged into it; the value
//!   `unset` takes a field away;
//! - `[[fact]]`: further facts, in the order of the log. A key met again is the next revision of the record, with the
//!   body as it was where none is given;
//! - `subject`, `outcome`, `code`: what the check of the folder must say, and `check` where its verdicts have an id
//!   of their own.
//!
//! A fact's kind follows from its key, its state is the one in which records of its kind count, its day is one after
//! the fact before it, and evidence is a whole run on the real thing that began an hour before it was recorded.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use assay_checks::{Fact, World};
use assay_domain::{Direction, Key, Kind, Measured, NativeThreshold, Observation, Timestamp, Uncertainty, ValueState};
use serde::Deserialize;
use serde_json::{Value, json};

/// A fixture, resolved: its facts and what must come out.
pub(crate) struct Fixture {
    pub(crate) facts: Vec<Fact>,
    pub(crate) expected: Expected,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    pub(crate) check: Option<String>,
    pub(crate) subject: String,
    pub(crate) outcome: String,
    pub(crate) code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    key: Key,
    state: Option<String>,
    at: Option<String>,
    title: Option<String>,
    actor: Option<Key>,
    body: Option<Value>,
    #[serde(default)]
    observations: Vec<Seen>,
    /// The body is gone for ever.
    #[serde(default)]
    erased: bool,
    /// The body is one that today's program would refuse to save.
    #[serde(default)]
    unchecked: bool,
}

/// An observation in short.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seen {
    key: String,
    value: String,
    direction: Option<Direction>,
    n: Option<u64>,
    low: Option<String>,
    high: Option<String>,
    group: Option<String>,
}

/// The folder of a check's fixtures, or of the starts.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn table(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Reads `fixtures/<folder>/<name>.toml`.
pub(crate) fn fixture(check: &str, name: &str) -> Fixture {
    let path = folder(check).join(format!("{name}.toml"));
    let mut raw = table(&path);
    let lines = lines(check, &mut raw);
    let expected = serde_json::from_value(raw).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    Fixture { facts: facts(lines), expected }
}

/// The facts of a start alone.
pub(crate) fn start(name: &str) -> Vec<Value> {
    let Value::Array(facts) = take(&mut table(&folder("start").join(format!("{name}.toml"))), "fact") else {
        panic!("the start {name} holds no facts")
    };
    facts
}

fn take(raw: &mut Value, field: &str) -> Value {
    raw.as_object_mut().unwrap().remove(field).unwrap_or_default()
}

/// Every fact of a fixture, those it takes over first.
fn lines(check: &str, raw: &mut Value) -> Vec<Value> {
    let (base, from) = (take(raw, "base"), take(raw, "start"));
    let mut all = match (base.as_str(), from.as_str()) {
        (Some(base), _) => lines(check, &mut table(&folder(check).join(format!("{base}.toml")))),
        (None, Some(from)) => start(from),
        (None, None) => start("people"),
    };
    let dropped = take(raw, "drop");
    for key in dropped.as_array().into_iter().flatten() {
        assert!(all.iter().any(|l| l["key"] == *key), "{check}: {key} is dropped and was not there");
        all.retain(|l| l["key"] != *key);
    }
    for (key, change) in take(raw, "change").as_object().into_iter().flatten() {
        let line = all.iter_mut().find(|l| l["key"] == key.as_str());
        merge(line.unwrap_or_else(|| panic!("{check}: {key} is changed and was not there")), change);
    }
    if let Value::Array(further) = take(raw, "fact") {
        all.extend(further);
    }
    all
}

/// Takes a field away.
pub(crate) const UNSET: &str = "unset";

fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (name, value) in from {
                if value == UNSET {
                    into.remove(name);
                } else {
                    merge(into.entry(name).or_insert(Value::Null), value);
                }
            }
        }
        (into, from) => *into = from.clone(),
    }
}

/// The moment of the `seq`th fact, when it names none.
pub(crate) fn day(seq: u64) -> Timestamp {
    Timestamp::parse("2026-01-01T12:00:00Z").unwrap().plus_days(i64::try_from(seq).unwrap())
}

/// The state in which records of a kind count.
fn in_force(kind: &Kind) -> &'static str {
    match kind.name {
        "ai-system" => "in-scope",
        "system-version" => "released",
        "control" | "threshold" | "test-plan" | "document" | "soa-version" => "approved",
        "role-assignment" => "assigned",
        "waiver" => "granted",
        _ => kind.workflow.initial(),
    }
}

/// Entries of a log from facts in short.
pub(crate) fn facts(lines: impl IntoIterator<Item = Value>) -> Vec<Fact> {
    let mut last: BTreeMap<Key, (u32, Value, String)> = BTreeMap::new();
    let mut all = Vec::new();
    for (seq, line) in (0_u64..).zip(lines) {
        let line: Line = serde_json::from_value(line.clone()).unwrap_or_else(|e| panic!("{line}: {e}"));
        let kind = Kind::with_prefix(line.key.prefix()).unwrap();
        let at = line.at.as_deref().map_or_else(|| day(seq), |at| Timestamp::parse(at).unwrap());
        let before = last.get(&line.key).cloned();
        let (revision, body) = match before {
            Some((revision, before, _)) if line.body.is_none() => (revision, before),
            other => (other.map_or(0, |(r, ..)| r), body(kind, &line, at)),
        };
        let said = line.title.clone().or_else(|| Some(body["title"].as_str()?.to_owned()));
        let state = line.state.unwrap_or_else(|| in_force(kind).to_owned());
        assert!(kind.workflow.states.contains(&state.as_str()), "{}: no state {state}", line.key);
        last.insert(line.key.clone(), (revision + 1, body.clone(), state.clone()));
        all.push(Fact {
            seq,
            at,
            kind: kind.name.to_owned(),
            revision: revision + 1,
            state,
            title: said.unwrap_or_default(),
            body: (!line.erased).then_some(body),
            actor: line.actor.unwrap_or_else(|| Key::new("MBR", 1)),
            observations: (0..).zip(line.observations).map(observation).collect(),
            key: line.key,
        });
    }
    all
}

/// The body as it would be stored: with defaults, and in the normal form of its kind.
fn body(kind: &'static Kind, line: &Line, at: Timestamp) -> Value {
    let mut body = json!({ "title": line.title.clone().unwrap_or_else(|| line.key.to_string()) });
    if kind.owned {
        body["owner"] = "PER-1".into();
    }
    let by_person = line.body.as_ref().is_some_and(|b| b["origin"] == "human-act");
    if by_person {
        merge(&mut body, &json!({ "subject": "SYS-1@1.0.0", "collector": { "member": "MBR-1", "via": "api" } }));
    } else if kind.name == "evidence" {
        let started = at.plus_micros(-3_600_000_000).to_string();
        let run = json!({
            "subject": "SYS-1@1.0.0",
            "tool": { "name": "inspect", "version": "0.3.240" },
            "run": { "status": "complete", "name": "digits" },
            "times": { "started": { "instant": started, "zone_known": true, "source": "in-file" } },
            "representativeness": "real",
            "subject_match": "exact",
            "population": { "text": "held-out digits", "size": 899, "sampled": 899 },
            "collector": { "member": "MBR-1", "via": "api" },
        });
        merge(&mut body, &run);
    }
    merge(&mut body, line.body.as_ref().unwrap_or(&json!({})));
    if line.unchecked {
        return body;
    }
    kind.normalise(body).unwrap_or_else(|e| panic!("{}: {e:?}", line.key)).value
}

fn observation((ordinal, seen): (u32, Seen)) -> Observation {
    let value = match seen.value.as_str() {
        "nan" => Measured { state: ValueState::Nan, decimal: None },
        "absent" => Measured::absent(),
        decimal => Measured { state: ValueState::Finite, decimal: Some(decimal.to_owned()) },
    };
    let bounded = seen.low.is_some() || seen.high.is_some();
    let method = Some("wilson-95".to_owned());
    Observation {
        ordinal,
        metric: seen.key.rsplit('/').next().unwrap_or_default().to_owned(),
        key: seen.key,
        family: "capability".to_owned(),
        group: seen.group,
        direction: seen.direction.unwrap_or(Direction::Higher),
        value,
        uncertainty: bounded.then_some(Uncertainty { stderr: None, low: seen.low, high: seen.high, method }),
        n: seen.n,
        n_failed: None,
        n_unscored: None,
        n_error: None,
        threshold: NativeThreshold::NotRecorded,
        slice: BTreeMap::new(),
        taxonomies: Vec::new(),
        address: None,
    }
}

/// The world after these facts.
pub(crate) fn world(facts: impl IntoIterator<Item = Fact>) -> World {
    let mut world = World::default();
    facts.into_iter().for_each(|f| world.apply(f));
    world
}

/// The word that data files use for an outcome or a state.
pub(crate) fn word(of: impl serde::Serialize) -> String {
    serde_json::to_value(of).unwrap().as_str().unwrap().to_owned()
}
