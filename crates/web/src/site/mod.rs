//! Pages: handlers that ask `app` and fill the view structs of `pages`.

mod control;
mod controls;
mod shell;
mod today;

use assay_app::AppError;
use axum::Router;
use axum::extract::{Path, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;

use crate::pages::error;
use crate::pages::views::ErrorView;
use crate::parts::assets;
use crate::parts::words::Lang;
use crate::problem::{self, Problem};
use crate::state::Served;

pub(crate) fn router() -> Router<Served> {
    Router::new()
        .route("/", get(today::page))
        .route("/controls", get(controls::page))
        .route("/controls/{id}", get(control::page))
        .route("/assets/{name}", get(asset))
        .route("/favicon.ico", get(|| async { Redirect::temporary(&assets::href("favicon.svg")) }))
}

/// The reader's language, from the browser.
pub(super) fn language(headers: &HeaderMap) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let mut tags = accepted.split(',').filter_map(|part| part.split(';').next()).map(str::trim);
    tags.find_map(Lang::from_tag).unwrap_or_default()
}

/// An error as a page.
pub(super) struct PageError(Lang, AppError);

/// A page, or an error as a page.
pub(super) type PageReply = Result<Html<String>, PageError>;

/// Turns errors into pages in the reader's language.
pub(super) fn in_language(lang: Lang) -> impl Fn(AppError) -> PageError {
    move |e| PageError(lang, e)
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = problem::status(&self.1);
        let view = ErrorView {
            status: status.as_u16(),
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            detail: self.1.text,
            hint: String::new(),
        };
        (status, Html(error::bare(self.0, &view).into_string())).into_response()
    }
}

impl PageError {
    pub(super) fn of(lang: Lang, problem: Problem) -> Self {
        Self(lang, problem.0)
    }
}

async fn asset(Path(name): Path<String>) -> Response {
    match assets::asset(&name) {
        Some((content_type, bytes)) => {
            let headers =
                [(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
            (headers, bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Whatever no route answers: a problem for programs, a page for people.
pub(crate) async fn not_found(request: Request) -> Response {
    let error = AppError::not_found(format!("page {}", request.uri().path()));
    if request.uri().path().starts_with("/api/") {
        return Problem(error).into_response();
    }
    PageError(language(request.headers()), error).into_response()
}
