//! SCIM 2.0 over HTTP (RFC 7644): routes, headers and errors. It is a protocol of its own, described by its own documents
//! (`/Schemas` and what lies beside it), so the OpenAPI document of the API leaves it out.

mod answer;

use assay_app::scim::{BASE, IfMatch, Query, Versioned, list, resource_types, schemas, service_provider_config};
use assay_app::{Answer, AppError, ErrorClass, Installation, Principal, Workspace};
use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, any, get, post};
use serde_json::Value;

use crate::api::keys_once;
use crate::asker::Asker;
use crate::problem::Problem;
use crate::state::Served;
use answer::{Refused, json, resource};

type Who = Result<Asker, Problem>;
type Reply = Result<Response, Refused>;

pub(crate) fn router() -> Router<Served> {
    let at = |path: &str| format!("{BASE}{path}");
    Router::new()
        .route(&at("/ServiceProviderConfig"), only(get(config)))
        .route(&at("/ResourceTypes"), only(get(all_types)))
        .route(&at("/ResourceTypes/{id}"), only(get(one_type)))
        .route(&at("/Schemas"), only(get(all_schemas)))
        .route(&at("/Schemas/{id}"), only(get(one_schema)))
        .route(&at("/Users"), only(get(users).post(create_user)))
        .route(&at("/Users/.search"), only(post(search_users)))
        .route(&at("/Users/{id}"), only(get(user).put(replace_user).patch(patch_user).delete(delete_user)))
        .route(&at("/Groups"), only(get(groups).post(refuse_group)))
        .route(&at("/Groups/.search"), only(post(search_groups)))
        .route(&at("/Groups/{id}"), only(get(group).put(replace_group).patch(patch_group).delete(refuse_group)))
        .route(&at("/.search"), only(post(search)))
        .route(&at("/Bulk"), any(not_there))
        .route(&at("/Me"), any(not_there))
        .route(BASE, any(unknown))
        .route(&at("/{*rest}"), any(unknown))
}

/// Another method than these is refused as the protocol refuses.
fn only(methods: MethodRouter<Served>) -> MethodRouter<Served> {
    methods.fallback(|| async {
        let text = "there is no such method here";
        Refused::with(StatusCode::METHOD_NOT_ALLOWED, AppError::input("method", text))
    })
}

async fn unknown(who: Who) -> Reply {
    who?;
    Err(AppError::not_found("such resource; there are /Users and /Groups").into())
}

async fn not_there(who: Who) -> Reply {
    who?;
    let text = "bulk requests and /Me are not supported; /ServiceProviderConfig says what is";
    Err(Refused::with(StatusCode::NOT_IMPLEMENTED, AppError::input("scim.unsupported", text)))
}

/// Runs a use case for whoever asks.
async fn run<T: Send + 'static>(
    served: &Served,
    who: Who,
    work: impl FnOnce(&Installation, &Workspace, &Principal) -> Answer<T> + Send + 'static,
) -> Result<T, Refused> {
    let asker = who?;
    Ok(served.run(move |installation| work(installation, &asker.workspace, &asker.principal)).await?)
}

fn query(raw: RawQuery) -> Result<Query, Refused> {
    let raw = raw.0.unwrap_or_default();
    let pairs: Vec<_> = form_urlencoded::parse(raw.as_bytes()).collect();
    Ok(Query::of_pairs(pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())))?)
}

/// A JSON body. Its media type is not looked at: a token is needed, which no form of a foreign page sends.
fn body(bytes: Result<Bytes, BytesRejection>) -> Result<Value, Refused> {
    let bytes = bytes.map_err(|rejection| {
        let large = rejection.status() == StatusCode::PAYLOAD_TOO_LARGE;
        let class = if large { ErrorClass::TooLarge } else { ErrorClass::Input };
        AppError::new(class, "scim.invalid-syntax", rejection.body_text())
    })?;
    let wrong = |why: String| AppError::input("scim.invalid-syntax", format!("the body does not read: {why}"));
    let value = serde_json::from_slice(&bytes).map_err(|e| wrong(e.to_string()))?;
    keys_once(&bytes).map_err(wrong)?;
    Ok(value)
}

fn if_match(headers: &HeaderMap) -> IfMatch {
    IfMatch(headers.get(header::IF_MATCH).map(|value| versions(value.to_str().unwrap_or_default())))
}

fn versions(text: &str) -> Vec<String> {
    text.split(',').map(|v| v.trim().to_owned()).collect()
}

/// A resource, unless the asker has that version of it.
fn unless_known(headers: &HeaderMap, found: Versioned) -> Response {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).map(versions).unwrap_or_default();
    if known.iter().any(|v| v == "*" || *v == found.version) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, found.version)]).into_response();
    }
    resource(StatusCode::OK, found)
}

// ---- what there is

fn described(all: &[Value], raw: &RawQuery) -> Reply {
    // RFC 7644, 4: these lists are not filtered, and say so.
    if query(RawQuery(raw.0.clone()))?.filter.is_some() {
        let text = "this list is given whole: a filter is not applied to it";
        return Err(AppError::new(ErrorClass::Forbidden, "scim.no-filter", text).into());
    }
    Ok(json(StatusCode::OK, &list(all.len(), 1, all)))
}

fn one(all: Vec<Value>, id: &str) -> Reply {
    let found =
        all.into_iter().find(|d| d.get("id").and_then(Value::as_str).is_some_and(|i| i.eq_ignore_ascii_case(id)));
    let found = found.ok_or_else(|| AppError::not_found(format!("`{id}` here")))?;
    Ok(json(StatusCode::OK, &found))
}

async fn config(who: Who) -> Reply {
    who?;
    Ok(json(StatusCode::OK, &service_provider_config()))
}

