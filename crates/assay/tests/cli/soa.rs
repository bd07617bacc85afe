//! `assay soa`

use std::process::Command;

use serde_json::{Value, json};

use crate::contract::{self, holds};
use crate::support::TestEnvironment;
use crate::support::environment::find;
use crate::support::files::has;

fn with_own_control() -> TestEnvironment {
    let place = TestEnvironment::demo();
    let body = ["--set", "title=Red \"team\", monthly", "--set", "requirement=own:X.9", "--set", "owner=PER-1"];
    place.run(&[&["record", "create", "control"][..], &body].concat()).succeeds();
    place
}

#[test]
fn the_38_rows_of_annex_a_and_our_own() {
    let place = with_own_control();
    let soa = place.json(&["soa"]);
    let row = json!({
        "id": "string", "title": "string", "source": "string", "applicable": "boolean|null", "reason": "string|null",
        "implementation": "string|null", "statement": "string|null", "owner": "string|null", "state": "string",
        "risks": ["string"], "evidence": "integer", "record": "string|null", "decision": "string|null",
    });
    holds(
        &soa,
        &json!({
            "framework": "string", "version": "string|null", "edition": "string", "approved_by": "string|null", "approved_at": "string|null",
            "diverged": ["string"], "rows": [row],
        }),
    );
    let rows = soa["rows"].as_array().unwrap();
    assert_eq!(rows.iter().filter(|r| r["source"] == "Annex A").count(), 38);
    assert_eq!(rows.len(), 42);
    assert_eq!(rows[41]["id"], "X.9");
    assert_eq!((&rows[41]["source"], &rows[41]["applicable"]), (&json!("own"), &Value::Null));
    // Version 2 had left one out; since version 3 all apply.
    let then = place.json(&["soa", "--as-of", "2026-05-15"]);
    assert_eq!(find(&then["rows"], "id", "A.10.4")["state"], "not-applicable");
    assert!(rows.iter().filter(|r| r["source"] == "Annex A").all(|r| r["applicable"] == true));
    assert!(soa["version"].as_str().is_some_and(|v| v.starts_with("SOA-")), "{}", soa["version"]);
    assert_eq!(soa["approved_by"], "Inês Duarte");
    assert_eq!(soa["diverged"], json!(["X.9"]));
}

#[test]
fn csv_has_a_line_for_each_row() {
    let place = with_own_control();
    place.run(&["soa", "--output", "csv", "-o", "soa.csv"]).succeeds();
    let csv = std::fs::read_to_string(place.path("soa.csv")).unwrap();
    assert!(csv.contains("\"Red \"\"team\"\", monthly\""), "{csv}");
    if has("python3", "--version") {
        let read = "import csv, sys; r = list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8'))); \
                    print(len(r), len(set(map(len, r))), r[-1][0])";
        let out = Command::new("python3").args(["-c", read]).arg(place.path("soa.csv")).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&out.stdout), "43 1 X.9\n");
    }
}

#[test]
fn markdown_is_one_table() {
    let place = with_own_control();
    let md = place.run(&["soa", "--output", "md"]).succeeds().stdout;
    let rows: Vec<&str> = md.lines().filter(|l| l.starts_with('|')).collect();
    assert_eq!(rows.len(), 2 + 42, "{md}");
    let bars = |l: &str| l.replace("\\|", "").matches('|').count();
    assert!(rows.iter().all(|r| bars(r) == bars(rows[0])), "{md}");
    assert!(md.contains("approved by Inês Duarte"), "{md}");
}

#[test]
fn text_and_the_past() {
    let place = with_own_control();
    let text = place.run(&["soa"]).succeeds().stdout;
    assert!(text.contains("Decided anew since then: X.9"), "{text}");
    let then = place.json(&["soa", "--as-of", "60"]);
    assert_eq!((&then["version"], then["rows"].as_array().unwrap().len()), (&Value::Null, 38));
    place.run(&["soa", "--output", "sarif"]).refuses(2, &["csv and md to `soa`"]);
}

#[test]
fn a_version_freezes_approved_rows_only() {
    let place = TestEnvironment::demo();
    let draft = ["soa", "draft", "--title", "SoA 2", "--owner", "PER-1", "--scope", "All"];
    let made = place.json(&draft);
    holds(&made, &contract::record());
    assert_eq!((&made["kind"], &made["state"]), (&json!("soa-version"), &json!("draft")));
    with_own_control().run(&draft).refuses(2, &["not approved yet", "CTL-42"]);
}

#[test]
fn another_framework_has_a_statement_of_its_own() {
    let place = TestEnvironment::demo();
    place.run(&["soa", "--framework", "iso27001"]).refuses(2, &["iso27001", "in force: iso42001"]);
    place.run(&["activate", "framework", "iso27001"]).succeeds();
    let soa = place.json(&["soa", "--framework", "iso27001"]);
    assert_eq!((&soa["framework"], &soa["version"]), (&json!("iso27001"), &Value::Null));
    assert_eq!(soa["rows"].as_array().map(Vec::len), Some(93));
    let csv = place.run(&["soa", "--framework", "iso27001", "--output", "csv"]).succeeds().stdout;
    assert_eq!(csv.lines().count(), 94);
    let draft = ["soa", "draft", "--framework", "iso27001", "--title", "ISMS", "--owner", "PER-1", "--scope", "All"];
    place.run(&draft).refuses(2, &["not approved yet"]);
    let own = place.json(&["soa"]);
    assert_eq!((own["framework"].as_str(), own["rows"].as_array().map(Vec::len)), (Some("iso42001"), Some(41)));
    // A requirement of it is asked for by its qualified name.
    let check = place.run(&["check", "--requirement", "iso27001:A.5.1", "--output", "json"]);
    let verdicts: Value = serde_json::from_str(&check.exits(1).stdout).unwrap();
    assert_eq!(verdicts["verdicts"][0]["outcome"], "missing", "{verdicts}");
    place.run(&["check", "--requirement", "iso27001:A.5.99"]).refuses(2, &["A.5.99", "ISO/IEC 27001"]);
}
