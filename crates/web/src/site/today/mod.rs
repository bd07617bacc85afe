//! Today, or for whoever sits in an audit room the room.

pub(in crate::site) mod due;
mod figures;
pub(in crate::site) mod page;

use axum::Router;
use axum::routing::get;

use crate::parts::links;
use crate::site::assurance::room;
use crate::state::Served;

pub(in crate::site) fn router() -> Router<Served> {
    Router::new().route(links::TODAY, get(room::home))
}
