//! Records of every kind.

pub(in crate::site) mod bulk;
pub(in crate::site) mod form;
pub(in crate::site) mod hand;
pub(in crate::site) mod import;
pub(in crate::site) mod list;
pub(in crate::site) mod record;

use axum::Router;
use axum::routing::get;

use crate::state::Served;

pub(in crate::site) fn router() -> Router<Served> {
    Router::new()
        .route("/w/{workspace}/records", get(list::page))
        .route("/w/{workspace}/records/new", get(form::new).post(form::create))
        .route("/w/{workspace}/records/{key}", get(record::page))
        .route("/w/{workspace}/records/{key}/edit", get(form::edit).post(form::update))
        .route("/w/{workspace}/records/{key}/move/{verb}", get(form::moving).post(form::transition))
        .route("/w/{workspace}/records/{key}/diff", get(record::difference))
        .route("/w/{workspace}/bulk", get(bulk::ask).post(bulk::apply))
        .route("/w/{workspace}/imports/{kind}", get(import::ask).post(import::take))
        .route("/w/{workspace}/sheets/{kind}", get(list::sheet))
        .route("/w/{workspace}/proofs/{entry}", get(list::proof))
}
