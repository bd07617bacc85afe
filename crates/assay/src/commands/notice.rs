//! `assay notice`

use std::process::ExitCode;

use assay_app::dto::{NoticeList, NoticeView};

use super::Done;
use crate::cli::Global;
use crate::client::Client;
use crate::output;

/// Notices of what runs out.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// What runs out within 90, 30 or 7 days, or has run out.
    List,
    /// Say that you took notice.
    Acknowledge {
        /// Number of the notice.
        id: u64,
    },
}

fn row(n: &NoticeView) -> Vec<String> {
    let within = if n.days == 0 { "has run out".to_owned() } else { format!("within {} days", n.days) };
    let by = n.acknowledged_by.clone().unwrap_or_default();
    vec![n.id.to_string(), n.key.clone(), n.title.clone(), n.field.clone(), n.ends.to_string(), within, by]
}

const HEAD: [&str; 7] = ["notice", "key", "title", "what", "ends", "", "acknowledged by"];

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let client = Client::open(global)?;
    match command {
        Command::List => {
            let list: NoticeList = client.get("notices", &[]).await?;
            output::emit(global, &list, |l| output::table(&HEAD, l.notices.iter().map(row).collect()))?;
        }
        Command::Acknowledge { id } => {
            let path = format!("notices/{id}/acknowledgement");
            let view: NoticeView = client.post(&path, &serde_json::json!({})).await?;
            output::emit(global, &view, |n| output::table(&HEAD, vec![row(n)]))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
