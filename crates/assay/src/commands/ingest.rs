//! `assay ingest`

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use assay_app::dto::{IngestReport, IngestRequest, StateChange};

use super::Done;
use crate::cli::Global;
use crate::client::Client;
use crate::client::upload::deliver;
use crate::failure::Failure;
use crate::output::{self, word};

/// Most files of one delivery.
const MOST_FILES: usize = 10_000;

/// Take in results of evaluation tools as evidence about a system version.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files or folders that a tool wrote.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// What was tested: a system version such as SYS-1@1.1.0, or a system, model or data set.
    #[arg(long, value_name = "KEY[@VERSION]")]
    subject: String,
    /// Id of the pipeline that ran it.
    #[arg(long, env = "ASSAY_PIPELINE", value_name = "ID")]
    pipeline: Option<String>,
    /// Attempt within that pipeline, from 1.
    #[arg(long, env = "ASSAY_ATTEMPT", value_name = "N")]
    attempt: Option<u32>,
}

pub(crate) async fn run(global: &Global, args: &Args) -> Done {
    let mut paths = Vec::new();
    for path in &args.paths {
        files(path, &mut paths)?;
    }
    let client = Client::open(global)?;
    let request = IngestRequest {
        files: deliver(&client, &paths).await?,
        subject: args.subject.clone(),
        pipeline: args.pipeline.clone(),
        attempt: args.attempt,
    };
    let report: IngestReport = client.post("evidence", &request).await?;
    output::emit(global, &report, text)?;
    Ok(exit(&report))
}

/// 2 when any file was quarantined; a partial run taken in with a warning is fine.
pub(crate) fn exit(report: &IngestReport) -> ExitCode {
    if report.errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

/// Files below a path, in order; links are not followed out of a folder.
fn files(path: &Path, out: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let fail = |e: std::io::Error| Failure::usage(format!("cannot read {}: {e}", path.display()));
    if fs::metadata(path).map_err(fail)?.is_file() {
        out.push(path.to_owned());
    } else {
        let mut inner: Vec<PathBuf> = fs::read_dir(path)
            .map_err(fail)?
            .flatten()
            .filter(|e| e.file_type().is_ok_and(|t| !t.is_symlink()))
            .map(|e| e.path())
            .collect();
        inner.sort();
        for path in inner.iter().filter(|p| !p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'))) {
            files(path, out)?;
        }
    }
    if out.len() > MOST_FILES {
        return Err(Failure::usage(format!("more than {MOST_FILES} files; deliver them in parts")));
    }
    Ok(())
}

pub(crate) fn text(report: &IngestReport) -> String {
    let mut lines = Vec::new();
    for a in &report.artifacts {
        let version = a.tool.version.as_deref().map(|v| format!(" {v}")).unwrap_or_default();
        let mut line = format!(
            "{}: {} · {}{version} · {} observations · run {} · {} · {}",
            a.file,
            a.evidence.as_deref().unwrap_or("no evidence"),
            a.tool.name,
            a.observations,
            word(&a.run.status),
            word(&a.run.representativeness),
            a.subject
        );
        if a.duplicate {
            line += " · the same bytes were delivered before; this delivery is noted";
        }
        lines.push(line);
        for w in &a.warnings {
            let place = w.line.map(|l| format!(" (line {l})")).unwrap_or_default();
            lines.push(format!("  warning {}{place}: {}", w.code, w.text));
        }
    }
    for e in &report.errors {
        let place = e.line.map(|l| format!(" (line {l})")).unwrap_or_default();
        lines.push(format!("{}: quarantined, {}{place}: {}", e.file, e.code, e.reason));
    }
    if !report.changed.is_empty() || !report.artifacts.is_empty() {
        lines.extend(changed(&report.changed));
    }
    lines.join("\n")
}

/// Which states a delivery changed, and why.
pub(crate) fn changed(all: &[StateChange]) -> Vec<String> {
    if all.is_empty() {
        return vec!["No state of a requirement changed.".to_owned()];
    }
    let mut lines = vec![String::new(), "States that changed:".to_owned()];
    for c in all {
        let before = c.before.as_ref().map_or_else(|| "not looked at".to_owned(), word);
        lines.push(format!("  {} {} ({}): {before} -> {}", c.id, c.title, c.subject, word(&c.after)));
        lines.push(format!("      because {}", c.reason));
    }
    lines
}
