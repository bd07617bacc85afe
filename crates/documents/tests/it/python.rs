//! The independent verifier `docs/verify/verify_bundle.py`, and the commands of the instructions, on a real bundle.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assay_documents::bundle::FolderSink;
use assay_log::bundle::{Report, verify};

use crate::sample::{head, key, options, tar, write};

fn has(program: &str, argument: &str) -> bool {
    let found = Command::new(program).arg(argument).output().is_ok_and(|output| output.status.success());
    if !found {
        skipped(program);
    }
    found
}

fn skipped(program: &str) {
    // Past the capture of the test runner, which shows nothing of a test that passes.
    let mut stderr = std::io::stderr();
    writeln!(stderr, "SKIPPED: {program} is not installed, so independent verification was not tested").unwrap();
}

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/verify/verify_bundle.py")
}

fn python(bundle: &Path, more: &[&str]) -> Output {
    let trust = key().verifier().to_string();
    Command::new("python3").arg(script()).arg(bundle).args(["--trust", &trust]).args(more).output().unwrap()
}

/// Without the package `cryptography`, as on most auditors' machines, openssl checks the signatures.
#[test]
fn python_needs_nothing_but_openssl() {
    if !has("python3", "--version") || !has("openssl", "version") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("bundle.tar");
    fs::write(&path, tar()).unwrap();
    fs::write(place.path().join("cryptography.py"), "raise ImportError\n").unwrap();
    let judge = |trust: &str| {
        let mut command = Command::new("python3");
        command.arg(script()).arg(&path).args(["--trust", trust]).env("PYTHONPATH", place.path());
        command.output().unwrap()
    };
    demand(&judge(&key().verifier().to_string()), 0);
    let namesake = assay_log::SigningKey::from_seed(key().name(), &[1; 32]).unwrap().verifier();
    demand(&judge(&namesake.to_string()), 1);

    // The last line of the archive is the manifest's signature: another letter in its middle is another signature.
    let mut forged = tar();
    let end = forged.iter().rposition(|byte| *byte == b'\n').unwrap();
    forged[end - 40] = if forged[end - 40] == b'A' { b'B' } else { b'A' };
    fs::write(&path, forged).unwrap();
    demand(&judge(&key().verifier().to_string()), 1);
}

#[track_caller]
fn demand(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn python_accepts_what_is_whole_and_refuses_what_is_not() {
    if !has("python3", "--version") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("bundle.tar");
    let archive = tar();
    fs::write(&path, &archive).unwrap();
    demand(&python(&path, &[]), 0);
    demand(&python(&path, &["--require-anchor"]), 1);
    let older = place.path().join("older");
    fs::write(&older, head(200)).unwrap();
    demand(&python(&path, &["--older", older.to_str().unwrap()]), 0);
    let stranger = Command::new("python3").arg(script()).arg(&path).output().unwrap();
    demand(&stranger, 1);

    // A byte in every part of the archive: headers, contents, padding, the end.
    for at in (3..archive.len()).step_by(archive.len() / 25) {
        let mut changed = archive.clone();
        changed[at] ^= 1;
        fs::write(&path, changed).unwrap();
        demand(&python(&path, &[]), 1);
    }
    fs::write(&path, &archive[..archive.len() - 512]).unwrap();
    demand(&python(&path, &[]), 1);
}

/// Both verifiers say the same about each item.
#[test]
fn two_verifiers_one_verdict() {
    if !has("python3", "--version") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    write(FolderSink::create(place.path()).unwrap());
    let output = python(place.path(), &["--json"]);
    demand(&output, 0);
    let theirs: Report = serde_json::from_slice(&output.stdout).unwrap();
    let ours = verify(&assay_documents::bundle::FolderFiles::open(place.path()).unwrap(), &options());
    let sorted = |report: &Report| {
        let mut lines: Vec<_> = report.findings.iter().map(|f| (f.item.clone(), format!("{:?}", f.status))).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&theirs), sorted(&ours));
    fs::write(place.path().join("bodies/0.json"), "{}").unwrap();
    demand(&python(place.path(), &[]), 1);
}

