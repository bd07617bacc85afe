//! The table at the end of SECURITY.md: every requirement of OWASP ASVS 5.0 of levels 1 and 2 once, each with a test that
//! is there, or with why there is none.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Levels 1 and 2.
const REQUIREMENTS: usize = 253;

struct Row {
    ids: Vec<String>,
    how: String,
    shown: String,
}

fn root() -> PathBuf {
    fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap()
}

fn table() -> Vec<Row> {
    let text = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| V"));
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [ids, how, shown] = cells[..] else { panic!("not three cells: {line}") };
        Row { ids: ids.split(", ").map(str::to_owned).collect(), how: how.to_owned(), shown: shown.to_owned() }
    };
    rows.map(row).collect()
}

fn sources(folder: &Path, ending: &str, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if name == "target" || name == "node_modules" {
            continue;
        }
        if path.is_dir() {
            sources(&path, ending, found);
        } else if name.ends_with(ending) {
            found.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_requirement_is_there_once() {
    let rows = table();
    let ids: Vec<&String> = rows.iter().flat_map(|row| &row.ids).collect();
    let unique: BTreeSet<&String> = ids.iter().copied().collect();
    assert_eq!((ids.len(), unique.len()), (REQUIREMENTS, REQUIREMENTS), "a requirement is missing or there twice");
    let path = root().join("../shared/interop/frameworks/owasp-ASVS-5.0.0.cdx.json");
    let Ok(text) = fs::read_to_string(&path) else {
        writeln!(std::io::stderr(), "SKIPPED: no {} to compare the requirements with", path.display()).unwrap();
        return;
    };
    let standard: Value = serde_json::from_str(&text).unwrap();
    let levels = standard["declarations"]["standards"][0]["levels"].as_array().unwrap();
    let asked = |level: &&Value| ["Level 1", "Level 2"].contains(&level["identifier"].as_str().unwrap());
    let asked = levels.iter().filter(asked).flat_map(|level| level["requirements"].as_array().unwrap());
    let asked: BTreeSet<String> = asked.map(|id| id.as_str().unwrap().to_owned()).collect();
    assert_eq!(unique.into_iter().cloned().collect::<BTreeSet<_>>(), asked);
}

#[test]
fn every_test_that_is_named_is_there() {
    let mut rust = String::new();
    sources(&root().join("crates"), ".rs", &mut rust);
    for Row { ids, how, shown } in table() {
        assert!(!how.is_empty(), "{ids:?} says nothing");
        let open = ["not applicable: ", "not met: ", "for "].iter().any(|start| how.starts_with(start));
        if shown == "–" {
            assert!(open, "{ids:?} is shown by nothing and does not say why");
            continue;
        }
        if shown.starts_with("by construction") {
            continue;
        }
        let names: Vec<&str> = shown.split(", ").collect();
        for name in names {
            let name =
                name.strip_prefix('`').and_then(|n| n.strip_suffix('`')).unwrap_or_else(|| panic!("{ids:?}: {name}"));
            let there =
                if name.contains('.') { root().join(name).is_file() } else { rust.contains(&format!("fn {name}(")) };
            assert!(there, "{ids:?}: there is no {name}");
        }
    }
}
