//! The gallery for developers: on a loopback listener, asked for by a loopback name; elsewhere there is no such page.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use axum::{Extension, Router};

use super::answer::{filled, language, no_such_page};
use super::shell::shell;
use crate::asker::{Reader, from_this_machine};
use crate::pages::gallery;
use crate::parts::links;
use crate::parts::shell::Place;
use crate::problem::Problem;
use crate::state::{Entrance, Served};

pub(super) fn router() -> Router<Served> {
    Router::new().route(links::GALLERY, get(page))
}

async fn page(
    s: State<Served>,
    Extension(entrance): Extension<Entrance>,
    headers: HeaderMap,
    reader: Result<Reader, Problem>,
) -> Response {
    let here = matches!(entrance, Entrance::Network { loopback: true }) && from_this_machine(&headers);
    let lang = language(&headers);
    match reader {
        Ok(reader) if here => match filled(&s, reader, lang, move |w, p| shell(w, p, Place::Elsewhere, lang)).await {
            Ok(shell) => Html(gallery::page(&shell).into_string()).into_response(),
            Err(error) => error.into_response(),
        },
        reader => no_such_page(&s, lang, links::GALLERY, reader).await,
    }
}
