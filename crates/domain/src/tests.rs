//! The walk over every kind: what one file per kind promises, held for all of them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{Guard, Kind};

fn names(of: impl Fn(&Kind) -> &'static str) -> usize {
    Kind::all().iter().map(|k| of(k)).collect::<BTreeSet<_>>().len()
}

#[test]
fn names_and_prefixes_are_unique() {
    assert_eq!(names(|k| k.name), Kind::all().len());
    assert_eq!(names(|k| k.prefix), Kind::all().len());
}

#[test]
fn every_file_is_registered_under_its_name() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/kinds");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap().replace(".rs", "").replace('_', "-"))
        .collect();
    let kinds: BTreeSet<String> = Kind::all().iter().map(|k| k.name.to_owned()).collect();
    assert_eq!(files, kinds);
}

#[test]
fn samples_validate_and_keep_their_normal_form() {
    for kind in Kind::all() {
        let once = kind.normalise(kind.sample()).unwrap_or_else(|p| panic!("{}: {p:?}", kind.name));
        let twice = kind.normalise(once.value.clone()).unwrap_or_else(|p| panic!("{}: {p:?}", kind.name));
        assert_eq!(once, twice, "{}", kind.name);
        assert_eq!(once.value["schema"], json!(kind.tag()));
    }
}

#[test]
fn references_point_at_kinds_that_exist() {
    for kind in Kind::all() {
        for link in kind.normalise(kind.sample()).unwrap().links {
            let target = Kind::named(&link.kind).unwrap_or_else(|| panic!("{}: no kind {}", kind.name, link.kind));
            assert_eq!(target.prefix, link.to.prefix(), "{}.{}", kind.name, link.field);
        }
    }
}

#[test]
fn every_state_is_reachable_and_every_transition_names_states_and_fields_that_exist() {
    for kind in Kind::all() {
        let w = kind.workflow;
        assert!(w.unreachable_states().is_empty(), "{}: {:?}", kind.name, w.unreachable_states());
        let fields = kind.json_schema()["properties"].as_object().unwrap();
        for state in w.editable.iter().chain(w.transitions.iter().flat_map(|t| t.from.iter().chain([&t.to]))) {
            assert!(w.states.contains(state), "{}: {state}", kind.name);
        }
        for field in w.transitions.iter().flat_map(|t| t.requires) {
            assert!(fields.contains_key(*field), "{}: {field}", kind.name);
        }
    }
}

