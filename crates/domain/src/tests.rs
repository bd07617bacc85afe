//! The walk over every kind: what one file per kind promises, held for all of them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::Kind;

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
            if std::env::var_os("ASSAY_BLESS").is_some() && version == kind.version {
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
    // Digests of models and of what was put in force name no file that was delivered.
    assert_eq!((named("model"), named("activation"), named("system-version")), (0, 0, 0));
}
