//! Signing in and out, setting the installation up, taking an invitation up. Every form comes from a page of this site,
//! or is refused; one that acts for a session also carries a token made from it (CWE-352).

use std::net::SocketAddr;

use assay_app::sign_in::{Answered, Begun, Browser, Entered, NewAccount, NewAdministrator, SignIn, SignedIn};
use assay_app::{Answer, AppError, ErrorClass, Installation};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{self, ConnectInfo, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use crate::asker::from_this_machine;
use crate::pages::account::passkey as pages_of_passkeys;
use crate::pages::account::second_factor;
use crate::pages::account::sign_in::{self as pages, DoorView};
use crate::parts::links;
use crate::parts::words::{Lang, Word, t};
use crate::problem;
use crate::site::account::{first_run, passkey, sso};
use crate::site::answer::{Params, language, shown};
use crate::site::typed::{Typed, one, read};
use crate::state::Served;
use crate::{cookies, security};

/// Where to go afterwards.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct Next {
    next: String,
}

impl Next {
    pub(in crate::site) fn local(&self) -> &str {
        local(&self.next)
    }
}

/// A local path that may be gone to; Today for anything else, so that no link to us leads elsewhere (CWE-601).
pub(in crate::site) fn local(next: &str) -> &str {
    if links::is_local(next) && next.starts_with('/') && !next.starts_with(links::SIGN_IN) {
        next
    } else {
        links::TODAY
    }
}

/// Whether a browser would keep a cookie that asks for TLS.
pub(in crate::site) fn insecure(headers: &HeaderMap) -> bool {
    let proto = headers.get("x-forwarded-proto").and_then(|v| v.to_str().ok());
    !from_this_machine(headers) && proto != Some("https")
}

/// Where a request comes from: the nearest address that a proxy on this machine names, else that of the connection.
pub(in crate::site) fn address(connection: Option<SocketAddr>, headers: &HeaderMap) -> Option<String> {
    let peer = connection?.ip();
    let named = headers.get("x-forwarded-for").and_then(|v| v.to_str().ok()).and_then(|v| v.rsplit(',').next());
    let named = named.map(str::trim).filter(|n| peer.is_loopback() && n.parse::<std::net::IpAddr>().is_ok());
    Some(named.map_or_else(|| peer.to_string(), str::to_owned))
}

pub(in crate::site) fn from_elsewhere(lang: Lang) -> AppError {
    AppError::new(ErrorClass::Forbidden, "origin", t(lang, Word::FromElsewhere))
}

/// Does what a form asks for, if a page of this site sent it.
pub(in crate::site) async fn if_ours<T: Send + 'static>(
    served: &Served,
    headers: &HeaderMap,
    work: impl FnOnce(&Installation) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    if security::is_same_origin(headers) { served.run(work).await } else { Err(from_elsewhere(language(headers))) }
}

/// A page before sign-in with nothing typed into it yet.
pub(in crate::site) fn blank(s: &Served, headers: &HeaderMap) -> DoorView {
    let origin = s.installation.passkey_origin().map(str::to_owned);
    DoorView { insecure: insecure(headers), origin, ..DoorView::default() }
}

/// The same where somebody comes in, with single sign-on if there is a provider.
pub(in crate::site) async fn coming_in(s: &Served, headers: &HeaderMap) -> DoorView {
    DoorView { sso: sso::offer(s).await, ..blank(s, headers) }
}

/// To where somebody wanted to go, signed in.
pub(in crate::site) fn inside(signed_in: &SignedIn, next: &str) -> Response {
    let mut response = Redirect::to(next).into_response();
    cookies::give(response.headers_mut(), signed_in);
    response
}

pub(in crate::site) async fn sign_in(
    s: extract::State<Served>,
    headers: HeaderMap,
    Params(q): Params<Next>,
) -> Response {
    if s.run(Installation::needs_setup).await.is_ok_and(|empty| empty) {
        return Redirect::to(links::SET_UP).into_response();
    }
    let view = DoorView { next: q.local().to_owned(), ..coming_in(&s, &headers).await };
    shown(StatusCode::OK, pages::sign_in(language(&headers), &view))
}

pub(in crate::site) async fn signing_in(
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
            let view = DoorView { next, ..blank(&s, &headers) };
            shown(StatusCode::OK, second_factor::ask(lang, &view, &ticket))
        }
        Err(error) => {
            let refused = Some(error.text.clone());
            let view = DoorView { login, next, refused, ..coming_in(&s, &headers).await };
            refusal(&error, pages::sign_in(lang, &view))
        }
    }
}

/// Whoever signs in anew leaves the session that the browser had.
pub(in crate::site) fn leave(installation: &Installation, before: Option<&str>) -> Answer<()> {
    before.map_or(Ok(()), |secret| installation.sign_out(secret))
}

/// The page again, with the status of what went wrong, and when to come back if that is known.
pub(in crate::site) fn refusal(error: &AppError, page: Markup) -> Response {
    let mut response = shown(problem::status(error), page);
    problem::retry_after(error, response.headers_mut());
    response
}

