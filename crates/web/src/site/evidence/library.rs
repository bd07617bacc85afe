//! The library and the sources.

use assay_app::dto::{EvidenceRequest, SourcesRequest};
use axum::extract::{self};
use axum::http::HeaderMap;
use axum::response::Html;

use super::{Asked, some};
use crate::asker::Reader;
use crate::pages::evidence::views::{LibraryView, SourcesView};
use crate::pages::evidence::{library, sources as sources_page};
use crate::parts::shell::Place;
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, Params, filled, language};
use crate::site::shell::shell;
use crate::state::Served;

pub(super) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Params(asked): Params<Asked>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| {
        let request = EvidenceRequest { after: some(&asked.after), ..EvidenceRequest::default() };
        let list = w.evidence_library(p, &request)?;
        let view = LibraryView { workspace: w.slug.clone(), rows: list.evidence, after: asked.after, next: list.next };
        Ok((shell(w, p, Place::Evidence, lang)?, view))
    })
    .await?;
    Ok(Html(library::page(&shell, &view).into_string()))
}

pub(super) async fn sources(
    s: extract::State<Served>,
    headers: HeaderMap,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| {
        let list = w.evidence_sources(p, &SourcesRequest::default())?;
        Ok((shell(w, p, Place::Evidence, lang)?, SourcesView { list }))
    })
    .await?;
    Ok(Html(sources_page::page(&shell, &view).into_string()))
}
