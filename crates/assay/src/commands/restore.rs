//! `assay restore`

use std::path::PathBuf;
use std::process::ExitCode;

use assay_app::installation::{Outside, restore};

use super::{Done, backup};
use crate::cli::Global;
use crate::failure::Failure;
use crate::{folder, output};

/// Put a backup back; every log goes on in a new epoch. What lies in the data folder is moved aside.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder that `assay backup` wrote.
    backup: PathBuf,
    /// Why; the log's next entry says so.
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

pub(crate) fn run(global: &Global, args: &Args) -> Done {
    if global.server.is_some() {
        return Err(Failure::usage("`restore` works on a data folder, not on a server"));
    }
    let report = restore(&args.backup, &folder::layout_of_files(global)?, Outside::real(), &args.reason)?;
    output::emit(global, &report, backup::text)?;
    Ok(ExitCode::SUCCESS)
}
