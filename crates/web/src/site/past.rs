//! Looking back: a moment is kept in a cookie, or named in the address of one page. Whoever reads a page is set to it
//! before the page is filled (`asker.rs`); what would change something is refused before it is looked at.

use assay_app::AppError;
use assay_app::ErrorClass;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{self, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;

use super::account::door::local;
use super::answer::{PageError, Params, filled, language, shown};
use super::shell::shell;
use super::typed::{one, read};
use crate::asker::Reader;
use crate::pages::past;
use crate::parts::links;
use crate::parts::past::Chosen;
use crate::parts::shell::Place;
use crate::parts::words::{PastWord, t};
use crate::problem::{self, Problem};
use crate::state::Served;
use crate::{cookies, security};

pub(super) fn router() -> Router<Served> {
    Router::new().route(links::AS_OF, get(page).post(choose))
}

/// The moment that a request is to be answered for: the one in its address, else the one that the browser keeps.
pub(crate) fn asked(parts: &Parts) -> Option<String> {
    if parts.uri.path() == links::AS_OF {
        return None;
    }
    let pairs = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
    let mut named = pairs.filter(|(name, value)| name == "as_of" && !value.is_empty());
    named.next().map(|(_, value)| value.into_owned()).or_else(|| cookies::as_of(&parts.headers))
}

/// What may be done while looking back: coming in and going, one's own account, how pages look, and going back to now.
fn may_go_on(path: &str) -> bool {
    let own =
        [links::SIGN_IN, links::SIGN_OUT, links::SET_UP, "/invitation/", links::ACCOUNT, links::AS_OF, "/preferences"];
    own.iter().any(|one| path.starts_with(one))
}

/// Refuses whatever a browser that looks back would change. Who brings a token of their own looks back at nothing.
pub(crate) async fn hold(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let looks_back = cookies::as_of(headers).is_some() && !headers.contains_key(header::AUTHORIZATION);
    if request.method().is_safe() || !looks_back || may_go_on(request.uri().path()) {
        return next.run(request).await;
    }
    let lang = language(headers);
    if headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("text/html")) {
        let here = request.uri().path_and_query().map_or(links::TODAY, |path| path.as_str());
        return shown(StatusCode::FORBIDDEN, past::refused(lang, here));
    }
    Problem(AppError::new(ErrorClass::Forbidden, "access.read_only", t(lang, PastWord::Refused))).into_response()
}

/// Where a form came from, without a moment in its address.
fn back(next: &str) -> String {
    let Some((path, query)) = local(next).split_once('?') else { return local(next).to_owned() };
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("as_of=")).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// Where to go afterwards.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    next: String,
}

async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Params(wanted): Params<Wanted>,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let page = filled(&s, r, lang, move |w, p| {
        Ok(past::choose(&shell(w, p, Place::Elsewhere, lang)?, &back(&wanted.next), &Chosen::default(), None))
    });
    Ok(shown(StatusCode::OK, page.await?))
}

/// Keeps a moment, or goes back to now. It acts for nobody and changes nothing but a cookie of this browser.
async fn choose(
    s: extract::State<Served>,
    headers: HeaderMap,
    reader: Result<Reader, Problem>,
    bytes: Bytes,
) -> Result<Response, PageError> {
    let (lang, typed) = (language(&headers), read(&bytes));
    if !security::is_same_origin(&headers) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let next = back(one(&typed, "next"));
    if !one(&typed, "now").is_empty() {
        let mut response = Redirect::to(&next).into_response();
        cookies::keep_as_of(response.headers_mut(), None);
        return Ok(response);
    }
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let text = |name: &str| one(&typed, name).trim().to_owned();
    let chosen = Chosen { day: text("day"), time: text("time"), position: text("position") };
    let asked = match (chosen.position.as_str(), chosen.time.as_str()) {
        ("", "") => chosen.day.clone(),
        // Some pickers leave the seconds out.
        ("", time) if time.len() == 5 => format!("{}T{time}:00Z", chosen.day),
        ("", time) => format!("{}T{time}Z", chosen.day),
        (position, _) => position.to_owned(),
    };
    let (again, there) = (chosen.clone(), next.clone());
    let outcome = filled(&s, r, lang, move |w, p| match w.looking_back(p.clone(), &asked) {
        Ok((_, at)) if asked.bytes().all(|b| b.is_ascii_digit()) => Ok(Ok(at.position.to_string())),
        Ok((_, at)) => Ok(Ok(at.time.to_string())),
        Err(error) if error.class == ErrorClass::Input => {
            let shell = shell(w, p, Place::Elsewhere, lang)?;
            Ok(Err((problem::status(&error), past::choose(&shell, &there, &again, Some(&error.text)))))
        }
        Err(error) => Err(error),
    });
    Ok(match outcome.await? {
        Ok(moment) => {
            let mut response = Redirect::to(&next).into_response();
            cookies::keep_as_of(response.headers_mut(), Some(&moment));
            response
        }
        Err((status, page)) => shown(status, page),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comes_back_to_the_same_page_without_its_moment() {
        assert_eq!(back("/controls?framework=iso42001&as_of=3"), "/controls?framework=iso42001");
        assert_eq!(back("/controls?as_of=3"), "/controls");
        assert_eq!(back("/controls"), "/controls");
        assert_eq!(back("https://evil.example/?as_of=3"), links::TODAY);
    }

    #[test]
    fn coming_in_and_going_is_always_possible() {
        assert!(
            may_go_on("/sign-in") && may_go_on("/sign-out") && may_go_on("/account/password") && may_go_on("/as-of")
        );
        assert!(!may_go_on("/w/main/records/new") && !may_go_on("/api/v1/w/main/records") && !may_go_on("/"));
    }
}
