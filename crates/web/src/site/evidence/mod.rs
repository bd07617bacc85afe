//! Evidence.

mod charts;
mod deliver;
mod library;
mod one;
mod quarantine;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use serde::Deserialize;

use crate::parts::links;
use crate::state::Served;

pub(in crate::site) fn router() -> Router<Served> {
    Router::new()
        .route(links::EVIDENCE, get(library::page))
        .route(links::SOURCES, get(library::sources))
        .route(links::QUARANTINE, get(quarantine::page))
        .route(links::QUARANTINE_RETRY, post(quarantine::retry))
        // Files are streamed to where they are kept, whose own bound holds.
        .route(links::DELIVER, get(deliver::form).post(deliver::take).layer(DefaultBodyLimit::disable()))
        .route("/evidence/{key}", get(one::page))
}

/// What addresses of this place ask for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct Asked {
    after: String,
    order: String,
    q: String,
    metric: String,
    subject: String,
}

fn some(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}
