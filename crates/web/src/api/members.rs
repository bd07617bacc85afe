//! Members and their accounts: invitations, and the end of every session.

use assay_app::sign_in::{Invited, SignedOut};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;

use super::operation::Operation;
use crate::asker::Asker;
use crate::problem::Reply;
use crate::state::Served;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "POST",
            "/w/{workspace}/members/{key}/invitation",
            "inviteMember",
            "Invite a member to make an account; the secret is in this answer only",
            post(invite),
        )
        .json::<Invited>()
        .created(),
        Operation::new(
            "POST",
            "/w/{workspace}/members/{key}/sign-out",
            "signMemberOut",
            "End every session of a member's account",
            post(sign_out),
        )
        .json::<SignedOut>(),
    ]
}

async fn invite(State(s): State<Served>, a: Asker, Path((_, key)): Path<(String, String)>) -> Reply<Response> {
    let made = s.run(move |i| i.invite(&a.workspace, &a.principal, &key)).await?;
    Ok((StatusCode::CREATED, Json(made)).into_response())
}

async fn sign_out(State(s): State<Served>, a: Asker, Path((_, key)): Path<(String, String)>) -> Reply<Json<SignedOut>> {
    Ok(Json(s.run(move |i| i.sign_out_member(&a.workspace, &a.principal, &key)).await?))
}
