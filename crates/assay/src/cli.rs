//! The command line as people type it. Doc comments are the help text.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::commands;

/// The AI management system of ISO/IEC 42001 as software.
#[derive(Debug, Parser)]
#[command(name = "assay", version, max_term_width = 100, propagate_version = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where the data is, and how to print.
#[derive(Debug, Clone, Args)]
pub(crate) struct Global {
    /// Data folder.
    #[arg(long, global = true, env = "ASSAY_DATA", default_value = "assay-data", value_name = "DIR")]
    pub(crate) data: PathBuf,
    /// PostgreSQL database that holds the workspaces of the data folder; better given as ASSAY_DATABASE when it holds a
    /// password.
    #[arg(long, global = true, env = "ASSAY_DATABASE", hide_env_values = true, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// File of the master key, which opens the secrets of the data folder, when it is not the folder's own `master.key`. The
    /// key itself can be given as ASSAY_MASTER_KEY.
    #[arg(long, global = true, env = "ASSAY_MASTER_KEY_FILE", value_name = "FILE")]
    pub(crate) master_key_file: Option<PathBuf>,
    /// Address of a server instead of a data folder, for example https://assay.example.org.
    #[arg(long, global = true, env = "ASSAY_SERVER", value_name = "URL")]
    pub(crate) server: Option<String>,
    /// Token for the server; better given as ASSAY_TOKEN than on the command line.
    #[arg(long, global = true, env = "ASSAY_TOKEN", hide_env_values = true, value_name = "T")]
    pub(crate) token: Option<String>,
    /// Workspace; needed when there are several.
    #[arg(long, global = true, env = "ASSAY_WORKSPACE", value_name = "W")]
    pub(crate) workspace: Option<String>,
    /// How to print.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub(crate) output: Format,
    /// Print into a file instead.
    #[arg(short = 'o', long = "out", global = true, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// A way to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// Verdicts as SARIF 2.1.0 (`check` only).
    Sarif,
    /// Verdicts as JUnit XML (`check` only).
    Junit,
    /// Rows as CSV (`soa` only).
    Csv,
    /// Markdown (`soa` and `report` only).
    Md,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Create a data folder with its first workspace.
    Init(commands::init::Args),
    /// Workspaces in PostgreSQL instead of files.
    #[command(subcommand)]
    Database(commands::database::Command),
    /// Serve pages and API.
    Serve(commands::serve::Args),
    /// Records: list, show, create, update, move, history, diff, sheets.
    #[command(subcommand)]
    Record(commands::record::Command),
    /// Take in results of evaluation tools as evidence about a system version.
    Ingest(commands::ingest::Args),
    /// Evidence that people state: what was done and seen, with the files that show it.
    #[command(subcommand)]
    Evidence(commands::evidence::Command),
    /// Files that could not be read.
    #[command(subcommand)]
    Quarantine(commands::quarantine::Command),
    /// Stored bytes by digest.
    #[command(subcommand)]
    Artifact(commands::artifact::Command),
    /// Formats of evidence that can be read.
    Formats,
    /// Frameworks: what is asked, in which edition.
    #[command(subcommand)]
    Framework(commands::framework::Command),
    /// What crosswalks offer for a requirement: where else its evidence may bear.
    Crosswalk(commands::crosswalk::Args),
    /// Acceptance criteria.
    #[command(subcommand)]
    Threshold(commands::threshold::Command),
    /// Put a framework edition or a check set in force.
    Activate(commands::activate::Args),
    /// Verdicts: what passes, what is missing, and why. Exits 1 unless everything asked for passes.
    Check(commands::check::Args),
    /// The state of each requirement, now or as of any moment.
    Posture(commands::posture::Args),
    /// The Statement of Applicability, computed.
    Soa(commands::soa::Args),
    /// Reports: questions of auditors, buyers and top management, answered from records.
    #[command(subcommand)]
    Report(commands::report::Command),
    /// The log: checkpoint, key, verification, proofs.
    #[command(subcommand)]
    Log(commands::log::Command),
    /// Erase every body of a record; the log still verifies.
    Erase(commands::erase::Args),
    /// Audit bundles.
    #[command(subcommand)]
    Bundle(commands::bundle::Command),
    /// Verify an audit bundle offline. Exits 1 when anything fails or no trusted key signed it.
    Verify(commands::verify::Args),
    /// Accounts of members: how they come in, and how they are shown out.
    #[command(subcommand)]
    Member(commands::member::Command),
    /// Single sign-on with OpenID Connect.
    #[command(subcommand)]
    Sso(commands::sso::Command),
    /// Access for programs.
    #[command(subcommand)]
    Token(commands::token::Command),
    /// Keys that seal the secrets of the data folder.
    #[command(subcommand)]
    Key(commands::key::Command),
    /// Workspaces of the installation.
    #[command(subcommand)]
    Workspace(commands::workspace::Command),
    /// Audit rooms: what auditors from outside may see, and until when.
    #[command(subcommand)]
    Room(commands::room::Command),
    /// Notices of what runs out.
    #[command(subcommand)]
    Notice(commands::notice::Command),
    /// Scheduled jobs.
    #[command(subcommand)]
    Job(commands::job::Command),
    /// Copy the installation, but for the keys, into a new folder.
    Backup(commands::backup::Args),
    /// Put a backup back; every log goes on in a new epoch.
    Restore(commands::restore::Args),
    /// Read log, rows, artifacts and verdicts, and compare. Exits 1 when something does not fit.
    Doctor(commands::doctor::Args),
    /// Completions for a shell.
    Completions(commands::completions::Args),
}
