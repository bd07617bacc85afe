//! What a use case asks the store to do, whole or not at all.

use serde::{Deserialize, Serialize};

use crate::{Key, Link, Observation, RecordId, Timestamp};

/// How a request came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Via {
    /// The command line on the data folder itself.
    LocalCli,
    /// The command line through the server's socket.
    Socket,
    /// The REST API with a token.
    Api,
    /// A page.
    Web,
    /// The program itself.
    System,
}

impl Via {
    /// As written in the log.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LocalCli => "local-cli",
            Self::Socket => "socket",
            Self::Api => "api",
            Self::Web => "web",
            Self::System => "system",
        }
    }
}

/// Who acts, as the log names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The member's record id: random, so that the log holds no name.
    pub member: RecordId,
    /// The member's key.
    pub key: Key,
    /// How they came in.
    pub via: Via,
    /// Key of the token, when one was used.
    pub token: Option<Key>,
}

/// Makes a repeated request harmless: the same key with the same request gives the first answer again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// The caller's key.
    pub key: String,
    /// SHA-256 of the request; the same key with another request is refused.
    pub request: [u8; 32],
}

/// Something a guard relied on, checked again inside the transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// The record was at this revision.
    At(Key, u32),
    /// No record of the kind whose field points to the key was in one of these states.
    NoneLinked {
        /// The kind that would point.
        kind: String,
        /// Its field.
        field: String,
        /// The record pointed to.
        to: Key,
        /// The states looked for.
        states: Vec<String>,
    },
}

/// Where a record's key comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyPlan {
    /// The next number of the prefix, given by the writer.
    Next(String),
    /// The record exists.
    Existing(Key),
}

/// One revision to be written.
#[derive(Debug, Clone)]
pub struct Write {
    /// The record.
    pub record: RecordId,
    /// Name of its kind.
    pub kind: String,
    /// Its key.
    pub key: KeyPlan,
    /// The revision this one follows; 0 for a new record.
    pub expected: u32,
    /// `create`, `update`, a transition's name, or `erase`.
    pub op: String,
    /// State after the act.
    pub state: String,
    /// Title; empty after an erasure.
    pub title: String,
    /// Canonical body; absent after an erasure.
    pub body: Option<Vec<u8>>,
    /// Salt of the commitment.
    pub salt: [u8; 32],
    /// HMAC-SHA-256 of the body under the salt.
    pub commitment: Option<[u8; 32]>,
    /// Salted commitments of artifact digests named in the body.
    pub artifact_commitments: Vec<[u8; 32]>,
    /// References out of the body.
    pub links: Vec<Link>,
    /// Names the record holds alone.
    pub unique: Vec<String>,
    /// Text for search.
    pub text: String,
    /// Business date, when it is another than now.
    pub effective: Option<Timestamp>,
    /// Code of the reason, for example the legal basis of an erasure.
    pub reason_code: Option<String>,
    /// Observations of an evidence record.
    pub observations: Vec<Observation>,
    /// The subject of those observations.
    pub subject: Option<String>,
}

/// Writes that happen together.
#[derive(Debug, Clone)]
pub struct Change {
    /// Who acts.
    pub actor: Actor,
    /// What is written, in order.
    pub writes: Vec<Write>,
    /// What the decision relied on.
    pub reads: Vec<Seen>,
    /// Guards against a repeated delivery.
    pub idempotency: Option<Idempotency>,
}
