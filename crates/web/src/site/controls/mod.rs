//! Controls.

pub(in crate::site) mod control;
pub(in crate::site) mod list;

use axum::Router;
use axum::routing::get;

use crate::state::Served;

pub(in crate::site) fn router() -> Router<Served> {
    Router::new().route("/controls", get(list::page)).route("/controls/{id}", get(control::page))
}
