//! Files as they get damaged, and as an attacker would make them: each ends in quarantine or as evidence with a warning,
//! none is lost, none turns anything green, nothing crashes.

use std::io::{Cursor, Write as _};

use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::support::TestEnvironment;
use crate::support::files::fixture;

const GARAK: &str = "garak/repeat-baseline.report.jsonl";
const INSPECT: &str = "inspect/capitals.json";
const EVAL: &str = "inspect/capitals.eval";
const LM_EVAL: &str = "lm-eval/results_2026-11-23T18-47-19.136375.json";

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(fixture(name)).unwrap()
}

fn text(name: &str) -> String {
    String::from_utf8(bytes(name)).unwrap()
}

fn archive(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes(EVAL))).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        to.raw_copy_file(from.by_index(at).unwrap()).unwrap();
    }
    for (name, content) in more {
        to.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        to.write_all(content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn bomb() -> Vec<u8> {
    let mut member = br#"{"version": 2, "status": "success", "eval": {}, "x": ""#.to_vec();
    member.resize(80_000_000, b' ');
    member.extend(b"\"}");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("header.json", SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))
        .unwrap();
    zip.write_all(&member).unwrap();
    zip.finish().unwrap().into_inner()
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

fn noise(mut seed: u32, length: usize) -> Vec<u8> {
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed.to_le_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

/// Name, bytes, and what has to become of them.
fn variants() -> Vec<(&'static str, Vec<u8>, Fate)> {
    use Fate::{Quarantined, Taken, Warned};
    let (garak, inspect, results) = (text(GARAK), text(INSPECT), text(LM_EVAL));
    let deep = |open: &str, close: &str| open.repeat(100_000) + "1" + &close.repeat(100_000);
    let first = garak.lines().next().unwrap();
    vec![
        ("empty.json", Vec::new(), Quarantined),
        ("random.bin", noise(7, 100_000), Quarantined),
        ("zeros.eval", vec![0; 10_000], Quarantined),
        ("cut.report.jsonl", garak.as_bytes()[..garak.len() * 2 / 3].to_vec(), Warned),
        ("cut.json", inspect.as_bytes()[..inspect.len() / 2].to_vec(), Quarantined),
        ("cut.eval", bytes(EVAL)[..3000].to_vec(), Quarantined),
        ("cut-results.json", results.as_bytes()[..results.len() - 30].to_vec(), Quarantined),
        ("nan-results.json", results.replacen("\"acc,none\": ", "\"acc,none\": NaN, \"x\": ", 1).into_bytes(), Taken),
        ("twice.json", inspect.replacen("\"status\":", "\"status\": \"error\", \"status\":", 1).into_bytes(), Warned),
        ("utf16.json", utf16(&inspect), Quarantined),
        ("utf16.report.jsonl", utf16(&garak), Quarantined),
        ("latin1.json", [inspect.as_bytes(), b"\xE9"].concat(), Quarantined),
        ("deep.json", deep("[", "]").into_bytes(), Quarantined),
        ("deep-objects.json", deep("{\"a\":", "}").into_bytes(), Quarantined),
        (
            "deep-inside.json",
            inspect.replacen('{', &format!("{{\"x\": {},", deep("[", "]")), 1).into_bytes(),
            Quarantined,
        ),
        ("deep.report.jsonl", format!("{first}\n{}\n", deep("{\"a\":", "}")).into_bytes(), Warned),
        ("two-runs.json", (inspect.clone() + &inspect).into_bytes(), Quarantined),
        ("two-runs.report.jsonl", (garak.clone() + &text("garak/v0.12-repeat.report.jsonl")).into_bytes(), Taken),
        ("bomb.eval", bomb(), Quarantined),
        ("slip.eval", archive(&[("../../../tmp/assay-slip", b"x")]), Quarantined),
        ("rooted.eval", archive(&[("/tmp/assay-slip", b"x")]), Quarantined),
        (
            "huge-number.json",
            results.replacen("\"acc,none\": ", "\"acc,none\": 1e99999, \"x\": ", 1).into_bytes(),
            Taken,
        ),
    ]
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    Quarantined,
    /// Evidence that says what was wrong.
    Warned,
    /// Evidence: of which one value is no number and so never a pass, or two of them for two runs in one file.
    Taken,
}

#[test]
fn every_file_is_accounted_for() {
    let place = TestEnvironment::demo();
    let before = place.states();
    let mut refused = Vec::new();
    for (name, content, fate) in variants() {
        let file = place.write(&format!("in/{name}"), &content);
        let ran = place.run(&["ingest", &file, "--subject", "SYS-3@1.1.0", "--output", "json"]);
        let report = ran.json();
        let quarantined = !report["errors"].as_array().unwrap().is_empty();
        assert_eq!(ran.code, if quarantined { 2 } else { 0 }, "{name}: {report:#}");
        match fate {
            Fate::Quarantined => {
                assert!(quarantined, "{name}: {report:#}");
                assert_eq!(report["artifacts"], serde_json::json!([]), "{name}");
                let error = &report["errors"][0];
                assert!(error["reason"].as_str().unwrap().len() > 20, "{name}: {error}");
                refused.push(name);
            }
            Fate::Warned | Fate::Taken => {
                assert!(!quarantined, "{name}: {report:#}");
                let run = &report["artifacts"][0];
                assert!(fate == Fate::Taken || !run["warnings"].as_array().unwrap().is_empty(), "{name}: {run:#}");
            }
        }
        exact_bytes(&place, name, &content, &report);
    }
    named(&place.json(&["quarantine", "list"]), &refused);
    let again = place.run(&["quarantine", "retry", "--output", "json"]).exits(2).json();
    assert_eq!(again["errors"].as_array().unwrap().len(), refused.len());
    named(&place.json(&["quarantine", "list"]), &refused);
    assert!(!std::path::Path::new("/tmp/assay-slip").exists());
    for (old, new) in before.iter().zip(place.states()) {
        assert!(old.1 == new.1 || new.1 != "\"effective\"", "{old:?} became {new:?}");
    }
    place.run(&["doctor"]).succeeds();
}

/// Whatever became of it, the artifact is what was delivered.
fn exact_bytes(place: &TestEnvironment, name: &str, content: &[u8], report: &Value) {
    let sha256: String = <sha2::Sha256 as sha2::Digest>::digest(content).iter().map(|b| format!("{b:02x}")).collect();
    let kept = place.command().args(["artifact", "get", &sha256]).output().unwrap();
    assert!(kept.status.success() && kept.stdout == content, "{name}: {report:#}");
}

#[track_caller]
fn named(list: &Value, refused: &[&str]) {
    let mut names: Vec<&str> =
        list["artifacts"].as_array().unwrap().iter().map(|a| a["file"].as_str().unwrap()).collect();
    let mut refused = refused.to_vec();
    names.sort_unstable();
    refused.sort_unstable();
    assert_eq!(names, refused);
}

/// One bad file in a delivery takes nothing from the others.
#[test]
fn good_files_beside_bad_ones_are_taken_in() {
    let place = TestEnvironment::demo();
    let bad = place.write("bad.json", "{");
    let args = ["ingest", &bad, &fixture(GARAK), &fixture(INSPECT), "--subject", "SYS-3@1.1.0", "--output", "json"];
    let report = place.run(&args).exits(2).json();
    assert_eq!(report["errors"].as_array().unwrap().len(), 1);
    assert_eq!(report["artifacts"].as_array().unwrap().len(), 2);
}

/// File names are shown, never used.
#[test]
fn names_are_no_paths() {
    let place = TestEnvironment::demo();
    let name = "x\u{1b}[31m\n..\\..\\evil.json";
    let file = place.write(name, "{");
    let report = place.run(&["ingest", &file, "--subject", "SYS-3@1.1.0", "--output", "json"]).exits(2).json();
    assert_eq!(report["errors"][0]["file"], "evil.json");
}
