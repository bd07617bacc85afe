//! Passkeys: challenges for the script, and the forms that bring its answers.

use std::net::SocketAddr;

use assay_app::sign_in::{self, Answered, Challenge};
use assay_app::{Answer, Installation};
use axum::body::Bytes;
use axum::extract::{self, ConnectInfo, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use axum::{Extension, Json, Router};

use crate::asker::Reader;
use crate::cookies;
use crate::pages::account::second_factor;
use crate::pages::account::sign_in::{self as pages, AccountPage, DoorView};
use crate::parts::links;
use crate::parts::words::{PasskeyWord, t};
use crate::problem::Problem;
use crate::site::account::{door, first_run, page as account};
use crate::site::answer::{PageError, filled, language, shown};
use crate::site::typed::{Typed, one, read};
use crate::state::Served;

pub(in crate::site) fn router() -> Router<Served> {
    Router::new()
        .route(links::SIGN_IN_PASSKEY_BEGIN, post(begin_sign_in))
        .route(links::SIGN_IN_PASSKEY, post(signing_in))
        .route(links::SET_UP_PASSKEY, post(begin_set_up))
        .route("/invitation/{secret}/passkey", post(begin_take_up))
        .route(links::PASSKEYS_BEGIN, post(begin_passkey))
        .route(links::PASSKEYS, post(add))
        .route(links::PASSKEYS_REMOVE, post(remove))
        .route(links::PROVE_BEGIN, post(begin_proof))
        .route(links::PROVE, post(prove))
        .route(links::PASSWORD_REMOVE, post(remove_password))
        .route(links::PASSKEY_CODES, post(codes))
}

/// What a device answered, if the form brings an answer.
pub(in crate::site) fn answered(typed: &Typed) -> Option<Answered> {
    let (ticket, credential) = (one(typed, "ticket"), one(typed, "credential"));
    let answered = || Answered { ticket: ticket.to_owned(), credential: credential.to_owned() };
    (!credential.is_empty()).then(answered)
}

/// What the form brings, or an answer that fits nothing.
fn expected(typed: &Typed) -> Answered {
    answered(typed).unwrap_or_else(|| Answered { ticket: String::new(), credential: String::new() })
}

fn proof(typed: &Typed) -> sign_in::Typed {
    sign_in::Typed { present: one(typed, "present").to_owned(), code: one(typed, "code").to_owned() }
}

/// A challenge, or why there is none, for the script.
fn told(challenge: Answer<Challenge>) -> Response {
    match challenge {
        Ok(challenge) => Json(challenge).into_response(),
        Err(error) => Problem(error).into_response(),
    }
}

async fn begin_sign_in(
    s: extract::State<Served>,
    connection: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Response {
    let address = door::address(connection.map(|c| c.0.0), &headers);
    told(door::if_ours(&s, &headers, move |i| i.begin_sign_in(address.as_deref())).await)
}

async fn signing_in(s: extract::State<Served>, headers: HeaderMap, bytes: Bytes) -> Response {
    let (lang, typed) = (language(&headers), read(&bytes));
    let (answered, device, before) = (expected(&typed), cookies::device(&headers), cookies::session(&headers));
    let next = door::local(one(&typed, "next")).to_owned();
    let done = door::if_ours(&s, &headers, move |installation| {
        let signed_in = installation.sign_in_with_passkey(&answered, device.as_deref())?;
        door::leave(installation, before.as_deref())?;
        Ok(signed_in)
    })
    .await;
    match done {
        Ok(signed_in) => door::inside(&signed_in, &next),
        Err(error) => {
            let view = DoorView { next, refused: Some(error.text.clone()), ..door::coming_in(&s, &headers).await };
            door::refusal(&error, pages::sign_in(lang, &view))
        }
    }
}

async fn begin_set_up(s: extract::State<Served>, headers: HeaderMap, bytes: Bytes) -> Response {
    let new = first_run::administrator(&read(&bytes));
    told(door::if_ours(&s, &headers, move |i| i.begin_set_up(&new)).await)
}

async fn begin_take_up(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(secret): Path<String>,
    bytes: Bytes,
) -> Response {
    let new = door::newcomer(&read(&bytes));
    told(door::if_ours(&s, &headers, move |i| i.begin_take_up(&secret, &new)).await)
}

/// A challenge for whoever is signed in.
async fn for_session(
    s: &Served,
    headers: &HeaderMap,
    bytes: &[u8],
    work: impl FnOnce(&Installation, &str, &Typed) -> Answer<Challenge> + Send + 'static,
) -> Response {
    let typed = read(bytes);
    match account::acting(headers, &typed, language(headers)) {
        Ok(session) => told(s.run(move |i| work(i, &session, &typed)).await),
        Err(error) => Problem(error).into_response(),
    }
}

async fn begin_passkey(s: extract::State<Served>, headers: HeaderMap, bytes: Bytes) -> Response {
    let work =
        |i: &Installation, session: &str, typed: &Typed| i.begin_passkey(session, &proof(typed), one(typed, "name"));
    for_session(&s, &headers, &bytes, work).await
}

async fn begin_proof(s: extract::State<Served>, headers: HeaderMap, bytes: Bytes) -> Response {
    for_session(&s, &headers, &bytes, |i, session, _| i.begin_proof(session)).await
}

/// What is shown after an act on one's own account.
enum Then {
    Done(PasskeyWord),
    Codes(Vec<String>),
}

type Asked = Result<Reader, Problem>;
type Shown = Result<Response, PageError>;

async fn add(s: extract::State<Served>, h: HeaderMap, r: Asked, bytes: Bytes) -> Shown {
    let work = |i: &Installation, session: &str, typed: &Typed| {
        i.add_passkey(session, &expected(typed), one(typed, "name")).map(|()| Then::Done(PasskeyWord::PasskeyAdded))
    };
    act(s, &h, r, &bytes, work).await
}

async fn remove(s: extract::State<Served>, h: HeaderMap, r: Asked, bytes: Bytes) -> Shown {
    let work = |i: &Installation, session: &str, typed: &Typed| {
        i.remove_passkey(session, &proof(typed), one(typed, "id")).map(|()| Then::Done(PasskeyWord::PasskeyRemoved))
    };
    act(s, &h, r, &bytes, work).await
}

async fn prove(s: extract::State<Served>, h: HeaderMap, r: Asked, bytes: Bytes) -> Shown {
    let work = |i: &Installation, session: &str, typed: &Typed| {
        i.prove_with_passkey(session, &expected(typed)).map(|()| Then::Done(PasskeyWord::PasskeyProved))
    };
    act(s, &h, r, &bytes, work).await
}

async fn remove_password(s: extract::State<Served>, h: HeaderMap, r: Asked, bytes: Bytes) -> Shown {
    let work = |i: &Installation, session: &str, typed: &Typed| {
        i.remove_password(session, &proof(typed)).map(|()| Then::Done(PasskeyWord::PasswordRemoved))
    };
    act(s, &h, r, &bytes, work).await
}

async fn codes(s: extract::State<Served>, h: HeaderMap, r: Asked, bytes: Bytes) -> Shown {
    let work =
        |i: &Installation, session: &str, typed: &Typed| i.make_recovery_codes(session, &proof(typed)).map(Then::Codes);
    act(s, &h, r, &bytes, work).await
}

async fn act(
    s: extract::State<Served>,
    headers: &HeaderMap,
    reader: Asked,
    bytes: &[u8],
    work: impl FnOnce(&Installation, &str, &Typed) -> Answer<Then> + Send + 'static,
) -> Shown {
    let (lang, typed) = (language(headers), read(bytes));
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let secret = account::acting(headers, &typed, lang).map_err(|e| PageError::of(lang, Problem(e)))?;
    let (session, installation) = (secret.clone(), s.installation.clone());
    let done = s.run(move |i| work(i, &session, &typed)).await;
    let (shell, view) = filled(&s, r, lang, move |w, p| account::fill(&installation, w, p, &secret, lang)).await?;
    Ok(match done {
        Ok(Then::Codes(codes)) => {
            shown(StatusCode::OK, second_factor::codes_for(&shell, PasskeyWord::PasskeyCodesLead, &codes))
        }
        Ok(Then::Done(word)) => {
            let done = Some(t(lang, word).to_owned());
            shown(StatusCode::OK, pages::account(&shell, &AccountPage { done, ..view }))
        }
        Err(error) => {
            let refused = Some(error.text.clone());
            door::refusal(&error, pages::account(&shell, &AccountPage { refused, ..view }))
        }
    })
}
