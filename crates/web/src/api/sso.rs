//! Single sign-on of the installation, for the person at the server's machine.

use assay_app::sign_in::sso::{SsoSettings, SsoView};
use axum::Json;
use axum::extract::State;
use axum::routing::{delete, get, put};

use super::extract::Body;
use super::operation::Operation;
use crate::asker::Owner;
use crate::problem::Reply;
use crate::state::Served;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new("GET", "/sso", "showSso", "Single sign-on as it is set", get(show)).json::<SsoView>(),
        Operation::new(
            "PUT",
            "/sso",
            "setSso",
            "Set the provider that people sign in at; it is asked what it can do",
            put(set),
        )
        .body::<SsoSettings>()
        .json::<SsoView>(),
        Operation::new("DELETE", "/sso", "removeSso", "End single sign-on", delete(remove)).json::<SsoView>(),
    ]
}

async fn show(State(s): State<Served>, _: Owner) -> Reply<Json<SsoView>> {
    Ok(Json(s.run(assay_app::Installation::sso).await?))
}

async fn set(State(s): State<Served>, _: Owner, Body(new): Body<SsoSettings>) -> Reply<Json<SsoView>> {
    Ok(Json(s.run(move |i| i.set_sso(&new)).await?))
}

async fn remove(State(s): State<Served>, _: Owner) -> Reply<Json<SsoView>> {
    Ok(Json(s.run(assay_app::Installation::remove_sso).await?))
}
