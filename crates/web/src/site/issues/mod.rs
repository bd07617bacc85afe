//! Issues: what went wrong, and what is done about it.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::get;

use super::answer::PageReply;
use super::place::{Gathered, answer};
use crate::asker::Reader;
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::words::{IssueWord, PlaceWord};
use crate::problem::Problem;
use crate::state::Served;

static ISSUES: Gathered<IssueWord> = Gathered {
    place: Place::Issues,
    title: IssueWord::Issues,
    lead: PlaceWord::IssuesLead,
    clauses: &["10"],
    groups: &[
        (PlaceWord::Incidents, &["incident", "incident-communication", "concern"]),
        (PlaceWord::Correction, &["nonconformity", "corrective-action", "finding", "improvement"]),
    ],
    clocks: true,
    ways: |_| Vec::new(),
};

pub(in crate::site) fn router() -> Router<Served> {
    Router::new().route(links::ISSUES, get(page))
}

async fn page(s: State<Served>, headers: HeaderMap, reader: Result<Reader, Problem>) -> PageReply {
    answer(&ISSUES, s, headers, reader).await
}
