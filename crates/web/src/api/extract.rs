//! Bodies and queries, whose faults are answered as problem documents like any other.

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

/// Query parameters.
pub(super) struct Params<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read: Result<Query<T>, QueryRejection> = Query::from_request_parts(parts, state).await;
        match read {
            Ok(Query(value)) => Ok(Self(value)),
            Err(rejection) => Err(AppError::input("request.query", rejection.body_text()).into()),
        }
    }
}
