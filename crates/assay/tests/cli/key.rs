//! `assay key`, and commands on a folder whose keys are not in order.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::json;

use crate::contract::holds;
use crate::support::{Server, TestEnvironment};

#[test]
fn keys_are_changed_while_nobody_uses_the_folder() {
    let place = TestEnvironment::demo();
    let key = place.data().join("master.key");
    let before = fs::read_to_string(&key).unwrap();
    let done = place.json(&["key", "rotate"]);
    holds(&done, &json!({"sealed": "integer", "lost": "integer", "master": "null"}));
    assert_eq!(fs::read_to_string(&key).unwrap(), before);
    let done = place.json(&["key", "rotate", "--master"]);
    assert!(done["master"].as_str().unwrap().ends_with("master.key"), "{done}");
    let after = fs::read_to_string(&key).unwrap();
    assert_ne!(after, before);
    let ran = place.run(&["key", "rotate", "--master", "--to", "elsewhere.key"]).succeeds();
    assert!(ran.stderr.contains("--master-key-file") && !ran.stdout.contains(after.trim()), "{}", ran.stderr);
    place.run(&["doctor"]).refuses(2, &["another master key"]);
    place.run(&["doctor", "--master-key-file", "elsewhere.key"]).succeeds();
    let text = fs::read_to_string(place.path("elsewhere.key")).unwrap();
    let with = |text: &str, args: &[&str]| {
        let mut command = place.command();
        command.args(args).env("ASSAY_MASTER_KEY", text).output().unwrap()
    };
    assert!(with(text.trim(), &["doctor"]).status.success());
    let refused = with("not a key", &["doctor"]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(
        refused.status.code() == Some(2) && said.contains("64 hexadecimal digits") && !said.contains("not a key"),
        "{said}"
    );
    let twice = with(text.trim(), &["doctor", "--master-key-file", "elsewhere.key"]);
    assert!(String::from_utf8(twice.stderr).unwrap().contains("named twice"));
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let place = TestEnvironment::demo();
    let server = Server::start(&place);
    place.run(&["key", "rotate"]).refuses(3, &["another process owns"]);
    place.run(&["key", "rotate", "--server", "http://localhost:1"]).refuses(2, &["works on a data folder"]);
    drop(server);
    place.run(&["key", "rotate", "--data", "nowhere"]).refuses(2, &["holds no installation"]);
}

#[test]
fn nothing_starts_on_keys_that_others_can_read() {
    let place = TestEnvironment::demo();
    for name in ["control.key", "master.key"] {
        let key = place.data().join(name);
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
        for args in [&["serve", "--listen", "127.0.0.1:0"][..], &["record", "list"], &["key", "rotate"]] {
            place.run(args).refuses(2, &[name, "mode 0644", "chmod 600"]);
        }
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    }
    place.run(&["record", "list"]).succeeds();
}
