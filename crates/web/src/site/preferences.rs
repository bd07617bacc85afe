//! Keeps what a reader chose of how pages look. It acts for nobody and changes nothing but cookies of this browser, so it
//! asks only that a page of this site sent the form.

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::post;

use super::account::door::local;
use super::typed::{one, read};
use crate::parts::links;
use crate::parts::shell::{Keys, Theme};
use crate::parts::words::Lang;
use crate::state::Served;
use crate::{cookies, security};

pub(super) fn router() -> Router<Served> {
    Router::new().route(links::PREFERENCES, post(keep))
}

async fn keep(headers: HeaderMap, bytes: Bytes) -> Response {
    if !security::is_same_origin(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let typed = read(&bytes);
    let mut response = Redirect::to(local(one(&typed, "next"))).into_response();
    if let Some(theme) = Theme::named(one(&typed, "theme")) {
        cookies::keep_theme(response.headers_mut(), theme);
    }
    if let Some(keys) = Keys::named(one(&typed, "keys")) {
        cookies::keep_keys(response.headers_mut(), keys);
    }
    if let Some(lang) = Lang::ALL.into_iter().find(|lang| lang.tag() == one(&typed, "lang")) {
        cookies::keep_lang(response.headers_mut(), lang);
    }
    response
}
