//! `assay key`

use std::path::PathBuf;
use std::process::ExitCode;

use assay_app::installation::{NewKey, Outside, rotate_keys};

use super::Done;
use crate::cli::Global;
use crate::failure::Failure;
use crate::{folder, output};

/// Keys that seal the secrets of the data folder.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Make another key and seal every secret anew with it. The server has to be stopped.
    Rotate {
        /// Change the master key too, in its file.
        #[arg(long)]
        master: bool,
        /// The file that holds the new master key, or gets a new one.
        #[arg(long, value_name = "FILE", requires = "master")]
        to: Option<PathBuf>,
    },
}

pub(crate) fn run(global: &Global, command: &Command) -> Done {
    if global.server.is_some() {
        return Err(Failure::usage("`key` works on a data folder, not on a server"));
    }
    let Command::Rotate { master, to } = command;
    let new = match (master, to) {
        (false, _) => NewKey::Data,
        (true, None) => NewKey::Master,
        (true, Some(path)) => NewKey::MasterIn(path.clone()),
    };
    let layout = folder::layout(global)?;
    if !layout.exists() {
        let text = format!("{} holds no installation; name another with --data", global.data.display());
        return Err(Failure::usage(text));
    }
    let done = rotate_keys(&layout, Outside::real(), &new)?;
    output::emit(global, &done, |d| {
        let mut text = format!("Secrets sealed with a new key: {}.\n", d.sealed);
        if d.lost > 0 {
            text += &format!("Not opened, for their key is lost: {}.\n", d.lost);
        }
        if let Some(path) = &d.master {
            text += &format!("The master key is in {} now; keep a copy where no backup is.\n", path.display());
        }
        text
    })?;
    if to.is_some() {
        output::note("From now on name that file with --master-key-file or ASSAY_MASTER_KEY_FILE.");
    }
    Ok(ExitCode::SUCCESS)
}
