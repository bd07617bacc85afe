//! The place Assurance.

use axum::extract::State;
use axum::http::HeaderMap;

use crate::asker::Reader;
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::words::{AssuranceWord, PlaceWord, RoomWord, t};
use crate::problem::Problem;
use crate::site::answer::PageReply;
use crate::site::place::{Gathered, answer};
use crate::state::Served;

static ASSURANCE: Gathered<AssuranceWord> = Gathered {
    place: Place::Assurance,
    title: AssuranceWord::Assurance,
    lead: PlaceWord::AssuranceLead,
    clauses: &["9"],
    groups: &[
        (PlaceWord::InternalAudit, &["audit-programme", "audit", "control-test", "finding"]),
        (PlaceWord::ManagementReview, &["management-review", "management-decision", "metric", "measurement"]),
        (PlaceWord::Certification, &["certificate", "certification-audit", "audit-room", "audit-request"]),
        (PlaceWord::Suppliers, &["supplier", "certificate-check", "contract-clause", "tool-request"]),
    ],
    ways: |lang| vec![(links::ROOMS.to_owned(), t(lang, RoomWord::Rooms).to_owned())],
};

pub(super) async fn page(s: State<Served>, headers: HeaderMap, reader: Result<Reader, Problem>) -> PageReply {
    answer(&ASSURANCE, s, headers, reader).await
}
