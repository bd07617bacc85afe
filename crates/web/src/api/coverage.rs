//! What covers each requirement, why, and in which months; readiness for stage 1.

use assay_app::dto::{ContinuityView, CoverageView, ReadinessView, WhyView};
use assay_app::{ContinuityRequest, CoverageRequest, WhyRequest};
use axum::Json;
use axum::extract::State;
use axum::routing::get;
use schemars::JsonSchema;
use serde::Deserialize;

use super::extract::Params;
use super::operation::Operation;
use crate::asker::Asker;
use crate::problem::Reply;
use crate::state::Served;

/// When.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
struct ReadinessQuery {
    /// A position of the log, or a time.
    as_of: Option<String>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "GET",
            "/w/{workspace}/coverage",
            "coverage",
            "Requirements by AI systems, a page of systems at a time",
            get(coverage),
        )
        .query::<CoverageRequest>()
        .json::<CoverageView>(),
        Operation::new("GET", "/w/{workspace}/why", "why", "Why a requirement has its state", get(why))
            .query::<WhyRequest>()
            .json::<WhyView>(),
        Operation::new(
            "GET",
            "/w/{workspace}/continuity",
            "continuity",
            "A requirement in operation, month by month",
            get(continuity),
        )
        .query::<ContinuityRequest>()
        .json::<ContinuityView>(),
        Operation::new("GET", "/w/{workspace}/readiness", "readiness", "What is missing for stage 1", get(readiness))
            .query::<ReadinessQuery>()
            .json::<ReadinessView>(),
    ]
}

async fn coverage(
    State(s): State<Served>,
    a: Asker,
    Params(request): Params<CoverageRequest>,
) -> Reply<Json<CoverageView>> {
    Ok(Json(s.run(move |_| a.workspace.coverage(&a.principal, &request)).await?))
}

async fn why(State(s): State<Served>, a: Asker, Params(request): Params<WhyRequest>) -> Reply<Json<WhyView>> {
    Ok(Json(s.run(move |_| a.workspace.why(&a.principal, &request)).await?))
}

async fn continuity(
    State(s): State<Served>,
    a: Asker,
    Params(request): Params<ContinuityRequest>,
) -> Reply<Json<ContinuityView>> {
    Ok(Json(s.run(move |_| a.workspace.continuity(&a.principal, &request)).await?))
}

async fn readiness(State(s): State<Served>, a: Asker, Params(q): Params<ReadinessQuery>) -> Reply<Json<ReadinessView>> {
    Ok(Json(s.run(move |_| a.workspace.readiness(&a.principal, q.as_of.as_deref())).await?))
}
