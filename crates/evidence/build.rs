//! Lists `src/formats/*.rs`, so that an evidence format registers by being a file.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=src/formats");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder");
    let folder = Path::new(&root).join("src/formats");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("src/formats is there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .collect();
    names.sort();
    let mut out = String::new();
    for name in &names {
        let _ = writeln!(out, "#[path = {:?}]\nmod {name};", folder.join(format!("{name}.rs")));
    }
    let _ = writeln!(out, "/// Every format, by file name.\npub(crate) static ALL: &[&crate::Format] = &[");
    for name in &names {
        let _ = writeln!(out, "    &{name}::FORMAT,");
    }
    out.push_str("];\n");
    let target = Path::new(&env::var("OUT_DIR").expect("cargo names the output folder")).join("formats.rs");
    fs::write(target, out).expect("the output folder takes a file");
}
