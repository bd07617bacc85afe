//! `assay quarantine`

use std::process::ExitCode;

use assay_app::dto::{IngestReport, QuarantineList, QuarantinedArtifact};
use serde_json::json;

use super::{Done, ingest};
use crate::cli::Global;
use crate::client::Client;
use crate::output;

/// Files that could not be read.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// What lies there, and why.
    List,
    /// Read everything once more.
    Retry,
}

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let client = Client::open(global)?;
    match command {
        Command::List => {
            let list: QuarantineList = client.get("quarantine", &[]).await?;
            let row = |a: &QuarantinedArtifact| {
                vec![
                    a.key.clone(),
                    a.file.clone(),
                    a.subject.clone().unwrap_or_default(),
                    a.code.clone(),
                    a.reason.clone(),
                ]
            };
            output::emit(global, &list, |l| {
                output::table(&["key", "file", "subject", "fault", "reason"], l.artifacts.iter().map(row).collect())
            })?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Retry => {
            let report: IngestReport = client.post("quarantine/retry", &json!({})).await?;
            output::emit(global, &report, ingest::text)?;
            Ok(ingest::exit(&report))
        }
    }
}
