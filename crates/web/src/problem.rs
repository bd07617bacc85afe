//! Errors as RFC 9457 problem documents: the one place where classes become status codes.

use assay_app::{AppError, ErrorClass};
use axum::Json;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::span;

/// An error on its way out.
#[derive(Debug)]
pub(crate) struct Problem(pub(crate) AppError);

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

/// The status of an error.
pub(crate) fn status(error: &AppError) -> StatusCode {
    match error.class {
        ErrorClass::Input if matches!(error.code.as_str(), "body.invalid" | "address_not_public") => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        ErrorClass::Input => StatusCode::BAD_REQUEST,
        ErrorClass::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorClass::Forbidden => StatusCode::FORBIDDEN,
        ErrorClass::NotFound => StatusCode::NOT_FOUND,
        ErrorClass::Conflict if error.code == "record.conflict" => StatusCode::PRECONDITION_FAILED,
        ErrorClass::Conflict => StatusCode::CONFLICT,
        ErrorClass::TooMany => StatusCode::TOO_MANY_REQUESTS,
        ErrorClass::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorClass::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorClass::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The document of an error.
pub(crate) fn document(error: &AppError) -> Value {
    let status = status(error);
    json!({
        "type": format!("urn:assay:problem:{}", error.code),
        "title": status.canonical_reason().unwrap_or("error"),
        "status": status.as_u16(),
        "detail": error.text,
        "code": error.code,
        "class": error.class,
        "problems": error.problems,
        "details": error.details,
    })
}

/// Says when to come back, where that is known (RFC 9110, 10.2.3).
pub(crate) fn retry_after(error: &AppError, headers: &mut HeaderMap) {
    let seconds = error.details.get("retry_after_seconds").and_then(Value::as_u64);
    if let Some(value) = seconds.and_then(|s| HeaderValue::from_str(&s.to_string()).ok()) {
        headers.insert(header::RETRY_AFTER, value);
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        span::tell_of(&self);
        let mut response = (status(&self.0), Json(document(&self.0))).into_response();
        let headers = response.headers_mut();
        retry_after(&self.0, headers);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if self.0.class == ErrorClass::Unauthenticated {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// The answer of a handler.
pub(crate) type Reply<T> = Result<T, Problem>;
