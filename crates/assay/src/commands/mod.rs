//! One command per file; its name is what people type.

pub(crate) mod activate;
pub(crate) mod artifact;
pub(crate) mod backup;
pub(crate) mod bundle;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod crosswalk;
pub(crate) mod database;
pub(crate) mod doctor;
pub(crate) mod erase;
pub(crate) mod evidence;
mod formats;
pub(crate) mod framework;
pub(crate) mod ingest;
pub(crate) mod init;
pub(crate) mod job;
pub(crate) mod key;
pub(crate) mod log;
pub(crate) mod member;
pub(crate) mod notice;
pub(crate) mod posture;
pub(crate) mod quarantine;
mod receipt;
pub(crate) mod record;
pub(crate) mod report;
pub(crate) mod restore;
pub(crate) mod room;
pub(crate) mod serve;
pub(crate) mod soa;
pub(crate) mod sso;
pub(crate) mod threshold;
pub(crate) mod token;
pub(crate) mod verify;
pub(crate) mod workspace;

use std::process::ExitCode;

use crate::cli::{Cli, Command, Format};
use crate::failure::Failure;

/// What a command comes to.
pub(crate) type Done = Result<ExitCode, Failure>;

/// Runs the command.
pub(crate) async fn run(cli: &Cli) -> Done {
    let g = &cli.global;
    let special = match cli.command {
        Command::Check(_) => [Format::Sarif, Format::Junit].as_slice(),
        Command::Soa(_) => [Format::Csv, Format::Md].as_slice(),
        Command::Report(_) => [Format::Md].as_slice(),
        _ => &[],
    };
    if !matches!(g.output, Format::Text | Format::Json) && !special.contains(&g.output) {
        return Err(Failure::usage(
            "this command prints text or json: sarif and junit belong to `check`, csv and md to `soa`, md to `report`",
        ));
    }
    match &cli.command {
        Command::Init(args) => init::run(g, args),
        Command::Database(command) => database::run(g, command),
        Command::Serve(args) => serve::run(g, args).await,
        Command::Record(command) => record::run(g, command).await,
        Command::Ingest(args) => ingest::run(g, args).await,
        Command::Evidence(command) => evidence::run(g, command).await,
        Command::Quarantine(command) => quarantine::run(g, command).await,
        Command::Artifact(command) => artifact::run(g, command).await,
        Command::Framework(command) => framework::run(g, command).await,
        Command::Crosswalk(args) => crosswalk::run(g, args).await,
        Command::Formats => formats::run(g),
        Command::Threshold(command) => threshold::run(g, command).await,
        Command::Activate(args) => activate::run(g, args).await,
        Command::Check(args) => check::run(g, args).await,
        Command::Posture(args) => posture::run(g, args).await,
        Command::Soa(args) => soa::run(g, args).await,
        Command::Report(command) => report::run(g, command).await,
        Command::Log(command) => log::run(g, command).await,
        Command::Erase(args) => erase::run(g, args).await,
        Command::Bundle(command) => bundle::run(g, command).await,
        Command::Verify(args) => verify::run(g, args),
        Command::Member(command) => member::run(g, command).await,
        Command::Sso(command) => sso::run(g, command).await,
        Command::Token(command) => token::run(g, command).await,
        Command::Key(command) => key::run(g, command),
        Command::Workspace(command) => workspace::run(g, command).await,
        Command::Room(command) => room::run(g, command).await,
        Command::Notice(command) => notice::run(g, command).await,
        Command::Job(command) => job::run(g, command).await,
        Command::Backup(args) => backup::run(g, args).await,
        Command::Restore(args) => restore::run(g, args),
        Command::Doctor(args) => doctor::run(g, args).await,
        Command::Completions(args) => completions::run(g, args),
    }
}
