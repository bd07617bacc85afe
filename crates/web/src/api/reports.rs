//! Reports over HTTP.

use assay_app::dto::{ReportList, ReportView};
use assay_app::reports::{Questionnaire, ReportRequest, reports};
use axum::Json;
use axum::extract::{Path, State};
use axum::routing::{get, post};

use super::extract::{Body, Params};
use super::operation::Operation;
use crate::asker::Asker;
use crate::problem::Reply;
use crate::state::Served;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new("GET", "/w/{workspace}/reports", "listReports", "Reports that there are", get(list))
            .json::<ReportList>(),
        Operation::new(
            "GET",
            "/w/{workspace}/reports/{name}",
            "report",
            "A report, now or then, each line with its record",
            get(report),
        )
        .query::<ReportRequest>()
        .json::<ReportView>(),
        Operation::new(
            "POST",
            "/w/{workspace}/questionnaires",
            "answerQuestionnaire",
            "Answer a buyer's questions from records",
            post(answer),
        )
        .body::<Questionnaire>()
        .json::<ReportView>(),
    ]
}

async fn list(_: Asker) -> Json<ReportList> {
    Json(reports())
}

async fn report(
    State(s): State<Served>,
    Path((_, name)): Path<(String, String)>,
    a: Asker,
    Params(q): Params<ReportRequest>,
) -> Reply<Json<ReportView>> {
    Ok(Json(s.run(move |_| a.workspace.report(&a.principal, &name, &q)).await?))
}

async fn answer(State(s): State<Served>, a: Asker, Body(q): Body<Questionnaire>) -> Reply<Json<ReportView>> {
    Ok(Json(s.run(move |_| a.workspace.answer_questionnaire(&a.principal, &q)).await?))
}
