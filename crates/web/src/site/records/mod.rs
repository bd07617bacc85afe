//! Records of every kind.

mod act;
pub(in crate::site) mod bulk;
pub(in crate::site) mod connections;
pub(in crate::site) mod difference;
mod faults;
mod files;
pub(in crate::site) mod form;
pub(in crate::site) mod hand;
pub(in crate::site) mod history;
pub(in crate::site) mod import;
pub(in crate::site) mod list;
pub(in crate::site) mod prefill;
pub(in crate::site) mod record;
pub(in crate::site) mod showing;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;

use crate::state::Served;

pub(in crate::site) fn router() -> Router<Served> {
    Router::new()
        .route("/w/{workspace}/records", get(list::page))
        // Files are streamed to where they are kept, whose own bound holds; what is typed has a bound of its own.
        .route("/w/{workspace}/records/new", get(form::new).post(form::create).layer(DefaultBodyLimit::disable()))
        .route("/w/{workspace}/records/{key}", get(record::page))
        .route("/w/{workspace}/records/{key}/files/{sha256}", get(files::file))
        .route(
            "/w/{workspace}/records/{key}/edit",
            get(form::edit).post(form::update).layer(DefaultBodyLimit::disable()),
        )
        .route("/w/{workspace}/records/{key}/move/{verb}", get(form::moving).post(form::transition))
        .route("/w/{workspace}/records/{key}/diff", get(difference::difference))
        .route("/w/{workspace}/records/{key}/history", get(history::page))
        .route("/w/{workspace}/records/{key}/connections", get(connections::page))
        .route("/w/{workspace}/bulk", get(bulk::ask).post(bulk::apply))
        .route("/w/{workspace}/imports/{kind}", get(import::ask).post(import::take))
        .route("/w/{workspace}/sheets/{kind}", get(list::sheet))
        .route("/w/{workspace}/proofs/{entry}", get(list::proof))
        .route("/w/{workspace}/proofs/{entry}/receipt", get(history::receipt))
}
