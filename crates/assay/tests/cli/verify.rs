//! `assay verify`

use serde_json::json;

use crate::contract::{self, holds};
use crate::support::TestEnvironment;

#[test]
fn without_a_trusted_key_nothing_is_verified() {
    let place = TestEnvironment::demo();
    place.run(&["bundle", "create"]).succeeds();
    let alone = place.run(&["verify", "audit-bundle.tar"]).exits(1);
    assert!(alone.stdout.contains("not verified against a key you trust"), "{}", alone.stdout);
    let report = place.run(&["verify", "audit-bundle.tar", "--output", "json"]).exits(1).json();
    holds(&report, &contract::verification());
    assert_eq!(report["trusted"], false);

    let trusted = place.run(&["verify", "audit-bundle.tar", "--trust", &place.vkey()]).succeeds();
    assert!(trusted.stdout.contains("signed by a key you trust") && !trusted.stdout.contains("not verified"));
    let anchored = ["verify", "audit-bundle.tar", "--trust", &place.vkey(), "--require-anchor"];
    assert!(place.run(&anchored).exits(1).stdout.contains("log/anchors"));
}

/// A bundle needs no data folder and no network to be verified.
#[test]
fn a_stranger_verifies_offline() {
    let place = TestEnvironment::demo();
    let vkey = place.write("vkey", place.vkey());
    place.run(&["bundle", "create"]).succeeds();
    let stranger = TestEnvironment::empty();
    let bundle = place.path("audit-bundle.tar");
    stranger.run(&["verify", bundle.to_str().unwrap(), "--trust", &vkey]).succeeds();
    assert!(!stranger.data().exists());
}

#[test]
fn what_is_no_bundle_fails_and_what_is_not_there_is_usage() {
    let place = TestEnvironment::demo();
    let noise = place.write("noise.tar", [3_u8; 2048]);
    let vkey = place.vkey();
    let report = place.run(&["verify", &noise, "--trust", &vkey, "--output", "json"]).exits(1).json();
    holds(&report, &contract::verification());
    assert_eq!((&report["trusted"], &report["findings"][0]["status"]), (&json!(false), &json!("FAILED")));
    place.run(&["verify", "absent.tar", "--trust", &vkey]).refuses(2, &["cannot read absent.tar"]);
    place.run(&["verify", &noise, "--trust", "nonsense"]).refuses(2, &["is not a verifier key"]);
    place.run(&["verify", &noise, "--older", "absent"]).refuses(2, &["cannot read absent"]);
}
