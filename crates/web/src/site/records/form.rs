//! Forms: make, edit and move a record from a page. A form acts for whoever is signed in, if it was made for their
//! session, or for whoever's token is typed into it; never for whoever sits at the machine. No other site can make anybody
//! act (CWE-352), for it knows neither; that the form was sent from a page of ours is asked besides.

use std::collections::BTreeSet;

use assay_app::exchange::differences;
use assay_app::records::{CreateRequest, ListRequest, TransitionRequest, UpdateRequest};
use assay_app::{Answer, AppError, ErrorClass, Installation, Principal, Workspace};
use assay_domain::{Action, Idempotency, Kind, Timestamp};
use assay_ports::blobs::hex;
use axum::extract::{self, Path, RawQuery};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::asker::Reader;
use crate::pages::records::form as record_form;
use crate::pages::records::views::{Choices, FormView, RecordPage};
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{EvidenceWord, FormWord, Lang, Word, t};
use crate::problem::{self, Problem};
use crate::site::answer::{PageError, Params, filled, language, shown};
use crate::site::drafts::{self, Form};
use crate::site::records::difference::change_lines;
use crate::site::records::faults::{tell, unplaced};
use crate::site::records::hand::Hand;
use crate::site::records::list::{kind_name, kind_of};
use crate::site::records::record::fill as fill_record;
use crate::site::records::{act, prefill};
use crate::site::refusal::told;
use crate::site::shell::shell;
use crate::site::subjects::spoken_of;
use crate::site::typed::{Field, SUBJECT, Typed, body, fields, one};
use crate::site::uploads::{Gate, Sent, without_files};
use crate::state::Served;
use crate::{cookies, security};

/// Records offered for a reference.
const OFFERED: usize = 200;

/// Which field, where it is one alone.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct OfField {
    pub(super) only: Option<String>,
}

/// What a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) enum About {
    /// A record of a kind, and the fields that the address of the form fills in.
    New(String, Typed),
    /// All of a record, or one field of it.
    Edit(String, Option<String>),
    Move(String, String),
}

type Asked = Result<Reader, Problem>;
type Shown = Result<Response, PageError>;

pub(in crate::site) async fn new(s: extract::State<Served>, h: HeaderMap, RawQuery(q): RawQuery, r: Asked) -> Shown {
    show(s, &h, r, prefill::about(q.as_deref())).await
}

pub(in crate::site) async fn edit(
    s: extract::State<Served>,
    h: HeaderMap,
    Path((_, key)): Path<(String, String)>,
    Params(q): Params<OfField>,
    r: Asked,
) -> Shown {
    show(s, &h, r, About::Edit(key, q.only)).await
}

pub(in crate::site) async fn moving(
    s: extract::State<Served>,
    h: HeaderMap,
    Path((_, key, verb)): Path<(String, String, String)>,
    r: Asked,
) -> Shown {
    show(s, &h, r, About::Move(key, verb)).await
}

pub(in crate::site) async fn create(
    s: extract::State<Served>,
    h: HeaderMap,
    Path(slug): Path<String>,
    RawQuery(q): RawQuery,
    r: Asked,
    sent: Sent,
) -> Shown {
    act(s, &h, &slug, r, prefill::about(q.as_deref()), sent).await
}

pub(in crate::site) async fn update(
    s: extract::State<Served>,
    h: HeaderMap,
    Path((slug, key)): Path<(String, String)>,
    Params(q): Params<OfField>,
    r: Asked,
    sent: Sent,
) -> Shown {
    act(s, &h, &slug, r, About::Edit(key, q.only), sent).await
}

pub(in crate::site) async fn transition(
    s: extract::State<Served>,
    h: HeaderMap,
    Path((slug, key, verb)): Path<(String, String, String)>,
    r: Asked,
    sent: Sent,
) -> Shown {
    act(s, &h, &slug, r, About::Move(key, verb), sent).await
}

