//! A record kind as data: what a kind file registers, and what follows from its type.

use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, Mutex, PoisonError};

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use crate::{Body, Digest, Frozen, Label, Link, Problem, Text, Workflow, frozen, schema};

/// Largest body in bytes; larger content belongs into an artifact.
pub const MAX_BODY: usize = 1024 * 1024;

/// A kind of record. One constant of this type in each file of `kinds/`.
#[derive(Debug)]
pub struct Kind {
    /// Kebab-case name, for example `ai-system`.
    pub name: &'static str,
    /// Prefix of its keys, for example `SYS`.
    pub prefix: &'static str,
    /// Current version of the body's shape; bodies carry it as `schema: "ai-system/1"`.
    pub version: u32,
    /// What people call it.
    pub title: Text,
    /// Clauses and controls it serves, for example `A.4.2`.
    pub refs: &'static [&'static str],
    /// Its life.
    pub workflow: &'static Workflow,
    /// Labels of the fields.
    pub labels: &'static [Label],
    /// Whether `owner` must be named to save; facts about people and machine records have none.
    pub owned: bool,
    /// Pure upcasters: the nth turns a body of version n+1 into one of version n+2.
    pub upcasters: &'static [fn(&mut Map<String, Value>)],
    /// What only the type knows.
    pub shape: Shape,
}

/// A body through its type and back: the value, its faults, the names it holds alone.
type Parsed = (Value, Vec<Problem>, Vec<String>);

/// The functions that a kind's type provides.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    parse: fn(Value) -> Result<Parsed, String>,
    schema: fn() -> Value,
    sample: fn() -> Value,
    lacks: fn(Value, &str) -> Vec<Problem>,
    frozen: &'static [Frozen],
}

impl Shape {
    /// The shape of a body type.
    #[must_use]
    pub const fn of<B: Body>() -> Self {
        Self { parse: parse::<B>, schema: schema_of::<B>, sample: sample::<B>, lacks: lacks::<B>, frozen: B::FROZEN }
    }
}

/// A body in its normal form: parsed, checked, without empty fields, tagged with its schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Normal {
    /// The body as it is stored.
    pub value: Value,
    /// The record's title.
    pub title: String,
    /// References out of the body.
    pub links: Vec<Link>,
    /// Digests of the artifacts it names.
    pub artifacts: Vec<Digest>,
    /// Names the record holds alone in the workspace.
    pub unique: Vec<String>,
    /// Text for the search index.
    pub text: String,
}

