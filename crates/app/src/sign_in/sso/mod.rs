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

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use assay_domain::Timestamp;
use assay_ports::outbound::OutboundError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use arrive::{Arrival, Arrived};
pub use begin::{Departure, Errand};
pub use provider::{SsoSettings, SsoView};

use crate::{Answer, AppError, ErrorClass};
use discovery::Known;
use journey::Journeys;

/// Path that the provider sends people back to.
pub const CALLBACK: &str = "/sign-in/sso/callback";
/// How far the clocks of the provider and of this machine may lie apart, in seconds.
const LEEWAY_SECONDS: i64 = 60;
/// How many may wait for the provider at a time.
const MOST_WAITING: usize = 32;

/// What single sign-on keeps in memory.
#[derive(Default)]
pub(crate) struct Sso {
    /// Who went to the provider and is not back yet.
    journeys: Journeys,
    /// What the provider says of itself, and its keys.
    known: Mutex<Option<Arc<Known>>>,
    /// How many wait for the provider.
    waiting: AtomicUsize,
}

impl Sso {
    /// Asks the provider something. When it is slow only so many wait for it, and everybody else is served as ever.
    fn ask<T>(&self, work: impl FnOnce() -> Answer<T>) -> Answer<T> {
        let waiting = self.waiting.fetch_add(1, Ordering::SeqCst);
        let done = if waiting < MOST_WAITING {
            work()
        } else {
            let text = "too many people wait for the provider at this moment; try again in a few seconds";
            Err(AppError::new(ErrorClass::Unavailable, "sso.busy", text))
        };
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        done
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_many_wait_for_a_slow_provider() {
        fn nested(sso: &Sso, deep: usize) -> Answer<usize> {
            sso.ask(|| if deep == 0 { Ok(0) } else { nested(sso, deep - 1).map(|n| n + 1) })
        }
        let sso = Sso::default();
        assert_eq!(nested(&sso, MOST_WAITING - 1).unwrap(), MOST_WAITING - 1);
        assert_eq!(nested(&sso, MOST_WAITING).unwrap_err().code, "sso.busy");
        assert_eq!(nested(&sso, 0).unwrap(), 0, "whoever waited is counted no more");
    }
}
