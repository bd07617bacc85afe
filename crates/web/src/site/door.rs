//! Signing in and out, setting the installation up, taking an invitation up. Every form comes from a page of this site,
//! or is refused; one that acts for a session also carries a token made from it (CWE-352).

use std::net::SocketAddr;

use assay_app::sign_in::{Entered, NewAccount, NewAdministrator, SignIn, SignedIn};
use assay_app::{Answer, AppError, Beginning, ErrorClass, Installation};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{self, ConnectInfo, Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::typed::{one, read};
use super::{first_run, language};
use crate::asker::from_this_machine;
use crate::pages::second_factor;
use crate::pages::sign_in::{self as pages, DoorView};
use crate::parts::links;
use crate::parts::words::{Lang, Word, t};
use crate::problem;
use crate::state::Served;
use crate::{cookies, security};

/// Where to go afterwards.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Next {
    next: String,
}

/// A local path that may be gone to; Today for anything else, so that no link to us leads elsewhere (CWE-601).
pub(super) fn local(next: &str) -> &str {
    if links::is_local(next) && next.starts_with('/') && !next.starts_with(links::SIGN_IN) {
        next
    } else {
        links::TODAY
    }
}

/// Whether a browser would keep a cookie that asks for TLS.
pub(super) fn insecure(headers: &HeaderMap) -> bool {
    let proto = headers.get("x-forwarded-proto").and_then(|v| v.to_str().ok());
    !from_this_machine(headers) && proto != Some("https")
}

/// Where a request comes from: the nearest address that a proxy on this machine names, else that of the connection.
pub(super) fn address(connection: Option<SocketAddr>, headers: &HeaderMap) -> Option<String> {
    let peer = connection?.ip();
    let named = headers.get("x-forwarded-for").and_then(|v| v.to_str().ok()).and_then(|v| v.rsplit(',').next());
    let named = named.map(str::trim).filter(|n| peer.is_loopback() && n.parse::<std::net::IpAddr>().is_ok());
    Some(named.map_or_else(|| peer.to_string(), str::to_owned))
}

pub(super) fn from_elsewhere(lang: Lang) -> AppError {
    AppError::new(ErrorClass::Forbidden, "origin", t(lang, Word::FromElsewhere))
}

/// Does what a form asks for, if a page of this site sent it.
pub(super) async fn if_ours<T: Send + 'static>(
    served: &Served,
    headers: &HeaderMap,
    work: impl FnOnce(&Installation) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    if security::is_same_origin(headers) { served.run(work).await } else { Err(from_elsewhere(language(headers))) }
}

pub(super) fn shown(status: StatusCode, page: &Markup) -> Response {
    (status, Html(page.clone().into_string())).into_response()
}

/// To where somebody wanted to go, signed in.
pub(super) fn inside(signed_in: &SignedIn, next: &str) -> Response {
    let mut response = Redirect::to(next).into_response();
    cookies::give(response.headers_mut(), signed_in);
    response
}

pub(super) async fn sign_in(s: extract::State<Served>, headers: HeaderMap, Query(q): Query<Next>) -> Response {
    if s.run(Installation::needs_setup).await.is_ok_and(|empty| empty) {
        return Redirect::to(links::SET_UP).into_response();
    }
    let view = DoorView { next: local(&q.next).to_owned(), insecure: insecure(&headers), ..DoorView::default() };
    shown(StatusCode::OK, &pages::sign_in(language(&headers), &view))
}

pub(super) async fn signing_in(
    s: extract::State<Served>,
    connection: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let (lang, typed) = (language(&headers), read(&bytes));
    let request = SignIn {
        login: one(&typed, "login").to_owned(),
        password: one(&typed, "password").to_owned(),
        device: cookies::device(&headers),
        address: address(connection.map(|c| c.0.0), &headers),
    };
    let next = local(one(&typed, "next")).to_owned();
    let login = request.login.clone();
    let before = cookies::session(&headers);
    let done = if_ours(&s, &headers, move |installation| {
        let entered = installation.sign_in(&request)?;
        if matches!(entered, Entered::In(_)) {
            leave(installation, before.as_deref())?;
        }
        Ok(entered)
    })
    .await;
    match done {
        Ok(Entered::In(signed_in)) => inside(&signed_in, &next),
        Ok(Entered::Halfway(ticket)) => {
            let view = DoorView { next, insecure: insecure(&headers), ..DoorView::default() };
            shown(StatusCode::OK, &second_factor::ask(lang, &view, &ticket))
        }
        Err(error) => {
            let refused = Some(error.text.clone());
            let view = DoorView { login, next, refused, insecure: insecure(&headers), ..DoorView::default() };
            refusal(&error, &pages::sign_in(lang, &view))
        }
    }
}

/// Whoever signs in anew leaves the session that the browser had.
pub(super) fn leave(installation: &Installation, before: Option<&str>) -> Answer<()> {
    before.map_or(Ok(()), |secret| installation.sign_out(secret))
}

/// The page again, with the status of what went wrong, and when to come back if that is known.
pub(super) fn refusal(error: &AppError, page: &Markup) -> Response {
    let mut response = shown(problem::status(error), page);
    problem::retry_after(error, response.headers_mut());
    response
}

