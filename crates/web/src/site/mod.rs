//! Pages: handlers that ask `app` and fill the view structs of `pages`.

mod account;
mod control;
mod controls;
mod door;
mod first_run;
mod form;
mod passkey;
mod record;
mod records;
mod room;
mod rooms;
mod second_factor;
mod shell;
mod sso;
mod today;
mod typed;

use assay_app::{Answer, AppError, Principal, Workspace};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::Markup;

use crate::asker::{End, Ends, Reader};
use crate::pages::passkey::script as passkey_script;
use crate::pages::views::{ErrorView, Place, Shell};
use crate::pages::{self, error};
use crate::parts::words::Lang;
use crate::parts::{assets, links};
use crate::problem::{self, Problem};
use crate::security::Scripted;
use crate::state::Served;

pub(crate) fn router() -> Router<Served> {
    Router::new()
        .route("/", get(room::home))
        .route(links::SIGN_IN, get(door::sign_in).post(door::signing_in))
        .route(links::SIGN_IN_CODE, post(second_factor::sign_in))
        .route(links::SIGN_OUT, post(door::sign_out))
        .route(links::SET_UP, get(door::set_up).post(door::setting_up))
        .route("/invitation/{secret}", get(door::invitation).post(door::taking_up))
        .route(links::ACCOUNT, get(account::page))
        .route(links::ACCOUNT_PASSWORD, post(account::password))
        .route(links::ACCOUNT_SESSIONS, post(account::sessions))
        .route(links::SECOND_FACTOR, post(second_factor::begin))
        .route(links::SECOND_FACTOR_ON, post(second_factor::on))
        .route(links::SECOND_FACTOR_OFF, post(second_factor::off))
        .route(links::RECOVERY_CODES, post(second_factor::codes))
        .merge(passkey::router())
        .route(links::SSO, get(sso::begin))
        .route(links::SSO_CALLBACK, get(sso::callback))
        .route(links::SSO_PROVE, post(sso::prove))
        .route(links::SSO_LINK, post(sso::link))
        .route(links::SSO_UNLINK, post(sso::unlink))
        .route("/invitation/{secret}/sso", post(sso::take_up))
        .route("/controls", get(controls::page))
        .route("/controls/{id}", get(control::page))
        .route("/w/{workspace}/records", get(records::page))
        .route("/w/{workspace}/records/new", get(form::new).post(form::create))
        .route("/w/{workspace}/records/{key}", get(record::page))
        .route("/w/{workspace}/records/{key}/edit", get(form::edit).post(form::update))
        .route("/w/{workspace}/records/{key}/move/{verb}", get(form::moving).post(form::transition))
        .route("/w/{workspace}/records/{key}/diff", get(record::difference))
        .route("/w/{workspace}/sheets/{kind}", get(records::sheet))
        .route("/w/{workspace}/proofs/{entry}", get(records::proof))
        .route(links::ROOM, get(room::page))
        .route(links::ROOM_ENDED, get(room::ended))
        .route(links::ROOMS, get(rooms::page))
        .route("/w/{workspace}/room/sample", get(room::sample))
        .route("/w/{workspace}/room/requests", post(room::ask))
        .route("/w/{workspace}/room/requests/{key}/{verb}", post(room::judge))
        .route("/w/{workspace}/room/notes", post(room::note))
        .route("/w/{workspace}/room/shown/{key}", get(room::shown))
        .route("/w/{workspace}/rooms/{room}/requests/{key}/answer", get(rooms::answering).post(rooms::answer))
        .route("/assets/{name}", get(asset))
        .route_layer(from_fn(to_sign_in))
        .route_layer(from_fn(until_the_end))
        .route("/favicon.ico", get(|| async { Redirect::temporary(&assets::href("favicon.svg")) }))
}

