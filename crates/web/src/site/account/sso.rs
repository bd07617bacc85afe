//! Single sign-on: to the provider and back, and what an account's owner does with it.
//!
//! Whoever signs in follows a link. What acts for a session or an invitation is a form of ours; its answer is a page that
//! leads on, for a form may not lead to another site (`form-action` of the content security policy).

use std::net::SocketAddr;

use assay_app::sign_in::sso::{Arrival, Departure, Errand};
use assay_app::{Answer, AppError, Installation};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{self, ConnectInfo, Path};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{Html, IntoResponse as _, Redirect, Response};

use crate::cookies;
use crate::pages::account::sso::{self as pages, SsoOffer};
use crate::parts::links;
use crate::site::account::door::{Next, address, if_ours, inside, leave, local, refusal};
use crate::site::account::page::acting;
use crate::site::answer::{Params, language};
use crate::site::typed::{one, read};
use crate::state::Served;

type Connection = Option<Extension<ConnectInfo<SocketAddr>>>;

/// What the pages before sign-in offer.
pub(in crate::site) async fn offer(s: &Served) -> Option<SsoOffer> {
    let offer = s.run(Installation::sso_offer).await.ok().flatten();
    offer.map(|(provider, required)| SsoOffer { provider, required })
}

/// Gets somebody ready to leave.
fn depart(
    errand: Errand,
    next: &str,
    headers: &HeaderMap,
    connection: &Connection,
) -> impl FnOnce(&Installation) -> Answer<Departure> + Send + use<> {
    let (next, browser) = (next.to_owned(), cookies::journey(headers));
    let from = address(connection.as_ref().map(|c| c.0.0), headers);
    move |installation| installation.sso_begin(&errand, &next, browser.as_deref(), from.as_deref())
}

/// A refusal as a page that leads back to where somebody was.
fn back(headers: &HeaderMap, error: &AppError, next: &str) -> Response {
    if error.class == assay_app::ErrorClass::Internal {
        tracing::error!(code = %error.code, text = %error.text, "a request ended in a fault");
    }
    let known = error.details.get("next").and_then(|n| n.as_str()).unwrap_or(next);
    refusal(error, pages::refused(language(headers), &error.text, &error.code, local(known)))
}

/// A page that leads on to the provider, at once where the browser does that.
fn on(headers: &HeaderMap, departure: &Departure) -> Response {
    let page = pages::on(language(headers), &departure.provider, &departure.address);
    let mut response = (StatusCode::OK, Html(page.into_string())).into_response();
    if let Ok(value) = HeaderValue::from_str(&format!("0; url={}", departure.address)) {
        response.headers_mut().insert(HeaderName::from_static("refresh"), value);
    }
    cookies::give_journey(response.headers_mut(), &departure.browser);
    response
}

/// To the provider, to sign in.
pub(in crate::site) async fn begin(
    s: extract::State<Served>,
    connection: Connection,
    headers: HeaderMap,
    Params(q): Params<Next>,
) -> Response {
    let next = q.local().to_owned();
    match s.run(depart(Errand::SignIn, &next, &headers, &connection)).await {
        Ok(departure) => {
            let mut response = Redirect::to(&departure.address).into_response();
            cookies::give_journey(response.headers_mut(), &departure.browser);
            response
        }
        Err(error) => back(&headers, &error, &next),
    }
}

/// To the provider, to take an invitation up.
pub(in crate::site) async fn take_up(
    s: extract::State<Served>,
    connection: Connection,
    headers: HeaderMap,
    Path(secret): Path<String>,
) -> Response {
    let next = links::invitation(&secret);
    let work = depart(Errand::TakeUp(secret), &next, &headers, &connection);
    match if_ours(&s, &headers, work).await {
        Ok(departure) => on(&headers, &departure),
        Err(error) => back(&headers, &error, &next),
    }
}

/// To the provider, to say who one is there.
pub(in crate::site) async fn link(
    s: extract::State<Served>,
    connection: Connection,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let typed = read(&bytes);
    let session = match acting(&headers, &typed, language(&headers)) {
        Ok(session) => session,
        Err(error) => return back(&headers, &error, links::ACCOUNT),
    };
    let (present, code) = (one(&typed, "present").to_owned(), one(&typed, "code").to_owned());
    let errand = Errand::Link { session, present, code };
    match s.run(depart(errand, links::ACCOUNT, &headers, &connection)).await {
        Ok(departure) => on(&headers, &departure),
        Err(error) => back(&headers, &error, links::ACCOUNT),
    }
}

/// Ends that one signs in at the provider.
pub(in crate::site) async fn unlink(s: extract::State<Served>, headers: HeaderMap, bytes: Bytes) -> Response {
    let typed = read(&bytes);
    let session = match acting(&headers, &typed, language(&headers)) {
        Ok(session) => session,
        Err(error) => return back(&headers, &error, links::ACCOUNT),
    };
    let (present, code) = (one(&typed, "present").to_owned(), one(&typed, "code").to_owned());
    match s.run(move |installation| installation.sso_unlink(&session, &present, &code)).await {
        Ok(()) => Redirect::to(links::ACCOUNT).into_response(),
        Err(error) => back(&headers, &error, links::ACCOUNT),
    }
}

/// To the provider, to prove anew who one is.
pub(in crate::site) async fn prove(
    s: extract::State<Served>,
    connection: Connection,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let typed = read(&bytes);
    let next = local(one(&typed, "next")).to_owned();
    let session = match acting(&headers, &typed, language(&headers)) {
        Ok(session) => session,
        Err(error) => return back(&headers, &error, &next),
    };
    match s.run(depart(Errand::Prove(session), &next, &headers, &connection)).await {
        Ok(departure) => on(&headers, &departure),
        Err(error) => back(&headers, &error, &next),
    }
}

/// Back from the provider.
pub(in crate::site) async fn callback(
    s: extract::State<Served>,
    connection: Connection,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let came = read(uri.query().unwrap_or_default().as_bytes());
    // Of a value that is there twice neither counts.
    let value = |name: &str| came.get(name).filter(|all| all.len() == 1).map(|_| one(&came, name).to_owned());
    let arrival = Arrival {
        state: value("state").unwrap_or_default(),
        code: value("code"),
        error: value("error"),
        issuer: value("iss"),
        browser: cookies::journey(&headers),
        session: cookies::session(&headers),
        device: cookies::device(&headers),
        address: address(connection.map(|c| c.0.0), &headers),
    };
    let before = arrival.session.clone();
    let done = s.run(move |installation| {
        let arrived = installation.sso_arrive(&arrival)?;
        if arrived.signed_in.is_some() {
            leave(installation, before.as_deref())?;
        }
        Ok(arrived)
    });
    match done.await {
        Ok(arrived) => match arrived.signed_in {
            Some(signed_in) => inside(&signed_in, local(&arrived.next)),
            None => Redirect::to(local(&arrived.next)).into_response(),
        },
        Err(error) => back(&headers, &error, links::TODAY),
    }
}
