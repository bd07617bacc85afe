//! Where an open page hears that something changed: one stream a tab, of positions of the log and nothing else. The page
//! then asks for itself again, as its reader, and shows what differs. Positions come once the verdicts that follow from
//! their entries are worked out, and not more often than a page would be read anew.

use std::convert::Infallible;
use std::time::Duration;

use assay_app::AppError;
use axum::Router;
use axum::extract::{FromRequestParts as _, Query, Request, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde::Deserialize;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::asker::{Asker, Reader};
use crate::parts::links;
use crate::problem::Reply;
use crate::state::Served;

/// How soon a stream notices that the server is ending, or that the time of whoever listens is over.
const GLANCE: Duration = Duration::from_secs(1);
/// Between two signs of life.
const ALIVE: Duration = Duration::from_secs(15);
/// What is recorded within this time is told at once.
const GATHER: Duration = Duration::from_millis(400);

pub(super) fn router() -> Router<Served> {
    Router::new().route(links::LIVE, get(stream))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// The position that the page shows.
    after: u64,
}

/// Whoever listens: looked at again while they do, unless they read a demonstration at this machine, as anybody there may.
enum Listener {
    Known(Box<Asker>),
    Anybody(Box<Reader>),
}

async fn stream(State(served): State<Served>, Query(asked): Query<Asked>, request: Request) -> Reply<Response> {
    let (mut parts, _) = request.into_parts();
    let reader = Reader::from_request_parts(&mut parts, &served).await?;
    if reader.principal.sight.position.is_some() {
        return Err(AppError::input("live.past", "nothing changes in the past; there is nothing to hear").into());
    }
    let listener = match Asker::from_request_parts(&mut parts, &served).await {
        Ok(asker) => Listener::Known(Box::new(asker)),
        Err(_) => Listener::Anybody(Box::new(reader)),
    };
    let (workspace, principal) = match &listener {
        Listener::Known(asker) => (asker.workspace.clone(), asker.principal.clone()),
        Listener::Anybody(reader) => (reader.workspace.clone(), reader.principal.clone()),
    };
    let (through, _) = served.run(move |_| workspace.follow(&principal)).await?;
    let told = Told { served, listener, through, after: asked.after };
    let events = futures_util::stream::unfold(told, |mut told| async move {
        let position = told.next().await?;
        let event = Event::default().id(position.to_string()).event("position").data(position.to_string());
        Some((Ok::<_, Infallible>(event), told))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE)).into_response())
}

struct Told {
    served: Served,
    listener: Listener,
    through: watch::Receiver<u64>,
    after: u64,
}

impl Told {
    /// The next position beyond what the page shows; nothing when the stream ends.
    async fn next(&mut self) -> Option<u64> {
        loop {
            let still = match &mut self.listener {
                Listener::Known(asker) => asker.still(&self.served).await,
                Listener::Anybody(_) => true,
            };
            if self.served.installation.is_closing() || !still {
                return None;
            }
            if *self.through.borrow_and_update() > self.after {
                sleep(GATHER).await;
                self.after = *self.through.borrow_and_update();
                return Some(self.after);
            }
            if let Ok(Err(_)) = timeout(GLANCE, self.through.changed()).await {
                return None;
            }
        }
    }
}
