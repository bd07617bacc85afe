//! Workspaces, tokens, doctor.

use assay_app::dto::{DoctorReport, RecordView, TokenCreated, WorkspaceList, WorkspaceView};
use assay_app::{NewWorkspace, TokenRequest};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{delete, get, post};
use axum::{Extension, Json};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::extract::Body;
use super::operation::Operation;
use crate::asker::{Asker, Owner};
use crate::problem::Reply;
use crate::state::{Entrance, Served};

/// Where to.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct BackupBody {
    /// A folder on the server's machine that does not exist yet.
    to: String,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new("GET", "/workspaces", "listWorkspaces", "Workspaces of this installation", get(workspaces))
            .json::<WorkspaceList>(),
        Operation::new("POST", "/workspaces", "createWorkspace", "Create a workspace", post(create_workspace))
            .body::<NewWorkspace>()
            .json::<WorkspaceView>()
            .created(),
        Operation::new(
            "POST",
            "/w/{workspace}/tokens",
            "createToken",
            "Make a token; its secret is in this answer only",
            post(create_token),
        )
        .body::<TokenRequest>()
        .json::<TokenCreated>()
        .created(),
        Operation::new("DELETE", "/w/{workspace}/tokens/{key}", "revokeToken", "End a token", delete(revoke_token))
            .json::<RecordView>(),
        Operation::new(
            "POST",
            "/w/{workspace}/verdicts/rebuild",
            "rebuildVerdicts",
            "Work every verdict out anew from the log",
            post(rebuild),
        )
        .json::<DoctorReport>(),
        Operation::new(
            "GET",
            "/w/{workspace}/doctor",
            "doctor",
            "Read log, rows, artifacts and verdicts, and compare",
            get(doctor),
        )
        .json::<DoctorReport>(),
        Operation::new(
            "POST",
            "/backup",
            "backup",
            "Copy the installation into a folder on the server's machine",
            post(backup),
        )
        .body::<BackupBody>()
        .json::<assay_app::installation::BackupReport>()
        .created(),
    ]
}

async fn workspaces(
    State(s): State<Served>,
    Extension(entrance): Extension<Entrance>,
    asker: Result<Asker, crate::problem::Problem>,
) -> Reply<Json<WorkspaceList>> {
    if matches!(entrance, Entrance::Owner(_)) {
        return Ok(Json(s.run(|i| i.list_workspaces()).await?));
    }
    // A token sees its own workspace and no other.
    let a = asker?;
    Ok(Json(WorkspaceList { workspaces: vec![s.run(move |_| a.workspace.view()).await?] }))
}

async fn create_workspace(State(s): State<Served>, _: Owner, Body(new): Body<NewWorkspace>) -> Reply<Response> {
    let view = s.run(move |i| i.create_workspace(&new)?.view()).await?;
    Ok((StatusCode::CREATED, Json(view)).into_response())
}

async fn create_token(State(s): State<Served>, a: Asker, Body(request): Body<TokenRequest>) -> Reply<Response> {
    let made = s.run(move |i| i.create_token(&a.workspace, &a.principal, &request)).await?;
    Ok((StatusCode::CREATED, Json(made)).into_response())
}

async fn revoke_token(
    State(s): State<Served>,
    a: Asker,
    Path((_, key)): Path<(String, String)>,
) -> Reply<Json<RecordView>> {
    Ok(Json(s.run(move |i| i.revoke_token(&a.workspace, &a.principal, &key)).await?))
}

async fn doctor(State(s): State<Served>, a: Asker) -> Reply<Json<DoctorReport>> {
    Ok(Json(s.run(move |_| a.workspace.doctor(&a.principal)).await?))
}

async fn rebuild(State(s): State<Served>, a: Asker) -> Reply<Json<DoctorReport>> {
    let work = move |_: &assay_app::Installation| {
        a.workspace.rebuild_verdicts(&a.principal)?;
        a.workspace.doctor(&a.principal)
    };
    Ok(Json(s.run(work).await?))
}

async fn backup(State(s): State<Served>, _: Owner, Body(body): Body<BackupBody>) -> Reply<Response> {
    let report = s.run(move |i| i.backup(std::path::Path::new(&body.to))).await?;
    Ok((StatusCode::CREATED, Json(report)).into_response())
}
