//! `assay erase`

use std::process::ExitCode;

use assay_app::dto::RecordView;
use assay_app::log::EraseRequest;

use super::Done;
use crate::cli::Global;
use crate::client::{Client, encode};
use crate::output;

/// Erase every body of a record; the log still verifies.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Key of the record.
    key: String,
    /// Why: `data-subject-request`, `retention-ended`, `court-order` or `recorded-in-error`.
    #[arg(long, value_name = "BASIS")]
    basis: String,
}

pub(crate) async fn run(global: &Global, args: &Args) -> Done {
    let client = Client::open(global)?;
    let request = EraseRequest { legal_basis: args.basis.clone(), revision: None };
    let view: RecordView = client.post(&format!("records/{}/erasure", encode(&args.key)), &request).await?;
    output::emit(global, &view, |v| format!("{} was erased; entry {} of the log says so", v.key, v.seq))?;
    Ok(ExitCode::SUCCESS)
}
