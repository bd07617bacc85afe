//! Lists `src/kinds/*.rs`, so that a record kind registers by being a file, and `data/words/help/*.toml` likewise.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=src/kinds");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder");
    let target = env::var("OUT_DIR").expect("cargo names the output folder");
    let write = |name: &str, text: String| {
        fs::write(Path::new(&target).join(name), text).expect("the output folder takes a file");
    };
    let folder = Path::new(&root).join("src/kinds");
    let mut names = files(&folder, ".rs");
    names.retain(|name| name != "mod");
    let mut out = String::new();
    for name in &names {
        let _ = writeln!(out, "#[path = {:?}]\npub mod {name};", folder.join(format!("{name}.rs")));
    }
    let _ = writeln!(out, "/// Every record kind, by file name.\npub static ALL: &[&crate::Kind] = &[");
    for name in &names {
        let _ = writeln!(out, "    &{name}::KIND,");
    }
    out.push_str("];\n");
    write("kinds.rs", out);

    println!("cargo::rerun-if-changed=data/words/help");
    let folder = Path::new(&root).join("data/words/help");
    let mut out = String::from("&[\n");
    for name in files(&folder, ".toml") {
        let _ = writeln!(out, "    ({name:?}, include_str!({:?})),", folder.join(format!("{name}.toml")));
    }
    out.push_str("]\n");
    write("help.rs", out);
}

/// Names of the files with that ending, without it.
fn files(folder: &Path, ending: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the folder is there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(ending).map(str::to_owned))
        .collect();
    names.sort();
    names
}
