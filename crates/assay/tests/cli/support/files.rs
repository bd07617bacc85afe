//! Where the example, the fixtures and the samples lie.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The workspace's root folder.
pub(crate) fn root() -> PathBuf {
    fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap()
}

/// A log of the example, for example `1.0.0.eval`.
pub(crate) fn example(name: &str) -> String {
    text(&root().join("examples/digit-reader/logs").join(name))
}

/// A fixture of the parsers, for example `garak/repeat-baseline.report.jsonl`.
pub(crate) fn fixture(name: &str) -> String {
    text(&root().join("crates/evidence/fixtures").join(name))
}

/// Files of a folder whose name does not say provenance, in order.
pub(crate) fn below(folder: &Path) -> Vec<String> {
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| text(&entry.unwrap().path()))
        .filter(|path| !path.ends_with("provenance.txt"))
        .collect();
    files.sort();
    files
}

/// Says on stderr that something was not tested.
pub(crate) fn skipped(what: &str) {
    // Past the capture of the test runner, which shows nothing of a test that passes.
    let mut stderr = std::io::stderr();
    writeln!(stderr, "SKIPPED: {what}").unwrap();
}

/// Whether a program can be run here; loudly, when not.
pub(crate) fn has(program: &str, argument: &str) -> bool {
    let found = std::process::Command::new(program).arg(argument).output().is_ok_and(|o| o.status.success());
    if !found {
        skipped(&format!("{program} is not installed, so a part of this was not tested"));
    }
    found
}

pub(crate) fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}
