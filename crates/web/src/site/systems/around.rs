//! Connections and history of a system.

use axum::extract::{self, Path};
use axum::http::HeaderMap;
use axum::response::Html;

use super::filling::head;
use crate::asker::Reader;
use crate::pages::systems::around;
use crate::parts::shell::Place;
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, Params, filled, language};
use crate::site::records::{connections as links, history as past};
use crate::site::shell::shell;
use crate::state::Served;

pub(in crate::site) async fn connections(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(key): Path<String>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, system, view) = filled(&s, r, lang, move |w, p| {
        let system = head(w, p, &key, lang)?;
        let view = links::fill(w, p, &key, lang)?;
        Ok((shell(w, p, Place::Systems, lang)?, system, view))
    })
    .await?;
    Ok(Html(around::connections(&shell, &system, &view).into_string()))
}

pub(in crate::site) async fn history(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(key): Path<String>,
    Params(before): Params<past::Before>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, system, view) = filled(&s, r, lang, move |w, p| {
        let system = head(w, p, &key, lang)?;
        let view = past::fill(w, p, &key, before.before, lang)?;
        Ok((shell(w, p, Place::Systems, lang)?, system, view))
    })
    .await?;
    Ok(Html(around::history(&shell, &system, &view).into_string()))
}
