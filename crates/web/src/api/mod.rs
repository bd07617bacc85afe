//! REST, version 1. Each operation stands once, in [`operations`]: the router and the OpenAPI document are made from
//! the same rows.

mod admin;
mod catalogue;
mod changes;
mod coverage;
mod evidence;
mod exchange;
mod extract;
mod jobs;
mod judging;
mod log;
mod measured;
mod members;
mod once;
mod openapi;
mod operation;
mod records;
mod reports;
mod risks;
mod rooms;
mod sso;
mod views;

use axum::Router;
use axum::routing::get;

pub(crate) use once::keys_once;
pub use openapi::openapi;

use crate::state::Served;
use operation::Operation;

/// Every operation, by area.
fn operations() -> Vec<Operation> {
    let mut all = records::operations();
    all.extend(catalogue::operations());
    all.extend(changes::operations());
    all.extend(coverage::operations());
    all.extend(evidence::operations());
    all.extend(exchange::operations());
    all.extend(judging::operations());
    all.extend(reports::operations());
    all.extend(log::operations());
    all.extend(measured::operations());
    all.extend(admin::operations());
    all.extend(members::operations());
    all.extend(jobs::operations());
    all.extend(risks::operations());
    all.extend(rooms::operations());
    all.extend(sso::operations());
    all.extend(views::operations());
    all
}

pub(crate) fn router() -> Router<Served> {
    let document = get(|| async { axum::Json(openapi().clone()) });
    operations()
        .into_iter()
        .fold(Router::new().route("/api/v1/openapi.json", document), |router, o| router.route(&o.route(), o.handler))
}
