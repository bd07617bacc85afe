//! Controls.

mod about;
pub(in crate::site) mod control;
pub(in crate::site) mod crosswalk;
mod fix;
pub(in crate::site) mod list;
pub(in crate::site) mod readiness;
mod rows;
pub(in crate::site) mod soa;
mod soa_rows;
pub(in crate::site) mod why;

use assay_app::judging::check_title;
use axum::Router;
use axum::routing::{get, post};

use crate::parts::links;
use crate::parts::words::Lang;
use crate::site::trend;
use crate::state::Served;

pub(in crate::site) fn router() -> Router<Served> {
    Router::new()
        .route(links::CONTROLS, get(list::page))
        .route("/controls/{id}", get(control::page))
        .route("/controls/{id}/why", get(why::page))
        .route("/controls/{id}/{part}", get(control::part))
        .route(links::SOA, get(soa::page))
        .route(links::SOA_DRAFT, post(soa::draft))
        .route(links::CROSSWALK, get(crosswalk::page))
        .route(links::READINESS, get(readiness::page))
        .route(links::OVER_TIME, get(trend::page))
}

/// What a check is called in the reader's language, where the set in force calls it what we do.
pub(in crate::site) fn said_check(check: &str, title: &str, lang: Lang) -> String {
    check_title(check, title).map_or_else(|| title.to_owned(), |said| lang.of(&said).to_owned())
}
