//! Deliveries over HTTP: bytes first, then what to read from them.

use assay_app::dto::{ActReport, ActRequest, ArtifactStored, FormatList, IngestReport, IngestRequest, QuarantineList};
use assay_app::ingest::formats;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};

use super::extract::Body;
use super::operation::Operation;
use super::records::idempotency;
use crate::asker::Asker;
use crate::problem::Reply;
use crate::state::Served;
use crate::stream;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new("GET", "/w/{workspace}/formats", "listFormats", "Formats that can be read", get(list_formats))
            .json::<FormatList>(),
        Operation::new("POST", "/w/{workspace}/artifacts", "putArtifact", "Store bytes under their digest", post(put))
            .bytes_in()
            .json::<ArtifactStored>()
            .created(),
        Operation::new(
            "GET",
            "/w/{workspace}/artifacts/{sha256}",
            "getArtifact",
            "The bytes of an artifact",
            get(fetch),
        )
        .bytes(),
        Operation::new(
            "POST",
            "/w/{workspace}/evidence",
            "ingest",
            "Read stored artifacts as evidence about a subject",
            post(ingest),
        )
        .body::<IngestRequest>()
        .json::<IngestReport>(),
        Operation::new(
            "POST",
            "/w/{workspace}/evidence/acts",
            "recordAct",
            "Record what a person did and saw as evidence, with the stored files that show it",
            post(record_act),
        )
        .idempotent()
        .body::<ActRequest>()
        .json::<ActReport>()
        .created(),
        Operation::new(
            "GET",
            "/w/{workspace}/quarantine",
            "listQuarantine",
            "Artifacts that could not be read",
            get(quarantine),
        )
        .json::<QuarantineList>(),
        Operation::new(
            "POST",
            "/w/{workspace}/quarantine/retry",
            "retryQuarantine",
            "Read them once more",
            post(retry),
        )
        .json::<IngestReport>(),
    ]
}

async fn list_formats(_: Asker) -> Json<FormatList> {
    Json(formats())
}

async fn put(State(s): State<Served>, a: Asker, body: axum::body::Body) -> Reply<Response> {
    let mut bytes = stream::reader(body);
    let stored = s.run(move |_| a.workspace.put_artifact(&a.principal, &mut bytes)).await?;
    Ok((StatusCode::CREATED, Json(stored)).into_response())
}

async fn fetch(State(s): State<Served>, a: Asker, Path((_, sha256)): Path<(String, String)>) -> Reply<Response> {
    let name = sha256.clone();
    let (size, mut bytes) = s.run(move |_| a.workspace.get_artifact(&a.principal, &sha256)).await?;
    let body = stream::writer(move |out| std::io::copy(&mut bytes, out).map(drop));
    // Whatever it is, a browser saves it and never shows it.
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, body).into_response())
}

async fn ingest(State(s): State<Served>, a: Asker, Body(request): Body<IngestRequest>) -> Reply<Json<IngestReport>> {
    Ok(Json(s.run(move |_| a.workspace.ingest(&a.principal, &request)).await?))
}

async fn record_act(
    State(s): State<Served>,
    a: Asker,
    headers: HeaderMap,
    Body(request): Body<ActRequest>,
) -> Reply<Response> {
    let idempotency = idempotency(&headers, &a, "act", &request);
    let report = s.run(move |_| a.workspace.record_act(&a.principal, &request, idempotency.as_ref())).await?;
    Ok((StatusCode::CREATED, Json(report)).into_response())
}

async fn quarantine(State(s): State<Served>, a: Asker) -> Reply<Json<QuarantineList>> {
    Ok(Json(s.run(move |_| a.workspace.quarantined(&a.principal)).await?))
}

async fn retry(State(s): State<Served>, a: Asker) -> Reply<Json<IngestReport>> {
    Ok(Json(s.run(move |_| a.workspace.retry_quarantine(&a.principal)).await?))
}
