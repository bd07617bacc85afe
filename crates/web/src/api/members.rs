//! Members and their accounts: invitations, the end of every session, a second factor that is lost.

use assay_app::sign_in::{Invited, SecondFactorReset, SignedOut};
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
        Operation::new(
            "POST",
            "/w/{workspace}/members/{key}/second-factor/reset",
            "resetSecondFactor",
            "Take away the second factor of a member's account, and end every session of it",
            post(reset_second_factor),
        )
        .json::<SecondFactorReset>(),
    ]
}

async fn invite(State(s): State<Served>, a: Asker, Path((_, key)): Path<(String, String)>) -> Reply<Response> {
    let made = s.run(move |i| i.invite(&a.workspace, &a.principal, &key)).await?;
    Ok((StatusCode::CREATED, Json(made)).into_response())
}

async fn sign_out(State(s): State<Served>, a: Asker, Path((_, key)): Path<(String, String)>) -> Reply<Json<SignedOut>> {
    Ok(Json(s.run(move |i| i.sign_out_member(&a.workspace, &a.principal, &key)).await?))
}

async fn reset_second_factor(
    State(s): State<Served>,
    a: Asker,
    Path((_, key)): Path<(String, String)>,
) -> Reply<Json<SecondFactorReset>> {
    Ok(Json(s.run(move |i| i.reset_second_factor(&a.workspace, &a.principal, &key)).await?))
}