async fn show(s: extract::State<Served>, headers: &HeaderMap, reader: Asked, about: About) -> Shown {
    let lang = language(headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (installation, session) = (s.installation.clone(), cookies::session(headers));
    let page = filled(&s, r, lang, move |w, p| {
        let draft = drafts::find(&installation, w, p, &Form::Record(about.clone()));
        let desk =
            Desk { installation: &installation, w, p, lang, about, session, drafted: draft.as_ref().map(|d| d.at) };
        desk.page(draft.as_ref().map(|d| &d.typed), None)
    });
    Ok(shown(StatusCode::OK, page.await?))
}

/// What sending a form led to.
enum Outcome {
    Done(String),
    Again(StatusCode, Markup),
}

async fn act(
    s: extract::State<Served>,
    headers: &HeaderMap,
    slug: &str,
    reader: Asked,
    about: About,
    sent: Sent,
) -> Shown {
    let lang = language(headers);
    let r = match reader {
        Ok(reader) => reader,
        Err(problem) => {
            let typed = match sent {
                Sent::Typed(typed) => typed,
                Sent::Parts(parts) => without_files(parts).await,
            };
            return drafts::to_sign_in(&s, headers, slug, &Form::Record(about), &typed, problem).await;
        }
    };
    let mut typed = Typed::new();
    let received = match sent {
        Sent::Typed(sent) => {
            typed = sent;
            Ok(())
        }
        Sent::Parts(parts) => Gate::of(headers, lang).receive(&s, &r, parts, &mut typed).await,
    };
    let ours = security::is_same_origin(headers);
    let (installation, session) = (s.installation.clone(), cookies::session(headers));
    let outcome = filled(&s, r, lang, move |w, p| {
        let desk = Desk { installation: &installation, w, p, lang, about, session, drafted: None };
        if !ours {
            return Err(AppError::new(ErrorClass::Forbidden, "origin", t(lang, Word::FromElsewhere)));
        }
        match received.and_then(|()| desk.send(&typed)) {
            Ok(key) => {
                drafts::forget(&installation, w, p, &desk.form_of());
                Ok(Outcome::Done(links::record(&w.slug, &key)))
            }
            Err(error) => {
                drafts::keep(&installation, w, p, &desk.form_of(), &typed);
                Ok(Outcome::Again(problem::status(&error), desk.page(Some(&typed), Some(&error))?))
            }
        }
    });
    Ok(match outcome.await? {
        Outcome::Done(address) => Redirect::to(&address).into_response(),
        Outcome::Again(status, page) => shown(status, page),
    })
}

/// Where a form is filled in and handed in: the workspace, who reads the page, what it is about.
struct Desk<'a> {
    installation: &'a Installation,
    w: &'a Workspace,
    p: &'a Principal,
    lang: Lang,
    about: About,
    /// Secret of the session that the browser has, if it has one.
    session: Option<String>,
    /// When what is shown was kept as a draft, if it was.
    drafted: Option<Timestamp>,
}

