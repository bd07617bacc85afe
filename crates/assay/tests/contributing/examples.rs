//! The examples of CONTRIBUTING.md: fenced blocks under a line that names a file.

use std::path::{Path, PathBuf};

/// An example with its place.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    /// Path from the root of the repository.
    pub(crate) path: String,
    pub(crate) place: Place,
    pub(crate) text: String,
}

/// Where in the file an example goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is the file.
    Whole,
    /// It follows what the file holds.
    AtTheEnd,
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Every example, in the order of the text.
pub(crate) fn all() -> Vec<Example> {
    let text = std::fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let mut found = Vec::new();
    let (mut before, mut lines) = ("", text.lines());
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            if let Some((path, place)) = named(before) {
                found.push(Example { path, place, text: block.join("\n") + "\n" });
            }
        } else if !line.trim().is_empty() {
            before = line;
        }
    }
    found
}

/// The example for that file.
pub(crate) fn of(path: &str) -> Example {
    let found = all().into_iter().find(|e| e.path == path);
    found.unwrap_or_else(|| panic!("CONTRIBUTING.md shows nothing for {path}"))
}

/// A line such as `` `crates/…/file.rs` `` or `` `crates/…/lib.rs`, at its end ``.
fn named(line: &str) -> Option<(String, Place)> {
    let (path, rest) = line.strip_prefix('`')?.split_once('`')?;
    let place = match rest {
        "" => Place::Whole,
        ", at its end" => Place::AtTheEnd,
        _ => return None,
    };
    path.starts_with("crates/").then(|| (path.to_owned(), place))
}
