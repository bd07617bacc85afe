//! `assay backup` and `assay restore`

use serde_json::json;

use crate::contract::holds;
use crate::support::TestEnvironment;
use crate::support::files::example;

fn report() -> serde_json::Value {
    json!({"workspaces": [{"slug": "string", "entries": "integer", "artifacts": "integer", "origin": "string"}]})
}

fn files(folder: &std::path::Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            names.extend(files(&entry.path()));
        } else {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names
}

#[test]
fn a_backup_holds_everything_but_the_keys() {
    let place = TestEnvironment::demo();
    let ran = place.run(&["backup", "copy", "--output", "json"]).succeeds();
    assert!(ran.stderr.contains("Keys are not in it"), "{}", ran.stderr);
    holds(&ran.json(), &report());
    assert_eq!(ran.json()["workspaces"][0]["artifacts"], 35);
    let names = files(&place.path("copy"));
    assert!(
        names.contains(&"control.sqlite".to_owned()) && names.contains(&"workspace.sqlite".to_owned()),
        "{names:?}"
    );
    assert!(names.iter().all(|n| !n.ends_with(".key")), "{names:?}");
    place.run(&["backup", "copy"]).refuses(2, &["exists", "name a folder that does not"]);
}

#[test]
fn a_restored_folder_goes_on_in_a_new_epoch() {
    let place = TestEnvironment::demo();
    place.run(&["backup", "copy"]).succeeds();
    // What happens after the backup is lost by restoring it, and the log says that it is.
    place.run(&["ingest", &example("1.0.0.eval"), "--subject", "SYS-3@1.0.0"]).succeeds();
    let lost = place.run(&["log", "checkpoint"]).succeeds().stdout;
    let origin = place.json(&["workspace", "list"])["workspaces"][0]["origin"].clone();

    let restored = place.json(&["restore", "copy", "--reason", "disk replaced"]);
    holds(&restored, &report());
    let space = &place.json(&["workspace", "list"])["workspaces"][0];
    assert_ne!(space["origin"], origin);
    assert!(space["origin"].as_str().unwrap().starts_with(origin.as_str().unwrap()), "{space}");
    let epochs = &place.json(&["record", "show", "WSP-1"])["body"]["epochs"];
    assert_eq!(epochs[0]["reason"], "disk replaced");
    assert_eq!(epochs[0]["last_known_checkpoint"], lost.as_str());
    place.run(&["doctor"]).succeeds();
    place.run(&["log", "verify", "--trust", &place.vkey()]).succeeds();
    place.run(&["record", "show", "EV-34"]).refuses(2, &["EV-34"]);
    // What was there is moved aside, never overwritten.
    assert!(place.data().join("replaced-1/control.sqlite").exists());
    place.run(&["bundle", "create"]).succeeds();
    place.run(&["verify", "audit-bundle.tar", "--trust", &place.vkey()]).succeeds();
}

#[test]
fn a_backup_starts_a_machine_anew() {
    let place = TestEnvironment::demo();
    place.run(&["backup", "copy"]).succeeds();
    let elsewhere = place.path("elsewhere");
    let to = ["--data", elsewhere.to_str().unwrap()];
    place.run(&[&["restore", "copy", "--reason", "moved"], &to[..]].concat()).succeeds();
    place.run(&[&["doctor"], &to[..]].concat()).succeeds();
    let there = place.json(&[&["record", "show", "SYS-3"], &to[..]].concat());
    assert_eq!(there["title"], "Digit reader");
}

#[test]
fn what_is_no_backup() {
    let place = TestEnvironment::demo();
    place.run(&["restore", "nowhere", "--reason", "x"]).refuses(2, &["is no backup"]);
    place.run(&["restore", "copy"]).refuses(2, &["--reason"]);
    place.run(&["doctor"]).succeeds();
}
