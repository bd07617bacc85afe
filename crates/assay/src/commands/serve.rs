//! `assay serve`

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use assay_app::Installation;
use assay_app::installation::{Allowed, Layout, Outside};

use super::Done;
use crate::cli::Global;
use crate::failure::Failure;
use crate::{folder, output};

/// Serve pages and API.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Address to listen on. A demo is shown without signing in on a loopback address only.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8420")]
    listen: SocketAddr,
    /// Close a connection from the network on which a request, or the next part of one, takes longer than this.
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = clap::value_parser!(u64).range(1..=3600))]
    patience: u64,
    /// Address at which people open this server, for example https://assay.example.org: passkeys are bound to it. Without
    /// it they work on this machine only.
    #[arg(long, env = "ASSAY_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// Let requests of this server go to a host and port that are not public, for example an inner provider of single
    /// sign-on. May be given several times.
    #[arg(long, value_name = "HOST:PORT")]
    egress_allow: Vec<Allowed>,
}

pub(crate) async fn run(global: &Global, args: &Args) -> Done {
    if global.server.is_some() {
        return Err(Failure::usage("`serve` works on a data folder, not on another server"));
    }
    if !Layout::new(&global.data).exists() {
        output::note(format!("{} held nothing; a new installation begins there.", global.data.display()));
    }
    let outside = Outside::reaching(args.egress_allow.clone());
    let installation = Arc::new(Installation::open_at(folder::layout(global)?, outside)?);
    if let Some(url) = &args.public_url {
        installation.open_at_site(url)?;
    }
    crate::serve::serve(installation, args.listen, Duration::from_secs(args.patience)).await?;
    Ok(ExitCode::SUCCESS)
}
