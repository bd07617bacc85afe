//! Data on stdout or in a file, the rest on stderr, errors that say what to do.

use crate::contract::{self, holds};
use crate::support::TestEnvironment;

#[test]
fn out_writes_a_file_and_leaves_stdout_empty() {
    let place = TestEnvironment::demo();
    let commands: &[&[&str]] = &[
        &["record", "list", "member"],
        &["posture"],
        &["soa"],
        &["formats"],
        &["log", "vkey"],
        &["workspace", "list"],
        &["quarantine", "list"],
    ];
    for args in commands {
        let plain = place.run(&[args, &["--output", "json"][..]].concat()).succeeds().stdout;
        let ran = place.run(&[args, &["--output", "json", "-o", "file.json"][..]].concat()).succeeds();
        assert_eq!(ran.stdout, "", "{args:?}");
        let file = std::fs::read_to_string(place.path("file.json")).unwrap();
        assert_eq!(file.len(), plain.len(), "{args:?}");
        serde_json::from_str::<serde_json::Value>(&file).unwrap();
    }
    assert!(!place.path("file.part").exists());
    place.run(&["posture", "-o", "no/such/folder/file"]).refuses(2, &["cannot write no/such/folder/file"]);
}

#[test]
fn errors_are_json_when_json_was_asked_for() {
    let place = TestEnvironment::demo();
    let commands: &[(&[&str], i32, &str)] = &[
        (&["record", "show", "SYS-99"], 2, "not-found"),
        (&["record", "update", "SYS-3", "--set", "title=X", "--revision", "1"], 3, "record.conflict"),
        (&["init"], 3, "folder.exists"),
        (&["record", "create", "ai-system", "--set", "title=X", "--set", "owner=SYS-1"], 2, "body.invalid"),
        (&["posture", "--as-of", "99999"], 2, "as-of.ahead"),
        (&["token", "create", "--title", "x", "--scopes", "fly"], 2, "usage"),
        (&["check", "--requirement", "A.99"], 2, "requirement.unknown"),
    ];
    for (args, code, id) in commands {
        let ran = place.run(&[args, &["--output", "json"][..]].concat()).exits(*code);
        holds(&ran.json(), &contract::error());
        assert_eq!(ran.json()["error"]["code"], *id, "{args:?}");
        let text = ran.json()["error"]["text"].as_str().unwrap().to_owned();
        assert!(ran.stderr.contains(&format!("error: {text}")), "{args:?}: {}", ran.stderr);
        place.run(args).refuses(*code, &[&text]);
    }
}

#[test]
fn a_folder_without_an_installation_says_how_to_make_one() {
    let place = TestEnvironment::empty();
    for args in [&["posture"][..], &["record", "list"], &["doctor"], &["bundle", "create"], &["quarantine", "list"]] {
        place.run(args).refuses(2, &["holds no installation", "assay init", "--data"]);
    }
    assert!(!place.data().exists());
}

#[test]
fn usage() {
    let place = TestEnvironment::demo();
    place.run(&["frobnicate"]).refuses(2, &["unrecognized subcommand", "--help"]);
    place.run(&["record"]).exits(2);
    place.run::<&str>(&[]).exits(2);
    for format in ["sarif", "junit", "csv", "md"] {
        place.run(&["record", "list", "--output", format]).refuses(2, &["sarif and junit belong to `check`"]);
    }
    place.run(&["posture", "--output", "yaml"]).refuses(2, &["possible values"]);
}

/// `assay posture | head -1` is no error.
#[test]
fn a_closed_pipe_is_no_error() {
    let place = TestEnvironment::demo();
    let mut child = place
        .command()
        .args(["record", "list", "--limit", "500", "--output", "json"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}
