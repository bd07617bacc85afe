//! Jobs, and the notices they give.

use assay_app::dto::{JobList, JobView, NoticeList, NoticeView};
use axum::Json;
use axum::extract::{Path, State};
use axum::routing::{get, post};

use super::operation::Operation;
use crate::asker::Asker;
use crate::problem::Reply;
use crate::state::Served;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new("GET", "/w/{workspace}/notices", "listNotices", "What runs out, or has run out", get(notices))
            .json::<NoticeList>(),
        Operation::new(
            "POST",
            "/w/{workspace}/notices/{id}/acknowledgement",
            "acknowledgeNotice",
            "Note that the asker took notice",
            post(acknowledge),
        )
        .json::<NoticeView>(),
        Operation::new("GET", "/w/{workspace}/jobs", "listJobs", "Scheduled jobs and how they stand", get(jobs))
            .json::<JobList>(),
        Operation::new("POST", "/w/{workspace}/jobs/{name}/run", "runJob", "Run a job now", post(run))
            .json::<JobView>(),
    ]
}

async fn notices(State(s): State<Served>, a: Asker) -> Reply<Json<NoticeList>> {
    Ok(Json(s.run(move |i| i.list_notices(&a.workspace, &a.principal)).await?))
}

async fn acknowledge(
    State(s): State<Served>,
    a: Asker,
    Path((_, id)): Path<(String, String)>,
) -> Reply<Json<NoticeView>> {
    let work = move |i: &assay_app::Installation| {
        let number = id.parse().map_err(|_| assay_app::AppError::not_found(format!("notice `{id}`")))?;
        i.acknowledge_notice(&a.workspace, &a.principal, number)
    };
    Ok(Json(s.run(work).await?))
}

async fn jobs(State(s): State<Served>, a: Asker) -> Reply<Json<JobList>> {
    Ok(Json(s.run(move |i| i.list_jobs(&a.workspace, &a.principal)).await?))
}

async fn run(State(s): State<Served>, a: Asker, Path((_, name)): Path<(String, String)>) -> Reply<Json<JobView>> {
    Ok(Json(s.run(move |i| i.run_job(&a.workspace, &a.principal, &name)).await?))
}
