//! Deliveries from a page: files as a form sends them, or the digests of files that a script has sent before.

use assay_app::dto::{DeliveredFile, IngestReport, IngestRequest};
use assay_app::records::ListRequest;
use assay_app::{Answer, AppError, ErrorClass, Installation, Principal, Workspace};
use assay_domain::{Action, Via};
use axum::extract::multipart::Field;
use axum::extract::{self, Multipart, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::Asked;
use crate::asker::Reader;
use crate::pages::evidence::deliver as pages;
use crate::pages::evidence::views::{DeliverView, DeliveredView};
use crate::pages::records::views::Signer;
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::words::{EvidenceWord, Lang, Word, t};
use crate::problem::{self, Problem};
use crate::site::answer::{PageError, filled, language, shown};
use crate::site::shell::shell;
use crate::state::Served;
use crate::{cookies, security, stream};

/// Most characters of a field that is no file.
const FIELD: usize = 4_096;
/// Most files of a delivery.
const FILES: usize = 1_000;
/// Subjects that are offered.
const OFFERED: usize = 200;

type Asking = Result<Reader, Problem>;
type Shown = Result<Response, PageError>;

/// What a form holds besides the bytes of its files.
#[derive(Debug, Clone, Default)]
struct Typed {
    form: String,
    token: String,
    subject: String,
    pipeline: String,
    files: Vec<DeliveredFile>,
}

pub(super) async fn form(
    s: extract::State<Served>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
    reader: Asking,
) -> Shown {
    let typed = Typed { subject: asked.subject, ..Typed::default() };
    again(s, &headers, reader, StatusCode::OK, typed, None).await
}

/// The form: fresh, or as it was typed with what is wrong.
async fn again(
    s: extract::State<Served>,
    headers: &HeaderMap,
    reader: Asking,
    status: StatusCode,
    typed: Typed,
    refused: Option<String>,
) -> Shown {
    let lang = language(headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let session = cookies::session(headers);
    let page = filled(&s, r, lang, move |w, p| {
        let signed_in = session.filter(|_| p.proved.is_some());
        let barred = match &signed_in {
            Some(_) => w.enter(p, Action::Collect).err().map(|e| e.text),
            None => None,
        };
        let view = DeliverView {
            workspace: w.slug.clone(),
            subjects: subjects(w, p)?,
            subject: typed.subject,
            pipeline: typed.pipeline,
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

/// Versions and systems, offered while typing.
fn subjects(w: &Workspace, p: &Principal) -> Answer<Vec<(String, String)>> {
    let of = |kind: &str| ListRequest { kind: Some(kind.to_owned()), limit: Some(OFFERED), ..ListRequest::default() };
    let mut all = Vec::new();
    for record in w.list(p, &of("system-version"))?.records.into_iter().filter(|r| !r.erased) {
        let text = |name: &str| record.body.get(name).and_then(|v| v.as_str()).map(str::to_owned);
        if let (Some(system), Some(version)) = (text("system"), text("version")) {
            all.push((format!("{system}@{version}"), record.title));
        }
    }
    let systems = w.list(p, &of("ai-system"))?.records.into_iter().filter(|r| !r.erased);
    all.extend(systems.map(|r| (r.key, r.title)));
    Ok(all)
}

/// Takes a delivery in.
pub(super) async fn take(s: extract::State<Served>, headers: HeaderMap, reader: Asking, parts: Multipart) -> Shown {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let desk = Desk { lang, session: cookies::session(&headers), ours: security::is_same_origin(&headers) };
    let mut typed = Typed::default();
    let done = desk.receive(&s, &r, parts, &mut typed).await;
    let error = match done {
        Ok(report) => match only(&report) {
            Some(key) => return Ok(Redirect::to(&links::evidence(&key)).into_response()),
            None => return desk.told(&s, r, typed.subject, report).await,
        },
        Err(error) => error,
    };
    again(s, &headers, Ok(r), problem::status(&error), typed, Some(error.text)).await
}

/// The evidence, where a delivery came to one and nothing besides.
fn only(report: &IngestReport) -> Option<String> {
    match report.artifacts.as_slice() {
        [one] if report.errors.is_empty() && !one.duplicate => one.evidence.clone(),
        _ => None,
    }
}

/// Where a delivery is handed in.
struct Desk {
    lang: Lang,
    session: Option<String>,
    ours: bool,
}

impl Desk {
    fn elsewhere(&self) -> AppError {
        AppError::new(ErrorClass::Forbidden, "origin", t(self.lang, Word::FromElsewhere))
    }

    /// Reads the parts in their order. Who acts is known before the first byte of a file is kept.
    async fn receive(
        &self,
        s: &Served,
        reader: &Reader,
        mut parts: Multipart,
        typed: &mut Typed,
    ) -> Answer<IngestReport> {
        if !self.ours {
            return Err(self.elsewhere());
        }
        let broken = |e: &dyn std::fmt::Display| AppError::input("form.broken", format!("the form was cut short: {e}"));
        let mut signer = None;
        while let Some(mut field) = parts.next_field().await.map_err(|e| broken(&e))? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "files" {
                let principal = match &signer {
                    Some(principal) => Principal::clone(principal),
                    None => self.signer(s, reader, typed).await?,
                };
                signer = Some(principal.clone());
                if field.file_name().is_some_and(|n| !n.is_empty()) {
                    typed.files.push(keep(s, reader, principal, &mut field).await?);
                }
                if typed.files.len() > FILES {
                    return Err(AppError::input("ingest.files", format!("a delivery has {FILES} files at the most")));
                }
                continue;
            }
            let text = text(&mut field).await?;
            match name.as_str() {
                "form" => typed.form = text,
                "token" => typed.token = text,
                "subject" => text.trim().clone_into(&mut typed.subject),
                "pipeline" => text.trim().clone_into(&mut typed.pipeline),
                "stored" => typed.files.extend(stored(&text)),
                _ => {}
            }
        }
        let principal = match signer {
            Some(principal) => principal,
            None => self.signer(s, reader, typed).await?,
        };
        if typed.files.is_empty() {
            return Err(AppError::input("ingest.no-files", t(self.lang, EvidenceWord::NoFilesChosen)));
        }
        let request = IngestRequest {
            files: typed.files.clone(),
            subject: typed.subject.clone(),
            pipeline: Some(typed.pipeline.clone()).filter(|p| !p.is_empty()),
            attempt: None,
        };
        let workspace = reader.workspace.clone();
        s.run(move |_| workspace.ingest(&principal, &request)).await
    }

    /// Who acts: whoever is signed in, if the form was made for their session, or whoever the token stands for.
    async fn signer(&self, s: &Served, reader: &Reader, typed: &Typed) -> Answer<Principal> {
        let session = self.session.clone().filter(|_| reader.principal.proved.is_some());
        if session.as_ref().is_some_and(|secret| !security::is_made_for(secret, &typed.form)) {
            return Err(self.elsewhere());
        }
        let (slug, id, token) = (reader.workspace.slug.clone(), reader.workspace.id, typed.token.trim().to_owned());
        let signer = s.run(move |installation: &Installation| match session {
            Some(secret) => Ok(installation.by_session(&secret, Some(&slug))?.0),
            None => {
                let (mut principal, workspace) = installation.by_token(&token)?;
                if workspace.id != id {
                    let text = "this token is not accepted";
                    return Err(AppError::new(ErrorClass::Unauthenticated, "token.refused", text));
                }
                principal.via = Via::Web;
                Ok(principal)
            }
        });
        Ok(Principal { lang: self.lang, ..signer.await? })
    }

    /// What became of it.
    async fn told(&self, s: &Served, r: Reader, subject: String, report: IngestReport) -> Shown {
        let lang = self.lang;
        let page = filled(s, r, lang, move |w, p| {
            let view = DeliveredView { workspace: w.slug.clone(), subject: Some(subject), report };
            Ok(pages::delivered(&shell(w, p, Place::Evidence, lang)?, &view))
        });
        Ok(shown(StatusCode::OK, page.await?))
    }
}

/// Keeps the bytes of a file as they come, a few chunks at a time.
async fn keep(s: &Served, reader: &Reader, principal: Principal, field: &mut Field<'_>) -> Answer<DeliveredFile> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let (send, mut bytes) = stream::channel_of_chunks();
    let workspace = reader.workspace.clone();
    let kept = s.run(move |_| workspace.put_artifact(&principal, &mut bytes));
    let sent = async move {
        loop {
            let chunk = match field.chunk().await {
                Ok(Some(chunk)) => Ok(chunk),
                Ok(None) => return,
                Err(e) => Err(std::io::Error::new(std::io::ErrorKind::UnexpectedEof, e.to_string())),
            };
            let last = chunk.is_err();
            if send.send(chunk).await.is_err() || last {
                return;
            }
        }
    };
    let (kept, ()) = tokio::join!(kept, sent);
    Ok(DeliveredFile { name, sha256: kept?.sha256 })
}

/// A field that is no file, as far as it goes.
async fn text(field: &mut Field<'_>) -> Answer<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) =
        field.chunk().await.map_err(|e| AppError::input("form.broken", format!("the form was cut short: {e}")))?
    {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > FIELD {
            return Err(AppError::input("form.field", format!("a field of this form holds {FIELD} bytes at the most")));
        }
    }
    String::from_utf8(bytes).map_err(|_| AppError::input("form.field", "a field of this form is no text"))
}

/// `digest name`, of a file that was sent before.
fn stored(text: &str) -> Option<DeliveredFile> {
    let (sha256, name) = text.split_once(' ')?;
    Some(DeliveredFile { name: name.to_owned(), sha256: sha256.to_owned() })
}
