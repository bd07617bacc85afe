//! What was typed into a form and not sent: kept while somebody types, when their session has run out, and when what they
//! sent was refused; shown again when they come back; dropped once it was sent.

mod form;

use assay_app::drafts::DraftView;
use assay_app::{AppError, ErrorClass, Installation, Principal, Workspace};
use assay_domain::Timestamp;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{self, Path, RawQuery};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::post;

pub(in crate::site) use form::{Form, of_field};

use crate::asker::Reader;
use crate::parts::draft::Draft;
use crate::parts::links;
use crate::parts::words::{KeptWord, Lang, fill, t};
use crate::problem::{self, Problem};
use crate::site::answer::{PageError, language};
use crate::site::shell::moment;
use crate::site::typed::{Typed, one, read};
use crate::state::Served;
use crate::{cookies, security};

pub(in crate::site) fn router() -> Router<Served> {
    Router::new().route("/w/{workspace}/drafts/{form}", post(typing))
}

/// What whoever is signed in typed into that form before.
pub(in crate::site) fn find(i: &Installation, w: &Workspace, p: &Principal, form: &Form) -> Option<DraftView> {
    form.keeps(&Typed::new())?;
    // A draft that cannot be read is not worth the form.
    i.draft(w, p, &form.known_by(&w.slug)).unwrap_or_default()
}

/// What the page of a form says of its draft; nothing where nobody is signed in.
pub(in crate::site) fn shown(
    w: &Workspace,
    session: Option<&str>,
    lang: Lang,
    form: &Form,
    at: Option<Timestamp>,
) -> Option<Draft> {
    session.map(|secret| Draft {
        kept: form.kept_at(&w.slug),
        at: at.map(|at| moment(lang, at)),
        form: security::form_token(w.random(), secret),
    })
}

/// Keeps what was typed into a form that was refused: whoever comes back to it finds it as they left it.
pub(in crate::site) fn keep(i: &Installation, w: &Workspace, p: &Principal, form: &Form, typed: &Typed) {
    if let Some(typed) = form.keeps(typed).filter(|_| p.proved.is_some()) {
        // It stands on the page that answers, whatever becomes of the draft.
        drop(i.keep_draft(w, p, &form.known_by(&w.slug), &typed));
    }
}

/// Forgets a draft: its form was sent.
pub(in crate::site) fn forget(i: &Installation, w: &Workspace, p: &Principal, form: &Form) {
    if let Err(error) = i.forget_draft(w, p, &form.known_by(&w.slug)) {
        tracing::warn!(%error, "a draft that was sent could not be forgotten");
    }
}

/// Somebody's session ran out while they typed: it is kept for them, and they are led to sign in and back to the form.
/// The problem stands where it is not known whose session that was, or no page of ours sent the form.
pub(in crate::site) async fn to_sign_in(
    served: &Served,
    headers: &HeaderMap,
    slug: &str,
    form: &Form,
    typed: &Typed,
    problem: Problem,
) -> Result<Response, PageError> {
    if signed_out(served, headers, slug, form, typed).await {
        return Ok(Redirect::to(&links::sign_in_for(&form.address(slug))).into_response());
    }
    Err(PageError::of(language(headers), problem))
}

/// Whether what was typed under a session that ran out could be kept, or there was nothing to keep.
async fn signed_out(served: &Served, headers: &HeaderMap, slug: &str, form: &Form, typed: &Typed) -> bool {
    let session = cookies::session(headers).filter(|s| security::is_ours(headers, s, one(typed, "form")));
    let Some(session) = session else { return false };
    let Some(typed) = form.keeps(typed) else { return true };
    let (slug, form) = (slug.to_owned(), form.known_by(slug));
    served.run(move |i| i.keep_draft_of_ended(&session, &slug, &form, &typed)).await.unwrap_or_default()
}

/// Keeps what somebody is typing, for the script; or forgets it, for whoever wants it no more.
async fn typing(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((slug, form)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    reader: Result<Reader, Problem>,
    bytes: Bytes,
) -> Response {
    let (lang, typed) = (language(&headers), read(&bytes));
    let Some(form) = Form::of(&form, query.as_deref().unwrap_or_default()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let reader = match reader {
        Ok(reader) => reader,
        Err(problem) => {
            let kept = signed_out(&s, &headers, &slug, &form, &typed).await;
            let word = if kept { KeptWord::DraftKeptForSignIn } else { KeptWord::DraftNotKept };
            return (problem::status(&problem.0), t(lang, word)).into_response();
        }
    };
    let session = cookies::session(&headers).unwrap_or_default();
    if !security::is_ours(&headers, &session, one(&typed, "form")) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let discard = !one(&typed, "discard").is_empty();
    let done = s.run(move |i| {
        let Reader { principal: p, workspace: w, .. } = reader;
        let known_by = form.known_by(&w.slug);
        if discard {
            i.forget_draft(&w, &p, &known_by)?;
            return Ok((form.address(&w.slug), None));
        }
        let typed = form.keeps(&typed).ok_or_else(|| AppError::not_found("such form"))?;
        let at = i.keep_draft(&w, &p, &known_by, &typed)?;
        Ok((known_by, Some(at)))
    });
    match done.await {
        Ok((address, None)) => Redirect::to(&address).into_response(),
        Ok((_, Some(at))) => fill(lang, KeptWord::DraftKept, &[("at", &moment(lang, at))]).into_response(),
        Err(error) if error.class == ErrorClass::NotFound => StatusCode::NOT_FOUND.into_response(),
        Err(error) => (problem::status(&error), t(lang, KeptWord::DraftNotKept)).into_response(),
    }
}
