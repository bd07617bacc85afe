//! `assay doctor`

use std::process::ExitCode;

use assay_app::dto::{DoctorFinding, DoctorReport};

use super::Done;
use crate::cli::Global;
use crate::client::Client;
use crate::output;

/// Read log, rows, artifacts and verdicts, and compare. Exits 1 when something does not fit.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Forget every verdict first and work them out anew from the log.
    #[arg(long)]
    rebuild: bool,
}

pub(crate) async fn run(global: &Global, args: &Args) -> Done {
    let client = Client::open(global)?;
    let report: DoctorReport = if args.rebuild {
        client.post("verdicts/rebuild", &serde_json::json!({})).await?
    } else {
        client.get("doctor", &[]).await?
    };
    let row = |f: &DoctorFinding| vec![if f.ok { "ok" } else { "FAILED" }.to_owned(), f.item.clone(), f.text.clone()];
    output::emit(global, &report, |r| output::table(&["", "item", "what"], r.findings.iter().map(row).collect()))?;
    Ok(if report.ok { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
