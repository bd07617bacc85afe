//! The audit rooms of the organisation, and answering what is asked in them. A room is prepared, opened and ended with the
//! forms of any record.

use assay_app::dto::{RoomRequestView, RoomView};
use assay_app::rooms::AnswerRequest;
use assay_app::{Answer, AppError, Principal, Workspace};
use assay_domain::Kind;
use axum::body::Bytes;
use axum::extract::{self, Path};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse as _, Redirect, Response};

use crate::asker::Reader;
use crate::cookies;
use crate::pages::assurance::room_views::{AnswerPage, RoomLine, RoomsPage};
use crate::pages::assurance::rooms as pages;
use crate::pages::records::views::Pick;
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::Lang;
use crate::problem::{self, Problem};
use crate::site::account::page as account;
use crate::site::answer::{PageError, filled, language};
use crate::site::assurance::room::{acting, signed_in};
use crate::site::drafts::{self, Form};
use crate::site::records::list::{kind_of, state_word, verb};
use crate::site::shell::{moment, shell};
use crate::site::typed::{one, read};
use crate::state::Served;

type Asked = Result<Reader, Problem>;

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    reader: Asked,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    if r.principal.sight.room.is_some() {
        return Ok(Redirect::to(&links::room(&r.workspace.slug)).into_response());
    }
    let session = cookies::session(&headers);
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, session.as_deref(), lang)).await?;
    Ok(Html(pages::page(&shell, &view).into_string()).into_response())
}

fn fill(w: &Workspace, p: &Principal, session: Option<&str>, lang: Lang) -> Answer<(Shell, RoomsPage)> {
    let kind = kind_of("audit-room")?;
    let mut rooms: Vec<RoomLine> = w.rooms(p)?.rooms.into_iter().map(|room| line(kind, room, lang)).collect();
    // What waits comes first, then what is open.
    let order = |l: &RoomLine| (l.room.waiting == 0, l.room.state == "ended", l.room.state == "preparing");
    rooms.sort_by_key(order);
    let signed_in = acting(w, p, session).form.is_some();
    Ok((shell(w, p, Place::Assurance, lang)?, RoomsPage { workspace: w.slug.clone(), rooms, signed_in }))
}

fn line(kind: &'static Kind, room: RoomView, lang: Lang) -> RoomLine {
    let from_here = kind.workflow.transitions.iter().filter(|t| t.from.contains(&room.state.as_str()));
    let pick = |name: &str| Pick { value: name.to_owned(), word: verb(kind, name, lang), meaning: None };
    RoomLine {
        state: state_word(kind, &room.state, lang),
        until: room.until.map(|at| moment(lang, at)).unwrap_or_default(),
        moves: from_here.map(|t| pick(t.name)).collect(),
        room,
    }
}

pub(in crate::site) async fn answering(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((_, room, key)): Path<(String, String, String)>,
    reader: Asked,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (installation, session) = (s.installation.clone(), cookies::session(&headers));
    let page = filled(&s, r, lang, move |w, p| {
        let request = request(w, p, &room, &key)?;
        let form = Form::Answer { room: room.clone(), request: key };
        let draft = drafts::find(&installation, w, p, &form);
        let at = draft.as_ref().map(|draft| draft.at);
        let typed = match draft {
            Some(draft) => ["answer", "evidence", "documents"].map(|name| one(&draft.typed, name).to_owned()),
            None => [request.answer.clone().unwrap_or_default(), keys(&request, "EV"), keys(&request, "DOC")],
        };
        let draft = drafts::shown(w, signed_in(p, session.as_deref()), lang, &form, at);
        let acting = acting(w, p, session.as_deref());
        let view = AnswerPage { workspace: w.slug.clone(), room, request, typed, draft, acting, refused: None };
        Ok(pages::answer(&shell(w, p, Place::Assurance, lang)?, &view))
    });
    Ok(Html(page.await?.into_string()).into_response())
}

/// The request of a room.
fn request(w: &Workspace, p: &Principal, room: &str, key: &str) -> Answer<RoomRequestView> {
    let found = w.room(p, room)?.requests.into_iter().find(|r| r.key == key);
    found.ok_or_else(|| AppError::not_found(format!("request {key} in {room}")))
}

/// Keys of a kind that were shown before.
fn keys(request: &RoomRequestView, prefix: &str) -> String {
    let of_kind = |key: &&str| key.split('-').next() == Some(prefix);
    request.shown.iter().map(|s| s.key.as_str()).filter(of_kind).collect::<Vec<_>>().join(", ")
}

fn split(text: &str) -> Vec<String> {
    text.split([',', ' ', '\n']).map(str::trim).filter(|key| !key.is_empty()).map(str::to_owned).collect()
}

pub(in crate::site) async fn answer(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((slug, room, key)): Path<(String, String, String)>,
    reader: Asked,
    bytes: Bytes,
) -> Result<Response, PageError> {
    let (lang, typed) = (language(&headers), read(&bytes));
    let form = Form::Answer { room: room.clone(), request: key.clone() };
    let r = match reader {
        Ok(reader) => reader,
        Err(problem) => return drafts::to_sign_in(&s, &headers, &slug, &form, &typed, problem).await,
    };
    let secret = account::acting(&headers, &typed, lang).map_err(|e| PageError::of(lang, Problem(e)))?;
    let installation = s.installation.clone();
    let refused = filled(&s, r, lang, move |w, p| {
        let text = |name: &str| one(&typed, name).trim().to_owned();
        let answer = AnswerRequest {
            answer: text("answer"),
            evidence: split(&text("evidence")),
            documents: split(&text("documents")),
            revision: text("revision").parse().ok(),
        };
        let signer = installation.by_session(&secret, Some(&w.slug))?.0;
        let Err(error) = w.answer_request(&signer, &room, &key, &answer) else {
            drafts::forget(&installation, w, p, &form);
            return Ok(None);
        };
        drafts::keep(&installation, w, p, &form, &typed);
        let draft = drafts::shown(w, signed_in(p, Some(&secret)), lang, &form, None);
        let (request, acting) = (request(w, p, &room, &key)?, acting(w, p, Some(&secret)));
        let typed = [text("answer"), text("evidence"), text("documents")];
        let refused = Some(error.text.clone());
        let view = AnswerPage { workspace: w.slug.clone(), room, request, typed, draft, acting, refused };
        Ok(Some((problem::status(&error), pages::answer(&shell(w, p, Place::Assurance, lang)?, &view))))
    });
    Ok(match refused.await? {
        None => Redirect::to(links::ROOMS).into_response(),
        Some((status, page)) => (status, Html(page.into_string())).into_response(),
    })
}
