//! `assay database`

use std::process::ExitCode;

use assay_app::installation::{Outside, move_to_database, move_to_files, prepare_database};
use clap::ValueEnum;
use serde_json::json;

use super::{Done, backup};
use crate::cli::Global;
use crate::failure::Failure;
use crate::{folder, output};

/// Workspaces in PostgreSQL instead of files.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Bring a database to this program's schema. Done by the role that owns the tables; run again after an update.
    Prepare {
        /// The database, as the role that owns its tables; better given as ASSAY_DATABASE_OWNER.
        #[arg(long, env = "ASSAY_DATABASE_OWNER", hide_env_values = true, value_name = "URL")]
        owner: String,
        /// Role that Assay serves with: it reads and adds, and can neither change nor own a table.
        #[arg(long, value_name = "ROLE")]
        serving_role: String,
    },
    /// Move every workspace of the data folder. Log, digests and checkpoints stay what they are.
    Move {
        /// Where to; --database says which one, in both directions.
        #[arg(long, value_enum)]
        to: Home,
    },
}

/// Where workspaces are kept.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Home {
    /// A PostgreSQL database.
    Database,
    /// SQLite files in the data folder.
    Files,
}

pub(crate) fn run(global: &Global, command: &Command) -> Done {
    if global.server.is_some() {
        return Err(Failure::usage("`database` works on a data folder, not on a server"));
    }
    match command {
        Command::Prepare { owner, serving_role } => {
            prepare_database(owner, serving_role)?;
            let report = json!({"prepared": true, "serving_role": serving_role});
            output::emit(global, &report, |_| {
                format!("The database is ready for the role {serving_role}; name it with --database.")
            })?;
        }
        Command::Move { to } => {
            let Some(url) = global.database.as_deref() else {
                return Err(Failure::usage("say which database with --database (or ASSAY_DATABASE)"));
            };
            let report = match to {
                Home::Database => move_to_database(&folder::layout_of_files(global)?, url, Outside::real())?,
                Home::Files => move_to_files(&folder::layout_of_files(global)?, url, Outside::real())?,
            };
            output::emit(global, &report, backup::text)?;
            output::note(match to {
                Home::Database => {
                    "The old files are kept, with .moved in their names; keys and artifacts stay in the folder."
                }
                Home::Files => "What is in the database stays there, for its owner to drop.",
            });
        }
    }
    Ok(ExitCode::SUCCESS)
}