/// Where a person is asked for and nobody is signed in, a browser is led to the page to sign in, and comes back.
async fn to_sign_in(request: Request, next: Next) -> Response {
    let page = request.method() == Method::GET;
    let html =
        request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("text/html"));
    let wanted = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    let response = next.run(request).await;
    if page && html && response.status() == StatusCode::UNAUTHORIZED {
        return Redirect::to(&links::sign_in_for(&wanted)).into_response();
    }
    response
}

/// A page of somebody whose access ends leads on at that moment, without a script: a tab that was left open shows nothing
/// that is over. (Among the headers, and not in the page, since assistive technology announces the other.)
async fn until_the_end(mut request: Request, next: Next) -> Response {
    let ends = Ends::default();
    request.extensions_mut().insert(ends.clone());
    let mut response = next.run(request).await;
    if let Some(End { seconds, in_room }) = ends.end() {
        let text = if in_room { format!("{seconds}; url={}", links::ROOM_ENDED) } else { seconds.to_string() };
        if let Ok(value) = HeaderValue::from_str(&text) {
            response.headers_mut().insert(header::REFRESH, value);
        }
    }
    response
}

/// The reader's language, from the browser.
pub(super) fn language(headers: &HeaderMap) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let mut tags = accepted.split(',').filter_map(|part| part.split(';').next()).map(str::trim);
    tags.find_map(Lang::from_tag).unwrap_or_default()
}

/// An error as a page: in the frame of the organisation, unless that could not be read.
pub(super) struct PageError {
    lang: Lang,
    shell: Option<Box<Shell>>,
    error: AppError,
}

/// An answer with a page. One that has the script of passkeys is marked, for its policy lets that script run.
pub(super) fn shown(status: StatusCode, page: Markup) -> Response {
    let text = page.into_string();
    // Words of others are escaped: only our own tag reads like it.
    let scripted = text.contains(&passkey_script().into_string());
    let mut response = (status, Html(text)).into_response();
    if scripted {
        response.extensions_mut().insert(Scripted);
    }
    response
}

/// A page, or an error as a page.
pub(super) type PageReply = Result<Html<String>, PageError>;

/// Fills a page off the async threads. What goes wrong becomes a page in the same frame.
pub(super) async fn filled<T: Send + 'static>(
    served: &Served,
    reader: Reader,
    lang: Lang,
    fill: impl FnOnce(&Workspace, &Principal) -> Answer<T> + Send + 'static,
) -> Result<T, PageError> {
    let done = served.run(move |_| {
        let (workspace, principal) = (&reader.workspace, &reader.principal);
        let in_frame = |error| {
            let shell = shell::shell(workspace, principal, Place::Elsewhere, lang).ok().map(Box::new);
            PageError { lang, shell, error }
        };
        Ok(fill(workspace, principal).map_err(in_frame))
    });
    done.await.unwrap_or_else(|error| Err(PageError { lang, shell: None, error }))
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = problem::status(&self.error);
        if self.error.code == "room.none" {
            return (status, Html(pages::room::ended(self.lang).into_string())).into_response();
        }
        let view = ErrorView {
            status: status.as_u16(),
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            detail: self.error.text,
            hint: String::new(),
        };
        let page = match self.shell {
            Some(shell) => error::page(&shell, &view),
            None => error::bare(self.lang, &view),
        };
        (status, Html(page.into_string())).into_response()
    }
}

impl PageError {
    pub(super) fn of(lang: Lang, problem: Problem) -> Self {
        Self { lang, shell: None, error: problem.0 }
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
pub(crate) async fn not_found(
    s: State<Served>,
    headers: HeaderMap,
    uri: Uri,
    reader: Result<Reader, Problem>,
) -> Response {
    let error = AppError::not_found(format!("page {}", uri.path()));
    if uri.path().starts_with("/api/") {
        return Problem(error).into_response();
    }
    let lang = language(&headers);
    match reader {
        Ok(reader) => filled(&s, reader, lang, move |_, _| Err::<(), _>(error)).await.into_response(),
        Err(_) => PageError { lang, shell: None, error }.into_response(),
    }
}
