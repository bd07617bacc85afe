//! Requests and answers of the API as values.

use assay_app::{AppError, ErrorClass};
use axum::body::Body;
use http::{Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Client;
use crate::failure::Failure;

/// Query parameters; absent ones are left out.
pub(crate) type Query<'a> = &'a [(&'a str, Option<String>)];

/// Percent-encodes what is not plain (RFC 3986).
pub(crate) fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
        out
    })
}

fn address(path: &str, query: Query<'_>) -> String {
    let pairs: Vec<String> = query.iter().filter_map(|(n, v)| Some(format!("{n}={}", encode(v.as_deref()?)))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

impl Client {
    /// Sends bytes or nothing, gives the answer back once its head says success.
    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        query: Query<'_>,
        body: Body,
        json: bool,
    ) -> Result<Response<Body>, Failure> {
        let mut builder = Request::builder().method(method).uri(address(path, query));
        if json {
            builder = builder.header(header::CONTENT_TYPE, "application/json");
        }
        let request = builder.body(body).map_err(|e| Failure::usage(format!("cannot make the request: {e}")))?;
        let response = self.send(request).await?;
        if response.status().is_success() { Ok(response) } else { Err(refusal(response).await) }
    }

    /// Reads a JSON resource of the workspace.
    pub(crate) async fn get<T: DeserializeOwned>(&self, rest: &str, query: Query<'_>) -> Result<T, Failure> {
        parse(self.call(Method::GET, &self.path(rest), query, Body::empty(), false).await?).await
    }

    /// Reads a text resource of the workspace.
    pub(crate) async fn get_text(&self, rest: &str, query: Query<'_>) -> Result<String, Failure> {
        let response = self.call(Method::GET, &self.path(rest), query, Body::empty(), false).await?;
        String::from_utf8(collect(response).await?).map_err(|_| Failure::usage("the answer is no text"))
    }

    /// Sends JSON.
    pub(crate) async fn send_json<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, Failure> {
        let bytes = serde_json::to_vec(body).map_err(|e| Failure::usage(e.to_string()))?;
        parse(self.call(method, path, &[], Body::from(bytes), true).await?).await
    }

    /// Sends JSON to a resource of the workspace.
    pub(crate) async fn post<T: DeserializeOwned>(&self, rest: &str, body: &impl Serialize) -> Result<T, Failure> {
        self.send_json(Method::POST, &self.path(rest), body).await
    }
}

pub(crate) async fn collect(response: Response<Body>) -> Result<Vec<u8>, Failure> {
    let body = response.into_body().collect().await;
    let body = body.map_err(|e| Failure::usage(format!("the answer was cut short: {e}")))?;
    Ok(body.to_bytes().to_vec())
}

pub(crate) async fn parse<T: DeserializeOwned>(response: Response<Body>) -> Result<T, Failure> {
    let bytes = collect(response).await?;
    serde_json::from_slice(&bytes)
        .map_err(|e| Failure::usage(format!("the answer is not what this version expects: {e}")))
}

/// A problem document back as the error it was made from.
async fn refusal(response: Response<Body>) -> Failure {
    let status = response.status();
    let bytes = collect(response).await.unwrap_or_default();
    let document: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let text = |name: &str| document.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
    let class =
        document.get("class").and_then(|c| serde_json::from_value(c.clone()).ok()).unwrap_or_else(|| class_of(status));
    let detail = text("detail").unwrap_or_else(|| {
        let plain = String::from_utf8_lossy(&bytes);
        if plain.trim().is_empty() { status.to_string() } else { plain.trim().to_owned() }
    });
    let mut error = AppError::new(class, &text("code").unwrap_or_else(|| format!("http.{}", status.as_u16())), detail);
    error.problems = document.get("problems").and_then(|p| serde_json::from_value(p.clone()).ok()).unwrap_or_default();
    error.details = document.get("details").and_then(|p| serde_json::from_value(p.clone()).ok()).unwrap_or_default();
    Failure::App(error)
}

fn class_of(status: StatusCode) -> ErrorClass {
    match status {
        StatusCode::UNAUTHORIZED => ErrorClass::Unauthenticated,
        StatusCode::FORBIDDEN => ErrorClass::Forbidden,
        StatusCode::NOT_FOUND => ErrorClass::NotFound,
        StatusCode::CONFLICT | StatusCode::PRECONDITION_FAILED => ErrorClass::Conflict,
        StatusCode::PAYLOAD_TOO_LARGE => ErrorClass::TooLarge,
        s if s.is_client_error() => ErrorClass::Input,
        s if s == StatusCode::SERVICE_UNAVAILABLE => ErrorClass::Unavailable,
        _ => ErrorClass::Internal,
    }
}
