//! Data folders, copied from one that was initialised once, and the command line on them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use assay_log::Checkpoint;
use serde_json::Value;
use tempfile::TempDir;

/// The program.
pub(crate) const ASSAY: &str = env!("CARGO_BIN_EXE_assay");

/// A data folder that goes away with the test.
pub(crate) struct Folder {
    place: TempDir,
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            copy(&entry.path(), &target);
        } else if kind.is_file() {
            // A plain copy, as anybody would make it: hard links would share what is written later.
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl Folder {
    /// A fresh installation with one workspace.
    pub(crate) fn new() -> Self {
        static TEMPLATE: OnceLock<Folder> = OnceLock::new();
        TEMPLATE
            .get_or_init(|| {
                let folder = Self { place: TempDir::new().unwrap() };
                let made = folder.run(&["init", "--organisation", "Durability"]);
                assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
                folder
            })
            .copy()
    }

    /// The folder as it lies on disk now.
    pub(crate) fn copy(&self) -> Self {
        let place = TempDir::new().unwrap();
        copy(&self.path(), &place.path().join("d"));
        Self { place }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.place.path().join("d")
    }

    /// A path beside the data folder.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    pub(crate) fn socket(&self) -> PathBuf {
        self.path().join("assay.sock")
    }

    /// A file of the only workspace.
    pub(crate) fn workspace(&self, file: &str) -> PathBuf {
        let mut spaces = fs::read_dir(self.path().join("workspaces")).unwrap();
        spaces.next().unwrap().unwrap().path().join(file)
    }

    /// The program on this folder, with nothing of the caller's surroundings.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(ASSAY);
        for name in ["ASSAY_DATA", "ASSAY_SERVER", "ASSAY_TOKEN", "ASSAY_WORKSPACE", "ASSAY_LOG", "LD_PRELOAD"] {
            command.env_remove(name);
        }
        command.current_dir(self.place.path()).arg("--data").arg(self.path());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command().args(args).output().unwrap()
    }

    /// Runs a command that has to succeed; its JSON.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let output = self.command().args(["--output", "json"]).args(args).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{args:?}: {text}{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_str(&text).unwrap()
    }

    /// Runs a command that has to be refused; its exit code and the error.
    pub(crate) fn refused(&self, args: &[&str]) -> (i32, Value) {
        let output = self.command().args(["--output", "json"]).args(args).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(!output.status.success(), "{args:?} should be refused: {text}");
        let document: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{args:?}: {e}: {text}"));
        (output.status.code().unwrap(), document["error"].clone())
    }

    /// Everything is in order: rows, entries, artifacts, verdicts, and the signature over them.
    pub(crate) fn sound(&self) {
        let report = self.json(&["doctor"]);
        assert_eq!(report["ok"], true, "{report:#}");
        let vkey = self.json(&["log", "vkey"])["vkey"].as_str().unwrap().to_owned();
        let verified = self.run(&["log", "verify", "--trust", &vkey]);
        assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    }

    /// The signed checkpoint, whole or at a size.
    pub(crate) fn checkpoint(&self, size: Option<u64>) -> String {
        let size = size.map(|s| s.to_string());
        let mut args = vec!["log", "checkpoint"];
        args.extend(size.iter().flat_map(|s| ["--size", s]));
        self.json(&args)["checkpoint"].as_str().unwrap().to_owned()
    }

    /// What the file beside the database says was signed.
    pub(crate) fn high_water(&self) -> Option<u64> {
        let note = fs::read(self.workspace("workspace.high-water")).ok()?;
        Some(Checkpoint::read(&note).unwrap().size)
    }
}

/// The size that a checkpoint signs.
pub(crate) fn size(note: &str) -> u64 {
    Checkpoint::read(note.as_bytes()).unwrap().size
}
