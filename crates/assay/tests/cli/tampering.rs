//! No byte of a bundle can change unseen, no part of it can move or go, and no history can be written anew without a kept
//! checkpoint showing it. The independent verifier in Python says the same.

use std::io::Cursor;
use std::process::Command;

use assay_documents::bundle::TarFiles;
use assay_log::VerifierKey;
use assay_log::bundle::{Options, verify};
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

use crate::support::TestEnvironment;
use crate::support::files::{has, root, text};

/// A bundle's bytes, the place it was made in, and the key to trust.
fn bundle() -> (TestEnvironment, Vec<u8>, String) {
    let place = TestEnvironment::demo();
    place.run(&["erase", "PER-9", "--basis", "data-subject-request"]).succeeds();
    place.run(&["bundle", "create", "--withhold", "member", "-o", "bundle.tar"]).succeeds();
    let bytes = std::fs::read(place.path("bundle.tar")).unwrap();
    let vkey = place.vkey();
    (place, bytes, vkey)
}

fn accepted(bytes: &[u8], vkey: &str) -> bool {
    let options = Options { trust: vec![VerifierKey::parse(vkey).unwrap()], ..Options::default() };
    TarFiles::open(Cursor::new(bytes)).is_ok_and(|files| verify(&files, &options).ok())
}

/// The members of a tar, header and padding included.
fn members(tar: &[u8]) -> Vec<&[u8]> {
    let (mut members, mut rest) = (Vec::new(), tar);
    while rest[0] != 0 {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[124..135]).unwrap(), 8).unwrap();
        let (member, tail) = rest.split_at(512 + size.next_multiple_of(512));
        members.push(member);
        rest = tail;
    }
    members
}

fn joined(members: &[&[u8]]) -> Vec<u8> {
    [members.concat(), vec![0; 1024]].concat()
}

/// 1,000 single bytes, anywhere, in four threads.
#[test]
fn no_byte_can_change() {
    let (_, bytes, vkey) = bundle();
    assert!(accepted(&bytes, &vkey));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let config = Config { cases: 250, failure_persistence: None, ..Config::default() };
                let wish = (proptest::prelude::any::<Index>(), 1_u8..);
                let mut changed = bytes.clone();
                let mut runner = TestRunner::new(config);
                let changed = std::cell::RefCell::new(&mut changed);
                let done = runner.run(&wish, |(at, flip)| {
                    let mut changed = changed.borrow_mut();
                    let at = at.index(changed.len());
                    changed[at] ^= flip;
                    let passed = accepted(&changed, &vkey);
                    changed[at] ^= flip;
                    proptest::prop_assert!(!passed, "byte {} ^ {} goes unseen", at, flip);
                    Ok(())
                });
                done.unwrap();
            });
        }
    });
}

/// The same through the binary: ten bytes spread over the file, cuts, moved, doubled and lost members, and both
/// verifiers agree each time.
#[test]
fn both_verifiers_see_it() {
    let (place, bytes, vkey) = bundle();
    let mut broken: Vec<(String, Vec<u8>)> = Vec::new();
    for part in 0..10 {
        let mut changed = bytes.clone();
        let at = bytes.len() * part / 10 + 137;
        changed[at] ^= 4;
        broken.push((format!("byte {at}"), changed));
    }
    for at in [0, 1, 512, bytes.len() / 2, bytes.len() - 1024, bytes.len() - 1] {
        broken.push((format!("cut at {at}"), bytes[..at].to_vec()));
    }
    broken.push(("more after the end".to_owned(), [&bytes[..], &[0; 512]].concat()));
    let parts = members(&bytes);
    assert_eq!(joined(&parts), bytes);
    for at in [0, parts.len() / 2, parts.len() - 2] {
        let mut moved = parts.clone();
        moved.swap(at, at + 1);
        broken.push((format!("members {at} and {} swapped", at + 1), joined(&moved)));
        let mut doubled = parts.clone();
        doubled.insert(at, parts[at]);
        broken.push((format!("member {at} doubled"), joined(&doubled)));
        let mut lost = parts.clone();
        lost.remove(at);
        broken.push((format!("member {at} lost"), joined(&lost)));
    }
    let python = has("python3", "--version");
    agree(&place, python, "the whole bundle", &bytes, &vkey, 0);
    for (what, bytes) in broken {
        agree(&place, python, &what, &bytes, &vkey, 1);
    }
}

