//! `assay log`

use std::path::PathBuf;
use std::process::ExitCode;

use assay_app::dto::{FindingView, VerifyReport};

use super::Done;
use crate::cli::Global;
use crate::client::{Client, encode};
use crate::failure::Failure;
use crate::output;

/// The log: checkpoint, key, verification, proofs.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// The signed checkpoint, as a C2SP signed note. Keep it: it shows later whether history was rewritten.
    Checkpoint {
        /// The one that was signed at this size.
        #[arg(long)]
        size: Option<u64>,
    },
    /// The log's verifier key. Give it to those who check your records.
    Vkey,
    /// Read the whole log and every row beside it. Exits 1 when anything fails or no trusted key signed it.
    Verify {
        /// A verifier key you obtained from elsewhere, or a file that holds one.
        #[arg(long, value_name = "VKEY")]
        trust: Option<String>,
    },
    /// The proof that a record's newest revision is in the log, as a C2SP tlog-proof.
    Prove {
        /// Key of a record, or index of an entry.
        key: String,
    },
}

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let client = Client::open(global)?;
    match command {
        Command::Checkpoint { size } => {
            let note = client.get_text("log/checkpoint", &[("size", size.map(|s| s.to_string()))]).await?;
            output::emit(global, &serde_json::json!({"checkpoint": note}), |_| note.clone())?;
        }
        Command::Vkey => {
            let vkey = client.get_text("log/vkey", &[]).await?;
            output::emit(global, &serde_json::json!({"vkey": vkey.trim()}), |_| vkey.clone())?;
        }
        Command::Prove { key } => {
            let proof = client.get_text(&format!("log/proof/{}", encode(key)), &[]).await?;
            output::emit(global, &serde_json::json!({"proof": proof}), |_| proof.clone())?;
        }
        Command::Verify { trust } => {
            let trust = trust.as_deref().map(key_text).transpose()?;
            let report: VerifyReport = client.get("log/verification", &[("trust", trust)]).await?;
            output::emit(global, &report, report_text)?;
            return Ok(exit(&report));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A key given as text or as the name of a file that holds it.
pub(crate) fn key_text(given: &str) -> Result<String, Failure> {
    let path = PathBuf::from(given);
    if !path.is_file() {
        return Ok(given.trim().to_owned());
    }
    let text = std::fs::read_to_string(&path).map_err(|e| Failure::usage(format!("cannot read {given}: {e}")))?;
    Ok(text.trim().to_owned())
}

pub(crate) fn report_text(report: &VerifyReport) -> String {
    let row = |f: &FindingView| vec![f.status.clone(), f.item.clone(), f.reason.clone()];
    let table = output::table(&["status", "item", "reason"], report.findings.iter().map(row).collect());
    let trusted = if report.trusted { "signed by a key you trust" } else { "not verified against a key you trust" };
    format!("{table}\n\n{trusted}")
}

pub(crate) fn exit(report: &VerifyReport) -> ExitCode {
    let failed = report.findings.iter().any(|f| f.status == "FAILED");
    if report.trusted && !failed { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
