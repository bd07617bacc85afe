//! The audit room of whoever sits in one: the page, and the acts that are possible inside.

use std::collections::{BTreeMap, BTreeSet};

use assay_app::dto::{NoteView, VerdictView};
use assay_app::rooms::{AnswerMove, AskRequest, NoteRequest, SampleRequest};
use assay_app::{Answer, AppError, CoverageRequest, ErrorClass, Installation, Principal, Workspace};
use assay_domain::{Idempotency, Key, Kind, is_author_only, read_needs};
use axum::body::Bytes;
use axum::extract::{self, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use serde_json::json;

use crate::asker::Reader;
use crate::pages::assurance::room as pages;
use crate::pages::assurance::room_views::{Acting, RoomPage, Sampling, ScopeLine, ShownPage, Typed as Kept};
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{Lang, Word, t};
use crate::problem::{self, Problem};
use crate::site::account::page as account;
use crate::site::answer::{PageError, PageReply, Params, filled, language};
use crate::site::drafts::{self, Form};
use crate::site::records::form;
use crate::site::records::list::{Names, kind_name, kind_of, state_word};
use crate::site::records::showing::fields;
use crate::site::shell::{moment, shell};
use crate::site::today::page as today;
use crate::site::today::page::title;
use crate::site::typed::{Typed, one, read};
use crate::state::Served;
use crate::{cookies, security};

/// Records that a requirement names; the rest is counted.
const MOST_NAMED: usize = 6;

type Asked = Result<Reader, Problem>;

fn room_of(p: &Principal) -> Option<String> {
    p.sight.room.as_ref().map(Key::to_string)
}

/// The first page: of whoever sits in a room it is that room, of everybody else Today.
pub(in crate::site) async fn home(s: extract::State<Served>, headers: HeaderMap, reader: Asked) -> Response {
    match reader {
        Ok(r) if r.principal.sight.room.is_some() => Redirect::to(&links::room(&r.workspace.slug)).into_response(),
        reader => today::page(s, headers, reader).await.into_response(),
    }
}

/// The room; whoever sits in none is led to the rooms of the organisation.
pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    reader: Asked,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    if r.principal.sight.room.is_none() {
        return Ok(Redirect::to(links::ROOMS).into_response());
    }
    let (i, session) = (s.installation.clone(), cookies::session(&headers));
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(&i, w, p, session.as_deref(), lang)).await?;
    Ok(Html(pages::page(&shell, &view).into_string()).into_response())
}

/// What is left of a room; anybody may read that.
pub(in crate::site) async fn ended(headers: HeaderMap) -> Html<String> {
    Html(pages::ended(language(&headers)).into_string())
}

/// The session that acts. Whoever looks back acts for nobody.
pub(in crate::site) fn signed_in<'a>(p: &Principal, session: Option<&'a str>) -> Option<&'a str> {
    session.filter(|_| p.proved.is_some() && p.sight.clock.is_none())
}

/// The token of forms, and whether a signature asks for the password.
pub(in crate::site) fn acting(w: &Workspace, p: &Principal, session: Option<&str>) -> Acting {
    let form = signed_in(p, session).map(|secret| security::form_token(w.random(), secret));
    Acting { prove: form.is_some() && p.must_prove(w.now()), form }
}

fn fill(
    i: &Installation,
    w: &Workspace,
    p: &Principal,
    session: Option<&str>,
    lang: Lang,
) -> Answer<(Shell, RoomPage)> {
    let key = room_of(p).ok_or_else(|| AppError::not_found("room that you sit in"))?;
    let room = w.room(p, &key)?;
    let notes: Vec<NoteView> = w.notes(p, &key)?.notes;
    let mut kinds: Vec<_> = Kind::all().iter().filter(|k| !is_author_only(k.name)).collect();
    kinds.retain(|k| p.actions.contains(&read_needs(k.name)));
    kinds.sort_by_key(|k| lang.of(&k.title).to_lowercase());
    let mut asked = Kept::default();
    let [request_draft, note_draft] = [Form::Ask, Form::Note].map(|form| {
        let draft = drafts::find(i, w, p, &form);
        let at = draft.as_ref().map(|draft| draft.at);
        put(&mut asked, &draft.map(|draft| draft.typed).unwrap_or_default());
        drafts::shown(w, signed_in(p, session), lang, &form, at)
    });
    let view = RoomPage {
        workspace: w.slug.clone(),
        // Of the two bounds, the member's own and the room's, the earlier counts.
        until: p.sight.until.or(room.until).map(|at| moment(lang, at)).unwrap_or_default(),
        stands_since: room.stands_at.as_ref().map(|s| moment(lang, s.time)).unwrap_or_default(),
        requirements: in_scope(w, p, &room.requirements, lang)?,
        kinds: kinds.into_iter().map(|k| kind_name(k, lang)).collect(),
        sampling: Sampling { kind: "system-version".to_owned(), ..Sampling::default() },
        sample: None,
        notes,
        acting: acting(w, p, session),
        asked,
        request_draft,
        note_draft,
        refused: None,
        room,
    };
    Ok((shell(w, p, Place::Assurance, lang)?, view))
}