impl Kind {
    /// Every kind, by file name.
    #[must_use]
    pub fn all() -> &'static [&'static Self] {
        crate::kinds::ALL
    }

    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        static BY_NAME: LazyLock<HashMap<&'static str, &'static Kind>> =
            LazyLock::new(|| Kind::all().iter().map(|kind| (kind.name, *kind)).collect());
        BY_NAME.get(name).copied()
    }

    /// The kind whose keys carry that prefix.
    #[must_use]
    pub fn with_prefix(prefix: &str) -> Option<&'static Self> {
        static BY_PREFIX: LazyLock<HashMap<&'static str, &'static Kind>> =
            LazyLock::new(|| Kind::all().iter().map(|kind| (kind.prefix, *kind)).collect());
        BY_PREFIX.get(prefix).copied()
    }

    /// The tag of the current shape, for example `ai-system/1`.
    #[must_use]
    pub fn tag(&self) -> String {
        format!("{}/{}", self.name, self.version)
    }

    /// JSON Schema (2020-12) of the body, made once.
    #[must_use]
    pub fn json_schema(&'static self) -> &'static Value {
        static CACHE: LazyLock<Mutex<BTreeMap<&'static str, &'static Value>>> = LazyLock::new(Mutex::default);
        let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
        cache.entry(self.name).or_insert_with(|| Box::leak(Box::new((self.shape.schema)())))
    }

    /// A body that passes every check.
    #[must_use]
    pub fn sample(&self) -> Value {
        (self.shape.sample)()
    }

    /// Fields that stand still in some states.
    #[must_use]
    pub fn frozen(&self) -> &'static [Frozen] {
        self.shape.frozen
    }

    /// What an edit in this state would change although it stands still there.
    #[must_use]
    pub fn frozen_changes(&self, state: &str, before: &Value, after: &Value) -> Vec<Problem> {
        frozen::changes(self.shape.frozen, state, before, after)
    }

    /// What a stored body lacks for a transition: the fields it requires, and what the kind itself asks.
    #[must_use]
    pub fn lacks(&self, transition: &str, body: &Value) -> Vec<Problem> {
        let requires = self.workflow.transition(transition).map_or(&[][..], |t| t.requires);
        let absent = requires.iter().filter(|field| body.get(**field).is_none());
        let mut problems: Vec<Problem> = absent
            .map(|field| {
                let text = format!("`{transition}` needs `{field}`; state it, or say why it is unknown or none");
                Problem::new(format!("/{field}"), "transition.requires", text)
            })
            .collect();
        let mut body = self.upcast(body.clone());
        if let Value::Object(map) = &mut body {
            map.remove("schema");
        }
        problems.extend((self.shape.lacks)(body, transition));
        problems
    }

    /// Brings a stored body of an older shape to the current one. A newer shape comes back as it is.
    #[must_use]
    pub fn upcast(&self, mut body: Value) -> Value {
        // Another kind's tag is none of ours to bring up: it stays, for the reader to refuse.
        let written = body.get("schema").and_then(Value::as_str).and_then(|s| s.rsplit_once('/'));
        let ours = written.filter(|(name, _)| *name == self.name).and_then(|(_, v)| v.parse::<u32>().ok());
        let from = ours.filter(|v| *v > 0).unwrap_or(self.version);
        if let Value::Object(map) = &mut body
            && from < self.version
        {
            for step in self.upcasters.iter().skip(from.saturating_sub(1) as usize) {
                step(map);
            }
            map.insert("schema".to_owned(), Value::String(self.tag()));
        }
        body
    }

    /// Brings what a person or tool sent to normal form.
    ///
    /// # Errors
    /// Every fault found, each with its place.
    pub fn normalise(&'static self, body: Value) -> Result<Normal, Vec<Problem>> {
        let Value::Object(mut map) = self.upcast(body) else {
            return Err(vec![Problem::new("", "body.not-object", "the body must be a JSON object")]);
        };
        match map.remove("schema") {
            None => {}
            Some(Value::String(tag)) if tag == self.tag() => {}
            Some(other) => {
                let text = format!("this program writes {}, not {other}; a newer shape is read-only here", self.tag());
                return Err(vec![Problem::new("/schema", "body.schema", text)]);
            }
        }
        let mut problems = Vec::new();
        for (name, required) in [("title", true), ("owner", self.owned)] {
            let stated = map.get(name).is_some_and(|v| v.as_str().is_some_and(|s| !s.trim().is_empty()));
            if required && !stated {
                problems.push(Problem::new(
                    format!("/{name}"),
                    "field.required",
                    format!("`{name}` is needed to save"),
                ));
            }
        }
        let parsed = (self.shape.parse)(Value::Object(map));
        let (mut value, found, unique) = match parsed {
            Ok(parsed) => parsed,
            Err(text) => {
                problems.push(Problem::new("", "body.shape", text));
                return Err(problems);
            }
        };
        problems.extend(found);
        strip_empty(&mut value);
        schema::find_faults(&value, "", &mut problems);
        schema::find_misspelled(self.json_schema(), &value, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let title = value.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
        let links = schema::links(self.json_schema(), &value);
        let artifacts = schema::artifacts(self.json_schema(), &value);
        let text = schema::words(&value);
        if let Value::Object(map) = &mut value {
            map.insert("schema".to_owned(), Value::String(self.tag()));
        }
        if value.to_string().len() > MAX_BODY {
            let text = format!("the body is larger than {MAX_BODY} bytes; attach long content as an artifact");
            return Err(vec![Problem::new("", "body.too-large", text)]);
        }
        Ok(Normal { value, title, links, artifacts, unique, text })
    }

    /// Digests of the artifacts that a body of this kind names.
    #[must_use]
    pub fn artifacts(&'static self, body: &Value) -> Vec<Digest> {
        schema::artifacts(self.json_schema(), body)
    }
}

fn parse<B: Body>(value: Value) -> Result<Parsed, String> {
    let body: B = serde_json::from_value(value).map_err(|e| e.to_string())?;
    let back = serde_json::to_value(&body).map_err(|e| e.to_string())?;
    Ok((back, body.check(), body.unique()))
}

/// A body that does not read lacks nothing here: reading it is refused elsewhere, with its reason.
fn lacks<B: Body>(value: Value, transition: &str) -> Vec<Problem> {
    serde_json::from_value::<B>(value).map(|body| body.lacks(transition)).unwrap_or_default()
}

fn sample<B: Body>() -> Value {
    let mut value = serde_json::to_value(B::sample()).unwrap_or_default();
    strip_empty(&mut value);
    value
}

fn schema_of<B: Body>() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    generator.into_root_schema_for::<B>().to_value()
}

/// Absent, null, empty text, empty list and empty object are one thing: absent.
fn strip_empty(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(strip_empty);
            map.retain(|_, v| !is_empty(v));
        }
        Value::Array(items) => {
            items.iter_mut().for_each(strip_empty);
            items.retain(|v| !is_empty(v));
        }
        _ => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(s) => s.trim().is_empty(),
        Value::Array(a) => a.is_empty(),
        Value::Object(o) => o.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
