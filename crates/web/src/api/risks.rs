//! Where risks stand: at a glance, in order of gravity, and one with its story.

use assay_app::dto::{RiskRegister, RiskStory, RiskSummary};
use assay_app::{RiskListRequest, RiskSummaryRequest};
use axum::Json;
use axum::extract::{Path, State};
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
struct StoryQuery {
    /// A position of the log, or a time.
    as_of: Option<String>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new("GET", "/w/{workspace}/risks", "listRisks", "Risks, the gravest first", get(list))
            .query::<RiskListRequest>()
            .json::<RiskRegister>(),
        Operation::new(
            "GET",
            "/w/{workspace}/risk-summary",
            "riskSummary",
            "Risks by likelihood and impact, and what asks for attention",
            get(summary),
        )
        .query::<RiskSummaryRequest>()
        .json::<RiskSummary>(),
        Operation::new(
            "GET",
            "/w/{workspace}/risks/{key}/story",
            "riskStory",
            "One risk: why it stands where it stands, what is done, who keeps it",
            get(story),
        )
        .query::<StoryQuery>()
        .json::<RiskStory>(),
    ]
}

async fn list(
    State(s): State<Served>,
    a: Asker,
    Params(request): Params<RiskListRequest>,
) -> Reply<Json<RiskRegister>> {
    Ok(Json(s.run(move |_| a.workspace.risk_register(&a.principal, &request)).await?))
}

async fn summary(
    State(s): State<Served>,
    a: Asker,
    Params(request): Params<RiskSummaryRequest>,
) -> Reply<Json<RiskSummary>> {
    Ok(Json(s.run(move |_| a.workspace.risk_summary(&a.principal, &request)).await?))
}

async fn story(
    State(s): State<Served>,
    a: Asker,
    Path((_, key)): Path<(String, String)>,
    Params(q): Params<StoryQuery>,
) -> Reply<Json<RiskStory>> {
    Ok(Json(s.run(move |_| a.workspace.risk_story(&a.principal, &key, q.as_of.as_deref())).await?))
}
