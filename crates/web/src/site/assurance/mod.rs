//! Assurance: the place, and audit rooms.

mod home;
pub(in crate::site) mod room;
pub(in crate::site) mod rooms;

use axum::Router;
use axum::routing::{get, post};

use crate::parts::links;
use crate::state::Served;

pub(in crate::site) fn router() -> Router<Served> {
    Router::new()
        .route(links::ASSURANCE, get(home::page))
        .route(links::ROOM, get(room::page))
        .route(links::ROOM_ENDED, get(room::ended))
        .route(links::ROOMS, get(rooms::page))
        .route("/w/{workspace}/room/sample", get(room::sample))
        .route("/w/{workspace}/room/requests", post(room::ask))
        .route("/w/{workspace}/room/requests/{key}/{verb}", post(room::judge))
        .route("/w/{workspace}/room/notes", post(room::note))
        .route("/w/{workspace}/room/shown/{key}", get(room::shown))
        .route("/w/{workspace}/rooms/{room}/requests/{key}/answer", get(rooms::answering).post(rooms::answer))
}
