//! `assay artifact`

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use assay_app::dto::DeliveredFile;
use axum::body::Body;
use http::Method;
use http_body_util::BodyExt as _;

use super::Done;
use crate::cli::Global;
use crate::client::upload::deliver;
use crate::client::{Client, encode};
use crate::failure::Failure;
use crate::output;

/// Stored bytes by digest.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// The bytes of an artifact, to stdout or the file of --out.
    Get {
        /// Its SHA-256 digest.
        sha256: String,
    },
    /// Store the bytes of files, for records that name them by digest.
    Put {
        /// Files.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
}

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let client = Client::open(global)?;
    let sha256 = match command {
        Command::Get { sha256 } => sha256,
        Command::Put { paths } => return put(global, &client, paths).await,
    };
    let path = client.path(&format!("artifacts/{}", encode(sha256)));
    let response = client.call(Method::GET, &path, &[], Body::empty(), false).await?;
    save(global.out.as_deref(), response.into_body()).await?;
    Ok(ExitCode::SUCCESS)
}

/// Files as they were stored.
#[derive(serde::Serialize)]
struct Stored {
    artifacts: Vec<DeliveredFile>,
}

async fn put(global: &Global, client: &Client, paths: &[PathBuf]) -> Done {
    let stored = Stored { artifacts: deliver(client, paths).await? };
    let line = |file: &DeliveredFile| format!("{}  {}", file.sha256, file.name);
    output::emit(global, &stored, |s| s.artifacts.iter().map(line).collect::<Vec<_>>().join("\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// Streams a body into a file (whole or not at all) or to stdout.
pub(crate) async fn save(target: Option<&Path>, mut body: Body) -> Result<(), Failure> {
    let cut = |e: axum::Error| Failure::usage(format!("the answer was cut short: {e}"));
    let Some(target) = target else {
        let mut out = std::io::stdout().lock();
        while let Some(frame) = body.frame().await {
            if let Ok(bytes) = frame.map_err(cut)?.into_data() {
                out.write_all(&bytes).map_err(|e| Failure::usage(format!("cannot print: {e}")))?;
            }
        }
        return out.flush().map_err(|e| Failure::usage(format!("cannot print: {e}")));
    };
    let temporary = output::temporary(target)?;
    let fail = |e: std::io::Error| Failure::usage(format!("cannot write {}: {e}", target.display()));
    let mut file = std::fs::File::create(&temporary).map_err(fail)?;
    let mut whole = Ok(());
    while let Some(frame) = body.frame().await {
        match frame {
            Ok(frame) => {
                if let Ok(bytes) = frame.into_data() {
                    file.write_all(&bytes).map_err(fail)?;
                }
            }
            Err(e) => {
                whole = Err(cut(e));
                break;
            }
        }
    }
    if let Err(e) = whole {
        let _ = std::fs::remove_file(&temporary);
        return Err(e);
    }
    file.sync_all().and_then(|()| std::fs::rename(&temporary, target)).map_err(fail)?;
    output::note(format!("Written: {}", target.display()));
    Ok(())
}