/// Runs the shell commands of the bundle's own README.txt.
#[cfg(unix)]
#[test]
fn the_instructions_work() {
    if !has("python3", "--version") || !has("openssl", "version") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    write(FolderSink::create(place.path()).unwrap());
    let scratch = tempfile::tempdir().unwrap();
    let readme = fs::read_to_string(place.path().join("README.txt")).unwrap();
    let by_hand = readme.split_once("1. The key").unwrap().1;
    // Prose is indented or numbered; everything else is meant for the shell.
    let commands: Vec<&str> = by_hand
        .lines()
        .skip(1)
        .filter(|line| !line.starts_with("  A ") && !line.starts_with("  \"") && !is_numbered(line))
        .collect();
    let commands = commands.join("\n").replace("/tmp/", &format!("{}/", scratch.path().display()));
    let output = Command::new("sh").args(["-e", "-c", &commands]).current_dir(place.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said.matches("Signature Verified Successfully").count(), 2, "{said}");
    let root = head(300).lines().nth(2).unwrap().to_owned();
    assert!(said.contains(&format!("root {root}")), "{said}");
    let commitment = assay_log::hex::encode(&assay_log::commit(&crate::sample::SALT, &crate::sample::body()));
    assert!(said.contains(&format!("(bodies/0.json)= {commitment}")), "{said}");
}

#[cfg(unix)]
fn is_numbered(line: &str) -> bool {
    line.as_bytes().first().is_some_and(u8::is_ascii_digit) && line.contains(". ")
}

/// Runs the Python of `docs/VERIFYING.md` on a receipt.
#[test]
fn the_documented_receipt_check_works() {
    if !has("python3", "--version") {
        return;
    }
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/VERIFYING.md")).unwrap();
    let code = page.split_once("```python\n").unwrap().1.split_once("```").unwrap().0;
    let place = tempfile::tempdir().unwrap();
    write(FolderSink::create(place.path()).unwrap());
    let proof = place.path().join("proofs/1.tlog-proof");
    let entry = place.path().join("entry");
    for (number, verdict) in [(1, "True\n"), (2, "False\n")] {
        fs::write(&entry, &crate::sample::entries()[number]).unwrap();
        let output = Command::new("python3").args(["-c", code]).args([&proof, &entry]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), verdict, "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Any tar program unpacks a bundle, and the folder it makes verifies.
#[test]
fn other_tar_programs_unpack_it() {
    if !has("tar", "--version") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("bundle.tar");
    fs::write(&path, tar()).unwrap();
    let folder = place.path().join("bundle");
    fs::create_dir(&folder).unwrap();
    let output = Command::new("tar").arg("-xf").arg(&path).arg("-C").arg(&folder).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let report = verify(&assay_documents::bundle::FolderFiles::open(&folder).unwrap(), &options());
    assert!(report.ok(), "{:#?}", report.findings);
}

/// Signatures that no honest program writes, held against the one body there is.
const SIGNATURES: &str = r#"
import hashlib, io, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import verify_bundle

class Files:
    names = {"bodies/0.json"}
    def open(self, name):
        return io.BytesIO(b"{}"), 2

fits = hashlib.sha256(b"{}").hexdigest()
entries = [{"rec": "a", "rev": 1}, {"rec": "s", "rev": 1}, {"rec": "b", "rev": 1}]
for signature, erased in [
    ({"record_id": "a", "revision": 1, "digest": fits}, {}),
    ({"record_id": "a", "revision": 1, "digest": fits}, {0: 2}),
    ({"record_id": "a", "revision": 1, "digest": "0" * 64}, {}),
    ({"record_id": "a", "revision": 1}, {}),
    ({"record_id": "a", "revision": 2, "digest": fits}, {}),
    ({"record_id": "b", "revision": 1, "digest": fits}, {}),
    ([], {}),
]:
    verifier = verify_bundle.Verifier(Files(), [], [], False)
    verifier.entries, verifier.erased, verifier.signatures = entries, erased, {1: signature}
    verifier.check_signatures()
    print(*(finding["status"] for finding in verifier.findings))
verifier.entries, verifier.files.names, verifier.findings = entries, set(), []
verifier.signatures = {1: {"record_id": "a", "revision": 1, "digest": fits}}
verifier.check_signatures()
print(verifier.findings[0]["status"])
"#;

#[test]
fn python_holds_a_signature_against_what_it_names() {
    if !has("python3", "--version") {
        return;
    }
    let folder = script().parent().unwrap().to_owned();
    let output = Command::new("python3").args(["-c", SIGNATURES]).arg(folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let statuses: Vec<&str> = said.lines().collect();
    let expected = ["UNALTERED", "ERASED", "FAILED", "FAILED", "FAILED", "FAILED", "FAILED", "WITHHELD"];
    assert_eq!(statuses, expected, "{}", String::from_utf8_lossy(&output.stderr));
}
