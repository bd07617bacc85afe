//! `assay activate`

use std::process::ExitCode;

use assay_app::ActivateRequest;
use assay_app::dto::RecordView;

use super::{Done, record};
use crate::cli::Global;
use crate::client::Client;
use crate::output;

/// Put a framework edition, a crosswalk or a check set in force.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// `framework`, `crosswalk` or `check-set`.
    what: String,
    /// Its slug, for example `iso42001`, `iso42001--eu-ai-act` or `baseline`.
    slug: String,
}

pub(crate) async fn run(global: &Global, args: &Args) -> Done {
    let request = ActivateRequest { what: args.what.clone(), slug: args.slug.clone() };
    let view: RecordView = Client::open(global)?.post("activations", &request).await?;
    output::emit(global, &view, record::done_text)?;
    Ok(ExitCode::SUCCESS)
}
