//! What was measured over time, the library of evidence, and states by month, over HTTP.

use assay_app::dto::{
    EvidenceList, EvidenceRequest, EvidenceView, MetricList, MetricsRequest, ObservationList, ObservationsRequest,
    SeriesRequest, SeriesView, SourceList, SourcesRequest, StatesRequest, StatesView,
};
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
struct Moment {
    /// A position of the log, or a time.
    as_of: Option<String>,
}

pub(super) fn operations() -> Vec<Operation> {
    let get_of = |path, id, summary, handler| Operation::new("GET", path, id, summary, handler);
    vec![
        get_of("/w/{workspace}/series", "metricSeries", "A metric of a subject over time", get(series))
            .query::<SeriesRequest>()
            .json::<SeriesView>(),
        get_of("/w/{workspace}/metrics", "listMetrics", "The metrics of a subject", get(metrics))
            .query::<MetricsRequest>()
            .json::<MetricList>(),
        get_of("/w/{workspace}/evidence", "listEvidence", "Evidence, what runs out first", get(evidence))
            .query::<EvidenceRequest>()
            .json::<EvidenceList>(),
        get_of("/w/{workspace}/evidence/{key}", "showEvidence", "One piece of evidence", get(show))
            .query::<Moment>()
            .json::<EvidenceView>(),
        get_of(
            "/w/{workspace}/evidence/{key}/observations",
            "listObservations",
            "What one piece of evidence observed",
            get(observations),
        )
        .query::<ObservationsRequest>()
        .json::<ObservationList>(),
        get_of("/w/{workspace}/sources", "listSources", "Where evidence comes from, day by day", get(sources))
            .query::<SourcesRequest>()
            .json::<SourceList>(),
        get_of("/w/{workspace}/states", "statesByMonth", "States of a framework, month by month", get(states))
            .query::<StatesRequest>()
            .json::<StatesView>(),
    ]
}

async fn series(State(s): State<Served>, a: Asker, Params(q): Params<SeriesRequest>) -> Reply<Json<SeriesView>> {
    Ok(Json(s.run(move |_| a.workspace.series(&a.principal, &q)).await?))
}

async fn metrics(State(s): State<Served>, a: Asker, Params(q): Params<MetricsRequest>) -> Reply<Json<MetricList>> {
    Ok(Json(s.run(move |_| a.workspace.metrics(&a.principal, &q)).await?))
}

async fn evidence(State(s): State<Served>, a: Asker, Params(q): Params<EvidenceRequest>) -> Reply<Json<EvidenceList>> {
    Ok(Json(s.run(move |_| a.workspace.evidence_library(&a.principal, &q)).await?))
}

async fn show(
    State(s): State<Served>,
    a: Asker,
    Path((_, key)): Path<(String, String)>,
    Params(q): Params<Moment>,
) -> Reply<Json<EvidenceView>> {
    Ok(Json(s.run(move |_| a.workspace.show_evidence(&a.principal, &key, q.as_of.as_deref())).await?))
}

async fn observations(
    State(s): State<Served>,
    a: Asker,
    Path((_, key)): Path<(String, String)>,
    Params(q): Params<ObservationsRequest>,
) -> Reply<Json<ObservationList>> {
    Ok(Json(s.run(move |_| a.workspace.observations(&a.principal, &key, &q)).await?))
}

async fn sources(State(s): State<Served>, a: Asker, Params(q): Params<SourcesRequest>) -> Reply<Json<SourceList>> {
    Ok(Json(s.run(move |_| a.workspace.evidence_sources(&a.principal, &q)).await?))
}

async fn states(State(s): State<Served>, a: Asker, Params(q): Params<StatesRequest>) -> Reply<Json<StatesView>> {
    Ok(Json(s.run(move |_| a.workspace.states_by_month(&a.principal, &q)).await?))
}
