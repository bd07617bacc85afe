//! `assay doctor`

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::contract::holds;
use crate::support::TestEnvironment;
use crate::support::environment::find;

fn report() -> serde_json::Value {
    json!({"ok": "boolean", "findings": [{"item": "string", "ok": "boolean", "text": "string"}]})
}

fn blobs(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.path().is_dir() {
            true => found.extend(blobs(&entry.path())),
            false => found.push(entry.path()),
        }
    }
    found.sort();
    found
}

fn artifacts(place: &TestEnvironment) -> PathBuf {
    let space = fs::read_dir(place.data().join("workspaces")).unwrap().next().unwrap().unwrap();
    space.path().join("artifacts")
}

#[test]
fn a_whole_folder_is_whole() {
    let place = TestEnvironment::demo();
    let all = place.json(&["doctor"]);
    holds(&all, &report());
    assert_eq!(all["ok"], true);
    let text = place.run(&["doctor"]).succeeds().stdout;
    assert!(text.contains("artifacts hashed") && text.contains("verdicts are what the log gives"), "{text}");
}

#[test]
fn damaged_and_lost_artifacts_are_named() {
    for lose in [false, true] {
        let place = TestEnvironment::demo();
        let victim = blobs(&artifacts(&place)).swap_remove(0);
        if lose {
            fs::remove_file(&victim).unwrap();
        } else {
            let mut bytes = fs::read(&victim).unwrap();
            let at = bytes.len() - 5;
            bytes[at] ^= 1;
            fs::set_permissions(&victim, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
            fs::write(&victim, bytes).unwrap();
        }
        let ran = place.run(&["doctor", "--output", "json"]).exits(1);
        holds(&ran.json(), &report());
        assert_eq!(ran.json()["ok"], false);
        let findings = &ran.json()["findings"];
        assert_eq!(find(findings, "item", "artifacts")["ok"], false);
        assert!(findings.as_array().unwrap().iter().any(|f| f["item"].as_str().unwrap().starts_with("artifact ")));
        assert!(place.run(&["doctor"]).exits(1).stdout.contains("FAILED"));
    }
}