fn fields(kind: &'static Kind) -> &'static serde_json::Map<String, Value> {
    kind.json_schema()["properties"].as_object().unwrap()
}

/// What a guard names has to exist, or it would never hold, or always.
fn guard_is_sound(kind: &'static Kind, guard: &Guard) {
    let states_exist = |kind: &Kind, states: &[&str]| {
        states.iter().for_each(|s| assert!(kind.workflow.states.contains(s), "{} has no state {s}", kind.name));
    };
    let has = |field: &str| assert!(fields(kind).contains_key(field), "{}: {field}", kind.name);
    match guard {
        Guard::TargetIn { field, states } | Guard::AllIn { field, states } => {
            has(field);
            let sample = kind.normalise(kind.sample()).unwrap();
            let target = sample.links.iter().find(|l| l.field == *field);
            let target = target.unwrap_or_else(|| panic!("{}: the sample names no record at {field}", kind.name));
            states_exist(Kind::named(&target.kind).unwrap(), states);
        }
        Guard::OneStated { fields } => fields.iter().for_each(|f| has(f)),
        Guard::NoneLinked { kind: other, field, states } | Guard::SomeLinked { kind: other, field, states } => {
            let other = Kind::named(other).unwrap_or_else(|| panic!("{}: no kind {other}", kind.name));
            assert!(fields(other).contains_key(*field), "{}: {} has no field {field}", kind.name, other.name);
            states_exist(other, states);
        }
        Guard::DayCome { field } | Guard::Known { field } => has(field),
        Guard::KnownRows { framework, rows, field } => {
            has(framework);
            has(rows);
            let sample = kind.sample();
            assert!(sample[rows][0].get(field).is_some(), "{}: the rows of the sample have no {field}", kind.name);
        }
        Guard::When { field, then, .. } => {
            has(field);
            then.iter().for_each(|g| guard_is_sound(kind, g));
        }
    }
}

#[test]
fn guards_name_fields_kinds_and_states_that_exist() {
    for kind in Kind::all() {
        kind.workflow.transitions.iter().flat_map(|t| t.guards).for_each(|g| guard_is_sound(kind, g));
    }
}

#[test]
fn what_stands_still_does_so_where_the_rest_may_be_edited() {
    for kind in Kind::all() {
        for frozen in kind.frozen() {
            for state in frozen.states {
                assert!(kind.workflow.editable.contains(state), "{}: {state} is not edited at all", kind.name);
            }
            for field in frozen.fields {
                assert!(fields(kind).contains_key(*field), "{}: {field}", kind.name);
            }
        }
    }
}

/// Kinds that were released before a gap could be stated wherever a value is required; their bodies keep their shape.
const WITHOUT_GAPS: &[&str] = &[
    "ai-system",
    "control",
    "document",
    "role-assignment",
    "soa-version",
    "system-version",
    "test-plan",
    "threshold",
    "waiver",
];

#[test]
fn every_required_field_takes_an_honest_gap() {
    for kind in Kind::all().iter().filter(|k| !WITHOUT_GAPS.contains(&k.name)) {
        for field in kind.workflow.transitions.iter().flat_map(|t| t.requires) {
            let gap = json!({"gap": "none", "because": "there is nothing to state"});
            let body = json!({"title": "a", "owner": "PER-1", *field: gap});
            kind.normalise(body).unwrap_or_else(|p| panic!("{}.{field}: {p:?}", kind.name));
        }
    }
}

#[test]
fn a_gap_without_a_reason_is_refused() {
    let kind = Kind::named("ai-system").unwrap();
    let body = json!({"title": "a", "owner": "PER-1", "intended_use": {"gap": "none", "because": " "}});
    let problems = kind.normalise(body).unwrap_err();
    assert_eq!(problems[0].at, "/intended_use/because");
}

#[test]
fn every_field_has_a_label_in_every_language_and_a_description() {
    for kind in Kind::all() {
        for (field, schema) in kind.json_schema()["properties"].as_object().unwrap() {
            let label = kind.labels.iter().find(|l| l.field == field);
            let label = label.unwrap_or_else(|| panic!("{}.{field} has no label", kind.name));
            for text in [label.text.en, label.text.pt_br, label.text.pt_pt] {
                assert!(!text.trim().is_empty(), "{}.{field}", kind.name);
            }
            assert!(schema["description"].is_string(), "{}.{field} has no comment", kind.name);
        }
        for label in kind.labels {
            assert!(
                kind.json_schema()["properties"].get(label.field).is_some(),
                "{}: label {}",
                kind.name,
                label.field
            );
        }
    }
}

#[test]
fn a_draft_needs_title_and_owner_alone() {
    let kind = Kind::named("ai-system").unwrap();
    assert!(kind.normalise(json!({"title": "Reader", "owner": "PER-1"})).is_ok());
    let problems = kind.normalise(json!({"title": " "})).unwrap_err();
    let places: Vec<&str> = problems.iter().map(|p| p.at.as_str()).collect();
    assert_eq!(places, ["/title", "/owner"]);
}

#[test]
fn wrong_bodies_are_refused_with_their_place() {
    let kind = Kind::named("ai-system").unwrap();
    for (body, code) in [
        (json!([]), "body.not-object"),
        (json!({"title": "a", "owner": "PER-1", "colour": 1}), "body.shape"),
        (json!({"title": "a", "owner": "SYS-1"}), "body.shape"),
        (json!({"title": "a", "owner": "PER-1", "schema": "ai-system/99"}), "body.schema"),
        (json!({"title": "a", "owner": "PER-1", "schema": "model/1"}), "body.schema"),
        (json!({"title": "a", "owner": "PER-1", "schema": "ai-system/0"}), "body.schema"),
    ] {
        let problems = kind.normalise(body.clone()).unwrap_err();
        assert!(problems.iter().any(|p| p.code == code), "{body}: {problems:?}");
    }
}

#[test]
fn a_gap_is_a_value_and_names_who_closes_it() {
    let kind = Kind::named("ai-system").unwrap();
    let gap = json!({"gap": "unknown", "because": "supplier was asked", "owner": "PER-2", "due": "2027-01-15"});
    let body = json!({"title": "a", "owner": "PER-1", "intended_use": gap});
    let normal = kind.normalise(body).unwrap();
    assert_eq!(normal.value["intended_use"], gap);
    assert!(normal.links.iter().any(|l| l.to.to_string() == "PER-2"), "{:?}", normal.links);
}

#[test]
fn golden_bodies_of_every_version_still_read() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bodies");
    for kind in Kind::all() {
        for version in 1..=kind.version {
            let path = folder.join(format!("{}-{version}.json", kind.name));
            // What was released is never written anew: remove the file of a shape that nobody has stored yet.
            if std::env::var_os("ASSAY_BLESS").is_some() && version == kind.version && !path.exists() {
                let text = serde_json::to_string_pretty(&kind.normalise(kind.sample()).unwrap().value).unwrap();
                std::fs::create_dir_all(&folder).unwrap();
                std::fs::write(&path, text + "\n").unwrap();
            }
            let text = std::fs::read_to_string(&path)
                .unwrap_or_else(|e| panic!("{}: {e}; write it with ASSAY_BLESS=1", path.display()));
            let body: Value = serde_json::from_str(&text).unwrap();
            let read = kind.normalise(body.clone()).unwrap_or_else(|p| panic!("{}: {p:?}", path.display()));
            if version == kind.version {
                assert_eq!(read.value, body, "{} changed its shape: raise its version and add an upcaster", kind.name);
            }
        }
    }
}

#[test]
fn artifacts_are_found_where_the_schema_marks_them_and_nowhere_else() {
    let named =
        |kind: &str| Kind::named(kind).unwrap().normalise(Kind::named(kind).unwrap().sample()).unwrap().artifacts.len();
    assert_eq!((named("evidence"), named("artifact")), (1, 1));
    // In a value that may be a gap, inside a list of it, and in an item of a list.
    assert_eq!((named("training-record"), named("control-test"), named("certificate")), (1, 1, 2));
    // Digests of models and of what was put in force name no file that was delivered.
    assert_eq!((named("model"), named("activation"), named("system-version")), (0, 0, 0));
}
