//! Ingest of a large JSONL: hashed, kept compressed and durable, parsed, observed, logged.
//!
//! The baseline does by hand what no ingest can leave out: SHA-256, a durable zstd copy, serde_json on every line.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use assay_app::dto::{DeliveredFile, IngestRequest};
use assay_app::records::{CreateRequest, TransitionRequest};
use assay_app::{Principal, Workspace};
use assay_domain::Via;
use serde::de::IgnoredAny;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::folder::Folder;
use crate::homes::layout;
use crate::options::scratch;
use crate::process::memory;
use crate::table::{Amount, Row, note};
use crate::{Fault, Rows, Setup};

/// First argument of the process that ingests.
const CHILD: &str = "--ingest-in-this-process";
/// Bytes read at a time, as the product does.
const CHUNK: usize = 256 * 1024;
/// Runs of which the best counts, on both sides.
const RUNS: usize = 3;

pub(crate) fn run(setup: &Setup) -> Rows {
    let scratch = scratch()?;
    let file = scratch.path().join("large.report.jsonl");
    let bytes = crate::jsonl::write(&file, setup.options.size(200_000_000))?;
    note(&format!("  ingesting {} MB …", bytes / 1_000_000));
    let mut product = vec![(Duration::MAX, 0.0_f64); setup.homes.len()];
    let (mut values, mut syntax) = (Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        for (home, best) in setup.homes.iter().zip(&mut product) {
            let (time, most) = in_another_process(&Folder::create(*home)?, &file)?;
            *best = (best.0.min(time), best.1.max(most));
        }
        values =
            values.min(barely(&file, scratch.path(), |line| Ok(serde_json::from_slice::<Value>(line).map(drop)?))?);
        syntax = syntax
            .min(barely(&file, scratch.path(), |line| Ok(serde_json::from_slice::<IgnoredAny>(line).map(drop)?))?);
    }
    let rate = |time: Duration| Amount::PerSecond(bytes as f64 / time.as_secs_f64(), "B");
    let what = format!("ingest of a JSONL of {} MB", bytes / 1_000_000);
    let mut rows = Vec::new();
    for (home, (time, peak)) in setup.homes.iter().zip(product) {
        rows.extend([
            Row::new(what.clone(), rate(time))
                .at_least(0.5)
                .beside(rate(values), "SHA-256, durable zstd, parse each line")
                .on(*home),
            Row::new(format!("{what}, beside a check of the syntax alone"), rate(time))
                .beside(rate(syntax), "as above, lines checked and not kept")
                .on(*home),
            Row::new(format!("{what}, most memory of the process"), Amount::Bytes(peak))
                .at_most(Amount::Bytes(100e6))
                .on(*home),
        ]);
    }
    Ok(rows)
}

/// Runs this program again to ingest; gives its time and its most memory.
fn in_another_process(folder: &Folder, file: &Path) -> Result<(Duration, f64), Fault> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(CHILD).arg(folder.path()).arg(file).args(folder.url());
    let child = command.stderr(Stdio::inherit()).output()?;
    let answer = String::from_utf8(child.stdout)?;
    let (seconds, peak) = answer.trim().split_once(' ').ok_or("the ingest gave no answer")?;
    Ok((Duration::from_secs_f64(seconds.parse()?), peak.parse()?))
}

/// What the other process does, when this is the other process.
pub(crate) fn as_child() -> Option<Result<(), Fault>> {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.as_slice() {
        [_, word, data, file, database @ ..] if word == CHILD => {
            Some(ingest_here(Path::new(data), Path::new(file), database.first().map(String::as_str)))
        }
        _ => None,
    }
}

fn ingest_here(data: &Path, file: &Path, database: Option<&str>) -> Result<(), Fault> {
    let outside = assay_app::installation::Outside::real();
    let installation = assay_app::Installation::open_at(layout(data, database)?, outside)?;
    let workspace = installation.workspace(None)?;
    let owner = workspace.local_principal(Via::LocalCli)?;
    let subject = candidate(&workspace, &owner)?;
    let started = Instant::now();
    let stored = workspace.put_artifact(&owner, &mut File::open(file)?)?;
    let files = vec![DeliveredFile { name: "large.report.jsonl".to_owned(), sha256: stored.sha256 }];
    let request = IngestRequest { files, subject, pipeline: None, attempt: None };
    let report = workspace.ingest(&owner, &request)?;
    let time = started.elapsed();
    match report.artifacts.as_slice() {
        [run] if run.observations > 0 => {}
        _ => return Err(format!("the report was not read as one run: {:?}", report.errors).into()),
    }
    writeln!(std::io::stdout().lock(), "{} {}", time.as_secs_f64(), memory("self", "VmHWM")?)?;
    Ok(())
}

/// An AI system in scope with a version that evidence can be about; gives the subject.
pub(crate) fn candidate(workspace: &Workspace, owner: &Principal) -> Result<String, Fault> {
    let create = |kind: &str, body: Value| {
        workspace.create(owner, &CreateRequest { kind: kind.to_owned(), body, effective: None }, None)
    };
    let step = |key: &str, transition: &str| {
        let request = TransitionRequest { transition: transition.to_owned(), revision: None, digest: None };
        workspace.transition(owner, key, &request, None)
    };
    let system = create(
        "ai-system",
        json!({"title": "Form reader", "owner": "PER-1", "roles": ["developer"], "intended_use": "reads forms"}),
    )?;
    step(&system.key, "admit")?;
    let version = create(
        "system-version",
        json!({"title": "Form reader 1.0.0", "owner": "PER-1", "system": system.key, "version": "1.0.0"}),
    )?;
    step(&version.key, "propose")?;
    Ok(format!("{}@1.0.0", system.key))
}

/// Hash, durable compressed copy, each line parsed; nothing else.
fn barely(file: &Path, scratch: &Path, parse: impl Fn(&[u8]) -> Result<(), Fault>) -> Result<Duration, Fault> {
    let copy = scratch.join("copy.zst");
    let started = Instant::now();
    let mut input = BufReader::with_capacity(CHUNK, File::open(file)?);
    let mut packer = zstd::stream::Encoder::new(File::create(&copy)?, 1)?;
    let (mut hash, mut line) = (Sha256::new(), Vec::new());
    loop {
        line.clear();
        if input.by_ref().read_until(b'\n', &mut line)? == 0 {
            break;
        }
        hash.update(&line);
        packer.write_all(&line)?;
        parse(&line)?;
    }
    packer.finish()?.sync_all()?;
    std::hint::black_box(hash.finalize());
    let time = started.elapsed();
    std::fs::remove_file(&copy)?;
    Ok(time)
}
