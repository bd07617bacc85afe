//! One piece of evidence, and its files.

use assay_app::dto::{EvidenceView, ObservationsRequest};
use assay_app::{Answer, AppError, Principal, Workspace};
use axum::extract::{self, Path};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse as _, Response};

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
use crate::stream;

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
        preview: preview(w, p, &evidence)?,
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

/// The name of a file with the beginning of its text, where it is text, and whether there is more.
type Preview = (String, Option<(String, bool)>);

/// The beginning of the first file, where its bytes are here and may be seen.
fn preview(w: &Workspace, p: &Principal, e: &EvidenceView) -> Answer<Option<Preview>> {
    let Some(file) = e.files.first() else { return Ok(None) };
    match w.file_preview(p, &file.sha256.to_string()) {
        Ok(text) => Ok(Some((file.name.clone(), text))),
        Err(error) if error.class == assay_app::ErrorClass::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The bytes of a file of an evidence. Whatever it is, a browser saves it and never shows it.
pub(super) async fn file(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((key, sha256)): Path<(String, String)>,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let name = format!("{key}-{}", sha256.chars().take(12).collect::<String>());
    let (size, mut bytes) = filled(&s, r, lang, move |w, p| {
        let evidence = w.show_evidence(p, &key, None)?;
        if !evidence.files.iter().any(|f| f.sha256.to_string() == sha256) {
            return Err(AppError::not_found(format!("file {sha256} of {key}")));
        }
        w.get_artifact(p, &sha256)
    })
    .await?;
    let body = stream::writer(move |out| std::io::copy(&mut bytes, out).map(drop));
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, body).into_response())
}
