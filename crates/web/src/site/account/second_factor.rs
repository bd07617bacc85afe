//! The second factor: the code after the password, and what its owner does with it.

use std::net::SocketAddr;

use assay_app::sign_in::SecondStep;
use assay_app::{Answer, Installation};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{self, ConnectInfo};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::asker::Reader;
use crate::cookies;
use crate::pages::account::second_factor::{self as pages, EnrolView};
use crate::pages::account::sign_in::{self, AccountPage, DoorView};
use crate::parts::words::{FactorWord, t};
use crate::problem::Problem;
use crate::site::account::{door, page as account};
use crate::site::answer::{PageError, filled, language, shown};
use crate::site::typed::{Typed, one, read};
use crate::state::Served;

pub(in crate::site) async fn sign_in(
    s: extract::State<Served>,
    connection: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let (lang, typed) = (language(&headers), read(&bytes));
    let ticket = one(&typed, "ticket").to_owned();
    let request = SecondStep {
        ticket: ticket.clone(),
        code: one(&typed, "code").to_owned(),
        device: cookies::device(&headers),
        address: door::address(connection.map(|c| c.0.0), &headers),
    };
    let next = door::local(one(&typed, "next")).to_owned();
    let before = cookies::session(&headers);
    let done = door::if_ours(&s, &headers, move |installation| {
        let signed_in = installation.sign_in_with_code(&request)?;
        door::leave(installation, before.as_deref())?;
        Ok(signed_in)
    })
    .await;
    match done {
        Ok(signed_in) => door::inside(&signed_in, &next),
        Err(error) => {
            let view = DoorView { next, refused: Some(error.text.clone()), ..door::blank(&s, &headers) };
            let again = error.code == "second-factor.refused" || error.code == "sign-in.locked";
            let page = if again { pages::ask(lang, &view, &ticket) } else { sign_in::sign_in(lang, &view) };
            door::refusal(&error, page)
        }
    }
}

/// What is shown after an act.
enum Then {
    Enrol(EnrolView),
    Codes(Vec<String>),
    Off,
}

type Asked = Result<Reader, Problem>;
type Shown = Result<Response, PageError>;

pub(in crate::site) async fn begin(s: extract::State<Served>, h: HeaderMap, r: Asked, bytes: Bytes) -> Shown {
    let work = |i: &Installation, session: &str, typed: &Typed| {
        let made = i.begin_second_factor(session, one(typed, "present"))?;
        Ok(Then::Enrol(EnrolView { key: made.secret, address: made.uri }))
    };
    act(s, &h, r, &bytes, work).await
}

pub(in crate::site) async fn on(s: extract::State<Served>, h: HeaderMap, r: Asked, bytes: Bytes) -> Shown {
    let work = |i: &Installation, session: &str, typed: &Typed| {
        i.confirm_second_factor(session, one(typed, "code")).map(Then::Codes)
    };
    act(s, &h, r, &bytes, work).await
}

pub(in crate::site) async fn codes(s: extract::State<Served>, h: HeaderMap, r: Asked, bytes: Bytes) -> Shown {
    let work = |i: &Installation, session: &str, typed: &Typed| {
        i.renew_recovery_codes(session, one(typed, "present"), one(typed, "code")).map(Then::Codes)
    };
    act(s, &h, r, &bytes, work).await
}

pub(in crate::site) async fn off(s: extract::State<Served>, h: HeaderMap, r: Asked, bytes: Bytes) -> Shown {
    let work = |i: &Installation, session: &str, typed: &Typed| {
        i.turn_second_factor_off(session, one(typed, "present"), one(typed, "code")).map(|()| Then::Off)
    };
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
    let error = match done {
        Ok(then) => {
            let page = match then {
                Then::Enrol(key) => pages::enrol(&shell, &view.form, Some(&key), None),
                Then::Codes(codes) => pages::codes(&shell, &codes),
                Then::Off => {
                    let done = Some(t(lang, FactorWord::SecondFactorIsOff).to_owned());
                    sign_in::account(&shell, &AccountPage { done, ..view })
                }
            };
            return Ok(shown(StatusCode::OK, page));
        }
        Err(error) => error,
    };
    let page = if error.code == "second-factor.code" {
        pages::enrol(&shell, &view.form, None, Some(&error.text))
    } else {
        sign_in::account(&shell, &AccountPage { refused: Some(error.text.clone()), ..view })
    };
    Ok(door::refusal(&error, page))
}
