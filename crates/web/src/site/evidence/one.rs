//! One piece of evidence.

use assay_app::dto::ObservationsRequest;
use assay_app::{Answer, Principal, Workspace};
use axum::extract::{self, Path};
use axum::http::HeaderMap;
use axum::response::Html;

use super::{Asked, charts, some};
use crate::asker::Reader;
use crate::pages::evidence::one;
use crate::pages::evidence::views::{ObservationsView, OneView};
use crate::parts::shell::{Place, Shell};
use crate::parts::words::Lang;
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, Params, filled, language};
use crate::site::shell::shell;
use crate::state::Served;

/// Observations of a page.
const ROWS: usize = 25;

pub(super) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(key): Path<String>,
    Params(asked): Params<Asked>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, &key, &asked, lang)).await?;
    Ok(Html(one::page(&shell, &view).into_string()))
}

fn fill(w: &Workspace, p: &Principal, key: &str, asked: &Asked, lang: Lang) -> Answer<(Shell, OneView)> {
    let evidence = w.show_evidence(p, key, None)?;
    let request = ObservationsRequest {
        order: some(&asked.order),
        q: some(&asked.q),
        after: some(&asked.after),
        limit: Some(ROWS),
        ..ObservationsRequest::default()
    };
    let page = w.observations(p, key, &request)?;
    let view = OneView {
        workspace: w.slug.clone(),
        over_time: charts::over_time(w, p, &evidence, asked, lang)?,
        rates: charts::rates(w, p, &evidence, lang)?,
        files: w.files_of(p, key)?,
        observations: ObservationsView {
            rows: page.observations,
            total: page.total,
            next: page.next,
            order: asked.order.clone(),
            holding: asked.q.clone(),
            after: asked.after.clone(),
        },
        evidence,
    };
    Ok((shell(w, p, Place::Evidence, lang)?, view))
}
