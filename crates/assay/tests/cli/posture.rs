//! `assay posture`

use serde_json::json;

use crate::contract::holds;
use crate::support::TestEnvironment;

#[test]
fn contract() {
    let place = TestEnvironment::demo();
    let posture = place.json(&["posture"]);
    let subject = json!({
        "subject": "string", "state": "string", "reason": "string", "checks": ["string"],
        "axes": [{"axis": "string", "outcome": "string|null", "reason": "string"}],
    });
    let requirement =
        json!({"id": "string", "title": "string", "state": "string", "reason": "string", "subjects": [subject]});
    holds(
        &posture,
        &json!({
            "framework": "string", "edition": "string", "as_of": {"position": "integer", "time": "string"},
            "requirements": [requirement],
        }),
    );
    assert_eq!(&posture["framework"], "iso42001");
    let ids: Vec<&str> =
        posture["requirements"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap()).collect();
    assert_eq!(ids.iter().filter(|id| id.starts_with("A.")).count(), 38);
    assert!(ids.contains(&"4.1") && ids.contains(&"A.6.2.4"), "{ids:?}");
}

#[test]
fn text_says_as_of_when() {
    let place = TestEnvironment::demo();
    let now = place.run(&["posture"]).succeeds().stdout;
    assert!(now.starts_with("ISO/IEC 42001:2023") && now.contains(" as of entry "), "{now}");
    assert!(now.lines().any(|l| l.trim_start().starts_with("A.6.2.4") && l.contains("missing")), "{now}");
    let then = place.run(&["posture", "--as-of", "50"]).succeeds().stdout;
    assert!(then.contains("as of entry 50 ("), "{then}");
}

#[test]
fn moments_that_are_none() {
    let place = TestEnvironment::demo();
    place.run(&["posture", "--as-of", "99999"]).refuses(2, &["lies ahead"]);
    place.run(&["posture", "--as-of", "yesterday"]).refuses(2, &["position of the log"]);
    place.run(&["posture", "--as-of", "0"]).refuses(2, &["was in force then"]);
    place.run(&["posture", "--framework", "nist"]).refuses(2, &["nist", "iso42001"]);
}

/// A time and the position it stands for give the same states.
#[test]
fn a_time_means_every_entry_up_to_it() {
    let place = TestEnvironment::demo();
    let at = place.json(&["posture", "--as-of", "200"]);
    let by_time = place.json(&["posture", "--as-of", at["as_of"]["time"].as_str().unwrap()]);
    assert!(by_time["as_of"]["position"].as_u64().unwrap() >= 200);
    if by_time["as_of"]["position"] == at["as_of"]["position"] {
        assert_eq!(by_time["requirements"], at["requirements"]);
    }
}
