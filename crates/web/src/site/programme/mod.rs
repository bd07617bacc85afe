//! Programme: the management system itself, clauses 4 to 7.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::get;

use super::answer::PageReply;
use super::place::{Gathered, answer};
use crate::asker::Reader;
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::words::{PlaceWord, ProgrammeWord};
use crate::problem::Problem;
use crate::state::Served;

static PROGRAMME: Gathered<ProgrammeWord> = Gathered {
    place: Place::Programme,
    title: ProgrammeWord::Programme,
    lead: PlaceWord::ProgrammeLead,
    clauses: &["4", "5", "6", "7"],
    groups: &[
        (
            PlaceWord::Context,
            &["scope-statement", "context-issue", "interested-party", "obligation", "process", "role-determination"],
        ),
        (PlaceWord::Leadership, &["policy", "role-assignment", "acknowledgement"]),
        (
            PlaceWord::Planning,
            &["objective", "opportunity", "risk-criteria", "soa-version", "change", "framework-profile"],
        ),
        (
            PlaceWord::Support,
            &[
                "resource",
                "competence-requirement",
                "competence-evaluation",
                "training-record",
                "communication",
                "document",
                "retention-rule",
            ],
        ),
    ],
    ways: |_| Vec::new(),
};

pub(in crate::site) fn router() -> Router<Served> {
    Router::new().route(links::PROGRAMME, get(page))
}

async fn page(s: State<Served>, headers: HeaderMap, reader: Result<Reader, Problem>) -> PageReply {
    answer(&PROGRAMME, s, headers, reader).await
}
