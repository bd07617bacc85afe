//! Lists `data/*.toml` and `data/crosswalks/*.toml`, so that a framework or a crosswalk registers by being a file.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=data");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder");
    let data = Path::new(&root).join("data");
    let mut out = String::new();

    // `iso27701.toml` is the newest edition, `iso27701@2019.toml` an earlier one.
    let mut files: Vec<(String, Option<String>)> = stems(&data)
        .into_iter()
        .map(|stem| match stem.split_once('@') {
            Some((slug, edition)) => (slug.to_owned(), Some(edition.to_owned())),
            None => (stem, None),
        })
        .collect();
    files.sort_by_key(|(slug, edition)| (slug.clone(), edition.is_some(), Reverse(edition.clone())));
    out += "/// Every data file: by slug, the newest edition first.\n";
    let _ = writeln!(out, "static FRAMEWORKS: [Shipped<Framework>; {}] = [", files.len());
    for (slug, edition) in &files {
        let stem = edition.as_ref().map_or_else(|| slug.clone(), |edition| format!("{slug}@{edition}"));
        shipped(&mut out, slug, &format!("/data/{stem}.toml"));
    }
    out += "];\n";

    let mut slugs = stems(&data.join("crosswalks"));
    slugs.sort();
    out += "/// Every crosswalk, by slug.\n";
    let _ = writeln!(out, "static CROSSWALKS: [Shipped<Crosswalk>; {}] = [", slugs.len());
    for slug in &slugs {
        shipped(&mut out, slug, &format!("/data/crosswalks/{slug}.toml"));
    }
    out += "];\n";

    let target = Path::new(&env::var("OUT_DIR").expect("cargo names the output folder")).join("files.rs");
    fs::write(target, out).expect("the output folder takes a file");
}

fn stems(folder: &Path) -> Vec<String> {
    fs::read_dir(folder)
        .expect("the folder is there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
        .collect()
}

/// Not the absolute path: output kept from another checkout would go on reading that one.
fn shipped(out: &mut String, slug: &str, file: &str) {
    let _ = writeln!(out, "    Shipped::new({slug:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {file:?}))),");
}