impl Desk<'_> {
    fn shell(&self) -> Answer<Shell> {
        shell(self.w, self.p, Place::Records, self.lang)
    }

    fn form_of(&self) -> Form {
        Form::Record(self.about.clone())
    }

    /// Where the form is.
    fn address(&self) -> String {
        self.form_of().address(&self.w.slug)
    }

    fn hand(&self) -> Hand<'_> {
        Hand {
            installation: self.installation,
            w: self.w,
            p: self.p,
            lang: self.lang,
            session: self.session.as_deref(),
            address: self.address(),
        }
    }

    /// Does what the form asks for; gives the key of the record.
    fn send(&self, typed: &Typed) -> Answer<String> {
        let signer = self.hand().signer(typed)?;
        let revision = one(typed, "revision").parse::<u32>().ok();
        let missing = || AppError::input("revision.missing", "the form does not say which revision it was made from");
        match &self.about {
            About::New(kind, _) if kind == act::KIND => {
                // Who may not collect is told so, whatever they typed.
                self.w.enter(&signer, Action::Collect)?;
                let request = act::request(&act::fields(self.lang), typed)?;
                let seen = one(typed, "seen");
                let once = key_of(&signer, seen, &serde_json::to_vec(&request).unwrap_or_default());
                Ok(self.w.record_act(&signer, &request, Some(&once))?.evidence)
            }
            About::New(kind, _) => {
                let kind = kind_of(kind)?;
                let body = body(&fields(kind, self.lang), typed, &Value::Null).map_err(AppError::body)?;
                let request = CreateRequest { kind: kind.name.to_owned(), body, effective: None };
                Ok(self.w.create(&signer, &request, Some(once(&signer, &request, one(typed, "seen"))))?.key)
            }
            About::Edit(key, _) => {
                let revision = revision.ok_or_else(missing)?;
                let then = self.w.history(self.p, key)?.revisions.into_iter().find(|r| r.revision == revision);
                let then = then.ok_or_else(missing)?;
                let body = body(&self.fields(kind_of(&then.kind)?), typed, &then.body).map_err(AppError::body)?;
                Ok(self.w.update(&signer, key, &UpdateRequest { body, revision }, None)?.key)
            }
            About::Move(key, verb) => {
                let digest = Some(one(typed, "digest").to_owned()).filter(|digest| !digest.is_empty());
                let request = TransitionRequest { transition: verb.clone(), revision, digest };
                Ok(self.w.transition(&signer, key, &request, None)?.key)
            }
        }
    }

    /// The form: fresh, or as it was typed with what is wrong.
    fn page(&self, typed: Option<&Typed>, error: Option<&AppError>) -> Answer<Markup> {
        let refused = error.filter(|e| e.problems.is_empty()).map(|e| told(self.lang, e));
        match &self.about {
            About::Move(key, verb) => {
                let view = RecordPage { refused, ..fill_record(self.w, self.p, key, self.lang)? };
                let signs = view.moves.iter().any(|m| m.name == *verb && m.signs.is_some());
                if view.moves.iter().all(|m| m.name != *verb) && error.is_none() {
                    return Err(AppError::not_found(format!("move `{verb}` from here")));
                }
                Ok(record_form::move_page(&self.shell()?, &view, verb, &self.hand().signing(signs)?))
            }
            About::New(kind, given) => {
                let kind = kind_of(kind)?;
                if kind.workflow.create.is_none() && kind.name != act::KIND {
                    return Err(AppError::not_found(format!("form for {}: its own command makes it", kind.name)));
                }
                let barred = self.barred(|p| match kind.name {
                    act::KIND => Ok(self.w.enter(p, Action::Collect).err()),
                    _ => self.w.refusal_to_create(p, kind),
                })?;
                let (closed, refused) = (barred.is_some(), barred.or(refused));
                // What was typed since stands before what the address fills in.
                let prefilled = typed.is_none() && !given.is_empty();
                let misfit = if prefilled { prefill::misfit(kind, &self.fields(kind), given)? } else { None };
                let (typed, error) = (typed.or(Some(given).filter(|_| prefilled)), error.or(misfit.as_ref()));
                let view = self.form(kind, None, &json!({}), typed, error)?;
                let view = FormView { refused, closed, prefilled, ..view };
                Ok(record_form::page(&self.shell()?, &view, &self.hand().signing(false)?))
            }
            About::Edit(key, only) => {
                let now = self.w.show(self.p, key, None)?;
                let kind = kind_of(&now.kind)?;
                // After a conflict the next attempt is made from what is recorded now, which the page shows.
                let typed_from = typed.map(|t| one(t, "revision")).and_then(|r| r.parse().ok());
                let raced = error.is_some_and(|e| e.code == "record.conflict");
                let revision = if raced { now.revision } else { typed_from.unwrap_or(now.revision) };
                let mut view = self.form(kind, Some((now.key.clone(), revision)), &now.body, typed, error)?;
                if let Some(yours) = error.filter(|_| raced).and_then(|e| e.details.get("yours")) {
                    view.conflict = change_lines(kind, &differences(&now.body, yours), self.lang);
                }
                let barred = self.barred(|p| self.w.refusal_to_edit(p, &now.key))?;
                let (closed, refused) = (barred.is_some(), barred.or(refused).or_else(|| unplaced(&view, error)));
                let view = FormView { refused, closed, only: only.clone(), ..view };
                Ok(record_form::page(&self.shell()?, &view, &self.hand().signing(false)?))
            }
        }
    }

    /// The fields that the form asks for.
    fn fields(&self, kind: &'static Kind) -> Vec<Field> {
        let mut all = match &self.about {
            About::New(..) if kind.name == act::KIND => act::fields(self.lang),
            _ => fields(kind, self.lang),
        };
        if let About::Edit(_, Some(only)) = &self.about {
            all.retain(|field| field.name == *only);
        }
        all
    }

    /// Why whoever is signed in may not, and who may. Without a session somebody else acts, by a token.
    fn barred(&self, asked: impl FnOnce(&Principal) -> Answer<Option<AppError>>) -> Answer<Option<String>> {
        match self.hand().signed_in() {
            Some(_) => Ok(asked(self.p)?.map(|error| told(self.lang, &error))),
            // Whoever looks at the past changes nothing, whoever acts.
            None => Ok(self.p.may_change().err().map(|error| told(self.lang, &error))),
        }
    }

    fn form(
        &self,
        kind: &'static Kind,
        record: Option<(String, u32)>,
        body: &Value,
        typed: Option<&Typed>,
        error: Option<&AppError>,
    ) -> Answer<FormView> {
        let fields = self.fields(kind);
        let field = |f: &Field| {
            let mut field = typed.map_or_else(|| f.filled(body), |typed| f.kept(typed));
            tell(&mut field, error);
            field
        };
        let seen = match typed.map(|typed| one(typed, "seen")).filter(|seen| !seen.is_empty()) {
            Some(seen) => seen.to_owned(),
            None => self.shell()?.record.entries.to_string(),
        };
        let stated = record.is_none() && kind.name == act::KIND;
        Ok(FormView {
            workspace: self.w.slug.clone(),
            address: self.address(),
            kind: kind_name(kind, self.lang),
            seen,
            choices: choices(self.w, self.p, &fields, self.lang)?,
            files: fields.iter().any(Field::takes_files),
            heading: stated.then(|| t(self.lang, EvidenceWord::RecordIt).to_owned()),
            lead: stated.then(|| t(self.lang, FormWord::ActLead).to_owned()),
            fields: fields.iter().map(field).collect(),
            refused: None,
            closed: false,
            conflict: Vec::new(),
            draft: drafts::shown(self.w, self.hand().signed_in(), self.lang, &self.form_of(), self.drafted),
            only: None,
            prefilled: false,
            record,
        })
    }
}

