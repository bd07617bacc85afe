//! Signing in, setting up, invitations, and one's own account.

pub(in crate::site) mod door;
pub(in crate::site) mod first_run;
pub(in crate::site) mod page;
pub(in crate::site) mod passkey;
pub(in crate::site) mod second_factor;
pub(in crate::site) mod sso;

use axum::Router;
use axum::routing::{get, post};

use crate::parts::links;
use crate::state::Served;

pub(in crate::site) fn router() -> Router<Served> {
    Router::new()
        .route(links::SIGN_IN, get(door::sign_in).post(door::signing_in))
        .route(links::SIGN_IN_CODE, post(second_factor::sign_in))
        .route(links::SIGN_OUT, post(door::sign_out))
        .route(links::SET_UP, get(door::set_up).post(door::setting_up))
        .route("/invitation/{secret}", get(door::invitation).post(door::taking_up))
        .route(links::ACCOUNT, get(page::page))
        .route(links::ACCOUNT_PASSWORD, post(page::password))
        .route(links::ACCOUNT_SESSIONS, post(page::sessions))
        .route(links::SECOND_FACTOR, post(second_factor::begin))
        .route(links::SECOND_FACTOR_ON, post(second_factor::on))
        .route(links::SECOND_FACTOR_OFF, post(second_factor::off))
        .route(links::RECOVERY_CODES, post(second_factor::codes))
        .merge(passkey::router())
        .route(links::SSO, get(sso::begin))
        .route(links::SSO_CALLBACK, get(sso::callback))
        .route(links::SSO_PROVE, post(sso::prove))
        .route(links::SSO_LINK, post(sso::link))
        .route(links::SSO_UNLINK, post(sso::unlink))
        .route("/invitation/{secret}/sso", post(sso::take_up))
}
