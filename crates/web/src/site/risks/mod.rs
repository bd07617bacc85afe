//! Risks: the matrix with the register, the register as a file, and one risk.

mod conditions;
mod list;
mod register;
mod risk;
mod words;

use axum::Router;
use axum::routing::get;

use crate::parts::links;
use crate::state::Served;

pub(in crate::site) fn router() -> Router<Served> {
    Router::new()
        .route(links::RISKS, get(list::page))
        .route(links::RISK_SHEET, get(register::sheet))
        .route("/risks/{key}", get(risk::page))
}
