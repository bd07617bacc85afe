//! Which files a bundle may hold.

use std::collections::BTreeSet;

use super::{BundleFiles, Findings, MANIFEST, MANIFEST_NOTE};

const FOLDERS: [&str; 10] = [
    "log/tile/",
    "log/history/",
    "log/anchors/",
    "bodies/",
    "evidence/",
    "proofs/",
    "attestations/",
    "keys/",
    "policy/",
    "views/",
];

/// The names of all files; each known to the layout and there once.
pub(super) fn names(files: &dyn BundleFiles, report: &mut Findings) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for name in files.names() {
        let known = ["README.txt", "log/checkpoint", MANIFEST, MANIFEST_NOTE].contains(&name.as_str());
        if !known && !FOLDERS.iter().any(|folder| name.starts_with(folder)) {
            report.fail(&name, "is no part of a bundle");
        }
        if names.contains(&name) {
            report.fail(&name, "is there twice");
        }
        names.insert(name);
    }
    names
}

/// The names under a folder, with what follows the folder.
pub(super) fn under<'a>(names: &'a BTreeSet<String>, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    names.range(folder.to_owned()..).map_while(move |name| name.strip_prefix(folder).map(|rest| (name.as_str(), rest)))
}

/// A number in its one decimal spelling.
pub(super) fn number(text: &str) -> Option<u64> {
    text.parse::<u64>().ok().filter(|number| number.to_string() == text)
}
