//! Deliveries from a page: files as a form sends them, or the digests of files that a script has sent before.

use assay_app::dto::{IngestReport, IngestRequest};
use assay_app::{Answer, AppError};
use assay_domain::Action;
use axum::extract::{self, Multipart};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::Asked;
use crate::asker::Reader;
use crate::pages::evidence::deliver as pages;
use crate::pages::evidence::views::{DeliverView, DeliveredView};
use crate::pages::records::views::Signer;
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::words::{EvidenceWord, Lang, t};
use crate::problem::{self, Problem};
use crate::site::answer::{PageError, Params, filled, language, shown};
use crate::site::drafts::{self, Form};
use crate::site::shell::shell;
use crate::site::subjects::tested;
use crate::site::typed::{Typed, one};
use crate::site::uploads::{Gate, stored, without_files};
use crate::state::Served;
use crate::{cookies, security};

type Asking = Result<Reader, Problem>;
type Shown = Result<Response, PageError>;

pub(super) async fn form(
    s: extract::State<Served>,
    headers: HeaderMap,
    Params(asked): Params<Asked>,
    reader: Asking,
) -> Shown {
    again(s, &headers, reader, asked.subject, None).await
}

/// The form: fresh, or as it was typed with what is wrong.
async fn again(
    s: extract::State<Served>,
    headers: &HeaderMap,
    reader: Asking,
    about: String,
    refused: Option<(Typed, AppError)>,
) -> Shown {
    let lang = language(headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let session = cookies::session(headers);
    let status = refused.as_ref().map_or(StatusCode::OK, |(_, error)| problem::status(error));
    let installation = s.installation.clone();
    let page = filled(&s, r, lang, move |w, p| {
        let form = Form::Deliver(about.clone());
        let (typed, refused, drafted) = match refused {
            Some((typed, error)) => {
                drafts::keep(&installation, w, p, &form, &typed);
                (typed, Some(error.text), None)
            }
            None => match drafts::find(&installation, w, p, &form) {
                Some(draft) => (draft.typed, None, Some(draft.at)),
                None => (Typed::from([("subject".to_owned(), vec![about])]), None, None),
            },
        };
        let signed_in = session.filter(|_| p.proved.is_some());
        let barred = match &signed_in {
            Some(_) => w.enter(p, Action::Collect).err().map(|e| e.text),
            None => None,
        };
        let view = DeliverView {
            workspace: w.slug.clone(),
            subjects: tested(w, p)?,
            address: form.address(&w.slug),
            draft: drafts::shown(w, signed_in.as_deref(), lang, &form, drafted),
            subject: one(&typed, "subject").trim().to_owned(),
            pipeline: one(&typed, "pipeline").trim().to_owned(),
            signer: signed_in.map_or(Signer::Token, |secret| Signer::Session {
                form: security::form_token(w.random(), &secret),
                prove: None,
            }),
            refused,
            barred,
        };
        Ok(pages::page(&shell(w, p, Place::Evidence, lang)?, &view))
    });
    Ok(shown(status, page.await?))
}

/// Takes a delivery in.
pub(super) async fn take(
    s: extract::State<Served>,
    headers: HeaderMap,
    Params(asked): Params<Asked>,
    reader: Asking,
    parts: Multipart,
) -> Shown {
    let lang = language(&headers);
    let form = Form::Deliver(asked.subject.clone());
    let r = match reader {
        Ok(reader) => reader,
        Err(problem) => {
            let typed = without_files(parts).await;
            return drafts::to_sign_in(&s, &headers, "-", &form, &typed, problem).await;
        }
    };
    let gate = Gate::of(&headers, lang);
    let mut typed = Typed::new();
    let error = match receive(&gate, &s, &r, parts, &mut typed).await {
        Ok(report) => match delivered(&s, &r, form, report).await {
            (_, Some(key)) => return Ok(Redirect::to(&links::evidence(&key)).into_response()),
            (report, None) => return told(&s, lang, r, one(&typed, "subject").trim().to_owned(), report).await,
        },
        Err(error) => error,
    };
    again(s, &headers, Ok(r), asked.subject, Some((typed, error))).await
}

/// Forgets the draft of what was delivered. The evidence, where a delivery came to one and nothing besides.
async fn delivered(s: &Served, r: &Reader, form: Form, report: IngestReport) -> (IngestReport, Option<String>) {
    let (w, p) = (r.workspace.clone(), r.principal.clone());
    let forgotten = s.run(move |i| {
        drafts::forget(i, &w, &p, &form);
        Ok(())
    });
    drop(forgotten.await);
    let key = only(&report);
    (report, key)
}

async fn receive(
    gate: &Gate,
    s: &Served,
    reader: &Reader,
    parts: Multipart,
    typed: &mut Typed,
) -> Answer<IngestReport> {
    gate.receive(s, reader, parts, typed).await?;
    let principal = gate.signer(s, reader, typed).await?;
    let request = IngestRequest {
        files: stored(typed, "stored"),
        subject: one(typed, "subject").trim().to_owned(),
        pipeline: Some(one(typed, "pipeline").trim().to_owned()).filter(|p| !p.is_empty()),
        attempt: None,
    };
    if request.files.is_empty() {
        return Err(AppError::input("ingest.no-files", t(gate.lang, EvidenceWord::NoFilesChosen)));
    }
    let workspace = reader.workspace.clone();
    s.run(move |_| workspace.ingest(&principal, &request)).await
}

/// The evidence, where a delivery came to one and nothing besides.
fn only(report: &IngestReport) -> Option<String> {
    match report.artifacts.as_slice() {
        [one] if report.errors.is_empty() && !one.duplicate => one.evidence.clone(),
        _ => None,
    }
}

/// What became of it.
async fn told(s: &Served, lang: Lang, r: Reader, subject: String, report: IngestReport) -> Shown {
    let page = filled(s, r, lang, move |w, p| {
        let view = DeliveredView { workspace: w.slug.clone(), subject: Some(subject), report };
        Ok(pages::delivered(&shell(w, p, Place::Evidence, lang)?, &view))
    });
    Ok(shown(StatusCode::OK, page.await?))
}
