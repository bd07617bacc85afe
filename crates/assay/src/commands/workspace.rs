//! `assay workspace`

use std::process::ExitCode;

use assay_app::NewWorkspace;
use assay_app::dto::{WorkspaceList, WorkspaceView};
use axum::body::Body;
use http::Method;

use super::Done;
use crate::cli::Global;
use crate::client::{Client, collect};
use crate::failure::Failure;
use crate::output;

/// Workspaces of the installation.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Every workspace.
    List,
    /// Create one.
    Create {
        /// Name of the organisation.
        organisation: String,
        /// Short name in addresses; made from the organisation when left out.
        #[arg(long)]
        slug: Option<String>,
        /// Your name: its first member.
        #[arg(long)]
        owner: Option<String>,
    },
}

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let client = Client::open(global)?;
    let row = |w: &WorkspaceView| {
        let kind = if w.demo { "demo" } else { "" };
        vec![w.slug.clone(), w.organisation.clone(), kind.to_owned(), w.origin.clone()]
    };
    match command {
        Command::List => {
            let response = client.call(Method::GET, "/api/v1/workspaces", &[], Body::empty(), false).await?;
            let list: WorkspaceList =
                serde_json::from_slice(&collect(response).await?).map_err(|e| Failure::usage(e.to_string()))?;
            output::emit(global, &list, |l| {
                output::table(&["workspace", "organisation", "", "log"], l.workspaces.iter().map(row).collect())
            })?;
        }
        Command::Create { organisation, slug, owner } => {
            let new = NewWorkspace { organisation: organisation.clone(), slug: slug.clone(), owner: owner.clone() };
            let view: WorkspaceView = client.send_json(Method::POST, "/api/v1/workspaces", &new).await?;
            output::emit(global, &view, |v| format!("Created workspace `{}` of {}", v.slug, v.organisation))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
