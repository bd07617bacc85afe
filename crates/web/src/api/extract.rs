//! Bodies and queries, whose faults are answered as problem documents like any other.

use std::collections::BTreeMap;

use assay_app::records::SEVERAL;
use assay_app::{AppError, ErrorClass};
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::once::keys_once;
use crate::problem::Problem;

/// A JSON body.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let whole = Bytes::from_request(Request::from_parts(parts.clone(), body), state).await;
        let bytes = whole.map_err(|rejection| refused(&rejection.into()))?;
        let read = Json::<T>::from_request(Request::from_parts(parts, bytes.clone().into()), state).await;
        let Json(value) = read.map_err(|rejection| refused(&rejection))?;
        // Of a key that is there twice each reader takes another value; what was checked may not be what is kept.
        keys_once(&bytes).map_err(|text| AppError::input("request.key-twice", text))?;
        Ok(Self(value))
    }
}

fn refused(rejection: &JsonRejection) -> Problem {
    let code = match rejection {
        JsonRejection::JsonDataError(_) => "request.shape",
        JsonRejection::JsonSyntaxError(_) => "request.syntax",
        JsonRejection::MissingJsonContentType(_) => "request.content-type",
        _ => "request.body",
    };
    let mut error = AppError::input(code, rejection.body_text());
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        error.class = ErrorClass::TooLarge;
    }
    error.into()
}

/// Parameters that may come several times. Any other that does is refused.
const REPEATED: &[&str] = &["filter"];

/// A query in which a parameter that may come several times comes once, with all its values.
fn gathered(query: &str) -> String {
    let mut several: BTreeMap<&str, String> = BTreeMap::new();
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match REPEATED.iter().find(|known| **known == name) {
            Some(known) => {
                let all = several.entry(known).or_default();
                all.push_str(&value);
                all.push(SEVERAL);
            }
            None => {
                out.append_pair(&name, &value);
            }
        }
    }
    out.extend_pairs(&several);
    out.finish()
}

/// Query parameters.
pub(super) struct Params<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().map(gathered);
        let uri = query.and_then(|query| format!("{}?{query}", parts.uri.path()).parse().ok());
        let read: Result<Query<T>, QueryRejection> = match uri {
            Some(uri) => Query::try_from_uri(&uri),
            None => Query::from_request_parts(parts, state).await,
        };
        match read {
            Ok(Query(value)) => Ok(Self(value)),
            Err(rejection) => Err(AppError::input("request.query", rejection.body_text()).into()),
        }
    }
}
