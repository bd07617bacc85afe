//! The first quarter of an hour with the product, end to end: a version fails with a reason, the next one is measured,
//! reviewed by somebody else, released, and takes its place; and the past stays what it was.

use serde_json::json;

use crate::support::environment::{Ran, find};
use crate::support::files::{example, fixture};
use crate::support::{Server, TestEnvironment};

const CONTROL: &str = "A.6.2.4";

fn review(evidence: &str) -> Vec<String> {
    let fields =
        ["title=Review", &format!("evidence={evidence}"), "conclusion=accepted", "reason=All 300 pictures were read"]
            .map(|f| ["--set".to_owned(), f.to_owned()]);
    ["record", "create", "evidence-review"].map(str::to_owned).into_iter().chain(fields.into_iter().flatten()).collect()
}

fn token(place: &TestEnvironment, member: &str, scopes: &str) -> String {
    let args = ["token", "create", "--title", "journey", "--member", member, "--scopes", scopes];
    place.run(&args).succeeds().stdout.trim().to_owned()
}

/// Runs a command at the server's address, as whoever the token stands for.
fn there(place: &TestEnvironment, server: &Server, token: &str, args: &[String]) -> Ran {
    let at = ["--server".to_owned(), format!("http://{}", server.address), "--token".to_owned(), token.to_owned()];
    place.run(&[args, &at].concat())
}

#[test]
fn from_failing_to_effective() {
    let place = TestEnvironment::demo();
    assert_eq!(place.state(CONTROL, None, None), "missing");

    // The pilot is measured: it fails, and the reason names value, mark, evidence and criterion.
    place.run(&["ingest", &example("1.0.0.eval"), "--subject", "SYS-3@1.0.0"]).succeeds();
    assert_eq!(place.state(CONTROL, None, None), "failing");
    let posture = place.json(&["posture"]);
    let reason = find(&posture["requirements"], "id", CONTROL)["reason"].as_str().unwrap().to_owned();
    for word in ["0.8467", "EV-34", ">= 0.95", "THR-4"] {
        assert!(reason.contains(word), "{reason}");
    }
    let failing_at = posture["as_of"]["position"].to_string();

    // Who collected may not review.
    let own = review("EV-34");
    place.run(&own).refuses(2, &["collected", "may not review", "Hiroshi Kanda (MBR-6)"]);
    let refused = place.run(&[&own[..], &["--output".to_owned(), "json".to_owned()]].concat()).exits(2).json();
    assert_eq!(refused["error"]["code"], "sod.collector_reviewer");

    // A pipeline delivers the next version through the server; somebody else reviews it.
    let (omar, hiroshi) = (token(&place, "MBR-8", "read,collect"), token(&place, "MBR-6", "read,review"));
    let server = Server::start(&place);
    let deliver =
        ["ingest", &example("1.1.0.eval"), "--subject", "SYS-3@1.1.0", "--pipeline", "ci-7", "--output", "json"];
    let delivered = there(&place, &server, &omar, &deliver.map(str::to_owned)).succeeds().json();
    let evidence = delivered["artifacts"][0]["evidence"].as_str().unwrap().to_owned();
    let body = &place.json(&["record", "show", &evidence])["body"];
    assert_eq!((&body["collector"]["member"], &body["collector"]["via"]), (&json!("MBR-8"), &json!("api")));
    let refused = there(&place, &server, &omar, &review(&evidence)).exits(2);
    assert!(refused.stderr.contains("you may not review here"), "{}", refused.stderr);
    there(&place, &server, &hiroshi, &review(&evidence)).succeeds();
    let written = server.stop();
    assert!(!written.contains(&omar) && !written.contains(&hiroshi), "a token is in the server's log");

    // Measured and reviewed, but the failing version is in service still.
    assert_eq!(place.state(CONTROL, None, None), "failing");
    place.run(&["check", "--subject", "SYS-3@1.1.0", "--requirement", CONTROL]).succeeds();
    place.run(&["record", "transition", "SYS-3@1.1.0", "release"]).succeeds();
    place.run(&["record", "transition", "SYS-3@1.0.0", "retire"]).succeeds();
    assert_eq!(place.state(CONTROL, None, None), "effective");
    assert_eq!(place.state(CONTROL, Some("SYS-3@1.1.0"), None), "effective");

    // The past is what it was.
    assert_eq!(place.state(CONTROL, None, Some(&failing_at)), "failing");
    assert_eq!(place.state(CONTROL, Some("SYS-3@1.0.0"), Some(&failing_at)), "failing");
    place.run(&["doctor"]).succeeds();
    place.run(&["bundle", "create"]).succeeds();
    place.run(&["verify", "audit-bundle.tar", "--trust", &place.vkey()]).succeeds();
}

/// A run of 20 of 300 pictures is accepted as evidence and satisfies nothing, though its accuracy is 1.
#[test]
fn a_partial_run_turns_nothing_green() {
    let place = TestEnvironment::demo();
    let before = place.states();
    let report = place.json(&["ingest", &example("1.1.0-limit20.eval"), "--subject", "SYS-3@1.1.0"]);
    let run = &report["artifacts"][0];
    assert_ne!(
        (&run["run"]["status"], &run["run"]["representativeness"]),
        (&json!("complete"), &json!("real")),
        "{run}"
    );
    let evidence = run["evidence"].as_str().unwrap();
    let omar = token(&place, "MBR-6", "read,review");
    let server = Server::start(&place);
    there(&place, &server, &omar, &review(evidence)).succeeds();
    server.stop();
    place.run(&["check", "--subject", "SYS-3@1.1.0", "--requirement", CONTROL]).exits(1);
    place.run(&["record", "transition", "SYS-3@1.1.0", "release"]).succeeds();
    place.run(&["record", "transition", "SYS-3@1.0.0", "retire"]).succeeds();
    assert_ne!(place.state(CONTROL, Some("SYS-3@1.1.0"), None), "effective");
    only_worse_or_same(&before, &place.states());
}

/// A run of the stand-in model that Inspect ships, renamed to look like the planned one.
#[test]
fn a_mock_run_turns_nothing_green() {
    let place = TestEnvironment::demo();
    let before = place.states();
    let mock = std::fs::read_to_string(fixture("inspect/capitals.json")).unwrap();
    let mock = place.write("digits.json", mock.replace("capitals", "digit_reading"));
    let report = place.json(&["ingest", &mock, "--subject", "SYS-3@1.1.0"]);
    assert_eq!(report["artifacts"][0]["run"]["representativeness"], "mock", "{report:#}");
    place.run(&["check", "--subject", "SYS-3@1.1.0", "--requirement", CONTROL]).exits(1);
    only_worse_or_same(&before, &place.states());
}

fn only_worse_or_same(before: &[(String, String)], after: &[(String, String)]) {
    for (old, new) in before.iter().zip(after) {
        assert!(old.1 == new.1 || new.1 != "\"effective\"", "{old:?} became {new:?}");
    }
}
