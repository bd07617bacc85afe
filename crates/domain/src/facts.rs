//! The kinds against the fact sheets that the catalogues were made from, where they are at hand.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;

use toml::{Table, Value};

use crate::{Kind, Named, field_named, record_named};

fn read(file: &str) -> Option<Table> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/facts").join(file);
    if let Ok(text) = std::fs::read_to_string(&path) {
        return Some(text.parse().unwrap());
    }
    // Past the capture of the test harness: a skipped comparison must be seen.
    writeln!(std::io::stderr(), "SKIPPED: no {} to compare the kinds with", path.display()).unwrap();
    None
}

fn rows<'a>(table: &'a Table, list: &str) -> &'a [Value] {
    table[list].as_array().unwrap()
}

fn texts<'a>(row: &'a Value, name: &str) -> Vec<&'a str> {
    let items = row.get(name).and_then(Value::as_array).into_iter().flatten();
    items.map(|item| item.as_str().unwrap()).collect()
}

/// Whether an id is one of ISO/IEC 42001: clauses 4 to 10, Annex A.
fn is_iso(id: &str) -> bool {
    let mut numbers = id.strip_prefix("A.").unwrap_or(id).split('.').map(str::parse::<u32>);
    let first = numbers.next().is_some_and(|n| n.is_ok_and(|n| (2..=10).contains(&n)));
    first && numbers.all(|n| n.is_ok())
}

/// The kind that holds what a catalogue calls so.
fn kind_of(name: &str) -> &'static Kind {
    match record_named(name) {
        Some(Named::Kind(kind)) => Kind::named(kind).unwrap(),
        other => panic!("{name} is no kind: {other:?}"),
    }
}

#[test]
fn kinds_serve_what_their_record_types_serve() {
    let Some(table) = read("record_types.toml") else { return };
    let mut missing = Vec::new();
    for row in rows(&table, "record_type") {
        let kind = kind_of(row["id"].as_str().unwrap());
        for id in texts(row, "refs").into_iter().filter(|id| is_iso(id)) {
            // A sub-clause serves its clause.
            let serves = |r: &&str| r.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            if !kind.refs.iter().any(serves) {
                missing.push(format!("{}: {id}", kind.name));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn what_is_signed_is_signed_by_a_move_that_says_what_it_means() {
    let Some(table) = read("record_types.toml") else { return };
    let mut signed = 0;
    for row in rows(&table, "record_type") {
        let record = row["id"].as_str().unwrap();
        for field in row["fields"].as_array().unwrap().iter().filter(|f| f["type"].as_str() == Some("signature")) {
            let named = field_named(record, field["name"].as_str().unwrap());
            assert!(
                matches!(named, Some(Named::Signature(..))),
                "{record}.{}: {named:?}",
                field["name"].as_str().unwrap()
            );
            signed += 1;
        }
    }
    assert!(signed > 10, "{signed}");
}

#[test]
fn kinds_serve_clauses_and_controls_that_exist() {
    let (Some(clauses), Some(annex)) = (read("iso42001_clauses.toml"), read("iso42001_annex_a.toml")) else { return };
    let rows = rows(&clauses, "item").iter().chain(rows(&annex, "control"));
    let ids: BTreeSet<&str> = rows.map(|row| row["id"].as_str().unwrap()).collect();
    for kind in Kind::all() {
        for id in kind.refs.iter().filter(|id| is_iso(id)) {
            assert!(ids.contains(id), "{}: there is no {id}", kind.name);
        }
    }
}

#[test]
fn every_clause_with_records_and_every_control_is_served_by_a_kind() {
    let (Some(clauses), Some(annex)) = (read("iso42001_clauses.toml"), read("iso42001_annex_a.toml")) else { return };
    let served: BTreeSet<&str> = Kind::all().iter().flat_map(|kind| kind.refs).copied().collect();
    let asked = rows(&clauses, "item").iter().filter(|row| !texts(row, "record_types").is_empty());
    let ids = asked.chain(rows(&annex, "control")).map(|row| row["id"].as_str().unwrap());
    let unserved: Vec<&str> = ids.filter(|id| !served.contains(id)).collect();
    assert_eq!(unserved, Vec::<&str>::new());
}

/// What an audit needs besides the record types of the facts, and what holds it here.
const NEEDED: &[(&str, &str)] = &[
    ("AI role determination", "role-determination"),
    ("process", "process"),
    ("management decision", "management-decision"),
    ("acknowledgement", "acknowledgement"),
    ("risk assessment round", "risk-assessment-round"),
    ("risk acceptance", "risk-acceptance"),
    ("AIMS change", "aims_change"),
    ("resource", "resource"),
    ("competence evaluation", "competence-evaluation"),
    ("communication", "communication"),
    ("document version", "document_version"),
    ("approval", "approval"),
    ("retention rule", "retention-rule"),
    ("legal hold", "legal-hold"),
    ("disposal log", "disposal"),
    ("control test", "control-test"),
    ("treatment action", "treatment-action"),
    ("measurement", "measurement"),
    ("improvement", "improvement"),
    ("corrective action", "corrective-action"),
    ("test plan", "test-plan"),
    ("requirement or specification", "requirement"),
    ("design decision", "design-decision"),
    ("request to use a new AI tool", "tool-request"),
    ("agent", "agent"),
    ("certificate of our own", "certificate"),
    ("audit request", "audit-request"),
    ("contract clause", "contract-clause"),
];

#[test]
fn what_an_audit_needs_besides_is_there() {
    for (what, name) in NEEDED {
        assert!(record_named(name).is_some(), "{what}: {name}");
    }
}
