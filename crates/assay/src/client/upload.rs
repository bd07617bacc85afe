//! Files on their way to the store.

use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use assay_app::dto::{ArtifactStored, DeliveredFile};
use axum::body::Body;
use http::Method;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Client, collect};
use crate::failure::Failure;

/// Stores the bytes of each, and says under which names they came.
pub(crate) async fn deliver(client: &Client, paths: &[PathBuf]) -> Result<Vec<DeliveredFile>, Failure> {
    let mut delivered = Vec::new();
    for path in paths {
        let stored = upload(client, path).await?;
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        delivered.push(DeliveredFile { name, sha256: stored.sha256 });
    }
    Ok(delivered)
}

/// Stores the bytes of a file.
pub(crate) async fn upload(client: &Client, path: &Path) -> Result<ArtifactStored, Failure> {
    let fail = |e: std::io::Error| Failure::usage(format!("cannot read {}: {e}", path.display()));
    let file = fs::File::open(path).map_err(fail)?;
    let size = file.metadata().map_err(fail)?.len();
    let bar = progress(size, path);
    let body = file_body(bar.wrap_read(file));
    let response = client.call(Method::POST, &client.path("artifacts"), &[], body, false).await?;
    bar.finish_and_clear();
    serde_json::from_slice(&collect(response).await?)
        .map_err(|e| Failure::usage(format!("the answer is not what this version expects: {e}")))
}

/// Shown on a terminal, and only for what takes long.
fn progress(size: u64, path: &Path) -> ProgressBar {
    if size < 32 * 1024 * 1024 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(size);
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {bytes}/{total_bytes} {bytes_per_sec}") {
        bar.set_style(style);
    }
    bar.set_message(path.display().to_string());
    bar
}

/// A file as a body, a chunk at a time.
fn file_body(file: impl std::io::Read + Send + 'static) -> Body {
    assay_web::stream_reader(file)
}
