//! Where a page leads on to by itself: to the page to sign in, and away when access ends.

use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::asker::{End, Ends};
use crate::parts::links;

/// Where a person is asked for and nobody is signed in, a browser is led to the page to sign in, and comes back.
pub(super) async fn to_sign_in(request: Request, next: Next) -> Response {
    let page = request.method() == Method::GET;
    let html =
        request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("text/html"));
    let wanted = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    let response = next.run(request).await;
    if page && html && response.status() == StatusCode::UNAUTHORIZED {
        return Redirect::to(&links::sign_in_for(&wanted)).into_response();
    }
    response
}

/// A page of somebody whose access ends leads on at that moment, without a script: a tab that was left open shows nothing
/// that is over. (Among the headers, and not in the page, since assistive technology announces the other.)
pub(super) async fn until_the_end(mut request: Request, next: Next) -> Response {
    let ends = Ends::default();
    request.extensions_mut().insert(ends.clone());
    let mut response = next.run(request).await;
    if let Some(End { seconds, in_room }) = ends.end() {
        let text = if in_room { format!("{seconds}; url={}", links::ROOM_ENDED) } else { seconds.to_string() };
        if let Ok(value) = HeaderValue::from_str(&text) {
            response.headers_mut().insert(header::REFRESH, value);
        }
    }
    response
}
