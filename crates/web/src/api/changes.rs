//! What was recorded, in order: as pages for programs that ask, as server-sent events for those that stay.
//!
//! An event's id is the position behind its entry, so a client that comes back with `Last-Event-ID` misses nothing and
//! gets nothing twice. Events come once the verdicts that follow from their entries are worked out.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use assay_app::AppError;
use assay_app::dto::{ChangeList, ChangeView};
use assay_app::records::ChangesRequest;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use schemars::JsonSchema;
use serde::Deserialize;
use tokio::sync::watch;
use tokio::time::timeout;

use super::extract::Params;
use super::operation::Operation;
use crate::asker::Asker;
use crate::problem::Reply;
use crate::state::Served;

/// How soon a stream notices that the server is ending, or that the time of whoever listens is over.
const GLANCE: Duration = Duration::from_secs(1);
/// Between two signs of life.
const ALIVE: Duration = Duration::from_secs(15);

/// From where to follow.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
struct FollowQuery {
    /// A position of the log; the present one unless stated. `Last-Event-ID` goes before it.
    after: Option<u64>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new("GET", "/w/{workspace}/changes", "listChanges", "What was recorded after a position", get(list))
            .query::<ChangesRequest>()
            .json::<ChangeList>(),
        Operation::new(
            "GET",
            "/w/{workspace}/changes/stream",
            "followChanges",
            "What is recorded from now on, as server-sent events",
            get(stream),
        )
        .query::<FollowQuery>()
        .events(),
    ]
}

async fn list(State(s): State<Served>, a: Asker, Params(request): Params<ChangesRequest>) -> Reply<Json<ChangeList>> {
    Ok(Json(s.run(move |_| a.workspace.changes(&a.principal, &request)).await?))
}

async fn stream(
    State(served): State<Served>,
    asker: Asker,
    headers: HeaderMap,
    Params(query): Params<FollowQuery>,
) -> Reply<Response> {
    let seen = match headers.get("last-event-id").map(|id| id.to_str().ok().and_then(|id| id.parse().ok())) {
        Some(None) => {
            let text = "Last-Event-ID must be the id of an event of this stream: a position of the log";
            return Err(AppError::input("last-event-id.malformed", text).into());
        }
        Some(Some(id)) => Some(id),
        None => query.after,
    };
    let (workspace, principal) = (asker.workspace.clone(), asker.principal.clone());
    let (through, now) = served.run(move |_| workspace.follow(&principal)).await?;
    let after = seen.unwrap_or(now);
    let follower = Follower { served, asker, through, after, waiting: VecDeque::new() };
    let events = futures_util::stream::unfold(follower, |mut follower| async move {
        let change = follower.next().await?;
        Some((Ok::<_, Infallible>(event(&change)), follower))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE)).into_response())
}

fn event(change: &ChangeView) -> Event {
    let event = Event::default().id(change.position.to_string()).event("change");
    event.json_data(change).unwrap_or_default()
}

/// One who stays.
struct Follower {
    served: Served,
    asker: Asker,
    through: watch::Receiver<u64>,
    after: u64,
    waiting: VecDeque<ChangeView>,
}

impl Follower {
    /// What was recorded up to there. All who wait for the same entry wake at once: one of them reads, the others are
    /// told what it read.
    async fn news(&self, through: u64) -> Option<Arc<ChangeList>> {
        let (workspace, principal, after) = (&self.asker.workspace, &self.asker.principal, self.after);
        if let Some(known) = workspace.known_news(principal, after, through) {
            return Some(known);
        }
        let turn = self.served.turns.of(workspace.id);
        let _turn = turn.lock().await;
        if let Some(known) = workspace.known_news(principal, after, through) {
            return Some(known);
        }
        let (workspace, principal) = (workspace.clone(), principal.clone());
        self.served.run(move |_| workspace.news(&principal, after, through)).await.ok()
    }

    /// The next entry, once there is one; nothing when the stream ends: the server does, or the right to read did.
    async fn next(&mut self) -> Option<ChangeView> {
        loop {
            if self.served.installation.is_closing() || !self.asker.still(&self.served).await {
                return None;
            }
            if let Some(change) = self.waiting.pop_front() {
                return Some(change);
            }
            let last = self.asker.principal.sight.position.unwrap_or(u64::MAX);
            let through = (*self.through.borrow_and_update()).min(last);
            if through > self.after {
                let page = self.news(through).await?;
                self.after = page.next;
                self.waiting.extend(page.changes.iter().cloned());
                continue;
            }
            if let Ok(Err(_)) = timeout(GLANCE, self.through.changed()).await {
                return None;
            }
        }
    }
}
