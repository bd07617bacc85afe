//! Signing in: who comes to the pages, by what they know or hold. What they may do then is their member's record, and
//! `access` decides it.
//!
//! Accounts belong to the installation, members to a workspace: an account stands for one member in each workspace that
//! invited it. Secrets (of sessions, devices, invitations) are 32 random bytes, kept as SHA-256 digests only.

mod accounts;
mod attempts;
mod ceremony;
mod challenge;
mod events;
mod invite;
mod newcomer;
mod passkey;
mod password;
mod recovery;
mod second_factor;
mod secret;
mod session;
mod setup;
mod site;
pub mod sso;
mod ticket;

use std::sync::{Arc, Mutex, OnceLock};

use assay_domain::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use accounts::{AccountView, SessionView, SignedOut};
pub use challenge::{Answered, Challenge};
pub use events::AccountEvent;
pub use invite::{Browser, Invited, NewAccount};
pub use newcomer::Begun;
pub use passkey::{PasskeyView, ProofMeans, Typed};
pub use second_factor::{Enrolment, SecondFactorReset, SecondFactorView};
pub use setup::NewAdministrator;

use ceremony::Ceremonies;
use password::Hashing;
use setup::SetupCode;
use site::Site;
use ticket::Tickets;

/// Hours after its last use that a session ends.
pub const IDLE_HOURS: i64 = 8;
/// Hours after its beginning that a session ends, however much it is used.
pub const MOST_HOURS: i64 = 24;

/// What signing in keeps in memory, for it has to be forgotten when the program ends.
pub(crate) struct Desk {
    pub(crate) hashing: Hashing,
    pub(crate) setup: Mutex<Option<SetupCode>>,
    /// Who gave the right password and not yet the code of their second factor.
    pub(crate) tickets: Tickets,
    /// Challenges that passkeys have not answered yet.
    pub(crate) ceremonies: Ceremonies,
    /// Where people open this installation, as far as it was told.
    pub(crate) site: OnceLock<Site>,
    /// Who went to the provider of single sign-on, and what is known of it.
    pub(crate) sso: sso::Sso,
    /// When sessions that ended were last taken away.
    pub(crate) swept: Mutex<Timestamp>,
    /// Another system changes users one request after the other: what it decides on does not move meanwhile.
    pub(crate) provisioning: Mutex<()>,
}

impl Desk {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            hashing: Hashing::new(),
            setup: Mutex::new(None),
            tickets: Tickets::default(),
            ceremonies: Ceremonies::default(),
            site: OnceLock::new(),
            sso: sso::Sso::default(),
            swept: Mutex::default(),
            provisioning: Mutex::default(),
        })
    }
}

/// Somebody who signs in with a password.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// What they sign in as.
    pub login: String,
    /// What they know.
    pub password: String,
    /// The secret that their browser was given when somebody signed in with it before.
    #[serde(default)]
    pub device: Option<String>,
    /// Where they come from, as far as that is known.
    #[serde(default)]
    pub address: Option<String>,
}

/// What a right password leads to.
#[derive(Debug, Clone)]
pub enum Entered {
    /// The account has no second factor.
    In(SignedIn),
    /// A code is asked for; it comes with this ticket.
    Halfway(String),
}

/// Somebody who gave the right password, with the code of their second factor.
#[derive(Debug, Clone)]
pub struct SecondStep {
    /// What the right password gave them.
    pub ticket: String,
    /// The code that their app shows, or a recovery code.
    pub code: String,
    /// The secret that their browser was given when somebody signed in with it before.
    pub device: Option<String>,
    /// Where they come from, as far as that is known.
    pub address: Option<String>,
}

/// Somebody who is signed in: what their browser is given, and when it ends.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SignedIn {
    /// Secret of the session.
    pub session: String,
    /// Secret of the device.
    pub device: String,
    /// When the session ends at the latest.
    #[schemars(with = "String")]
    pub ends: Timestamp,
}
