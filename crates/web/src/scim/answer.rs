//! Answers of SCIM: `application/scim+json`, with the version of a resource as its `ETag`, and errors (RFC 7644, 3.12).

use assay_app::scim::Versioned;
use assay_app::{AppError, ErrorClass};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::problem::{self, Problem};

const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/scim+json");

/// What the protocol calls our errors (RFC 7644, table 9).
const TYPES: [(&str, &str); 8] = [
    ("scim.invalid-filter", "invalidFilter"),
    ("scim.invalid-path", "invalidPath"),
    ("scim.invalid-syntax", "invalidSyntax"),
    ("scim.invalid-value", "invalidValue"),
    ("scim.mutability", "mutability"),
    ("scim.no-target", "noTarget"),
    ("scim.too-many", "tooMany"),
    ("scim.uniqueness", "uniqueness"),
];

/// An answer of JSON.
pub(super) fn json(status: StatusCode, document: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, MEDIA_TYPE)], document.to_string()).into_response()
}

/// A resource.
pub(super) fn resource(status: StatusCode, found: Versioned) -> Response {
    let headers = [(header::ETAG, found.version), (header::CONTENT_LOCATION, found.location)];
    (headers, json(status, &found.document)).into_response()
}

/// An error on its way out.
pub(super) struct Refused {
    status: StatusCode,
    error: AppError,
}

impl Refused {
    pub(super) fn with(status: StatusCode, error: AppError) -> Self {
        Self { status, error }
    }
}

impl From<AppError> for Refused {
    fn from(error: AppError) -> Self {
        // What a field of a record may not hold is a wrong value here.
        let status = if error.code == "body.invalid" { StatusCode::BAD_REQUEST } else { problem::status(&error) };
        Self { status, error }
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        problem.0.into()
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let Self { status, error } = self;
        if error.class == ErrorClass::Internal {
            tracing::error!(code = %error.code, text = %error.text, "a request ended in a fault");
        }
        let mut document = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
            "status": status.as_str(),
            "detail": error.text,
        });
        let value = (error.code == "body.invalid").then_some("invalidValue");
        let kind = TYPES.iter().find(|(code, _)| *code == error.code).map(|(_, kind)| *kind).or(value);
        if let Some(kind) = kind {
            document["scimType"] = json!(kind);
        }
        let mut response = json(status, &document);
        problem::retry_after(&error, response.headers_mut());
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
