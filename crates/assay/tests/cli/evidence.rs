//! `assay evidence`

use serde_json::json;

use crate::contract::holds;
use crate::support::TestEnvironment;

const ACT: [&str; 14] = [
    "evidence",
    "record",
    "--title",
    "Attendance lists of 2026",
    "--kind",
    "training-records",
    "--from",
    "2026-01-01",
    "--to",
    "2026-10-31",
    "--population",
    "all who use or oversee AI systems",
    "--requirement",
    "A.9.3",
];

#[test]
fn act_contract() {
    let place = TestEnvironment::demo();
    let minutes = place.write("minutes.pdf", "%PDF-1.7 minutes");
    let args = [ACT.as_slice(), &["--sampled", "14", "--size", "14", minutes.as_str()]].concat();
    let report = place.json(&args);
    let change = json!({"id": "string", "title": "string", "subject": "string", "before": "string|null",
        "after": "string", "reason": "string"});
    holds(&report, &json!({"evidence": "string", "subject": "string", "changed": [change]}));
    assert_eq!(report["subject"], "workspace");
    let evidence = place.json(&["record", "show", report["evidence"].as_str().unwrap()]);
    assert_eq!(evidence["body"]["origin"], "human-act");
    assert_eq!(evidence["body"]["artifacts"][0]["name"], "minutes.pdf");
    assert_eq!(evidence["body"]["population"]["sampled"], 14);
}

#[test]
fn what_is_missing_or_ahead_is_said() {
    let place = TestEnvironment::demo();
    place.run(&ACT).refuses(2, &["/statement", "attach a file"]);
    let measured = place.run(&["evidence", "record", "--title", "T", "--kind", "evaluation"]);
    measured.refuses(2, &["evaluation", "training-records"]);
    let ahead = [&ACT[..9], &["2999-01-01"], &ACT[10..], &["--statement", "Seen."]].concat();
    place.run(&ahead).refuses(2, &["/period/to", "lies ahead"]);
    let absent = [ACT.as_slice(), &["absent.pdf"]].concat();
    place.run(&absent).refuses(2, &["cannot read absent.pdf"]);
}

#[test]
fn text_says_that_a_review_is_needed() {
    let place = TestEnvironment::demo();
    let args = [ACT.as_slice(), &["--statement", "Both lists read."]].concat();
    let text = place.run(&args).succeeds().stdout;
    assert!(text.contains("about workspace is recorded") && text.contains("somebody else has reviewed"), "{text}");
    assert!(text.contains("A.9.3"), "the state that it bears on: {text}");
}
