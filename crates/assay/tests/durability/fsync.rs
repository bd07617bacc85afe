//! When the disk refuses a sync, writing stops: 503 from then on, no second try, and nothing acknowledged is lost.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::folder::Folder;
use crate::load::{self, Acknowledged};
use crate::server::{Line, Server};

/// The shim, compiled once; nothing where there is no C compiler.
fn shim() -> Option<&'static Path> {
    static SHIM: OnceLock<Option<(TempDir, PathBuf)>> = OnceLock::new();
    let built = SHIM.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let library = folder.path().join("fsync_fault.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/durability/fsync_fault.c");
        let compiled =
            Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).arg("-ldl").status();
        match compiled {
            Ok(status) => {
                assert!(status.success(), "fsync_fault.c does not compile");
                Some((folder, library))
            }
            Err(e) => {
                let _ = writeln!(std::io::stderr(), "SKIPPED: fsync faults, since there is no C compiler `cc`: {e}");
                None
            }
        }
    });
    built.as_ref().map(|(_, library)| library.as_path())
}

/// What a run with a fault came to.
struct Run {
    started: bool,
    acknowledged: Acknowledged,
    refused: usize,
    trace: Vec<String>,
}

/// Writes against a server whose syncs fail as planned (`7`: the seventh; `7+`: the seventh and all later ones), then
/// opens the folder on a sound disk.
fn write_with(plan: &str, writes: usize, shim: &Path) -> Run {
    let folder = Folder::new();
    let trace = folder.beside("trace");
    let mut command = folder.command();
    command.env("LD_PRELOAD", shim).env("ASSAY_FSYNC_FAILS", plan).env("ASSAY_FSYNC_TRACE", &trace);
    let acknowledged = Acknowledged::default();
    let mut refused = 0;
    let server = Server::start_with(&folder, command);
    let started = server.is_some();
    if let Some(server) = server {
        let mut line = Line::open(&folder.socket()).unwrap();
        for number in 0..writes {
            let (status, body) = load::create(&mut line, &format!("person {number}")).expect("it goes on answering");
            match status {
                201 => {
                    assert_eq!(refused, 0, "plan {plan}: acknowledged after it had stopped: {body}");
                    acknowledged.note(&body);
                }
                503 => {
                    refused += 1;
                    assert_eq!(body["code"], "store.stopped", "plan {plan}: {body}");
                }
                other => panic!("plan {plan}: {other} {body}"),
            }
        }
        assert_eq!(line.get("/api/v1/w/-/records?kind=person").unwrap().status, 200, "reading goes on");
        server.kill();
    }
    let server = Server::start(&folder);
    acknowledged.all_there(&mut Line::open(&folder.socket()).unwrap());
    server.kill();
    folder.sound();
    let trace = std::fs::read_to_string(&trace).unwrap_or_default().lines().map(str::to_owned).collect();
    Run { started, acknowledged, refused, trace }
}

/// Once a commit failed to sync, neither the log of the workspace nor its database is synced again. SQLite itself passes
/// over so many failures while it copies back: what they concern was synced by the commit before.
fn no_second_try(plan: &str, run: &Run, passed_over: usize) {
    let failed = |l: &&String| l.starts_with("EIO") && l.ends_with("workspace.sqlite-wal");
    let failures = run.trace.iter().filter(failed).count();
    assert!(failures <= 1 + passed_over, "plan {plan}: {failures} failures did not stop it");
    if let Some(last) = run.trace.iter().rposition(|l| failed(&l)).filter(|_| run.refused > 0) {
        let later: Vec<_> = run.trace[last + 1..].iter().filter(|l| l.contains("workspace.sqlite")).collect();
        assert!(later.is_empty(), "plan {plan}: synced again after a failure: {later:?}");
    }
}

#[test]
fn from_the_first_failed_sync_on_nothing_is_acknowledged() {
    let Some(shim) = shim() else { return };
    let mut stopped = 0;
    for first in 1..=14 {
        // `only`: a second try would succeed, and prove nothing.
        for plan in [format!("{first}+"), first.to_string()] {
            let run = write_with(&plan, 8, shim);
            assert!(run.trace.iter().any(|l| l.starts_with("EIO")) || run.acknowledged.count() == 8, "plan {plan}");
            no_second_try(&plan, &run, 0);
            stopped += usize::from(run.started && run.refused > 0);
        }
    }
    assert!(stopped >= 8, "only {stopped} plans met a running server: the range is off");
}

/// Far enough for the write-ahead log to be copied back into the database in between.
#[test]
fn a_failure_around_the_copying_back_loses_nothing() {
    let Some(shim) = shim() else { return };
    let sound = write_with("0", 250, shim);
    assert_eq!((sound.acknowledged.count(), sound.refused), (250, 0));
    let copied = |l: &String| l.ends_with("workspace.sqlite");
    let first = sound.trace.iter().position(copied).expect("the database itself is synced within 250 writes") + 1;
    for call in first.saturating_sub(2)..=first + 2 {
        for plan in [format!("{call}+"), call.to_string()] {
            let run = write_with(&plan, 250, shim);
            no_second_try(&plan, &run, 1);
        }
    }
}
