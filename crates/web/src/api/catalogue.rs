//! Frameworks and crosswalks over HTTP.

use assay_app::dto::{CrosswalkView, FrameworkList, FrameworkView, ProfileView};
use assay_app::{CrosswalkRequest, EditionRequest, ProfileRequest};
use axum::Json;
use axum::extract::{Path, State};
use axum::routing::get;

use super::extract::Params;
use super::operation::Operation;
use crate::asker::Asker;
use crate::problem::Reply;
use crate::state::Served;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "GET",
            "/w/{workspace}/frameworks",
            "listFrameworks",
            "Frameworks that are shipped, and which are in force",
            get(list),
        )
        .json::<FrameworkList>(),
        Operation::new(
            "GET",
            "/w/{workspace}/frameworks/{slug}",
            "showFramework",
            "One edition of a framework with its rows",
            get(show),
        )
        .query::<EditionRequest>()
        .json::<FrameworkView>(),
        Operation::new(
            "GET",
            "/w/{workspace}/frameworks/{slug}/profile",
            "showProfile",
            "Where an AI system is with a framework's outcomes, and where it is meant to be",
            get(profile),
        )
        .query::<ProfileRequest>()
        .json::<ProfileView>(),
        Operation::new(
            "GET",
            "/w/{workspace}/crosswalk",
            "crosswalk",
            "What crosswalks offer for a requirement",
            get(crosswalk),
        )
        .query::<CrosswalkRequest>()
        .json::<CrosswalkView>(),
    ]
}

async fn list(State(s): State<Served>, a: Asker) -> Reply<Json<FrameworkList>> {
    Ok(Json(s.run(move |_| a.workspace.frameworks(&a.principal)).await?))
}

async fn show(
    State(s): State<Served>,
    a: Asker,
    Path((_, slug)): Path<(String, String)>,
    Params(request): Params<EditionRequest>,
) -> Reply<Json<FrameworkView>> {
    Ok(Json(s.run(move |_| a.workspace.framework_rows(&a.principal, &slug, &request)).await?))
}

async fn profile(
    State(s): State<Served>,
    a: Asker,
    Path((_, slug)): Path<(String, String)>,
    Params(request): Params<ProfileRequest>,
) -> Reply<Json<ProfileView>> {
    Ok(Json(s.run(move |_| a.workspace.profile(&a.principal, &slug, &request)).await?))
}

async fn crosswalk(
    State(s): State<Served>,
    a: Asker,
    Params(request): Params<CrosswalkRequest>,
) -> Reply<Json<CrosswalkView>> {
    Ok(Json(s.run(move |_| a.workspace.crosswalk(&a.principal, &request)).await?))
}