async fn all_types(who: Who, raw: RawQuery) -> Reply {
    who?;
    described(&resource_types(), &raw)
}

async fn one_type(who: Who, Path(id): Path<String>) -> Reply {
    who?;
    one(resource_types(), &id)
}

async fn all_schemas(who: Who, raw: RawQuery) -> Reply {
    who?;
    described(&schemas(), &raw)
}

async fn one_schema(who: Who, Path(id): Path<String>) -> Reply {
    who?;
    one(schemas(), &id)
}

// ---- users

async fn users(State(s): State<Served>, who: Who, raw: RawQuery) -> Reply {
    let query = query(raw)?;
    let page = run(&s, who, move |i, w, p| i.users(w, p, &query)).await?;
    Ok(json(StatusCode::OK, &page))
}

async fn user(State(s): State<Served>, who: Who, Path(id): Path<String>, headers: HeaderMap, raw: RawQuery) -> Reply {
    let query = query(raw)?;
    let found = run(&s, who, move |i, w, p| i.user(w, p, &id, &query)).await?;
    Ok(unless_known(&headers, found))
}

async fn create_user(State(s): State<Served>, who: Who, raw: RawQuery, bytes: Result<Bytes, BytesRejection>) -> Reply {
    let (who, query, body) = (Ok(who?), query(raw)?, body(bytes)?);
    let made = run(&s, who, move |i, w, p| i.create_user(w, p, &body, &query)).await?;
    let location = made.location.clone();
    Ok(([(header::LOCATION, location)], resource(StatusCode::CREATED, made)).into_response())
}

async fn replace_user(
    State(s): State<Served>,
    who: Who,
    Path(id): Path<String>,
    headers: HeaderMap,
    raw: RawQuery,
    bytes: Result<Bytes, BytesRejection>,
) -> Reply {
    let (who, query, body, seen) = (Ok(who?), query(raw)?, body(bytes)?, if_match(&headers));
    let made = run(&s, who, move |i, w, p| i.replace_user(w, p, (&id, &seen), &body, &query)).await?;
    Ok(resource(StatusCode::OK, made))
}

async fn patch_user(
    State(s): State<Served>,
    who: Who,
    Path(id): Path<String>,
    headers: HeaderMap,
    raw: RawQuery,
    bytes: Result<Bytes, BytesRejection>,
) -> Reply {
    let (who, query, body, seen) = (Ok(who?), query(raw)?, body(bytes)?, if_match(&headers));
    let made = run(&s, who, move |i, w, p| i.patch_user(w, p, (&id, &seen), &body, &query)).await?;
    Ok(resource(StatusCode::OK, made))
}

async fn delete_user(State(s): State<Served>, who: Who, Path(id): Path<String>, headers: HeaderMap) -> Reply {
    let seen = if_match(&headers);
    run(&s, who, move |i, w, p| i.delete_user(w, p, &id, &seen)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn search_users(State(s): State<Served>, who: Who, bytes: Result<Bytes, BytesRejection>) -> Reply {
    searching(&s, who, bytes, |i, w, p, q| i.users(w, p, q)).await
}

// ---- groups

async fn groups(State(s): State<Served>, who: Who, raw: RawQuery) -> Reply {
    let query = query(raw)?;
    let page = run(&s, who, move |i, w, p| i.groups(w, p, &query)).await?;
    Ok(json(StatusCode::OK, &page))
}

async fn group(State(s): State<Served>, who: Who, Path(id): Path<String>, headers: HeaderMap, raw: RawQuery) -> Reply {
    let query = query(raw)?;
    let found = run(&s, who, move |i, w, p| i.group(w, p, &id, &query)).await?;
    Ok(unless_known(&headers, found))
}

async fn replace_group(
    State(s): State<Served>,
    who: Who,
    Path(id): Path<String>,
    headers: HeaderMap,
    raw: RawQuery,
    bytes: Result<Bytes, BytesRejection>,
) -> Reply {
    let (who, query, body, seen) = (Ok(who?), query(raw)?, body(bytes)?, if_match(&headers));
    let made = run(&s, who, move |i, w, p| i.replace_group(w, p, (&id, &seen), &body, &query)).await?;
    Ok(resource(StatusCode::OK, made))
}

async fn patch_group(
    State(s): State<Served>,
    who: Who,
    Path(id): Path<String>,
    headers: HeaderMap,
    raw: RawQuery,
    bytes: Result<Bytes, BytesRejection>,
) -> Reply {
    let (who, query, body, seen) = (Ok(who?), query(raw)?, body(bytes)?, if_match(&headers));
    let made = run(&s, who, move |i, w, p| i.patch_group(w, p, (&id, &seen), &body, &query)).await?;
    Ok(resource(StatusCode::OK, made))
}

async fn refuse_group(State(s): State<Served>, who: Who) -> Reply {
    run(&s, who, |i, w, p| i.refuse_group(w, p)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn search_groups(State(s): State<Served>, who: Who, bytes: Result<Bytes, BytesRejection>) -> Reply {
    searching(&s, who, bytes, |i, w, p, q| i.groups(w, p, q)).await
}

async fn search(State(s): State<Served>, who: Who, bytes: Result<Bytes, BytesRejection>) -> Reply {
    searching(&s, who, bytes, |i, w, p, q| i.resources(w, p, q)).await
}

async fn searching(
    served: &Served,
    who: Who,
    bytes: Result<Bytes, BytesRejection>,
    work: fn(&Installation, &Workspace, &Principal, &Query) -> Answer<Value>,
) -> Reply {
    let (who, query) = (Ok(who?), Query::of_body(&body(bytes)?)?);
    let page = run(served, who, move |i, w, p| work(i, w, p, &query)).await?;
    Ok(json(StatusCode::OK, &page))
}
