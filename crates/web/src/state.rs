//! The router, and what every handler is given.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use assay_app::{Answer, AppError, Installation};
use assay_domain::{Via, WorkspaceId};
use axum::extract::DefaultBodyLimit;
use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use axum::{Extension, Router};
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::metrics::{self, Metrics};
use crate::{api, scim, security, site, span, watch};

/// Largest JSON body in bytes. Artifacts are streamed and have their own bound.
pub(crate) const MOST_JSON: usize = 4 * 1024 * 1024;
/// Most of those who stay that are looked at together: as many as the smallest machine has cores.
const MOST_LOOKS: usize = 2;

/// How requests come in through one listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entrance {
    /// From this machine's owner: the command line itself, or the socket that only they can open.
    Owner(Via),
    /// From the network: a token says who asks. Pages may be read without one when only this machine can reach them.
    Network {
        /// Whether the listener is bound to a loopback address.
        loopback: bool,
    },
}

/// What handlers share.
#[derive(Clone)]
pub struct Served {
    /// The open data folder.
    pub installation: Arc<Installation>,
    pub(crate) metrics: Metrics,
    pub(crate) turns: Turns,
    /// Looks at those who stay, of which a few may be at work together.
    pub(crate) looks: Arc<Semaphore>,
}

/// In each workspace one reads at a time for those who follow along.
#[derive(Clone, Default)]
pub(crate) struct Turns(Arc<Mutex<BTreeMap<WorkspaceId, Turn>>>);

type Turn = Arc<tokio::sync::Mutex<()>>;

impl Turns {
    pub(crate) fn of(&self, workspace: WorkspaceId) -> Turn {
        Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(workspace).or_default())
    }
}

impl Served {
    /// An installation to be served; its entrances share what they measure.
    #[must_use]
    pub fn new(installation: Arc<Installation>) -> Self {
        Self {
            installation,
            metrics: Metrics::default(),
            turns: Turns::default(),
            looks: Arc::new(Semaphore::new(MOST_LOOKS)),
        }
    }

    /// Runs a use case off the async threads: it may wait for the disk.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Installation) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let installation = Arc::clone(&self.installation);
        let done = tokio::task::spawn_blocking(move || work(&installation)).await;
        done.unwrap_or_else(|e| Err(AppError::internal(format!("the request ended in a fault of the program: {e}"))))
    }
}

/// What is compressed as it is sent: pages alone. Files are compressed once, event streams must not wait for a block to
/// fill, and an answer of the API may hold a secret beside what a stranger wrote (BREACH); pages mask theirs.
fn is_page(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/html"))
}

/// Everything that is served, for one entrance.
pub fn router(served: Served, entrance: Entrance) -> Router {
    Router::new()
        .merge(api::router())
        .merge(site::router())
        .merge(scim::router())
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/metrics", get(metrics::show))
        .route_layer(from_fn(site::past::hold))
        .route_layer(from_fn_with_state(served.clone(), watch::watched))
        .route_layer(from_fn_with_state(served.clone(), metrics::count))
        .route_layer(from_fn(span::request))
        .fallback(site::not_found)
        .layer(DefaultBodyLimit::max(MOST_JSON))
        .layer(from_fn(security::headers))
        .layer(CompressionLayer::new().gzip(true).compress_when(is_page))
        .layer(CatchPanicLayer::new())
        .layer(Extension(entrance))
        .with_state(served)
}
