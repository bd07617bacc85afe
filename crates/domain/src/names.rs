//! What the names that catalogues use are here: a kind, a field, a state, a signature, or something worked out. A clause
//! that asks for an `ai_role_determination` leads to the kind that holds one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::Kind;

/// What a name is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A kind of record.
    Kind(&'static str),
    /// A field of a kind.
    Field(&'static str, String),
    /// A state of a kind.
    State(&'static str, String),
    /// A transition of a kind: who made it and when is in the log.
    Signature(&'static str, String),
    /// The key of the record.
    Key(&'static str),
    /// Worked out, and never written down; by what.
    WorkedOut(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamesFile {
    records: BTreeMap<String, String>,
    fields: BTreeMap<String, BTreeMap<String, String>>,
}

static FILE: LazyLock<NamesFile> =
    LazyLock::new(|| toml::from_str(include_str!("../data/names.toml")).expect("a test parses data/names.toml"));

fn own(name: &str) -> Option<&'static Kind> {
    Kind::named(&name.replace('_', "-"))
}

fn has_field(kind: &'static Kind, field: &str) -> bool {
    kind.json_schema()["properties"].get(field).is_some()
}

/// Reads a line of the file; nothing when what it names is not there.
fn read(target: &str) -> Option<Named> {
    if let Some(words) = target.strip_prefix("= ") {
        return Some(Named::WorkedOut(words.to_owned()));
    }
    let Some(at) = target.find(['.', '#', '!', '@']) else { return Kind::named(target).map(|k| Named::Kind(k.name)) };
    let kind = Kind::named(&target[..at])?;
    let (mark, rest) = (&target[at..=at], &target[at + 1..]);
    match mark {
        "." if has_field(kind, rest) => Some(Named::Field(kind.name, rest.to_owned())),
        "#" if kind.workflow.states.contains(&rest) => Some(Named::State(kind.name, rest.to_owned())),
        "!" if kind.workflow.transition(rest).is_some_and(|t| t.signs.is_some()) => {
            Some(Named::Signature(kind.name, rest.to_owned()))
        }
        "@" if rest.is_empty() => Some(Named::Key(kind.name)),
        _ => None,
    }
}

/// What a catalogue's name for a record is, for example `aims_change`.
#[must_use]
pub fn record_named(name: &str) -> Option<Named> {
    match FILE.records.get(name) {
        Some(target) => read(target),
        None => own(name).map(|k| Named::Kind(k.name)),
    }
}

/// What a catalogue's name for a field of a record is, for example `closed_by` of `nonconformity`.
#[must_use]
pub fn field_named(record: &str, field: &str) -> Option<Named> {
    if let Some(target) = FILE.fields.get(record).and_then(|fields| fields.get(field)) {
        return read(target);
    }
    let Some(Named::Kind(kind)) = record_named(record) else { return None };
    let kind = Kind::named(kind)?;
    has_field(kind, field).then(|| Named::Field(kind.name, field.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::path::PathBuf;

    use serde_json::json;

    use super::*;
    use crate::EvidenceKind;

    #[test]
    fn every_line_names_something_that_is_there() {
        let records = FILE.records.values().chain(FILE.fields.values().flat_map(BTreeMap::values));
        for target in records {
            assert!(read(target).is_some(), "{target}");
        }
        for record in FILE.fields.keys() {
            assert!(record_named(record).is_some(), "{record}");
        }
        assert_eq!(read("task#never"), None);
        assert_eq!(read("task!finish"), None, "finishing a task is no signature");
        assert_eq!(record_named("aims_change"), Some(Named::Kind("change")));
        assert_eq!(field_named("incident", "aware_at"), Some(Named::Field("incident", "aware_at".into())));
        assert_eq!(field_named("incident", "colour"), None);
    }

    /// A file of the fact sheets that the catalogues were made from; they are not part of the repository.
    fn facts(file: &str) -> Option<toml::Table> {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/facts").join(file);
        match std::fs::read_to_string(&path) {
            Ok(text) => Some(text.parse().unwrap()),
            Err(_) => {
                let _ = writeln!(std::io::stderr(), "SKIPPED: {file} is not beside this repository");
                None
            }
        }
    }

    fn texts<'t>(table: &'t toml::Value, name: &str) -> Vec<&'t str> {
        let items = table.get(name).and_then(toml::Value::as_array).into_iter().flatten();
        items.filter_map(toml::Value::as_str).collect()
    }

    #[test]
    fn every_record_type_of_the_facts_and_every_field_of_one_is_something_here() {
        let Some(table) = facts("record_types.toml") else { return };
        let mut unknown = Vec::new();
        let mut seen = (0, 0);
        for record in table["record_type"].as_array().unwrap() {
            let id = record["id"].as_str().unwrap();
            seen.0 += 1;
            if record_named(id).is_none() {
                unknown.push(id.to_owned());
            }
            for field in record["fields"].as_array().unwrap() {
                let name = field["name"].as_str().unwrap();
                seen.1 += 1;
                if field_named(id, name).is_none() {
                    unknown.push(format!("{id}.{name}"));
                }
            }
        }
        assert_eq!(unknown, Vec::<String>::new());
        assert_eq!(seen, (36, 502));
    }

    #[test]
    fn every_record_that_a_clause_asks_for_is_something_here() {
        let Some(table) = facts("iso42001_clauses.toml") else { return };
        let names = table["item"].as_array().unwrap().iter().flat_map(|i| texts(i, "record_types"));
        let unknown: Vec<&str> = names.filter(|name| record_named(name).is_none()).collect();
        assert_eq!(unknown, Vec::<&str>::new());
    }

    #[test]
    fn every_type_of_evidence_that_a_control_asks_for_is_one_here() {
        let Some(table) = facts("iso42001_annex_a.toml") else { return };
        let meta = &table["meta"];
        let (technical, other) = (texts(meta, "technical_evidence_types"), texts(meta, "other_evidence_types"));
        assert_eq!((technical.len(), other.len()), (11, 10));
        for name in technical.iter().chain(&other) {
            let kind: Result<EvidenceKind, _> = serde_json::from_value(json!(name.replace('_', "-")));
            assert!(kind.is_ok(), "{name}");
        }
    }
}
