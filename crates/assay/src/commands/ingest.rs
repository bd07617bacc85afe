//! `assay ingest`

use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use assay_app::dto::{ArtifactStored, DeliveredFile, IngestReport, IngestRequest};
use axum::body::Body;
use http::Method;
use indicatif::{ProgressBar, ProgressStyle};

use super::Done;
use crate::cli::Global;
use crate::client::{Client, collect};
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
    let mut delivered = Vec::new();
    for path in &paths {
        let stored = upload(&client, path).await?;
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        delivered.push(DeliveredFile { name, sha256: stored.sha256 });
    }
    let request = IngestRequest {
        files: delivered,
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

async fn upload(client: &Client, path: &Path) -> Result<ArtifactStored, Failure> {
    let fail = |e: std::io::Error| Failure::usage(format!("cannot read {}: {e}", path.display()));
    let file = fs::File::open(path).map_err(fail)?;
    let size = file.metadata().map_err(fail)?.len();
    let bar = progress(size, path);
    let body = file_body(bar.wrap_read(file));
    let response = client.call(Method::POST, &client.path("artifacts"), &[], body, false).await?;
    bar.finish_and_clear();
    serde_json::from_slice(&collect(response).await?)
        .map_err(|e| Failure::usage(format!("the answer is not what this version expects: {e}")))
}

/// Shown on a terminal, and only for what takes long.
fn progress(size: u64, path: &Path) -> ProgressBar {
    if size < 32 * 1024 * 1024 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(size);
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {bytes}/{total_bytes} {bytes_per_sec}") {
        bar.set_style(style);
    }
    bar.set_message(path.display().to_string());
    bar
}

/// A file as a body, a chunk at a time.
fn file_body(file: impl std::io::Read + Send + 'static) -> Body {
    assay_web::stream_reader(file)
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
    if !report.changed.is_empty() {
        lines.push(String::new());
        lines.push("States that changed:".to_owned());
        for c in &report.changed {
            let before = c.before.as_ref().map_or_else(|| "not looked at".to_owned(), word);
            lines.push(format!("  {} {} ({}): {before} -> {}", c.id, c.title, c.subject, word(&c.after)));
            lines.push(format!("      because {}", c.reason));
        }
    } else if !report.artifacts.is_empty() {
        lines.push("No state of a requirement changed.".to_owned());
    }
    lines.join("\n")
}