/// The requirements that a room is about, as they stood.
fn in_scope(w: &Workspace, p: &Principal, wanted: &[String], lang: Lang) -> Answer<Vec<ScopeLine>> {
    let mut frameworks: BTreeMap<&str, Option<BTreeSet<&str>>> = BTreeMap::new();
    for text in wanted {
        match text.split_once(':') {
            // A framework as a whole holds each of its requirements.
            None => {
                frameworks.insert(text, None);
            }
            Some((slug, id)) => {
                if let Some(ids) = frameworks.entry(slug).or_insert_with(|| Some(BTreeSet::new())) {
                    ids.insert(id);
                }
            }
        }
    }
    let verdicts = w.check(p, None, None)?.verdicts;
    let mut lines = Vec::new();
    for (slug, ids) in frameworks {
        let framework = w.framework(p, slug)?;
        let asked = CoverageRequest { framework: Some(slug.to_owned()), limit: Some(0), ..CoverageRequest::default() };
        for now in w.coverage(p, &asked)?.requirements {
            if ids.as_ref().is_some_and(|ids| !ids.contains(now.id.as_str())) {
                continue;
            }
            let (records, more) = behind(&verdicts, &format!("{slug}:{}", now.id));
            let title = framework.find(&now.id).map_or_else(|| now.title.clone(), |row| title(row, lang));
            let (state, reason) = (now.state, now.reason);
            lines.push(ScopeLine { id: now.id, framework: slug.to_owned(), title, state, reason, records, more });
        }
    }
    Ok(lines)
}

/// Keys that the verdicts on a requirement rest on, and how many more there are.
fn behind(verdicts: &[VerdictView], requirement: &str) -> (Vec<String>, usize) {
    let speaking = verdicts.iter().filter(|v| v.requirements.iter().any(|r| r == requirement));
    let keys: BTreeSet<&String> = speaking.flat_map(|v| &v.evidence).filter(|k| k.parse::<Key>().is_ok()).collect();
    let named: Vec<String> = keys.iter().take(MOST_NAMED).map(|k| (*k).clone()).collect();
    (named, keys.len().saturating_sub(MOST_NAMED))
}

/// What the form for a sample sends. Empty fields mean nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct Wanted {
    kind: String,
    state: String,
    size: String,
    word: String,
}

pub(in crate::site) async fn sample(
    s: extract::State<Served>,
    headers: HeaderMap,
    Params(wanted): Params<Wanted>,
    reader: Asked,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (i, session) = (s.installation.clone(), cookies::session(&headers));
    let stated = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    let (shell, view, status) = filled(&s, r, lang, move |w, p| {
        let (shell, mut view) = fill(&i, w, p, session.as_deref(), lang)?;
        let drawn = wanted.size.trim().parse().map_err(|_| AppError::input("sample.size", "say how many, as a number"));
        let drawn = drawn.and_then(|size| {
            let (kind, state, word) = (wanted.kind.clone(), stated(&wanted.state), stated(&wanted.word));
            w.draw_sample(p, &view.room.key, &SampleRequest { kind, state, size: Some(size), word })
        });
        let Wanted { kind, state, size, word } = wanted;
        view.sampling = Sampling { kind, state, size, word };
        let mut status = StatusCode::OK;
        match drawn {
            Ok(sample) => view.sample = Some(sample),
            Err(error) => {
                status = problem::status(&error);
                view.refused = Some(error.text);
            }
        }
        Ok((shell, view, status))
    })
    .await?;
    Ok((status, Html(pages::page(&shell, &view).into_string())).into_response())
}

/// What a form inside asks for.
enum Act {
    Ask,
    Judge(String, String),
    Note,
}

impl Act {
    /// The form that it is typed into; an act of one press has none.
    fn form(&self) -> Option<Form> {
        match self {
            Self::Ask => Some(Form::Ask),
            Self::Note => Some(Form::Note),
            Self::Judge(..) => None,
        }
    }
}

pub(in crate::site) async fn ask(
    s: extract::State<Served>,
    h: HeaderMap,
    Path(slug): Path<String>,
    r: Asked,
    bytes: Bytes,
) -> Result<Response, PageError> {
    act(s, &h, &slug, r, &bytes, Act::Ask).await
}

pub(in crate::site) async fn note(
    s: extract::State<Served>,
    h: HeaderMap,
    Path(slug): Path<String>,
    r: Asked,
    bytes: Bytes,
) -> Result<Response, PageError> {
    act(s, &h, &slug, r, &bytes, Act::Note).await
}

pub(in crate::site) async fn judge(
    s: extract::State<Served>,
    h: HeaderMap,
    Path((slug, key, verb)): Path<(String, String, String)>,
    r: Asked,
    bytes: Bytes,
) -> Result<Response, PageError> {
    act(s, &h, &slug, r, &bytes, Act::Judge(key, verb)).await
}

