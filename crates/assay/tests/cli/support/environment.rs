//! A data folder in a temporary place, and commands run on it.
//!
//! The demonstration takes a second to make, so each test process makes it once and copies it. A copy has the same log
//! key and the same history as its twin, which is what a rewritten history needs to be tested.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// A folder for one test.
pub(crate) struct TestEnvironment {
    folder: TempDir,
}

/// What a command did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A command of the binary that sees nothing of the caller's settings.
pub(crate) fn assay(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_assay"));
    for name in ["ASSAY_SERVER", "ASSAY_TOKEN", "ASSAY_WORKSPACE", "ASSAY_LOG", "ASSAY_PIPELINE", "ASSAY_ATTEMPT"] {
        command.env_remove(name);
    }
    command.env("ASSAY_DATA", data).env("NO_COLOR", "1").env("COLUMNS", "100").stdin(Stdio::null());
    command
}

fn template() -> &'static Path {
    static DEMO: OnceLock<TempDir> = OnceLock::new();
    let folder = DEMO.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let made = assay(&folder.path().join("data")).args(["init", "--demo"]).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        folder
    });
    folder.path()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl TestEnvironment {
    /// An empty place: `init` was not run.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A copy of the demonstration.
    pub(crate) fn demo() -> Self {
        let this = Self::empty();
        copy(&template().join("data"), &this.data());
        this
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// A path beside the data folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file beside the data folder.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs a command to its end, in the folder.
    pub(crate) fn run<A: AsRef<OsStr>>(&self, args: &[A]) -> Ran {
        Ran::of(self.command().args(args))
    }

    /// Runs a command as a member, with a token of theirs.
    pub(crate) fn run_as(&self, member: &str, args: &[&str]) -> Ran {
        let scopes = "read,write,collect,review,approve,direct,administer";
        let make = ["token", "create", "--title", "test", "--member", member, "--scopes", scopes];
        let token = self.run(&make).succeeds().stdout.trim().to_owned();
        Ran::of(self.command().args(args).env("ASSAY_TOKEN", token))
    }

    /// A command for whoever needs more than its output.
    pub(crate) fn command(&self) -> Command {
        let mut command = assay(&self.data());
        command.current_dir(self.folder.path());
        command
    }

    /// Runs a command that has to succeed, and reads its JSON.
    #[track_caller]
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        self.run(&[args, &["--output", "json"]].concat()).succeeds().json()
    }

    /// The log's verifier key.
    pub(crate) fn vkey(&self) -> String {
        self.run(&["log", "vkey"]).succeeds().stdout.trim().to_owned()
    }

    /// The state of a requirement, of one subject or over all.
    #[track_caller]
    pub(crate) fn state(&self, requirement: &str, subject: Option<&str>, as_of: Option<&str>) -> String {
        let mut args = vec!["posture"];
        args.extend(as_of.iter().flat_map(|at| ["--as-of", *at]));
        let posture = self.json(&args);
        let row = find(&posture["requirements"], "id", requirement).clone();
        let row = subject.map_or(row.clone(), |s| find(&row["subjects"], "subject", s).clone());
        row["state"].as_str().unwrap().to_owned()
    }

    /// The states of every requirement, for what must not change.
    pub(crate) fn states(&self) -> Vec<(String, String)> {
        let posture = self.json(&["posture"]);
        let rows = posture["requirements"].as_array().unwrap().iter();
        rows.map(|r| (r["id"].to_string(), r["state"].to_string())).collect()
    }
}

/// The item of a JSON list whose field holds a value.
#[track_caller]
pub(crate) fn find<'v>(list: &'v Value, field: &str, value: &str) -> &'v Value {
    let found = list.as_array().unwrap().iter().find(|item| item[field] == value);
    found.unwrap_or_else(|| panic!("no {field} is {value} in {list:#}"))
}

impl Ran {
    fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Demands an exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        self.exits(0)
    }

    /// What was printed, as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}:\n{}", self.stdout))
    }

    /// Demands that stdout is clean and that stderr says these words.
    #[track_caller]
    pub(crate) fn refuses(self, code: i32, words: &[&str]) -> Self {
        let this = self.exits(code);
        assert_eq!(this.stdout, "");
        for word in words {
            assert!(this.stderr.contains(word), "`{word}` is not in: {}", this.stderr);
        }
        this
    }
}
