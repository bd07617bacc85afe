//! AI systems.

mod around;
mod filling;
mod gate;
mod list;
mod overview;
mod tabs;
mod versions;

use axum::Router;
use axum::routing::get;

use crate::state::Served;

pub(in crate::site) fn router() -> Router<Served> {
    Router::new()
        .route("/systems", get(list::page))
        .route("/systems/{key}", get(overview::page))
        .route("/systems/{key}/versions", get(versions::page))
        .route("/systems/{key}/versions/{version}", get(gate::page))
        .route("/systems/{key}/compare", get(versions::compare))
        .route("/systems/{key}/parts", get(tabs::parts))
        .route("/systems/{key}/data", get(tabs::data))
        .route("/systems/{key}/risks", get(tabs::risks))
        .route("/systems/{key}/evidence", get(tabs::evidence))
        .route("/systems/{key}/connections", get(around::connections))
        .route("/systems/{key}/history", get(around::history))
}
