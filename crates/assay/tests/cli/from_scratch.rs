//! The same without the demonstration. The example's run took place before anybody here approved a criterion, so it
//! may not decide: an honest undecided, not a pass.

use serde_json::json;

use crate::support::TestEnvironment;
use crate::support::environment::find;
use crate::support::files::example;

fn prepared() -> TestEnvironment {
    let place = TestEnvironment::empty();
    place.run(&["init", "--organisation", "Reading Room", "--owner", "Ana Ribeiro"]).succeeds();
    let steps: &[&[&str]] = &[
        &["record", "create", "person", "--set", "title=Bo Lind"],
        &[
            "record",
            "create",
            "member",
            "--set",
            "title=Bo Lind",
            "--set",
            "person=PER-2",
            "--set",
            "roles=contributor,approver",
        ],
        &[
            "record",
            "create",
            "ai-system",
            "--set",
            "title=Digit reader",
            "--set",
            "owner=PER-1",
            "--set",
            "roles=developer,user",
            "--set",
            "intended_use=Reads digits on forms",
        ],
        &["record", "transition", "SYS-1", "admit"],
        &[
            "record",
            "create",
            "system-version",
            "--set",
            "title=Digit reader 1.1.0",
            "--set",
            "owner=PER-1",
            "--set",
            "system=SYS-1",
            "--set",
            "version=1.1.0",
            "--set",
            "aliases=digits/reader-1.1.0",
            "--set",
            r#"parts=[{"name": "model weights", "sha256": "bb12c7f0f4acd739521112dda4088e350f9b8d1dbb4520603ce6ff9c17d2d2d8"}]"#,
        ],
        &["record", "transition", "SYS-1@1.1.0", "propose"],
        &["threshold", "set", "digit_reading/*/accuracy", ">=", "0.95", "--subject", "SYS-1", "--min-n", "300"],
        &[
            "record",
            "create",
            "test-plan",
            "--set",
            "title=Validation",
            "--set",
            "owner=PER-1",
            "--set",
            "subject=SYS-1",
            "--set",
            r#"runs=[{"suite": "digit_reading", "tool": "inspect", "min_n": 300}]"#,
        ],
    ];
    for step in steps {
        place.run(step).succeeds();
    }
    // Nobody approves or releases their own: that takes a second person.
    for (record, verb) in [("THR-1", "approve"), ("PLN-1", "approve"), ("SYS-1@1.1.0", "release")] {
        let step = ["record", "transition", record, verb];
        place.run(&step).refuses(2, &["may not", "Bo Lind (MBR-2)"]);
        place.run_as("MBR-2", &step).succeeds();
    }
    place
}

#[test]
fn a_criterion_after_the_run_decides_nothing() {
    let place = prepared();
    assert_eq!(place.state("A.6.2.4", Some("SYS-1@1.1.0"), None), "missing");
    let report = place.json(&["ingest", &example("1.1.0.eval"), "--subject", "SYS-1@1.1.0"]);
    assert_eq!(report["artifacts"][0]["evidence"], "EV-1");
    let list = place.run(&["check", "--subject", "SYS-1@1.1.0", "--output", "json"]).exits(1).json();
    let judged = find(&list["verdicts"], "check", "vv.threshold");
    assert_eq!((&judged["outcome"], &judged["code"]), (&json!("undecided"), &json!("threshold.after-run")), "{judged}");
    assert_eq!(judged["evidence"], json!(["EV-1", "THR-1"]));
    assert_ne!(place.state("A.6.2.4", None, None), "effective");
    // The one person here cannot accept their own delivery either.
    let review = [
        "record",
        "create",
        "evidence-review",
        "--set",
        "title=R",
        "--set",
        "evidence=EV-1",
        "--set",
        "conclusion=accepted",
        "--set",
        "reason=Fine",
    ];
    place.run(&review).refuses(2, &["may not review", "Bo Lind (MBR-2)"]);
    place.run(&["doctor"]).succeeds();
}

#[test]
fn a_frozen_version_stays_frozen() {
    let place = prepared();
    place
        .run(&["record", "update", "SYS-1@1.1.0", "--set", "title=Else"])
        .refuses(3, &["is released", "no longer be edited"]);
    place.run(&["record", "transition", "SYS-1", "retire"]).refuses(3, &["VER-1 is released"]);
}
