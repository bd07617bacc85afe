//! What a message of the program says of the request in which it was written: method, route and, once it is known, the
//! member. Never an address as it was asked for: some hold secrets.

use assay_app::{ErrorClass, Principal};
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use tracing::field::{Empty, display};
use tracing::{Instrument as _, Span};

use crate::problem::Problem;

/// Puts a request's answer into a span of its own. Its level is the highest, so that it is there whatever is asked for.
pub(crate) async fn request(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", |path| path.as_str());
    let span = tracing::error_span!("request", method = %request.method(), route, workspace = Empty, member = Empty);
    next.run(request).instrument(span).await
}

/// Says who asks.
pub(crate) fn asked_by(principal: &Principal) {
    Span::current().record("workspace", display(principal.workspace)).record("member", display(&principal.key));
}

/// Tells the operator of a refusal: what somebody may not do, and who is not known though they say so. Who brings nothing
/// at all is only sent to the door.
pub(crate) fn tell_of(problem: &Problem) {
    let (class, code) = (problem.0.class, problem.0.code.as_str());
    match class {
        ErrorClass::Internal => tracing::error!(code, text = %problem.0.text, "a request ended in a fault"),
        ErrorClass::Forbidden | ErrorClass::TooMany => tracing::warn!(code, "a request was refused"),
        ErrorClass::Unauthenticated if !["token.missing", "session.over"].contains(&code) => {
            tracing::warn!(code, "a request was refused");
        }
        _ => {}
    }
}
