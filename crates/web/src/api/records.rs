//! Records over HTTP.

use assay_app::dto::{KindList, RecordHistory, RecordList, RecordView};
use assay_app::log::EraseRequest;
use assay_app::records::{CreateRequest, ListRequest, TransitionRequest, UpdateRequest, kinds};
use assay_app::{AppError, ThresholdRequest};
use assay_domain::Idempotency;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post, put};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::extract::{Body, Params};
use super::operation::Operation;
use crate::asker::Asker;
use crate::problem::Reply;
use crate::state::Served;

/// As of which moment.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct AsOf {
    /// A position of the log, or a time.
    pub(super) as_of: Option<String>,
}

/// A new body; the revision may come as If-Match instead.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PutBody {
    /// The whole body.
    body: Value,
    /// The revision it was made from.
    #[serde(default)]
    revision: Option<u32>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "GET",
            "/w/{workspace}/kinds",
            "listKinds",
            "Kinds of record, with schemas and workflows",
            get(list_kinds),
        )
        .json::<KindList>(),
        Operation::new("GET", "/w/{workspace}/records", "listRecords", "A page of records", get(list))
            .query::<ListRequest>()
            .json::<RecordList>(),
        Operation::new("POST", "/w/{workspace}/records", "createRecord", "Make a record", post(create))
            .body::<CreateRequest>()
            .idempotent()
            .json::<RecordView>()
            .created(),
        Operation::new("GET", "/w/{workspace}/records/{key}", "showRecord", "One record, now or then", get(show))
            .query::<AsOf>()
            .json::<RecordView>(),
        Operation::new(
            "PUT",
            "/w/{workspace}/records/{key}",
            "updateRecord",
            "Replace the body of a record",
            put(update),
        )
        .body::<PutBody>()
        .idempotent()
        .json::<RecordView>(),
        Operation::new(
            "GET",
            "/w/{workspace}/records/{key}/history",
            "recordHistory",
            "Every revision of a record",
            get(history),
        )
        .json::<RecordHistory>(),
        Operation::new(
            "POST",
            "/w/{workspace}/records/{key}/transitions",
            "moveRecord",
            "Move a record to another state",
            post(transition),
        )
        .body::<TransitionRequest>()
        .idempotent()
        .json::<RecordView>(),
        Operation::new(
            "POST",
            "/w/{workspace}/records/{key}/erasure",
            "eraseRecord",
            "Erase every body of a record",
            post(erase),
        )
        .body::<EraseRequest>()
        .json::<RecordView>(),
        Operation::new(
            "POST",
            "/w/{workspace}/thresholds",
            "setThreshold",
            "Draft a threshold, and approve it",
            post(threshold),
        )
        .body::<ThresholdRequest>()
        .json::<RecordView>()
        .created(),
    ]
}

/// A record with its revision as ETag.
fn tagged(status: StatusCode, view: RecordView) -> Response {
    let tag = HeaderValue::from_str(&format!("\"{}\"", view.revision)).ok();
    let mut response = (status, Json(view)).into_response();
    if let Some(tag) = tag {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// The Idempotency-Key header with a digest of the request it came with, and of who sent it.
pub(super) fn idempotency(
    headers: &HeaderMap,
    asker: &Asker,
    what: &str,
    request: &impl Serialize,
) -> Option<Idempotency> {
    let key = headers.get("idempotency-key")?.to_str().ok()?.to_owned();
    let body = serde_json::to_vec(request).unwrap_or_default();
    let request = Sha256::new()
        .chain_update(asker.principal.key.to_string())
        .chain_update([0])
        .chain_update(what)
        .chain_update([0])
        .chain_update(body)
        .finalize()
        .into();
    Some(Idempotency { key, request })
}

async fn list_kinds(_: Asker) -> Json<KindList> {
    Json(kinds())
}

async fn list(State(s): State<Served>, a: Asker, Params(request): Params<ListRequest>) -> Reply<Json<RecordList>> {
    Ok(Json(s.run(move |_| a.workspace.list(&a.principal, &request)).await?))
}

async fn create(
    State(s): State<Served>,
    a: Asker,
    headers: HeaderMap,
    Body(request): Body<CreateRequest>,
) -> Reply<Response> {
    let idempotency = idempotency(&headers, &a, "create", &request);
    let view = s.run(move |_| a.workspace.create(&a.principal, &request, idempotency)).await?;
    Ok(tagged(StatusCode::CREATED, view))
}

async fn show(
    State(s): State<Served>,
    a: Asker,
    Path((_, key)): Path<(String, String)>,
    Params(q): Params<AsOf>,
) -> Reply<Response> {
    let view = s.run(move |_| a.workspace.show(&a.principal, &key, q.as_of.as_deref())).await?;
    Ok(tagged(StatusCode::OK, view))
}

async fn update(
    State(s): State<Served>,
    a: Asker,
    Path((_, key)): Path<(String, String)>,
    headers: HeaderMap,
    Body(put): Body<PutBody>,
) -> Reply<Response> {
    let matched =
        headers.get(header::IF_MATCH).and_then(|h| h.to_str().ok()).map(|h| h.trim_matches('"').parse::<u32>());
    let revision = match (matched, put.revision) {
        (Some(Ok(tag)), _) => tag,
        (Some(Err(_)), _) => {
            return Err(
                AppError::input("if-match.malformed", "If-Match must be the ETag of a record, such as \"3\"").into()
            );
        }
        (None, Some(revision)) => revision,
        (None, None) => {
            let text = "say which revision this was made from, as If-Match or as `revision`";
            return Err(AppError::input("revision.missing", text).into());
        }
    };
    let idempotency = idempotency(&headers, &a, &format!("update {key}"), &put);
    let request = UpdateRequest { body: put.body, revision };
    let view = s.run(move |_| a.workspace.update(&a.principal, &key, &request, idempotency)).await?;
    Ok(tagged(StatusCode::OK, view))
}

async fn history(
    State(s): State<Served>,
    a: Asker,
    Path((_, key)): Path<(String, String)>,
) -> Reply<Json<RecordHistory>> {
    Ok(Json(s.run(move |_| a.workspace.history(&a.principal, &key)).await?))
}

async fn transition(
    State(s): State<Served>,
    a: Asker,
    Path((_, key)): Path<(String, String)>,
    headers: HeaderMap,
    Body(request): Body<TransitionRequest>,
) -> Reply<Response> {
    let idempotency = idempotency(&headers, &a, &format!("move {key}"), &request);
    let view = s.run(move |_| a.workspace.transition(&a.principal, &key, &request, idempotency)).await?;
    Ok(tagged(StatusCode::OK, view))
}

async fn erase(
    State(s): State<Served>,
    a: Asker,
    Path((_, key)): Path<(String, String)>,
    Body(request): Body<EraseRequest>,
) -> Reply<Response> {
    let view = s.run(move |_| a.workspace.erase(&a.principal, &key, &request)).await?;
    Ok(tagged(StatusCode::OK, view))
}

async fn threshold(State(s): State<Served>, a: Asker, Body(request): Body<ThresholdRequest>) -> Reply<Response> {
    let view = s.run(move |_| a.workspace.set_threshold(&a.principal, &request)).await?;
    Ok(tagged(StatusCode::CREATED, view))
}
