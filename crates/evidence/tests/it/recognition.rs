//! Which format a file has.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use assay_evidence::{Peek, formats, recognise};

use crate::support::*;

/// Files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// Every recogniser that takes a file, whatever their order.
fn takers(path: &Path) -> Vec<&'static str> {
    let Ok(peek) = Peek::of(&file("results.json", std::fs::read(path).unwrap())) else { return Vec::new() };
    formats().iter().filter(|format| (format.recognise)(&peek)).map(|format| format.id).collect()
}

/// Formats by the folder their files lie in.
const FOLDERS: &[(&str, &[&str])] = &[
    ("cyclonedx", &["cyclonedx-bom"]),
    ("garak", &["garak-report", "garak-hitlog"]),
    ("inspect", &["inspect-eval", "inspect-json"]),
    ("junit", &["junit-xml"]),
    ("lm-eval", &["lm-eval-results", "lm-eval-samples"]),
    ("promptfoo", &["promptfoo-results"]),
    ("pyrit", &["pyrit-attacks"]),
    ("sarif", &["sarif-log"]),
    ("others", &[]),
];

#[test]
fn exactly_one_recogniser_takes_each_fixture() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut seen = Vec::new();
    for path in files(&root).into_iter().filter(|path| path.parent() != Some(&root)) {
        let folder = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
        let (_, ids) = FOLDERS.iter().find(|(name, _)| *name == folder).unwrap_or_else(|| panic!("{folder}"));
        let takers = takers(&path);
        let right = if ids.is_empty() { takers.is_empty() } else { takers.len() == 1 && ids.contains(&takers[0]) };
        assert!(right, "{}: {takers:?}", path.display());
        seen.extend(takers);
    }
    assert!(formats().iter().all(|format| seen.contains(&format.id)), "each format has a fixture");
}

/// Real files of many tools, of which most are not read.
#[test]
fn no_recogniser_takes_the_file_of_another_tool() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let roots = [shared.join("samples"), shared.join("interop/aibom/examples"), shared.join("interop/oscal/examples")];
    if roots.iter().any(|root| !root.exists()) {
        // Past the capture of the test harness: a skipped comparison must be seen.
        writeln!(std::io::stderr(), "SKIPPED: no {} with files of other tools", shared.display()).unwrap();
        return;
    }
    let mut counted = 0;
    for path in roots.iter().flat_map(|root| files(root)) {
        let name = path.to_str().unwrap();
        let folder = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
        let takers = takers(&path);
        let allowed: &[&str] = match folder {
            "promptfoo" if name.ends_with(".xml") => &["junit-xml"],
            "examples" if name.ends_with(".sarif") => &["sarif-log"],
            "examples" if name.contains("cdx") => &["cyclonedx-bom"],
            _ => FOLDERS.iter().find(|(name, _)| *name == folder).map_or(&[], |(_, ids)| ids),
        };
        let wanted = usize::from(!allowed.is_empty() && !name.ends_with("provenance.txt"));
        assert!(takers.len() == wanted && takers.iter().all(|id| allowed.contains(id)), "{name}: {takers:?}");
        counted += 1;
    }
    assert!(counted > 100, "{counted} files");
}

#[test]
fn content_decides_and_the_name_does_not() {
    for (name, id) in [
        (GARAK_10, "garak-report"),
        (GARAK_12, "garak-report"),
        (GARAK_17, "garak-report"),
        (GARAK_17_HITS, "garak-hitlog"),
        ("inspect/capitals.eval", "inspect-eval"),
        ("inspect/capitals.json", "inspect-json"),
        ("inspect/constructed-0.3.60.json", "inspect-json"),
        (RESULTS, "lm-eval-results"),
        ("lm-eval/constructed-0.4.3.json", "lm-eval-results"),
        (SAMPLES_GEN, "lm-eval-samples"),
        ("promptfoo/regression.json", "promptfoo-results"),
        ("promptfoo/redteam.json", "promptfoo-results"),
        ("pyrit/attack_results.json", "pyrit-attacks"),
        ("cyclonedx/mlbom-1.7.json", "cyclonedx-bom"),
        ("junit/pytest-9.2.0.xml", "junit-xml"),
        ("sarif/bandit-1.9.4.sarif", "sarif-log"),
        ("sarif/ruff-0.14.5.sarif", "sarif-log"),
    ] {
        assert_eq!(recognise(&file("results.csv", bytes(name))).unwrap().id, id, "{name}");
    }
}

#[test]
fn keys_far_into_a_document_are_found() {
    let far = format!(r#"{{"samples": [{}0], "#, "[1, 2, 3], ".repeat(200_000));
    let document = text("inspect/capitals.json").replacen('{', &far, 1);
    assert_eq!(recognise(&file("x", document)).unwrap().id, "inspect-json");
}

#[test]
fn an_unknown_file_is_told_which_formats_there_are() {
    for bytes in [
        "{\"a\": 1}",
        "hello",
        "[1, 2]",
        "<xml/>",
        "<!DOCTYPE html><html/>",
        "<not xml",
        "[{\"a\": 1}]",
        "name,score\na,1\n",
        "\u{0}\u{1}",
    ] {
        let fault = recognise(&file("x", bytes)).unwrap_err();
        if bytes.starts_with('\u{0}') {
            assert_eq!(fault.code, "text.utf16");
        } else {
            assert_eq!(fault.code, "format.unknown", "{bytes}");
            assert!(fault.reason.contains("garak report") && fault.reason.contains("Inspect log"));
        }
    }
}

#[test]
fn every_format_says_what_it_is() {
    let mut ids: Vec<_> = formats().iter().map(|format| format.id).collect();
    ids.sort_unstable();
    assert_eq!(
        ids,
        [
            "cyclonedx-bom",
            "garak-hitlog",
            "garak-report",
            "inspect-eval",
            "inspect-json",
            "junit-xml",
            "lm-eval-results",
            "lm-eval-samples",
            "promptfoo-results",
            "pyrit-attacks",
            "sarif-log",
        ]
    );
    for format in formats() {
        assert!(format.parser.starts_with(format.tool) && format.parser.contains('/'));
        assert!(!format.limits.is_empty() && !format.ignores.is_empty() && !format.seen_versions.is_empty());
    }
}

#[test]
fn a_later_series_of_a_tool_is_read_and_noted() {
    for (name, from, to) in
        [(GARAK_17, "0.17.1", "0.18.0"), ("inspect/capitals.json", "0.3.240", "0.4.0"), (RESULTS, "0.4.13", "1.0")]
    {
        assert_eq!(codes(&one_of(text(name).replace(from, to))), ["version.unseen"], "{name}");
    }
    assert!(one_of(text("inspect/capitals.json").replace("0.3.240", "0.3.999")).warnings.is_empty());
    assert_eq!(codes(&one_of(text("promptfoo/regression.json").replace("0.121.20", "0.122.0"))), ["version.unseen"]);
    assert_eq!(codes(&one_of(text("pyrit/attack_results.json").replace("1.1.0", "1.2.0"))), ["version.unseen"]);
    // The version of whoever wrote a common format is not one of the format.
    assert!(one_of(text("sarif/bandit-1.9.4.sarif").replace("1.9.4", "9.0.0")).warnings.is_empty());
}
