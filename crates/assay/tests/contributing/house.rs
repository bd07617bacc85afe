//! A copy of the crates behind the five doors, in the target folder. It stays there with all that was built for it, so that
//! a second run builds little. It is never built into the repository's own target folder: cargo tells the crates of two
//! workspaces apart by their path within each, and would take the copy's for ours.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::examples::{Example, Place, root};

/// The crates with a door, and those they are built on.
const CRATES: [&str; 7] = ["ports", "domain", "frameworks", "evidence", "checks", "log", "documents"];

pub(crate) struct House {
    root: PathBuf,
}

impl House {
    /// Brings the copy to what the repository holds now, with the examples where they say.
    pub(crate) fn with(examples: &[Example]) -> Self {
        let house = Self { root: Path::new(env!("CARGO_TARGET_TMPDIR")).join("contributing") };
        fs::create_dir_all(house.root.join("crates")).unwrap();
        for file in ["Cargo.lock", "clippy.toml", "rustfmt.toml"] {
            write(&house.root.join(file), &fs::read(root().join(file)).unwrap());
        }
        // Built once and run for seconds: not worth what the profiles of the repository optimise.
        let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
        let (manifest, _profiles) = manifest.split_once("[profile.").unwrap();
        let manifest = format!("{manifest}[profile.dev]\ndebug = false\n");
        write(&house.root.join("Cargo.toml"), manifest.as_bytes());
        let ours: Vec<PathBuf> = examples.iter().map(|e| house.root.join(&e.path)).collect();
        for name in CRATES {
            mirror(&root().join("crates").join(name), &house.root.join("crates").join(name), &ours);
        }
        examples.iter().for_each(|e| house.put(e));
        house
    }

    fn put(&self, example: &Example) {
        let path = self.root.join(&example.path);
        let before = match example.place {
            Place::Whole => String::new(),
            Place::AtTheEnd => fs::read_to_string(root().join(&example.path)).unwrap(),
        };
        let new = example.place == Place::AtTheEnd || !root().join(&example.path).exists();
        assert!(new, "{} is a file of the house already: choose another example", example.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        write(&path, (before + &example.text).as_bytes());
    }

    /// Examples are formatted as everything else, where rustfmt is there to say so.
    pub(crate) fn is_formatted(&self, examples: &[Example]) {
        let rust: Vec<&str> =
            examples.iter().filter(|e| e.place == Place::Whole && e.path.ends_with(".rs")).map(|e| &*e.path).collect();
        let mut rustfmt = Command::new("rustfmt");
        rustfmt.current_dir(&self.root).args(["--edition", "2024", "--check"]).args(rust);
        if let Ok(done) = rustfmt.output() {
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
        }
    }

    /// Runs tests in the copy and gives back what they printed.
    pub(crate) fn test(&self, which: &[&str], environment: &[(&str, &str)]) -> String {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let target = self.root.join("target");
        cargo.current_dir(&self.root).args(["test", "--offline", "--target-dir"]).arg(target).args(which);
        // What the outer cargo says of its own package is not meant for this one.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" {
                cargo.env_remove(name);
            }
        }
        let done = cargo.envs(environment.iter().copied()).output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        // Set in, so that nobody counts the tests of the copy as ours.
        let said = format!("{err}\n{out}").replace('\n', "\n    ");
        assert!(done.status.success(), "the examples do not fit ({}):\n    {said}", which.join(" "));
        out.into_owned()
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }
}

/// Writes only what differs, so that cargo builds only what changed.
fn write(path: &Path, bytes: &[u8]) {
    if fs::read(path).ok().as_deref() != Some(bytes) {
        fs::write(path, bytes).unwrap();
    }
}

/// Makes `to` hold what `from` holds, and leaves the files of the examples alone.
fn mirror(from: &Path, to: &Path, ours: &[PathBuf]) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(to).unwrap().map(Result::unwrap) {
        let gone = entry.path();
        if from.join(entry.file_name()).exists() || ours.iter().any(|o| o.starts_with(&gone)) {
            continue;
        }
        if gone.is_dir() { fs::remove_dir_all(gone).unwrap() } else { fs::remove_file(gone).unwrap() }
    }
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            mirror(&entry.path(), &target, ours);
        } else if !ours.contains(&target) {
            write(&target, &fs::read(entry.path()).unwrap());
        }
    }
}
