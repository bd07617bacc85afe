//! Rules of the house that no compiler holds: which room may use which, who may open the store, how long a file may be.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Ground floor first: a crate may use only those before it.
const ROOMS: [&str; 11] =
    ["ports", "domain", "frameworks", "evidence", "checks", "log", "store", "documents", "app", "web", "assay"];

/// What a room may not use though it lies above: `store` keeps what it is given and knows nothing of its meaning,
/// `frameworks` and `evidence` know nothing of each other, `documents` prints views and `log` is pure.
const CLOSED: [(&str, &[&str]); 5] = [
    ("store", &["frameworks", "evidence", "checks"]),
    ("documents", &["store", "checks", "evidence", "frameworks"]),
    ("log", &["domain", "frameworks", "evidence", "checks"]),
    ("evidence", &["frameworks"]),
    ("web", &["store"]),
];

/// Most lines of a source file.
const MOST_LINES: usize = 600;

/// Places where a scope may be minted: the access layer, and where it is defined.
const MINTS: [&str; 2] = ["crates/app/src/access/", "crates/store/src/scope.rs"];

fn root() -> PathBuf {
    fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap()
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

/// Every file below a folder that would be committed: no build output, no version control.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name());
        if name == "target" || name == ".git" || name == "node_modules" {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn rust(folder: &Path) -> Vec<(String, String)> {
    let sources = files(folder).into_iter().filter(|p| p.extension().is_some_and(|e| e == "rs"));
    sources.map(|p| (relative(&p), fs::read_to_string(&p).unwrap())).collect()
}

fn crates() -> BTreeMap<String, PathBuf> {
    let entries = fs::read_dir(root().join("crates")).unwrap().map(|e| e.unwrap());
    entries.map(|e| (e.file_name().to_string_lossy().into_owned(), e.path())).collect()
}

fn uses(manifest: &Path, table: &str) -> Vec<String> {
    let manifest: toml::Table = fs::read_to_string(manifest).unwrap().parse().unwrap();
    let table = manifest.get(table).and_then(toml::Value::as_table).cloned().unwrap_or_default();
    table.keys().filter_map(|name| name.strip_prefix("assay-")).map(str::to_owned).collect()
}

fn floor(room: &str) -> usize {
    ROOMS.iter().position(|r| *r == room).unwrap_or_else(|| panic!("`{room}` is no room of the house: add it to ROOMS"))
}

#[test]
fn every_room_has_its_floor() {
    let found: Vec<String> = crates().into_keys().collect();
    let mut known: Vec<String> = ROOMS.iter().map(|r| (*r).to_owned()).collect();
    known.sort();
    assert_eq!(found, known);
}

#[test]
fn dependencies_go_one_way() {
    for (room, folder) in crates() {
        for table in ["dependencies", "build-dependencies"] {
            for used in uses(&folder.join("Cargo.toml"), table) {
                assert!(floor(&used) < floor(&room), "{room} uses {used}, which lies above it");
                let closed = CLOSED.iter().find(|(r, _)| *r == room).map_or(&[][..], |(_, c)| *c);
                assert!(!closed.contains(&used.as_str()), "{room} may not use {used}");
            }
        }
    }
}

/// Only `app` calls the store; pages and commands ask `app`.
#[test]
fn only_the_app_uses_the_store() {
    for (room, folder) in crates() {
        let used = uses(&folder.join("Cargo.toml"), "dependencies");
        assert!(room == "app" || !used.contains(&"store".to_owned()), "{room} uses the store");
    }
}

#[test]
fn scopes_are_minted_by_the_access_layer_alone() {
    let minting = ["WorkspaceScope::mint", "WorkspaceScope as "];
    let mut wrong = Vec::new();
    for (path, text) in rust(&root().join("crates")) {
        let allowed = MINTS.iter().any(|m| path.starts_with(m)) || is_test(&path);
        // Tests beside the code come last in a file.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        if !allowed && minting.iter().any(|m| code.contains(m)) {
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "a scope is minted in {wrong:?}");
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.contains("/benches/")
}

#[test]
fn files_stay_short() {
    let sources = rust(&root().join("crates"));
    let long: Vec<(&String, usize)> = sources
        .iter()
        .filter(|(path, _)| path.contains("/src/"))
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .collect();
    assert!(long.is_empty(), "longer than {MOST_LINES} lines: {long:?}");
}

#[test]
fn every_crate_and_module_says_what_it_is() {
    let mut silent = Vec::new();
    for (path, text) in rust(&root().join("crates")) {
        // Unit tests in a file of their own belong to the file beside them.
        if !path.ends_with("/tests.rs") && !text.trim_start().starts_with("//!") {
            silent.push(path);
        }
    }
    assert!(silent.is_empty(), "no module documentation in {silent:?}");
}

/// The project knows nothing of the machines it was made on.
#[test]
fn no_machine_is_named() {
    let forbidden = [["/wo", "rk/"].concat(), ["/ro", "ot/"].concat()];
    let mut wrong = Vec::new();
    for path in files(&root()) {
        let bytes = fs::read(&path).unwrap();
        for word in &forbidden {
            // A path begins there: `/home/user` plus more is what tools wrote into their own reports.
            let begins =
                |at: usize| at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || b"._-*".contains(&bytes[at - 1]));
            let mut places =
                bytes.windows(word.len()).enumerate().filter(|(at, w)| *w == word.as_bytes() && begins(*at));
            if let Some((at, _)) = places.next() {
                let line = bytes[..at].iter().filter(|b| **b == b'\n').count() + 1;
                wrong.push(format!("{}:{line} {word}", relative(&path)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every crate takes the lints and the edition of the workspace.
#[test]
fn every_crate_keeps_the_rules_of_the_workspace() {
    for (room, folder) in crates() {
        let manifest: toml::Table = fs::read_to_string(folder.join("Cargo.toml")).unwrap().parse().unwrap();
        let ours = |table: &str, field: &str| manifest[table].get(field).cloned();
        assert_eq!(ours("lints", "workspace"), Some(true.into()), "{room}");
        for field in ["version", "edition", "rust-version", "license", "publish"] {
            let inherited = ours("package", field).and_then(|v| v.get("workspace").cloned());
            assert_eq!(inherited, Some(true.into()), "{room}: {field}");
        }
    }
}
