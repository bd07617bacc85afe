//! Verdicts, posture, Statement of Applicability over HTTP.

use assay_app::dto::{PostureView, RecordView, SoaView, VerdictList};
use assay_app::{ActivateRequest, DraftSoaRequest};
use assay_domain::AIMS;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use schemars::JsonSchema;
use serde::Deserialize;

use super::extract::{Body, Params};
use super::operation::Operation;
use crate::asker::Asker;
use crate::problem::Reply;
use crate::state::Served;

/// Which verdicts.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
struct CheckQuery {
    /// For example `SYS-1@1.1.0`.
    subject: Option<String>,
    /// For example `A.6.2.4`.
    requirement: Option<String>,
}

/// Of which framework, and when.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
struct PostureQuery {
    /// Slug of the framework; `iso42001` unless stated.
    framework: Option<String>,
    /// A position of the log, or a time.
    as_of: Option<String>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new("GET", "/w/{workspace}/verdicts", "check", "Verdicts of the checks in force", get(check))
            .query::<CheckQuery>()
            .json::<VerdictList>(),
        Operation::new(
            "GET",
            "/w/{workspace}/posture",
            "posture",
            "State of each requirement, now or then",
            get(posture),
        )
        .query::<PostureQuery>()
        .json::<PostureView>(),
        Operation::new(
            "GET",
            "/w/{workspace}/soa",
            "soa",
            "The Statement of Applicability of a framework, computed",
            get(soa),
        )
        .query::<PostureQuery>()
        .json::<SoaView>(),
        Operation::new(
            "POST",
            "/w/{workspace}/soa",
            "draftSoa",
            "Freeze the approved rows as a new version",
            post(draft),
        )
        .body::<DraftSoaRequest>()
        .json::<RecordView>()
        .created(),
        Operation::new(
            "POST",
            "/w/{workspace}/activations",
            "activate",
            "Put a framework edition or a check set in force",
            post(activate),
        )
        .body::<ActivateRequest>()
        .json::<RecordView>()
        .created(),
    ]
}

async fn check(State(s): State<Served>, a: Asker, Params(q): Params<CheckQuery>) -> Reply<Json<VerdictList>> {
    Ok(Json(s.run(move |_| a.workspace.check(&a.principal, q.subject.as_deref(), q.requirement.as_deref())).await?))
}

async fn posture(State(s): State<Served>, a: Asker, Params(q): Params<PostureQuery>) -> Reply<Json<PostureView>> {
    let framework = q.framework.unwrap_or_else(|| AIMS.to_owned());
    Ok(Json(s.run(move |_| a.workspace.posture(&a.principal, &framework, q.as_of.as_deref())).await?))
}

async fn soa(State(s): State<Served>, a: Asker, Params(q): Params<PostureQuery>) -> Reply<Json<SoaView>> {
    let framework = q.framework.unwrap_or_else(|| AIMS.to_owned());
    Ok(Json(s.run(move |_| a.workspace.soa(&a.principal, &framework, q.as_of.as_deref())).await?))
}

async fn draft(State(s): State<Served>, a: Asker, Body(d): Body<DraftSoaRequest>) -> Reply<Response> {
    let view = s.run(move |_| a.workspace.draft_soa(&a.principal, &d)).await?;
    Ok((StatusCode::CREATED, Json(view)).into_response())
}

async fn activate(State(s): State<Served>, a: Asker, Body(request): Body<ActivateRequest>) -> Reply<Response> {
    let view = s.run(move |_| a.workspace.activate(&a.principal, &request)).await?;
    Ok((StatusCode::CREATED, Json(view)).into_response())
}
