//! `assay completions`

use std::process::ExitCode;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::Done;
use crate::cli::{Cli, Global};
use crate::output;

/// Completions for a shell.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell.
    shell: Shell,
}

pub(crate) fn run(global: &Global, args: &Args) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "assay", &mut script);
    output::write(global, &String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