pub(in crate::site) async fn set_up(s: extract::State<Served>, headers: HeaderMap) -> Response {
    match s.run(|i| Ok((i.needs_setup()?, i.list_workspaces()?.workspaces.is_empty()))).await {
        Ok((true, true)) => first_run::begin(&s, &headers),
        Ok((true, false)) => shown(StatusCode::OK, pages::set_up(language(&headers), &blank(&s, &headers))),
        Ok((false, _)) => Redirect::to(links::SIGN_IN).into_response(),
        Err(error) => problem::Problem(error).into_response(),
    }
}

pub(in crate::site) async fn setting_up(s: extract::State<Served>, headers: HeaderMap, bytes: Bytes) -> Response {
    let (lang, typed) = (language(&headers), read(&bytes));
    if typed.contains_key("step") {
        return first_run::go_on(&s, &headers, &typed).await;
    }
    let new = first_run::administrator(&typed);
    let again = new.clone();
    match set_up_by(&s, &headers, new, passkey::answered(&typed)).await {
        Ok(begun) => begin(lang, &begun),
        Err(error) => {
            let NewAdministrator { account, name, .. } = again;
            let refused = Some(error.text.clone());
            refusal(
                &error,
                pages::set_up(lang, &DoorView { login: account.login, name, refused, ..blank(&s, &headers) }),
            )
        }
    }
}

/// Makes the first administrator, with a passkey where one answered, else with the password.
pub(in crate::site) async fn set_up_by(
    s: &Served,
    headers: &HeaderMap,
    new: NewAdministrator,
    answered: Option<Answered>,
) -> Answer<Begun> {
    if_ours(s, headers, move |installation| match answered {
        Some(answered) => installation.set_up_with_passkey(&new, &answered),
        None => installation.set_up(&new).map(|signed_in| Begun { signed_in, codes: Vec::new() }),
    })
    .await
}

/// What somebody types who makes an account.
pub(in crate::site) fn newcomer(typed: &Typed) -> NewAccount {
    NewAccount { login: one(typed, "login").to_owned(), password: one(typed, "password").to_owned() }
}

/// Somebody who made an account is in; who made it with a passkey is shown recovery codes first.
pub(in crate::site) fn begin(lang: Lang, begun: &Begun) -> Response {
    if begun.codes.is_empty() {
        return inside(&begun.signed_in, links::TODAY);
    }
    let mut response = shown(StatusCode::OK, pages_of_passkeys::begun(lang, &begun.codes));
    cookies::give(response.headers_mut(), &begun.signed_in);
    response
}

pub(in crate::site) async fn sign_out(s: extract::State<Served>, headers: HeaderMap, bytes: Bytes) -> Response {
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

/// Who is invited, whether somebody is signed in already, and why this browser is not let, if it is not.
type Guest = ((String, String), bool, Option<String>);

fn invited(installation: &Installation, secret: &str, browser: &Browser) -> Answer<Guest> {
    let who = installation.invited(secret)?;
    let signed_in = browser.session.as_ref().is_some_and(|s| installation.own_account(s).is_ok());
    Ok((who, signed_in, installation.hold_invitation(secret, browser).err().map(|error| error.text)))
}

fn browser(headers: &HeaderMap) -> Browser {
    Browser { session: cookies::session(headers), device: cookies::device(headers) }
}

pub(in crate::site) async fn invitation(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(secret): Path<String>,
) -> Response {
    let (lang, browser) = (language(&headers), browser(&headers));
    let path = links::invitation(&secret);
    match s.run(move |i| invited(i, &secret, &browser)).await {
        Ok(((name, organisation), signed_in, refused)) => {
            let view = DoorView { refused, ..coming_in(&s, &headers).await };
            shown(StatusCode::OK, pages::invitation(lang, &view, (&name, &organisation), &path, signed_in))
        }
        Err(error) => crate::site::answer::PageError::of(lang, problem::Problem(error)).into_response(),
    }
}

pub(in crate::site) async fn taking_up(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(secret): Path<String>,
    bytes: Bytes,
) -> Response {
    let (lang, typed) = (language(&headers), read(&bytes));
    let session = cookies::session(&headers);
    let path = links::invitation(&secret);
    let with_account = one(&typed, "with") == "account";
    let (new, answered) = (newcomer(&typed), passkey::answered(&typed));
    let login = new.login.clone();
    let (again, kept) = (secret.clone(), browser(&headers));
    let browser = browser(&headers);
    let done = if_ours(&s, &headers, move |installation| {
        installation.hold_invitation(&secret, &browser)?;
        match (&session, with_account, answered) {
            (Some(session), true, _) => installation.take_up_signed_in(&secret, session).map(|()| None),
            (_, _, Some(answered)) => installation.take_up_with_passkey(&secret, &new, &answered).map(Some),
            _ => installation.take_up(&secret, &new).map(|signed_in| Some(Begun { signed_in, codes: Vec::new() })),
        }
    })
    .await;
    match done {
        Ok(Some(begun)) => begin(lang, &begun),
        Ok(None) => Redirect::to(links::TODAY).into_response(),
        Err(error) => match s.run(move |i| invited(i, &again, &kept)).await {
            Ok(((name, organisation), signed_in, _)) => {
                let refused = Some(error.text.clone());
                let view = DoorView { login, refused, ..coming_in(&s, &headers).await };
                refusal(&error, pages::invitation(lang, &view, (&name, &organisation), &path, signed_in))
            }
            Err(_) => crate::site::answer::PageError::of(lang, problem::Problem(error)).into_response(),
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
