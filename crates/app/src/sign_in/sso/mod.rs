//! Single sign-on with OpenID Connect: people prove who they are at a provider of their organisation, by the authorization
//! code flow with PKCE (OpenID Connect Core 1.0, 3.1; RFC 7636; RFC 9700).
//!
//! Who somebody is there (issuer and subject) is bound to an account when they take an invitation up that way, or when
//! they say so themselves, signed in, with a fresh proof. An e-mail address binds nobody: whoever names one is not
//! therefore its owner.

mod arrive;
mod begin;
mod code;
mod discovery;
mod journey;
mod keys;
mod provider;
mod token;

use std::sync::{Arc, Mutex};

use assay_domain::Timestamp;
use assay_ports::outbound::OutboundError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use arrive::{Arrival, Arrived};
pub use begin::{Departure, Errand};
pub use provider::{SsoSettings, SsoView};

use crate::{AppError, ErrorClass};
use discovery::Known;
use journey::Journeys;

/// Path that the provider sends people back to.
pub const CALLBACK: &str = "/sign-in/sso/callback";
/// How far the clocks of the provider and of this machine may lie apart, in seconds.
const LEEWAY_SECONDS: i64 = 60;

/// What single sign-on keeps in memory.
#[derive(Default)]
pub(crate) struct Sso {
    /// Who went to the provider and is not back yet.
    journeys: Journeys,
    /// What the provider says of itself, and its keys.
    known: Mutex<Option<Arc<Known>>>,
}

/// Who somebody is at the provider, to themselves.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct IdentityView {
    /// What the provider is called.
    pub provider: String,
    /// Since when they sign in there; nothing when they do not.
    #[schemars(with = "Option<String>")]
    pub since: Option<Timestamp>,
    /// Whether they have a password besides.
    pub password: bool,
}

/// What came back from the provider is not what it has to be.
fn refused(code: &str, text: impl Into<String>) -> AppError {
    AppError::input(code, text)
}

/// There is no provider.
fn none() -> AppError {
    let text = "there is no single sign-on here; the person at the server's machine sets it up with `assay sso set`";
    AppError::new(ErrorClass::NotFound, "sso.none", text)
}

impl From<OutboundError> for AppError {
    fn from(error: OutboundError) -> Self {
        let text = error.to_string();
        match error {
            OutboundError::NotPublic { .. } => Self::input("address_not_public", text),
            OutboundError::Url(_) => Self::input("outbound.address", text),
            OutboundError::NotHttps(_) => Self::input("outbound.not-https", text),
            OutboundError::Unresolved(_) => Self::input("outbound.unresolved", text),
            OutboundError::Redirected(_) => Self::input("outbound.redirected", text),
            OutboundError::TooLarge { .. } => Self::input("outbound.too-large", text),
            OutboundError::Unreachable { .. } => Self::new(ErrorClass::Unavailable, "outbound.unreachable", text),
            OutboundError::TimedOut(_) => Self::new(ErrorClass::Unavailable, "outbound.timed-out", text),
        }
    }
}