pub(super) async fn set_up(s: extract::State<Served>, headers: HeaderMap) -> Response {
    match s.run(|i| Ok((i.needs_setup()?, i.list_workspaces()?.workspaces.is_empty()))).await {
        Ok((true, true)) => first_run::begin(&headers),
        Ok((true, false)) => {
            let view = DoorView { insecure: insecure(&headers), ..DoorView::default() };
            shown(StatusCode::OK, &pages::set_up(language(&headers), &view))
        }
        Ok((false, _)) => Redirect::to(links::SIGN_IN).into_response(),
        Err(error) => problem::Problem(error).into_response(),
    }
}

pub(super) async fn setting_up(s: extract::State<Served>, headers: HeaderMap, bytes: Bytes) -> Response {
    let (lang, typed) = (language(&headers), read(&bytes));
    if typed.contains_key("step") {
        return first_run::go_on(&s, &headers, &typed).await;
    }
    let text = |name: &str| one(&typed, name).to_owned();
    let new = NewAdministrator {
        code: text("code"),
        account: NewAccount { login: text("login"), password: text("password") },
        name: text("name"),
        organisation: Some(text("organisation")).filter(|name| !name.is_empty()),
        beginning: Beginning::default(),
    };
    let done = if_ours(&s, &headers, move |installation| installation.set_up(&new)).await;
    match done {
        Ok(signed_in) => inside(&signed_in, links::TODAY),
        Err(error) => {
            let view = DoorView {
                login: text("login"),
                name: text("name"),
                refused: Some(error.text.clone()),
                insecure: insecure(&headers),
                ..DoorView::default()
            };
            refusal(&error, &pages::set_up(lang, &view))
        }
    }
}

pub(super) async fn sign_out(s: extract::State<Served>, headers: HeaderMap, bytes: Bytes) -> Response {
    let (lang, typed) = (language(&headers), read(&bytes));
    let Some(secret) = cookies::session(&headers) else { return Redirect::to(links::SIGN_IN).into_response() };
    if !security::is_ours(&headers, &secret, one(&typed, "form")) {
        return problem::Problem(from_elsewhere(lang)).into_response();
    }
    match s.run(move |installation| installation.sign_out(&secret)).await {
        Ok(()) => {
            let mut response = Redirect::to(links::SIGN_IN).into_response();
            cookies::take(response.headers_mut());
            response
        }
        Err(error) => problem::Problem(error).into_response(),
    }
}

/// Who is invited, and whether somebody is signed in already.
fn invited(installation: &Installation, secret: &str, session: Option<&str>) -> Answer<((String, String), bool)> {
    let who = installation.invited(secret)?;
    Ok((who, session.is_some_and(|s| installation.own_account(s).is_ok())))
}

pub(super) async fn invitation(s: extract::State<Served>, headers: HeaderMap, Path(secret): Path<String>) -> Response {
    let (lang, session) = (language(&headers), cookies::session(&headers));
    let path = links::invitation(&secret);
    match s.run(move |i| invited(i, &secret, session.as_deref())).await {
        Ok(((name, organisation), signed_in)) => {
            let view = DoorView { insecure: insecure(&headers), ..DoorView::default() };
            shown(StatusCode::OK, &pages::invitation(lang, &view, (&name, &organisation), &path, signed_in))
        }
        Err(error) => super::PageError::of(lang, problem::Problem(error)).into_response(),
    }
}

pub(super) async fn taking_up(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(secret): Path<String>,
    bytes: Bytes,
) -> Response {
    let (lang, typed) = (language(&headers), read(&bytes));
    let session = cookies::session(&headers);
    let path = links::invitation(&secret);
    let with_account = one(&typed, "with") == "account";
    let new = NewAccount { login: one(&typed, "login").to_owned(), password: one(&typed, "password").to_owned() };
    let login = new.login.clone();
    let (again, kept) = (secret.clone(), session.clone());
    let done = if_ours(&s, &headers, move |installation| match (&session, with_account) {
        (Some(session), true) => installation.take_up_signed_in(&secret, session).map(|()| None),
        _ => installation.take_up(&secret, &new).map(Some),
    })
    .await;
    match done {
        Ok(Some(signed_in)) => inside(&signed_in, links::TODAY),
        Ok(None) => Redirect::to(links::TODAY).into_response(),
        Err(error) => match s.run(move |i| invited(i, &again, kept.as_deref())).await {
            Ok(((name, organisation), signed_in)) => {
                let refused = Some(error.text.clone());
                let view = DoorView { login, refused, insecure: insecure(&headers), ..DoorView::default() };
                refusal(&error, &pages::invitation(lang, &view, (&name, &organisation), &path, signed_in))
            }
            Err(_) => super::PageError::of(lang, problem::Problem(error)).into_response(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn afterwards_one_stays_here() {
        assert_eq!(local("/w/a/records?kind=risk"), "/w/a/records?kind=risk");
        for elsewhere in ["", "//evil.example", "https://evil.example", "/\\evil.example", "#x", "/sign-in?next=/"] {
            assert_eq!(local(elsewhere), links::TODAY, "{elsewhere}");
        }
    }

    #[test]
    fn only_a_proxy_on_this_machine_names_an_address() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "6.6.6.6, 203.0.113.9".parse().unwrap());
        let from = |peer: &str| address(Some(peer.parse().unwrap()), &headers);
        assert_eq!(from("127.0.0.1:9").as_deref(), Some("203.0.113.9"));
        assert_eq!(from("198.51.100.7:9").as_deref(), Some("198.51.100.7"));
        assert_eq!(address(None, &headers), None);
    }
}