fn agree(place: &TestEnvironment, python: bool, what: &str, bytes: &[u8], vkey: &str, code: i32) {
    let file = place.write("judged.tar", bytes);
    let ours = place.run(&["verify", &file, "--trust", vkey]);
    assert_eq!(ours.code, code, "{what}: {}{}", ours.stdout, ours.stderr);
    if python {
        let script = root().join("docs/verify/verify_bundle.py");
        let theirs = Command::new("python3").arg(script).arg(&file).args(["--trust", vkey]).output().unwrap();
        assert_eq!(theirs.status.code(), Some(code), "{what}: {}", String::from_utf8_lossy(&theirs.stdout));
    }
}

/// Files of the folder form changed, added, and taken away.
#[test]
fn the_folder_form_is_as_strict() {
    let place = TestEnvironment::demo();
    let vkey = place.vkey();
    place.run(&["bundle", "create", "-o", "folder/"]).succeeds();
    let judge = |code: i32| place.run(&["verify", "folder", "--trust", &vkey]).exits(code);
    judge(0);
    let body = place.path("folder/bodies/5.json");
    let original = std::fs::read(&body).unwrap();
    std::fs::write(&body, [&original[..], b" "].concat()).unwrap();
    let said = judge(1).stdout;
    assert!(said.contains("bodies/5.json"), "{said}");
    std::fs::remove_file(&body).unwrap();
    judge(1);
    std::fs::write(&body, &original).unwrap();
    judge(0);
    std::fs::write(place.path("folder/bodies/extra.json"), "{}").unwrap();
    judge(1);
}

/// The operator puts an old copy back and writes another history with the same key. Alone it verifies; a checkpoint that
/// somebody kept shows it.
#[test]
fn a_rewritten_history_is_shown_by_an_older_checkpoint() {
    let honest = TestEnvironment::demo();
    let vkey = honest.vkey();
    let start = honest.run(&["log", "checkpoint"]).succeeds().stdout;
    honest.run(&["record", "create", "person", "--set", "title=Recorded"]).succeeds();
    let kept = honest.write("kept", honest.run(&["log", "checkpoint"]).succeeds().stdout);

    let rewritten = TestEnvironment::demo();
    assert_eq!(rewritten.vkey(), vkey);
    for title in ["Something else", "And more"] {
        rewritten.run(&["record", "create", "person", "--set", &format!("title={title}")]).succeeds();
    }
    rewritten.run(&["bundle", "create"]).succeeds();
    let bundle = text(&rewritten.path("audit-bundle.tar"));
    rewritten.run(&["verify", &bundle, "--trust", &vkey]).succeeds();
    let start = rewritten.write("start", start);
    rewritten.run(&["verify", &bundle, "--trust", &vkey, "--older", &start]).succeeds();
    let shown = rewritten.run(&["verify", &bundle, "--trust", &vkey, "--older", &kept]).exits(1);
    assert!(shown.stdout.contains("FAILED"), "{}", shown.stdout);

    if has("python3", "--version") {
        let script = root().join("docs/verify/verify_bundle.py");
        let judge = |older: &str| {
            let mut python = Command::new("python3");
            python.arg(&script).arg(&bundle).args(["--trust", &vkey, "--older", older]).output().unwrap().status.code()
        };
        assert_eq!((judge(&start), judge(&kept)), (Some(0), Some(1)));
    }
    // The honest history continues it.
    honest.run(&["record", "create", "person", "--set", "title=Later"]).succeeds();
    honest.run(&["bundle", "create"]).succeeds();
    honest.run(&["verify", "audit-bundle.tar", "--trust", &vkey, "--older", &kept]).succeeds();
}

/// An older database put in the place of a newer one is noticed at the next start.
#[test]
fn a_lost_tail_is_noticed() {
    let place = TestEnvironment::demo();
    let space = std::fs::read_dir(place.data().join("workspaces")).unwrap().next().unwrap().unwrap().path();
    let old = std::fs::read(space.join("workspace.sqlite")).unwrap();
    place.run(&["record", "create", "person", "--set", "title=Recorded"]).succeeds();
    std::fs::write(space.join("workspace.sqlite"), old).unwrap();
    for extra in ["workspace.sqlite-wal", "workspace.sqlite-shm"] {
        let _ = std::fs::remove_file(space.join(extra));
    }
    place.run(&["posture"]).refuses(2, &["a tail was lost", "assay restore"]);
}
