//! `assay bundle`

use std::path::PathBuf;
use std::process::ExitCode;

use assay_app::log::BundleRequest;
use assay_documents::bundle::{TarFiles, unpack};
use axum::body::Body;
use http::Method;

use super::{Done, artifact};
use crate::cli::Global;
use crate::client::Client;
use crate::failure::Failure;
use crate::output;

/// Audit bundles.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Write a bundle: a tar file, or a folder when --out ends with `/`. `audit-bundle.tar` when left out.
    Create {
        /// What it is for, in words.
        #[arg(long)]
        scope: Option<String>,
        /// Kinds whose bodies stay here; their entries still show that they exist.
        #[arg(long, value_name = "KIND", value_delimiter = ',')]
        withhold: Vec<String>,
        /// Leave the artifact files out.
        #[arg(long)]
        without_files: bool,
    },
}

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let Command::Create { scope, withhold, without_files } = command;
    let request = BundleRequest { scope: scope.clone(), withhold: withhold.clone(), without_files: *without_files };
    let client = Client::open(global)?;
    let bytes = serde_json::to_vec(&request).map_err(|e| Failure::usage(e.to_string()))?;
    let response = client.call(Method::POST, &client.path("bundle"), &[], Body::from(bytes), true).await?;
    let target = global.out.clone().unwrap_or_else(|| PathBuf::from("audit-bundle.tar"));
    if !(target.is_dir() || target.to_string_lossy().ends_with('/')) {
        artifact::save(Some(&target), response.into_body()).await?;
        return Ok(ExitCode::SUCCESS);
    }
    std::fs::create_dir_all(&target).map_err(|e| Failure::usage(format!("cannot create {}: {e}", target.display())))?;
    let tar = target.join("bundle.tar.part");
    artifact::save(Some(&tar), response.into_body()).await?;
    let fail = |e: String| Failure::usage(format!("cannot unpack the bundle into {}: {e}", target.display()));
    let file = std::fs::File::open(&tar).map_err(|e| fail(e.to_string()))?;
    let files = TarFiles::open(file).map_err(|e| fail(e.to_string()))?;
    unpack(&files, &target).map_err(|e| fail(e.to_string()))?;
    std::fs::remove_file(&tar).map_err(|e| fail(e.to_string()))?;
    output::note(format!("Unpacked into {}", target.display()));
    Ok(ExitCode::SUCCESS)
}
