//! Whoever asks is looked at again for as long as their request lasts: a right that was taken away ends uploads and
//! downloads within seconds, however slow they are. (Event streams look for themselves: `api/changes.rs`.)

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use assay_app::{Answer, AppError};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use crate::asker::Credential;
use crate::parts::links;
use crate::problem::Problem;
use crate::state::Served;

/// How long a right that was taken away may go on being used.
pub(crate) const TRUSTED_FOR: Duration = Duration::from_secs(3);

/// Why a request ended early, once it did.
type Ended = Arc<Mutex<Option<AppError>>>;

/// Watches over a request that somebody makes with a token or a session.
pub(crate) async fn watched(State(served): State<Served>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // Who comes in may hold what is over.
    let door = [links::SIGN_IN, links::SET_UP, "/invitation/"].iter().any(|door| path.starts_with(door));
    let (mut parts, body) = request.into_parts();
    let credential = Credential::of(&mut parts, &served).await;
    if door || !credential.can_end() {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let ended = Ended::default();
    let watch = |body| Body::new(Watched::new(body, served.clone(), credential.clone(), Arc::clone(&ended)));
    let body = if body.is_end_stream() { body } else { watch(body) };
    let response = next.run(Request::from_parts(parts, body)).await;
    if let Some(error) = ended.lock().unwrap_or_else(PoisonError::into_inner).take() {
        return Problem(error).into_response();
    }
    let events = response.headers().get(header::CONTENT_TYPE).is_some_and(|v| v == "text/event-stream");
    // What is whole in memory is sent at once.
    if events || response.body().size_hint().exact().is_some() {
        return response;
    }
    response.map(watch)
}

type Look = Pin<Box<dyn Future<Output = Answer<()>> + Send>>;

/// A body that ends when whoever sends or receives it may no longer.
struct Watched {
    body: Body,
    served: Served,
    credential: Credential,
    ended: Ended,
    until: Pin<Box<Sleep>>,
    looking: Option<Look>,
}

impl Watched {
    fn new(body: Body, served: Served, credential: Credential, ended: Ended) -> Self {
        Self { body, served, credential, ended, until: Box::pin(sleep(TRUSTED_FOR)), looking: None }
    }

    /// Looks again when it is time; an error when they may no longer.
    fn poll_trust(&mut self, cx: &mut Context<'_>) -> Poll<Answer<()>> {
        loop {
            if let Some(look) = &mut self.looking {
                let found = ready!(look.as_mut().poll(cx));
                self.looking = None;
                self.until = Box::pin(sleep(TRUSTED_FOR));
                if found.is_err() {
                    return Poll::Ready(found);
                }
            }
            if self.until.as_mut().poll(cx).is_pending() {
                return Poll::Ready(Ok(()));
            }
            let (served, credential) = (self.served.clone(), self.credential.clone());
            self.looking = Some(Box::pin(async move { credential.resolve_with(&served).await.map(drop) }));
        }
    }
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if let Err(error) = ready!(self.poll_trust(cx)) {
            *self.ended.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            let text = "whoever asks may no longer";
            return Poll::Ready(Some(Err(axum::Error::new(io::Error::new(io::ErrorKind::PermissionDenied, text)))));
        }
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
