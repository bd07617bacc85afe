//! Pages: handlers that ask `app` and fill the view structs of `pages`, in a folder per place with its router.

mod account;
mod answer;
mod assets;
mod assurance;
mod controls;
mod drafts;
mod evidence;
mod gallery;
mod issues;
mod leading;
mod live;
mod multipart;
pub(crate) mod past;
mod place;
mod preferences;
mod programme;
mod records;
mod refusal;
mod risks;
mod search;
mod shell;
mod subjects;
mod systems;
mod table;
mod today;
mod trend;
mod typed;
mod uploads;
mod views;

pub(crate) use answer::{language, not_found};
use axum::Router;
use axum::middleware::from_fn;

use crate::state::Served;

pub(crate) fn router() -> Router<Served> {
    Router::new()
        .merge(account::router())
        .merge(assurance::router())
        .merge(controls::router())
        .merge(evidence::router())
        .merge(drafts::router())
        .merge(gallery::router())
        .merge(issues::router())
        .merge(live::router())
        .merge(past::router())
        .merge(preferences::router())
        .merge(programme::router())
        .merge(records::router())
        .merge(risks::router())
        .merge(search::router())
        .merge(systems::router())
        .merge(today::router())
        .merge(views::router())
        .route_layer(from_fn(leading::to_sign_in))
        .route_layer(from_fn(leading::until_the_end))
        .merge(assets::router())
}
