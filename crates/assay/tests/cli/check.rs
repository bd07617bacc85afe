//! `assay check`

use std::process::Command;

use serde_json::json;

use crate::contract::holds;
use crate::support::TestEnvironment;
use crate::support::environment::find;
use crate::support::files::{example, has};

fn failing() -> TestEnvironment {
    let place = TestEnvironment::demo();
    place.run(&["ingest", &example("1.0.0.eval"), "--subject", "SYS-3@1.0.0"]).succeeds();
    place
}

#[test]
fn verdict_contract() {
    let place = failing();
    let ran = place.run(&["check", "--subject", "SYS-3@1.0.0", "--output", "json"]).exits(1);
    let list = ran.json();
    let verdict = json!({
        "check": "string", "title": "string", "requirements": ["string"], "axis": "string", "subject": "string",
        "in_service": "boolean", "outcome": "string", "stale": "boolean", "code": "string", "reason": "string",
        "value": "string|null", "threshold": "string|null", "observed_at": "string|null", "valid_until": "string|null",
        "evidence": ["string"], "asks": "string|null", "evidence_kinds": ["string"],
    });
    holds(&list, &json!({"verdicts": [verdict]}));
    let missed = find(&list["verdicts"], "check", "vv.threshold");
    assert_eq!(missed["requirements"], json!(["iso42001:A.6.2.4"]));
    assert_eq!((&missed["outcome"], &missed["subject"]), (&json!("fail"), &json!("SYS-3@1.0.0")));
    assert_eq!(missed["evidence"], json!(["EV-34", "THR-4"]));
    assert!(missed["reason"].as_str().unwrap().contains("0.8467"), "{missed}");
}

#[test]
fn text_puts_what_does_not_hold_first() {
    let ran = failing().run(&["check", "--subject", "SYS-3@1.0.0"]).exits(1);
    let outcomes: Vec<&str> = ran.stdout.lines().skip(1).filter_map(|l| l.split_whitespace().next()).collect();
    let first_pass = outcomes.iter().position(|o| *o == "pass").unwrap();
    assert!(outcomes[first_pass..].iter().all(|o| *o == "pass"), "{}", ran.stdout);
    assert!(ran.stderr.contains("10 of 13 checks do not hold"), "{}", ran.stderr);
}

#[test]
fn exit_codes() {
    let place = TestEnvironment::demo();
    place.run(&["check", "--subject", "SYS-1@2.1.0", "--requirement", "A.6.2.4"]).succeeds();
    place.run(&["check", "--requirement", "iso42001:A.6.2.4"]).exits(1);
    place.run(&["check"]).exits(1);
    // Nothing measured is never a pass.
    let nothing = place.run(&["check", "--subject", "SYS-1@2.1.0", "--requirement", "5.2"]).exits(1);
    assert!(nothing.stderr.contains("nothing was measured"), "{}", nothing.stderr);
    place.run(&["check", "--subject", "SYS-3@7"]).refuses(2, &["SYS-3@7"]);
    place.run(&["check", "--requirement", "own:none"]).refuses(2, &["no control `own:none`"]);
    place.run(&["check", "--requirement", "A.99"]).refuses(2, &["no requirement `A.99`"]);
}

#[test]
fn sarif_reads_as_sarif() {
    let place = failing();
    place.run(&["check", "--output", "sarif", "-o", "verdicts.sarif"]).exits(1);
    let text = std::fs::read_to_string(place.path("verdicts.sarif")).unwrap();
    let sarif: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"].as_str().map(str::to_lowercase).as_deref(), Some("assay"));
    let rules: Vec<&str> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap()).collect();
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        assert!(rules.contains(&result["ruleId"].as_str().unwrap()), "{result}");
        assert!(result["message"]["text"].as_str().is_some_and(|t| !t.is_empty()), "{result}");
        assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().unwrap()), "{result}");
    }
    assert!(results.iter().any(|r| r["level"] == "error" && r["message"]["text"].as_str().unwrap().contains("0.8467")));
}

#[test]
fn junit_reads_as_xml() {
    let place = failing();
    let ran = place.run(&["check", "--output", "junit", "-o", "verdicts.xml"]).exits(1);
    assert_eq!(ran.stdout, "");
    let xml = std::fs::read_to_string(place.path("verdicts.xml")).unwrap();
    assert!(xml.starts_with("<?xml") && xml.contains("<testcase") && xml.contains("<failure"), "{xml}");
    if has("python3", "--version") {
        let count = "import sys, xml.etree.ElementTree as t; r = t.parse(sys.argv[1]).getroot(); \
                     same = lambda s: len(s.findall('testcase')) == int(s.get('tests')) \
                     and len(s.findall('testcase/failure')) == int(s.get('failures')); \
                     print(all(map(same, r.iter('testsuite'))) and len(list(r.iter('failure'))) > 0)";
        let read = Command::new("python3").args(["-c", count]).arg(place.path("verdicts.xml")).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&read.stdout), "True\n", "{}", String::from_utf8_lossy(&read.stderr));
    }
}
