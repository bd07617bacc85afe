//! `assay bundle create`

use serde_json::Value;

use crate::support::TestEnvironment;
use crate::support::files::has;

fn statuses(report: &Value, status: &str) -> usize {
    report["findings"].as_array().unwrap().iter().filter(|f| f["status"] == status).count()
}

#[test]
fn a_bundle_verifies_as_tar_and_as_folder() {
    let place = TestEnvironment::demo();
    let trust = place.vkey();
    let made = place.run(&["bundle", "create", "--scope", "Stage 1 audit"]).succeeds();
    assert_eq!((made.stdout.as_str(), made.stderr.trim()), ("", "Written: audit-bundle.tar"));
    let tar = place.json(&["verify", "audit-bundle.tar", "--trust", &trust]);
    assert_eq!((&tar["trusted"], statuses(&tar, "FAILED")), (&Value::Bool(true), 0));

    place.run(&["bundle", "create", "-o", "folder/"]).succeeds();
    let folder = place.json(&["verify", "folder", "--trust", &trust]);
    assert_eq!(statuses(&folder, "UNALTERED"), statuses(&tar, "UNALTERED"));
    let readme = std::fs::read_to_string(place.path("folder/README.txt")).unwrap();
    assert!(readme.contains("assay-demo/"), "{readme}");
    assert!(!place.path("folder/bundle.tar.part").exists());
}

#[test]
fn what_is_withheld_is_said_to_be() {
    let place = TestEnvironment::demo();
    place.run(&["bundle", "create", "--withhold", "person,member", "-o", "part.tar"]).succeeds();
    let report = place.json(&["verify", "part.tar", "--trust", &place.vkey()]);
    let people = place.json(&["record", "list", "person"])["records"].as_array().unwrap().len();
    assert!(statuses(&report, "WITHHELD") > people, "{report:#}");
    let bytes = std::fs::read(place.path("part.tar")).unwrap();
    let name = "Internal audit lead (independent contractor)".as_bytes();
    assert!(!bytes.windows(name.len()).any(|w| w == name), "a withheld body is in the bundle");
    place.run(&["bundle", "create", "--withhold", "colour"]).refuses(2, &["colour"]);
}

#[test]
fn without_files_is_smaller_and_still_verifies() {
    let place = TestEnvironment::demo();
    place.run(&["bundle", "create", "-o", "whole.tar"]).succeeds();
    place.run(&["bundle", "create", "--without-files", "-o", "part.tar"]).succeeds();
    let size = |name: &str| std::fs::metadata(place.path(name)).unwrap().len();
    assert!(size("part.tar") < size("whole.tar"));
    let report = place.json(&["verify", "part.tar", "--trust", &place.vkey()]);
    assert_eq!(statuses(&report, "FAILED"), 0);
    assert!(statuses(&report, "WITHHELD") > 0, "{report:#}");
}

#[test]
fn other_tar_programs_read_it() {
    if !has("tar", "--version") {
        return;
    }
    let place = TestEnvironment::demo();
    place.run(&["bundle", "create"]).succeeds();
    std::fs::create_dir(place.path("out")).unwrap();
    let mut tar = std::process::Command::new("tar");
    let tar = tar.arg("-xf").arg(place.path("audit-bundle.tar")).arg("-C").arg(place.path("out")).output().unwrap();
    assert!(tar.status.success() && tar.stderr.is_empty(), "{}", String::from_utf8_lossy(&tar.stderr));
    place.run(&["verify", "out", "--trust", &place.vkey()]).succeeds();
}
