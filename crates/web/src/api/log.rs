//! The log over HTTP: C2SP tlog-tiles under `log/`, proofs, verification, bundles.

use assay_app::AppError;
use assay_app::dto::VerifyReport;
use assay_app::log::BundleRequest;
use assay_log::VerifierKey;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use schemars::JsonSchema;
use serde::Deserialize;

use super::extract::{Body, Params};
use super::operation::Operation;
use crate::asker::Asker;
use crate::problem::Reply;
use crate::state::Served;
use crate::stream;

/// Which checkpoint.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
struct CheckpointQuery {
    /// The size it was signed at; the newest unless stated.
    size: Option<u64>,
}

/// Whom the asker trusts.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
struct TrustQuery {
    /// A C2SP verifier key obtained from elsewhere.
    trust: Option<String>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "GET",
            "/w/{workspace}/log/checkpoint",
            "logCheckpoint",
            "The signed checkpoint (C2SP signed note)",
            get(checkpoint),
        )
        .query::<CheckpointQuery>(),
        Operation::new("GET", "/w/{workspace}/log/vkey", "logVkey", "The log's verifier key (C2SP vkey)", get(vkey)),
        Operation::new(
            "GET",
            "/w/{workspace}/log/tile/{*path}",
            "logTile",
            "A tile or an entry bundle (C2SP tlog-tiles)",
            get(tile),
        )
        .bytes(),
        Operation::new(
            "GET",
            "/w/{workspace}/log/proof/{what}",
            "logProof",
            "Proof that a record or an entry is in the log (C2SP tlog-proof)",
            get(proof),
        ),
        Operation::new(
            "GET",
            "/w/{workspace}/log/verification",
            "logVerify",
            "Read the whole log and compare",
            get(verify),
        )
        .query::<TrustQuery>()
        .json::<VerifyReport>(),
        Operation::new("POST", "/w/{workspace}/bundle", "createBundle", "An audit bundle as a tar file", post(bundle))
            .body::<BundleRequest>()
            .tar(),
    ]
}

async fn checkpoint(State(s): State<Served>, a: Asker, Params(q): Params<CheckpointQuery>) -> Reply<String> {
    Ok(s.run(move |_| a.workspace.log_checkpoint(&a.principal, q.size)).await?)
}

async fn vkey(a: Asker) -> String {
    format!("{}\n", a.workspace.vkey)
}

async fn tile(State(s): State<Served>, a: Asker, Path((_, path)): Path<(String, String)>) -> Reply<Response> {
    let bytes = s.run(move |_| a.workspace.log_tile(&a.principal, &format!("tile/{path}"))).await?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}

async fn proof(State(s): State<Served>, a: Asker, Path((_, what)): Path<(String, String)>) -> Reply<String> {
    Ok(s.run(move |_| a.workspace.log_proof(&a.principal, &what)).await?)
}

async fn verify(State(s): State<Served>, a: Asker, Params(q): Params<TrustQuery>) -> Reply<Json<VerifyReport>> {
    let trust = match q.trust.as_deref().map(VerifierKey::parse) {
        None => Vec::new(),
        Some(Ok(key)) => vec![key],
        Some(Err(e)) => {
            return Err(AppError::input("trust.malformed", format!("the trusted key does not read: {e}")).into());
        }
    };
    Ok(Json(s.run(move |_| a.workspace.log_verify(&a.principal, &trust)).await?))
}

async fn bundle(State(s): State<Served>, a: Asker, Body(request): Body<BundleRequest>) -> Reply<Response> {
    // What can be refused is refused before the first byte.
    let (workspace, principal, asked) = (a.workspace, a.principal, request);
    s.run({
        let (workspace, principal, asked) = (workspace.clone(), principal.clone(), asked.clone());
        move |_| workspace.bundle_scope(&principal, &asked).map(drop)
    })
    .await?;
    let body = stream::writer(move |out| workspace.bundle(&principal, &asked, out).map_err(std::io::Error::other));
    let headers = [
        (header::CONTENT_TYPE, "application/x-tar"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"audit-bundle.tar\""),
    ];
    Ok((headers, body).into_response())
}
