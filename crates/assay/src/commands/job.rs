//! `assay job`

use std::process::ExitCode;

use assay_app::dto::{JobList, JobView};

use super::Done;
use crate::cli::Global;
use crate::client::{Client, encode};
use crate::output;

/// Scheduled jobs.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Each job, how it stands, and its last result or error.
    List,
    /// Run one now. Exits 1 when it fails or finds something wrong.
    Run {
        /// Its name, for example doctor.
        name: String,
    },
}

fn row(j: &JobView) -> Vec<String> {
    let found = match j.ok {
        Some(true) => "in order",
        Some(false) => "NOT IN ORDER",
        None => "",
    };
    let what = j.error.as_ref().or(j.result.as_ref()).cloned().unwrap_or_default();
    let time = |at: Option<assay_domain::Timestamp>| at.map(|t| t.to_string()).unwrap_or_default();
    vec![j.name.clone(), j.state.clone(), time(j.next), time(j.ran_at), found.to_owned(), what]
}

const HEAD: [&str; 6] = ["job", "state", "next", "last run", "found", "result or error"];

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let client = Client::open(global)?;
    match command {
        Command::List => {
            let list: JobList = client.get("jobs", &[]).await?;
            output::emit(global, &list, |l| output::table(&HEAD, l.jobs.iter().map(row).collect()))?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Run { name } => {
            let path = format!("jobs/{}/run", encode(name));
            let view: JobView = client.post(&path, &serde_json::json!({})).await?;
            output::emit(global, &view, |j| output::table(&HEAD, vec![row(j)]))?;
            let good = view.error.is_none() && view.ok == Some(true);
            Ok(if good { ExitCode::SUCCESS } else { ExitCode::from(1) })
        }
    }
}
