//! `assay init`

use std::os::unix::fs::PermissionsExt as _;

use serde_json::json;

use crate::contract::holds;
use crate::support::TestEnvironment;

#[test]
fn a_new_folder_says_what_to_trust() {
    let place = TestEnvironment::empty();
    let made = place.run(&["init", "--organisation", "My Lab", "--owner", "Ana Ribeiro"]).succeeds();
    assert!(made.stdout.starts_with("Created workspace `my-lab` of My Lab in "), "{}", made.stdout);
    assert!(made.stdout.contains("Verifier key: assay/"), "{}", made.stdout);
    assert!(made.stdout.contains(&place.vkey()));
    assert_eq!(place.json(&["record", "show", "PER-1"])["title"], "Ana Ribeiro");
    assert_eq!(place.json(&["record", "show", "MBR-1"])["body"]["roles"], json!(["owner"]));
    place.run(&["doctor"]).succeeds();
}

#[test]
fn json_names_the_workspace() {
    let place = TestEnvironment::empty();
    let view = place.json(&["init", "--workspace", "lab"]);
    let pattern =
        json!({"id": "string", "slug": "string", "organisation": "string", "demo": "boolean", "origin": "string"});
    holds(&view, &pattern);
    assert_eq!((&view["slug"], &view["demo"]), (&json!("lab"), &json!(false)));
}

#[test]
fn a_demo_says_so_for_ever() {
    let place = TestEnvironment::demo();
    assert_eq!(place.json(&["workspace", "list"])["workspaces"][0]["demo"], true);
    assert!(place.vkey().starts_with("assay-demo/"));
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let place = TestEnvironment::demo();
    let before = place.run(&["log", "checkpoint"]).succeeds().stdout;
    place.run(&["init"]).refuses(3, &["holds an installation already", "assay workspace create"]);
    place.run(&["init", "--demo"]).refuses(3, &["assay workspace create"]);
    assert_eq!(place.run(&["log", "checkpoint"]).succeeds().stdout, before);
}

#[test]
fn wrong_command_lines() {
    let place = TestEnvironment::empty();
    place.run(&["init", "--demo", "--organisation", "X"]).refuses(2, &["cannot be used with"]);
    place.run(&["init", "--organisation", " "]).refuses(2, &["name the organisation"]);
    place.run(&["init", "--workspace", "No Slug"]).refuses(2, &["lower-case letters"]);
    place.run(&["init", "--server", "https://assay.example.org"]).refuses(2, &["works on a data folder"]);
    place.run(&["init"]).succeeds();
}

/// Keys are for the owner's eyes.
#[test]
fn key_files_are_private() {
    let place = TestEnvironment::empty();
    place.run(&["init"]).succeeds();
    let mut keys = vec![place.data().join("control.key"), place.data().join("master.key")];
    for space in std::fs::read_dir(place.data().join("workspaces")).unwrap() {
        keys.push(space.unwrap().path().join("log.key"));
    }
    assert_eq!(keys.len(), 3);
    for key in keys {
        assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600, "{}", key.display());
    }
}
