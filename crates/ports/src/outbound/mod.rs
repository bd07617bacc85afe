//! What goes out of the house: requests to servers of others, through one door.
//!
//! Whoever names an address may mean our own network with it. Therefore [`Outbound`] is the only way out, and its real
//! form, `Egress`, goes to public addresses only, unless the operator named another.

mod address;
mod allowed;
#[cfg(feature = "egress")]
mod egress;

use std::fmt;

pub use address::is_public;
pub use allowed::{Allowed, NotAllowed};
#[cfg(feature = "egress")]
pub use egress::{Egress, Names, SystemNames};

/// A request to a server of somebody else.
#[derive(Clone)]
pub struct Outgoing {
    /// Where to: an absolute address.
    pub url: String,
    /// Names and values of headers.
    pub headers: Vec<(&'static str, String)>,
    /// What is sent with POST; without it the request is a GET.
    pub body: Option<Vec<u8>>,
    /// Bytes of the answer's body that are read at most.
    pub most: usize,
}

impl Outgoing {
    /// Asks for what lies at an address.
    #[must_use]
    pub fn get(url: &str, most: usize) -> Self {
        Self { url: url.to_owned(), headers: vec![("accept", "application/json".to_owned())], body: None, most }
    }
}

/// Bodies and headers may hold secrets: neither is ever written out.
impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing").field("url", &self.url).finish_non_exhaustive()
    }
}

/// What came back.
#[derive(Clone)]
pub struct Incoming {
    /// Status of HTTP.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// Nothing came back, or nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutboundError {
    /// No address at all.
    #[error(
        "`{0}` is no address that a request can go to: write https://, a host and a path, without a name or password"
    )]
    Url(String),
    /// Not by TLS.
    #[error("`{0}` is not https; only an address that the server was started with (--egress-allow) may be without")]
    NotHttps(String),
    /// Not for us to reach.
    #[error(
        "{host} leads to {address}, which is no public address; nothing was sent there. If it is a server of your own, \
         start Assay with `assay serve --egress-allow {host}:{port}`"
    )]
    NotPublic {
        /// The host as it was written.
        host: String,
        /// What it leads to.
        address: String,
        /// The port.
        port: u16,
    },
    /// The name leads nowhere.
    #[error("{0} cannot be found: see that the name is right")]
    Unresolved(String),
    /// No connection, or it broke.
    #[error("{host} cannot be reached: {reason}")]
    Unreachable {
        /// The host.
        host: String,
        /// Why.
        reason: String,
    },
    /// It took too long.
    #[error("{0} did not answer in time")]
    TimedOut(String),
    /// It points elsewhere.
    #[error("{0} answers that the thing is elsewhere; that is not followed. Name the address where it is")]
    Redirected(String),
    /// More than is read.
    #[error("the answer of {host} is larger than {most} bytes; it is not read")]
    TooLarge {
        /// The host.
        host: String,
        /// The bound.
        most: usize,
    },
}

/// The door that requests leave by. It blocks: it is called where waiting is allowed.
pub trait Outbound: Send + Sync {
    /// Sends a request and reads the answer, whole.
    ///
    /// # Errors
    /// When the address is not for us to reach, or no answer came.
    fn send(&self, request: &Outgoing) -> Result<Incoming, OutboundError>;

    /// Whether an address may be named at all, as far as that shows without looking its host up. For addresses that a
    /// browser is sent to.
    ///
    /// # Errors
    /// As [`Outbound::send`].
    fn may_name(&self, url: &str) -> Result<(), OutboundError>;
}

/// Nothing goes out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Outbound for Silent {
    fn send(&self, request: &Outgoing) -> Result<Incoming, OutboundError> {
        Err(OutboundError::Unreachable { host: request.url.clone(), reason: "nothing goes out of here".to_owned() })
    }

    fn may_name(&self, _: &str) -> Result<(), OutboundError> {
        Ok(())
    }
}

/// Answers from a function, for tests and simulation.
pub struct Rehearsed<F>(pub F);

impl<F: Fn(&Outgoing) -> Result<Incoming, OutboundError> + Send + Sync> Outbound for Rehearsed<F> {
    fn send(&self, request: &Outgoing) -> Result<Incoming, OutboundError> {
        (self.0)(request)
    }

    fn may_name(&self, _: &str) -> Result<(), OutboundError> {
        Ok(())
    }
}
