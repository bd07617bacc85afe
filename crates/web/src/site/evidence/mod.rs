//! Evidence.

use axum::Router;

use crate::state::Served;

pub(in crate::site) fn router() -> Router<Served> {
    Router::new()
}
