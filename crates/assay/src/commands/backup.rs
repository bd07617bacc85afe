//! `assay backup`

use std::path::PathBuf;
use std::process::ExitCode;

use assay_app::installation::{BackedUp, BackupReport};
use http::Method;
use serde_json::json;

use super::Done;
use crate::cli::Global;
use crate::client::Client;
use crate::failure::Failure;
use crate::output;

/// Copy the installation, but for the keys, into a new folder.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A folder that does not exist yet.
    to: PathBuf,
}

pub(crate) async fn run(global: &Global, args: &Args) -> Done {
    let to = std::path::absolute(&args.to).map_err(|e| Failure::usage(e.to_string()))?;
    let report: BackupReport =
        Client::open(global)?.send_json(Method::POST, "/api/v1/backup", &json!({"to": to})).await?;
    output::emit(global, &report, text)?;
    output::note("Keys are not in it: keep log.key of each workspace, control.key and master.key apart, under lock.");
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn text(report: &BackupReport) -> String {
    let row = |w: &BackedUp| vec![w.slug.clone(), w.entries.to_string(), w.artifacts.to_string(), w.origin.clone()];
    output::table(&["workspace", "entries", "artifacts", "log"], report.workspaces.iter().map(row).collect())
}
