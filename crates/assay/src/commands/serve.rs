//! `assay serve`

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use assay_app::Installation;
use assay_app::installation::{Layout, Outside};

use super::Done;
use crate::cli::Global;
use crate::failure::Failure;
use crate::output;

/// Serve pages and API.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Address to listen on. A demo is shown without signing in on a loopback address only.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8420")]
    listen: SocketAddr,
}

pub(crate) async fn run(global: &Global, args: &Args) -> Done {
    if global.server.is_some() {
        return Err(Failure::usage("`serve` works on a data folder, not on another server"));
    }
    if !Layout::new(&global.data).exists() {
        output::note(format!("{} held nothing; a new installation begins there.", global.data.display()));
    }
    let installation =
        Arc::new(Installation::open_at(Layout::at(&global.data, global.database.as_deref())?, Outside::real())?);
    crate::serve::serve(installation, args.listen).await?;
    Ok(ExitCode::SUCCESS)
}
