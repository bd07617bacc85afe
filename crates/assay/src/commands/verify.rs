//! `assay verify`

use std::path::PathBuf;

use assay_app::dto::{FindingView, VerifyReport};
use assay_documents::bundle::{FolderFiles, TarFiles};
use assay_log::VerifierKey;
use assay_log::bundle::{Options, verify};

use super::log::{exit, key_text, report_text};
use super::{Done, receipt};
use crate::cli::Global;
use crate::failure::Failure;
use crate::output::{self, word};

/// Verify an audit bundle offline. Exits 1 when anything fails or no trusted key signed it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The bundle: a tar file or a folder; or a receipt that holds its entry, as pages of a record give it.
    #[arg(value_name = "FILE|FOLDER")]
    bundle: PathBuf,
    /// A verifier key you obtained from elsewhere, or a file that holds one.
    #[arg(long, value_name = "VKEY")]
    trust: Vec<String>,
    /// A checkpoint of the same log that you kept: shows whether history was rewritten since.
    #[arg(long, value_name = "CHECKPOINT")]
    older: Vec<PathBuf>,
    /// Fail unless a witness or a time stamp vouches for the checkpoint.
    #[arg(long)]
    require_anchor: bool,
}

pub(crate) fn run(global: &Global, args: &Args) -> Done {
    let mut options = Options { require_anchor: args.require_anchor, ..Options::default() };
    for given in &args.trust {
        let text = key_text(given)?;
        let key =
            VerifierKey::parse(&text).map_err(|e| Failure::usage(format!("`{text}` is not a verifier key: {e}")))?;
        options.trust.push(key);
    }
    for path in &args.older {
        let note = std::fs::read(path).map_err(|e| Failure::usage(format!("cannot read {}: {e}", path.display())))?;
        options.older.push(note);
    }
    let path = &args.bundle;
    if let Some(receipt) = receipt::read(path)? {
        let report = receipt::verify(&receipt, path, &options.trust);
        output::emit(global, &report, report_text)?;
        return Ok(exit(&report));
    }
    let opened = if path.is_dir() {
        FolderFiles::open(path).map(|files| verify(&files, &options)).map_err(|e| e.to_string())
    } else {
        let file =
            std::fs::File::open(path).map_err(|e| Failure::usage(format!("cannot read {}: {e}", path.display())))?;
        TarFiles::open(std::io::BufReader::new(file)).map(|files| verify(&files, &options)).map_err(|e| e.to_string())
    };
    let report = match opened {
        Ok(report) => VerifyReport {
            trusted: report.trusted,
            findings: report
                .findings
                .into_iter()
                .map(|f| FindingView { item: f.item, status: word(&f.status), reason: f.reason })
                .collect(),
        },
        // A file that is no bundle any more is a failed verification, not a wrong command line.
        Err(reason) => VerifyReport {
            trusted: false,
            findings: vec![FindingView { item: path.display().to_string(), status: "FAILED".to_owned(), reason }],
        },
    };
    output::emit(global, &report, report_text)?;
    Ok(exit(&report))
}
