//! `assay posture`

use std::process::ExitCode;

use assay_app::dto::PostureView;
use assay_domain::AIMS;

use super::Done;
use crate::cli::Global;
use crate::client::Client;
use crate::output::{self, word};

/// The state of each requirement, now or as of any moment.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Slug of the framework.
    #[arg(long, default_value = AIMS)]
    framework: String,
    /// As it stood at a time or a position of the log.
    #[arg(long, value_name = "TIME|POSITION")]
    as_of: Option<String>,
}

pub(crate) async fn run(global: &Global, args: &Args) -> Done {
    let query = [("framework", Some(args.framework.clone())), ("as_of", args.as_of.clone())];
    let posture: PostureView = Client::open(global)?.get("posture", &query).await?;
    output::emit(global, &posture, text)?;
    Ok(ExitCode::SUCCESS)
}

fn text(posture: &PostureView) -> String {
    let rows =
        posture.requirements.iter().map(|r| vec![r.id.clone(), word(&r.state), r.title.clone(), r.reason.clone()]);
    let table = output::table(&["id", "state", "title", "reason"], rows.collect());
    format!("{} as of entry {} ({})\n\n{table}", posture.edition, posture.as_of.position, posture.as_of.time)
}
