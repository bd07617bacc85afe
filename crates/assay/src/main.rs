//! The door: reads the command line, finds the way to the data, prints what comes back.
//!
//! No logic lives here. A command makes requests of the one API, whichever way they travel: within this process on an
//! idle data folder, through the socket of the server that owns it, or over HTTP to another machine.

mod cli;
mod client;
mod commands;
mod failure;
mod folder;
mod network;
mod output;
mod serve;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            // Help and version are no errors; a wrong command line is: clap exits 2, as we do.
            let _ = e.print();
            return ExitCode::from(u8::try_from(e.exit_code()).unwrap_or(2));
        }
    };
    let filter = tracing_subscriber::EnvFilter::try_from_env("ASSAY_LOG").unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(e) => return output::failure(&cli.global, &failure::Failure::usage(format!("cannot start: {e}"))),
    };
    match runtime.block_on(commands::run(&cli)) {
        Ok(code) => code,
        Err(failure) => output::failure(&cli.global, &failure),
    }
}
