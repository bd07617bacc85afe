//! Lists `data/*.toml`, so that a framework registers by being a file.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=data");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder");
    let folder = Path::new(&root).join("data");
    let mut slugs: Vec<String> = fs::read_dir(&folder)
        .expect("data is there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
        .collect();
    slugs.sort();
    let mut out = String::from("/// Slug and text of every data file, by slug.\nstatic FILES: &[(&str, &str)] = &[\n");
    for slug in &slugs {
        // Not the absolute path: output kept from another checkout would go on reading that one.
        let file = format!("/data/{slug}.toml");
        let _ = writeln!(out, "    ({slug:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {file:?}))),");
    }
    out.push_str("];\n");
    let target = Path::new(&env::var("OUT_DIR").expect("cargo names the output folder")).join("files.rs");
    fs::write(target, out).expect("the output folder takes a file");
}