async fn act(
    s: extract::State<Served>,
    headers: &HeaderMap,
    slug: &str,
    reader: Asked,
    bytes: &[u8],
    act: Act,
) -> Result<Response, PageError> {
    let (lang, typed, form) = (language(headers), read(bytes), act.form());
    let r = match (reader, &form) {
        (Ok(reader), _) => reader,
        (Err(problem), Some(form)) => return drafts::to_sign_in(&s, headers, slug, form, &typed, problem).await,
        (Err(problem), None) => return Err(PageError::of(lang, problem)),
    };
    let secret = account::acting(headers, &typed, lang).map_err(|e| PageError::of(lang, Problem(e)))?;
    let installation = s.installation.clone();
    let (address, refused) = filled(&s, r, lang, move |w, p| {
        let error = match done(&installation, w, &secret, &typed, &act) {
            Ok(()) => {
                if let Some(form) = &form {
                    drafts::forget(&installation, w, p, form);
                }
                return Ok((links::room(&w.slug), None));
            }
            Err(error) if error.class == ErrorClass::Forbidden && error.code == "room.none" => return Err(error),
            Err(error) => error,
        };
        if let Some(form) = &form {
            drafts::keep(&installation, w, p, form, &typed);
        }
        let (shell, mut view) = fill(&installation, w, p, Some(&secret), lang)?;
        put(&mut view.asked, &typed);
        view.refused = Some(error.text.clone());
        Ok((String::new(), Some((problem::status(&error), pages::page(&shell, &view)))))
    })
    .await?;
    Ok(match refused {
        None => Redirect::to(&address).into_response(),
        Some((status, page)) => (status, Html(page.into_string())).into_response(),
    })
}

/// Puts what was typed into one of the two forms where it stood; the other form keeps what is in it.
fn put(asked: &mut Kept, typed: &Typed) {
    let places = [
        ("title", &mut asked.title),
        ("request", &mut asked.request),
        ("requirement", &mut asked.requirement),
        ("due", &mut asked.due),
        ("text", &mut asked.text),
        ("about", &mut asked.about),
    ];
    for (name, place) in places.into_iter().filter(|(name, _)| typed.contains_key(*name)) {
        one(typed, name).clone_into(place);
    }
}

fn done(i: &Installation, w: &Workspace, secret: &str, typed: &Typed, act: &Act) -> Answer<()> {
    if !one(typed, "present").is_empty() {
        i.prove(secret, one(typed, "present"))?;
    }
    let (p, _) = i.by_session(secret, Some(&w.slug))?;
    let room = room_of(&p).ok_or_else(|| AppError::not_found("room that you sit in"))?;
    let stated = |name: &str| Some(one(typed, name).trim().to_owned()).filter(|text| !text.is_empty());
    match act {
        Act::Ask => {
            let asked = AskRequest {
                title: one(typed, "title").trim().to_owned(),
                request: one(typed, "request").trim().to_owned(),
                requirement: stated("requirement"),
                due: stated("due").map(|day| day.as_str().into()),
            };
            let once = once(&p, w, &asked)?;
            w.ask(&p, &room, &asked, once).map(drop)
        }
        Act::Judge(key, verb) => {
            let judged: AnswerMove = serde_json::from_value(json!(verb))
                .map_err(|_| AppError::not_found(format!("act `{verb}` on a request")))?;
            w.judge_answer(&p, &room, key, judged).map(drop)
        }
        Act::Note => {
            let note = NoteRequest { text: one(typed, "text").trim().to_owned(), about: stated("about") };
            let once = once(&p, w, &note)?;
            w.keep_note(&p, &room, &note, once).map(drop)
        }
    }
}

/// A form that is sent twice within the same minute does its work once.
fn once(p: &Principal, w: &Workspace, request: &impl serde::Serialize) -> Answer<Option<Idempotency>> {
    let minute: String = w.now().to_string().chars().take(16).collect();
    let body = serde_json::to_vec(request).map_err(AppError::internal)?;
    Ok(Some(form::key_of(p, &minute, &body)))
}

/// A record that was shown with an answer, as it is now.
pub(in crate::site) async fn shown(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((_, key)): Path<(String, String)>,
    reader: Asked,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| {
        let room = room_of(p).ok_or_else(|| AppError::not_found("room that you sit in"))?;
        let record = w.shown_in_room(p, &room, &key)?;
        let kind = kind_of(&record.kind)?;
        let mut names = Names { workspace: w, principal: p, known: BTreeMap::new() };
        let title = if record.title.is_empty() { t(lang, Word::ErasedTitle).to_owned() } else { record.title.clone() };
        let view = ShownPage {
            workspace: w.slug.clone(),
            fields: fields(kind, &record.body, lang, &mut names),
            state: state_word(kind, &record.state, lang),
            kind: kind_name(kind, lang),
            key: record.key,
            title,
        };
        Ok((shell(w, p, Place::Assurance, lang)?, view))
    })
    .await?;
    Ok(Html(pages::shown_page(&shell, &view).into_string()))
}
