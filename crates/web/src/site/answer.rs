//! What handlers of pages have in common: the reader's language, a page filled off the async threads, errors as pages.

use assay_app::{Answer, AppError, Principal, Workspace};
use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use maud::Markup;
use serde::de::DeserializeOwned;

use super::refusal::told;
use super::shell;
use crate::asker::Reader;
use crate::cookies;
use crate::pages;
use crate::pages::error::{self, ErrorView};
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{ErrorWord, Lang, fill, t};
use crate::problem::{self, Problem};
use crate::state::Served;

/// The reader's language: that which they chose, or that of the browser.
pub(crate) fn language(headers: &HeaderMap) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let mut tags = accepted.split(',').filter_map(|part| part.split(';').next()).map(str::trim);
    cookies::lang(headers).or_else(|| tags.find_map(Lang::from_tag)).unwrap_or_default()
}

/// An error as a page: in the frame of the organisation, unless that could not be read.
pub(in crate::site) struct PageError {
    lang: Lang,
    shell: Option<Box<Shell>>,
    error: AppError,
}

/// What the query of an address asks for; what does not read is answered with a page, in the reader's language.
pub(in crate::site) struct Params<T>(pub(in crate::site) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let read = Query::<T>::from_request_parts(parts, state).await;
        read.map(|Query(asked)| Self(asked)).map_err(|rejection| {
            let lang = language(&parts.headers);
            let why = rejection.body_text();
            let why = why.rsplit_once(": ").map_or(why.as_str(), |(_, why)| why);
            let text = fill(lang, ErrorWord::AddressUnreadable, &[("why", why)]);
            PageError::of(lang, Problem(AppError::input("request.query", text)))
        })
    }
}

/// An answer with a page.
pub(super) fn shown(status: StatusCode, page: Markup) -> Response {
    (status, Html(page.into_string())).into_response()
}

/// A page, or an error as a page.
pub(in crate::site) type PageReply = Result<Html<String>, PageError>;

/// Fills a page off the async threads. What goes wrong becomes a page in the same frame.
pub(in crate::site) async fn filled<T: Send + 'static>(
    served: &Served,
    reader: Reader,
    lang: Lang,
    fill: impl FnOnce(&Workspace, &Principal) -> Answer<T> + Send + 'static,
) -> Result<T, PageError> {
    let done = served.run(move |_| {
        let (workspace, principal) = (&reader.workspace, &reader.principal.at_a_glance());
        let in_frame = |error| {
            let shell = shell::shell(workspace, principal, Place::Elsewhere, lang).ok().map(Box::new);
            PageError { lang, shell, error }
        };
        Ok(shell::looking(reader.look, || fill(workspace, principal).map_err(in_frame)))
    });
    done.await.unwrap_or_else(|error| Err(PageError { lang, shell: None, error }))
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = problem::status(&self.error);
        if self.error.code == "room.none" {
            return (status, Html(pages::assurance::room::ended(self.lang).into_string())).into_response();
        }
        let view = ErrorView {
            status: status.as_u16(),
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            detail: told(self.lang, &self.error),
            hint: self.hint().to_owned(),
        };
        let page = match self.shell {
            Some(shell) => error::page(&shell, &view),
            None => error::bare(self.lang, &view),
        };
        (status, Html(page.into_string())).into_response()
    }
}

impl PageError {
    /// What to do about an error of which more is known than its status.
    fn hint(&self) -> &'static str {
        if self.error.code.starts_with("as-of.") { t(self.lang, ErrorWord::MomentHint) } else { "" }
    }

    pub(in crate::site) fn of(lang: Lang, problem: Problem) -> Self {
        Self { lang, shell: None, error: problem.0 }
    }
}

/// Whatever no route answers: a problem for programs, a page for people.
pub(crate) async fn not_found(
    s: State<Served>,
    headers: HeaderMap,
    uri: Uri,
    reader: Result<Reader, Problem>,
) -> Response {
    if uri.path().starts_with("/api/") {
        return Problem(AppError::not_found(format!("page {}", uri.path()))).into_response();
    }
    no_such_page(&s, language(&headers), uri.path(), reader).await
}

/// Says that there is no such page, in the frame where somebody reads.
pub(in crate::site) async fn no_such_page(
    served: &Served,
    lang: Lang,
    path: &str,
    reader: Result<Reader, Problem>,
) -> Response {
    let error = AppError::not_found(format!("page {path}"));
    match reader {
        Ok(reader) => filled(served, reader, lang, move |_, _| Err::<(), _>(error)).await.into_response(),
        Err(_) => PageError { lang, shell: None, error }.into_response(),
    }
}
