//! `assay quarantine`

use serde_json::json;

use crate::contract::{self, holds};
use crate::support::TestEnvironment;
use crate::support::files::fixture;

#[test]
fn an_empty_quarantine_is_no_error() {
    let place = TestEnvironment::demo();
    assert_eq!(place.json(&["quarantine", "list"]), json!({"artifacts": []}));
    place.run(&["quarantine", "list"]).succeeds();
    place.run(&["quarantine", "retry"]).succeeds();
}

#[test]
fn what_lies_there_says_why_and_may_be_tried_again() {
    let place = TestEnvironment::demo();
    let document = std::fs::read_to_string(fixture("inspect/capitals.json")).unwrap();
    let half = place.write("half.json", &document[..document.len() / 2]);
    place.run(&["ingest", &half, "--subject", "SYS-3@1.1.0"]).exits(2);
    let list = place.json(&["quarantine", "list"]);
    holds(
        &list,
        &json!({"artifacts": [{
            "key": "string", "file": "string", "sha256": "string", "code": "string", "reason": "string",
            "line": "integer|null", "subject": "string|null", "by": "string", "since": "string", "tried": "string",
        }]}),
    );
    let there = &list["artifacts"][0];
    assert_eq!((&there["file"], &there["subject"]), (&json!("half.json"), &json!("SYS-3@1.1.0")));
    let retried = place.run(&["quarantine", "retry", "--output", "json"]).exits(2).json();
    holds(&retried, &contract::ingest());
    assert_eq!(retried["errors"][0]["code"], there["code"]);
    // The whole file delivered later is evidence; the half stays where it was.
    place.run(&["ingest", &fixture("inspect/capitals.json"), "--subject", "SYS-3@1.1.0"]).succeeds();
    assert_eq!(place.json(&["quarantine", "list"])["artifacts"].as_array().unwrap().len(), 1);
    assert!(place.run(&["quarantine", "list"]).succeeds().stdout.contains("half.json"));
}
