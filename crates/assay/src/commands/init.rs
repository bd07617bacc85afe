//! `assay init`

use std::process::ExitCode;

use assay_app::installation::Outside;
use assay_app::{AppError, ErrorClass, Installation, NewWorkspace};

use super::Done;
use crate::cli::Global;
use crate::failure::Failure;
use crate::{folder, output};

/// Create a data folder with its first workspace.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Name of the organisation.
    #[arg(long, value_name = "N", conflicts_with = "demo", default_value = "My organisation")]
    organisation: String,
    /// Your name: the first member, who owns the installation.
    #[arg(long, value_name = "NAME", conflicts_with = "demo")]
    owner: Option<String>,
    /// Fill the workspace with an invented organisation, marked as a demo for ever.
    #[arg(long)]
    demo: bool,
}

pub(crate) fn run(global: &Global, args: &Args) -> Done {
    if global.server.is_some() {
        return Err(Failure::usage("`init` works on a data folder, not on a server"));
    }
    let installation = Installation::open_at(folder::layout(global)?, Outside::real())?;
    if !installation.list_workspaces()?.workspaces.is_empty() {
        let text = format!(
            "{} holds an installation already; add a workspace with `assay workspace create`",
            global.data.display()
        );
        return Err(AppError::new(ErrorClass::Conflict, "folder.exists", text).into());
    }
    let workspace = if args.demo {
        installation.create_demo(global.workspace.as_deref())?
    } else {
        let new = NewWorkspace {
            organisation: args.organisation.clone(),
            slug: global.workspace.clone(),
            owner: args.owner.clone(),
        };
        installation.create_workspace(&new)?
    };
    let view = workspace.view()?;
    output::emit(global, &view, |v| {
        let mut text = format!("Created workspace `{}` of {} in {}.\n", v.slug, v.organisation, global.data.display());
        text += &format!("Log origin:   {}\nVerifier key: {}\n", v.origin, workspace.vkey);
        text += "Give the verifier key to those who will check your records: it is what they trust.\n";
        if v.demo {
            text += "Everything in it is invented: pages, reports and log say so for ever.\n";
        }
        text
    })?;
    Ok(ExitCode::SUCCESS)
}
