//! `assay erase`

use serde_json::json;

use crate::contract::{self, holds};
use crate::support::TestEnvironment;

#[test]
fn an_erased_body_is_gone_and_the_log_still_verifies() {
    let place = TestEnvironment::demo();
    let kept = place.run(&["log", "checkpoint"]).succeeds().stdout;
    let erased = place.json(&["erase", "PER-9", "--basis", "data-subject-request"]);
    holds(&erased, &contract::record());
    assert_eq!((&erased["erased"], &erased["body"]), (&json!(true), &json!({})));

    for revision in place.json(&["record", "history", "PER-9"])["revisions"].as_array().unwrap() {
        assert_eq!((&revision["body"], &revision["title"]), (&json!({}), &json!("")), "{revision}");
    }
    let text = place.run(&["record", "show", "PER-9"]).succeeds().stdout;
    assert!(text.contains("the body was erased; its entry in the log remains"), "{text}");
    let found = place.json(&["record", "list", "person", "-q", "Sofia"]);
    assert_eq!(found["records"], json!([]));
    place.run(&["doctor"]).succeeds();
    place.run(&["log", "verify", "--trust", &place.vkey()]).succeeds();

    place.run(&["bundle", "create"]).succeeds();
    let older = place.write("kept", kept);
    let report = place.json(&["verify", "audit-bundle.tar", "--trust", &place.vkey(), "--older", &older]);
    let findings = report["findings"].as_array().unwrap();
    assert!(findings.iter().any(|f| f["status"] == "ERASED"), "{report:#}");
}

/// No trace of the name in the files of the database either.
#[test]
fn the_name_is_gone_from_the_disk() {
    let place = TestEnvironment::demo();
    let title = "Quintilian Unmistakable";
    let made = place.json(&["record", "create", "person", "--set", &format!("title={title}")]);
    let key = made["key"].as_str().unwrap();
    place.run(&["erase", key, "--basis", "recorded-in-error"]).succeeds();
    place.run(&["doctor"]).succeeds();
    let space = std::fs::read_dir(place.data().join("workspaces")).unwrap().next().unwrap().unwrap().path();
    for entry in std::fs::read_dir(space).unwrap().map(Result::unwrap).filter(|e| e.path().is_file()) {
        let bytes = std::fs::read(entry.path()).unwrap();
        // The index holds single words in lower case.
        for trace in [title, "unmistakable", "Unmistakable"] {
            let found = bytes.windows(trace.len()).any(|w| w == trace.as_bytes());
            assert!(!found, "`{trace}` is in {}", entry.path().display());
        }
    }
}

#[test]
fn what_cannot_be_erased() {
    let place = TestEnvironment::demo();
    place.run(&["erase", "PER-9"]).refuses(2, &["--basis"]);
    place.run(&["erase", "PER-9", "--basis", "because"]).refuses(2, &["no legal basis", "court-order"]);
    place.run(&["erase", "PER-99", "--basis", "court-order"]).refuses(2, &["PER-99"]);
    place.run(&["erase", "PER-9", "--basis", "court-order"]).succeeds();
    place.run(&["record", "update", "PER-9", "--set", "title=Back"]).refuses(3, &["was erased"]);
}
