//! Lists `src/jobs/*.rs`, so that a job registers by being a file.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=src/jobs");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder");
    let folder = Path::new(&root).join("src/jobs");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("src/jobs is there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .filter(|name| name != "mod")
        .collect();
    names.sort();
    let mut out = String::new();
    for name in &names {
        let _ = writeln!(out, "#[path = {:?}]\nmod {name};", folder.join(format!("{name}.rs")));
    }
    let _ = writeln!(
        out,
        "/// Every type of job, by file name.\npub(crate) static ALL: &[&crate::scheduler::JobType] = &["
    );
    for name in &names {
        let _ = writeln!(out, "    &{name}::JOB,");
    }
    out.push_str("];\n");
    let target = Path::new(&env::var("OUT_DIR").expect("cargo names the output folder")).join("jobs.rs");
    fs::write(target, out).expect("the output folder takes a file");
}