/// What references can point at.
pub(in crate::site) fn choices(w: &Workspace, p: &Principal, fields: &[Field], lang: Lang) -> Answer<Vec<Choices>> {
    let kinds: BTreeSet<&str> = fields.iter().flat_map(Field::refers_to).collect();
    let offer = |kind: &str| {
        if kind == SUBJECT {
            return Ok(Choices { kind: kind.to_owned(), records: spoken_of(w, p, lang)? });
        }
        let request = ListRequest { kind: Some(kind.to_owned()), limit: Some(OFFERED), ..ListRequest::default() };
        let records = w.list(p, &request)?.records;
        let records = records.into_iter().filter(|r| !r.erased).map(|r| (r.key, r.title)).collect();
        Ok(Choices { kind: kind.to_owned(), records })
    };
    kinds.into_iter().map(offer).collect()
}

/// A form that is sent twice, by a doubtful connection or a second click, makes one record.
fn once(signer: &Principal, request: &CreateRequest, seen: &str) -> Idempotency {
    key_of(signer, seen, &serde_json::to_vec(request).unwrap_or_default())
}

/// The key of a form's request: the same for the same person, moment and body.
pub(in crate::site) fn key_of(signer: &Principal, seen: &str, body: &[u8]) -> Idempotency {
    let digest = Sha256::new()
        .chain_update(signer.key.to_string())
        .chain_update([0])
        .chain_update(seen)
        .chain_update([0])
        .chain_update(body);
    let request: [u8; 32] = digest.finalize().into();
    Idempotency { key: format!("form-{}", hex(&request)), request }
}
