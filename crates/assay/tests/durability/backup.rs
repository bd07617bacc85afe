//! An older database is not taken for the present one; a backup goes on in a new epoch that admits what was lost.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::folder::{Folder, size};
use crate::load::{self, Acknowledged, Load};
use crate::server::{Line, Server};

/// Makes some people through the command line's own way in.
fn write(folder: &Folder, count: usize) {
    let server = Server::start(folder);
    let mut line = Line::open(&folder.socket()).unwrap();
    for number in 0..count {
        assert_eq!(load::create(&mut line, &format!("person {number}")).unwrap().0, 201);
    }
    assert!(server.stop().success());
}

#[test]
fn an_older_database_put_back_is_refused_every_time() {
    let folder = Folder::new();
    write(&folder, 3);
    let (database, older, newer) =
        (folder.workspace("workspace.sqlite"), folder.beside("older"), folder.beside("newer"));
    fs::copy(&database, &older).unwrap();
    write(&folder, 3);
    fs::copy(&database, &newer).unwrap();
    let known = folder.high_water().unwrap();

    fs::copy(&older, &database).unwrap();
    for command in [&["doctor"][..], &["record", "list"], &["serve", "--listen", "127.0.0.1:0"], &["doctor"]] {
        let (code, error) = folder.refused(command);
        assert_eq!((code, error["code"].as_str()), (2, Some("store.tail-lost")), "{command:?}: {error:#}");
        assert_eq!(error["details"]["known"].as_u64(), Some(known));
        assert_eq!(folder.high_water(), Some(known), "being refused does not move the mark");
    }
    fs::copy(&newer, &database).unwrap();
    folder.sound();
}

/// Put back elsewhere, an older copy grows past the size that was known here: another history of the same workspace.
#[test]
fn another_history_is_refused_however_long_it_is() {
    let folder = Folder::new();
    write(&folder, 3);
    let elsewhere = folder.copy();
    write(&folder, 2);
    write(&elsewhere, 9);
    let known = folder.high_water().unwrap();
    fs::copy(elsewhere.workspace("workspace.sqlite"), folder.workspace("workspace.sqlite")).unwrap();
    let (code, error) = folder.refused(&["doctor"]);
    assert_eq!((code, error["code"].as_str()), (2, Some("store.tail-lost")), "{error:#}");
    assert_eq!(folder.high_water(), Some(known));
}

/// A history that signed nothing at the size known, since a change of several entries went past it, is another one too.
#[test]
fn a_mark_that_this_history_never_signed_is_refused() {
    let folder = Folder::new();
    write(&folder, 1);
    let mark = folder.workspace("workspace.high-water");
    // The first change of a workspace is many entries long: nothing was ever signed at 20.
    let note = fs::read_to_string(&mark).unwrap();
    let mut lines: Vec<&str> = note.lines().collect();
    lines[1] = "20";
    fs::write(&mark, lines.join("\n") + "\n").unwrap();
    assert_eq!(folder.refused(&["doctor"]).1["code"], "store.tail-lost");
}

struct Restored {
    folder: Folder,
    vkey: String,
    /// Checkpoints of epoch 1: within the backup, at its very end, and beyond it.
    within: String,
    last: String,
    beyond: String,
    restored: u64,
}

/// A backup is taken while others write; more is written; the backup is put back.
fn restored() -> Restored {
    let folder = Folder::new();
    write(&folder, 2);
    let within = folder.checkpoint(None);
    let vkey = folder.json(&["log", "vkey"])["vkey"].as_str().unwrap().to_owned();
    let server = Server::start(&folder);
    let acknowledged = Acknowledged::default();
    let load = Load::start(&folder.socket(), &acknowledged);
    load.until(&acknowledged, 10);
    let backup = folder.beside("backup");
    folder.json(&["backup", backup.to_str().unwrap()]);
    load.until(&acknowledged, acknowledged.count() + 10);
    load.end();
    assert!(server.stop().success());
    folder.sound();
    let beyond = folder.checkpoint(None);
    no_keys(&backup);

    let report = folder.json(&["restore", backup.to_str().unwrap(), "--reason", "the disk was replaced"]);
    let origin = report["workspaces"][0]["origin"].as_str().unwrap();
    assert!(origin.ends_with("/2"), "{origin}");
    let space = folder.json(&["record", "list", "workspace"]);
    let epoch = &space["records"][0]["body"]["epochs"][0];
    let restored = epoch["restored_size"].as_u64().unwrap();
    assert_eq!(epoch["reason"], "the disk was replaced");
    assert_eq!(epoch["last_known_checkpoint"].as_str(), Some(beyond.as_str()), "it admits what it knows was signed");
    assert!(size(&within) < restored && restored < size(&beyond), "{} {restored} {}", size(&within), size(&beyond));
    let last = folder.checkpoint(Some(restored));
    Restored { folder, vkey, within, last, beyond, restored }
}

fn no_keys(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            no_keys(&path);
        } else {
            assert!(path.extension().is_none_or(|e| e != "key"), "a key is in the backup: {}", path.display());
            assert!(!String::from_utf8_lossy(&fs::read(&path).unwrap()).contains("PRIVATE+KEY"));
        }
    }
}

impl Restored {
    fn verify(&self, older: &str) -> (Output, Value) {
        let (bundle, kept) = (self.folder.beside("bundle.tar"), self.folder.beside("kept"));
        if !bundle.exists() {
            let made = self.folder.run(&["bundle", "create", "--out", bundle.to_str().unwrap()]);
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        }
        fs::write(&kept, older).unwrap();
        let mut command = self.folder.command();
        command.args(["--output", "json", "verify"]).arg(&bundle).args(["--trust", &self.vkey, "--older"]).arg(&kept);
        let output = command.output().unwrap();
        let report = serde_json::from_slice(&output.stdout).unwrap();
        (output, report)
    }
}

fn of_the_kept(report: &Value) -> &Value {
    let findings = report["findings"].as_array().unwrap();
    findings.iter().find(|f| f["item"] == "kept checkpoint 1").unwrap()
}

#[test]
fn a_backup_put_back_goes_on_in_a_new_epoch() {
    let restored = restored();
    let folder = &restored.folder;
    folder.sound();
    let now = folder.checkpoint(None);
    assert!(now.lines().next().unwrap().ends_with("/2"), "{now}");
    assert_eq!(size(&now), restored.restored + 1, "its first entry is the one that opens it");
    write(folder, 3);
    folder.sound();
    // What was replaced is kept aside.
    let aside = fs::read_dir(folder.path().join("replaced-1")).unwrap();
    assert!(aside.count() >= 2);

    for older in [&restored.within, &restored.last, &now] {
        let (output, report) = restored.verify(older);
        assert_eq!(output.status.code(), Some(0), "{report:#}");
        assert_eq!(of_the_kept(&report)["status"], "UNALTERED");
    }
    let (output, report) = restored.verify(&restored.beyond);
    assert_eq!(output.status.code(), Some(1), "{report:#}");
    let finding = of_the_kept(&report);
    assert_eq!(finding["status"], "FAILED");
    let lost = format!("entries {} to {}", restored.restored, size(&restored.beyond) - 1);
    let reason = finding["reason"].as_str().unwrap();
    assert!(reason.contains(&lost) && reason.contains("epoch 1") && reason.contains("lost"), "{reason}");
}
