//! Saved views of tables.

use assay_app::dto::{SavedViewList, SavedViewView};
use assay_app::views::{RenameView, SaveView};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{delete, get, post};

use super::extract::Body;
use super::operation::Operation;
use crate::asker::Asker;
use crate::problem::Reply;
use crate::state::Served;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "GET",
            "/w/{workspace}/views",
            "listViews",
            "Saved views: one's own, and those that the workspace shares",
            get(list),
        )
        .json::<SavedViewList>(),
        Operation::new(
            "POST",
            "/w/{workspace}/views",
            "saveView",
            "Keep the address of a table under a name",
            post(save),
        )
        .body::<SaveView>()
        .json::<SavedViewView>()
        .created(),
        Operation::new(
            "POST",
            "/w/{workspace}/views/{view}/name",
            "renameView",
            "Give a saved view another name",
            post(rename),
        )
        .body::<RenameView>()
        .json::<SavedViewView>(),
        Operation::new("DELETE", "/w/{workspace}/views/{view}", "removeView", "Remove a saved view", delete(remove))
            .json::<SavedViewView>(),
    ]
}

/// A view by its number; whatever is none names no view.
fn number(text: &str) -> u64 {
    text.parse().unwrap_or(0)
}

async fn list(State(s): State<Served>, a: Asker) -> Reply<Json<SavedViewList>> {
    Ok(Json(s.run(move |_| a.workspace.saved_views(&a.principal)).await?))
}

async fn save(State(s): State<Served>, a: Asker, Body(new): Body<SaveView>) -> Reply<Response> {
    let saved = s.run(move |_| a.workspace.save_view(&a.principal, &new)).await?;
    Ok((StatusCode::CREATED, Json(saved)).into_response())
}

async fn rename(
    State(s): State<Served>,
    a: Asker,
    Path((_, view)): Path<(String, String)>,
    Body(change): Body<RenameView>,
) -> Reply<Json<SavedViewView>> {
    Ok(Json(s.run(move |_| a.workspace.rename_view(&a.principal, number(&view), &change)).await?))
}

async fn remove(
    State(s): State<Served>,
    a: Asker,
    Path((_, view)): Path<(String, String)>,
) -> Reply<Json<SavedViewView>> {
    Ok(Json(s.run(move |_| a.workspace.remove_view(&a.principal, number(&view))).await?))
}
