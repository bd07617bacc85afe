//! Records in other shapes over HTTP: schemas, differences, many writes at once, sheets.

use assay_app::dto::{BulkReport, ImportReport, RecordDiff};
use assay_app::exchange::{BulkRequest, DiffRequest, ExportRequest, ImportRequest, kind_schema};
use assay_app::{AppError, ErrorClass};
use assay_domain::Kind;
use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::extract::{Body, Params};
use super::operation::Operation;
use super::records::idempotency;
use crate::asker::Asker;
use crate::problem::Reply;
use crate::state::Served;

/// Largest sheet that is received, in bytes; its reader has the same bound.
const MOST_SHEET: usize = 16 * 1024 * 1024;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "GET",
            "/w/{workspace}/kinds/{kind}/schema",
            "kindSchema",
            "JSON Schema of a kind, with labels, states, moves and who may",
            get(schema),
        )
        .json::<Value>(),
        Operation::new(
            "GET",
            "/w/{workspace}/kinds/{kind}/sheet",
            "exportRecords",
            "Records of a kind as CSV or XLSX",
            get(export),
        )
        .query::<ExportRequest>()
        .sheet(),
        Operation::new(
            "POST",
            "/w/{workspace}/kinds/{kind}/sheet",
            "importRecords",
            "Say what would become of each row of a CSV or XLSX, or take them in",
            post(import),
        )
        .query::<ImportRequest>()
        .bytes_in()
        .idempotent()
        .json::<ImportReport>(),
        Operation::new(
            "POST",
            "/w/{workspace}/records/bulk",
            "bulkRecords",
            "Make, edit and move many records, all or nothing or one by one",
            post(bulk),
        )
        .body::<BulkRequest>()
        .idempotent()
        .json::<BulkReport>(),
        Operation::new(
            "GET",
            "/w/{workspace}/records/{key}/diff",
            "diffRecord",
            "What differs between two revisions, field by field",
            get(diff),
        )
        .query::<DiffRequest>()
        .json::<RecordDiff>(),
    ]
}

async fn schema(_: Asker, Path((_, kind)): Path<(String, String)>) -> Reply<Json<Value>> {
    let known = Kind::named(&kind).ok_or_else(|| AppError::not_found(format!("kind `{kind}`")))?;
    Ok(Json(kind_schema(known)))
}

async fn export(
    State(s): State<Served>,
    a: Asker,
    Path((_, kind)): Path<(String, String)>,
    Params(request): Params<ExportRequest>,
) -> Reply<Response> {
    let file = s.run(move |_| a.workspace.export(&a.principal, &kind, &request)).await?;
    let headers = [
        (header::CONTENT_TYPE, file.media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)),
    ];
    Ok((headers, file.bytes).into_response())
}

async fn import(
    State(s): State<Served>,
    a: Asker,
    Path((_, kind)): Path<(String, String)>,
    headers: HeaderMap,
    Params(request): Params<ImportRequest>,
    body: axum::body::Body,
) -> Reply<Json<ImportReport>> {
    let bytes = to_bytes(body, MOST_SHEET).await.map_err(|e| {
        let text = format!("the file was cut short, or is larger than {MOST_SHEET} bytes: {e}");
        AppError::new(ErrorClass::TooLarge, "sheet.too-large", text)
    })?;
    let digest = Sha256::digest(&bytes).to_vec();
    let once = idempotency(&headers, &a, &format!("import {kind}"), &(&request, digest));
    Ok(Json(s.run(move |_| a.workspace.import(&a.principal, &kind, &request, &bytes, once)).await?))
}

async fn bulk(
    State(s): State<Served>,
    a: Asker,
    headers: HeaderMap,
    Body(request): Body<BulkRequest>,
) -> Reply<Json<BulkReport>> {
    let once = idempotency(&headers, &a, "bulk", &request);
    Ok(Json(s.run(move |_| a.workspace.bulk(&a.principal, &request, once)).await?))
}

async fn diff(
    State(s): State<Served>,
    a: Asker,
    Path((_, key)): Path<(String, String)>,
    Params(request): Params<DiffRequest>,
) -> Reply<Json<RecordDiff>> {
    Ok(Json(s.run(move |_| a.workspace.diff(&a.principal, &key, &request)).await?))
}
