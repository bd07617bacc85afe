//! One log entry: the envelope of a record's revision, without a word of its content.
//!
//! The envelope says which record changed, in what order, who acted (a pseudonym) and when; the content itself is bound
//! by a salted commitment and lives elsewhere, so erasing it leaves the log whole. Its bytes are canonical JSON and are
//! the leaf of the tree. Field by field: `docs/VERIFYING.md`.

mod check;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::canonical::{self, CanonicalError};
use crate::hex::serde32;
use crate::tree::Hash;

/// The one version of this form.
pub const VERSION: u8 = 1;
/// Our own limit; the format's is 65,535 bytes (C2SP `tlog-tiles`).
pub const MAX_ENTRY_BYTES: usize = 8 * 1024;
/// The operation that lists entries whose bodies are gone.
pub const OP_ERASE: &str = "erase";
/// The operation that opens a new epoch after a restored backup.
pub const OP_EPOCH: &str = "epoch";

/// A leaf of the log. Fields stand in canonical order, so that serialising is already the canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// Random id of the member who acted; the name behind it is a record that can be erased.
    pub actor: String,
    /// When the server recorded it, `2026-11-23T10:00:00.000000Z`.
    pub at: String,
    /// Commitment to the body in canonical form.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "check::present")]
    pub body: Option<BodyCommitment>,
    /// The business date claimed, a day or a moment: when the meeting took place.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "check::present")]
    pub eff: Option<String>,
    /// On [`OP_ERASE`]: the entries whose bodies are gone, ascending.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "check::filled")]
    pub erased: Vec<u64>,
    /// Commitments to the digests of the artifacts the body names, under the body's salt.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "check::filled")]
    pub evid: Vec<EvidenceCommitment>,
    /// What was done: `create`, `update`, `transition`, `erase`, `epoch`…
    pub op: String,
    /// The previous revision of the same record.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "check::present")]
    pub prev: Option<Previous>,
    /// Legal basis of an erasure, or another coded reason.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "check::present")]
    pub reason_code: Option<String>,
    /// Record id.
    pub rec: String,
    /// Revision of the record, counted from 1 for each `(type, rec)`.
    pub rev: u64,
    /// Index of this entry in the log.
    pub seq: u64,
    /// State of the record after the act; empty for records without states.
    pub state: String,
    /// The software that wrote it.
    pub sw: Software,
    /// Record kind.
    #[serde(rename = "type")]
    pub kind: String,
    /// [`VERSION`].
    pub v: u8,
    /// Way in: `local-cli`, `api`…
    pub via: String,
    /// Workspace id, the one in the log's origin.
    pub ws: String,
}

/// Commitment to a body; see [`crate::commitment::commit`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyCommitment {
    pub alg: Algorithm,
    #[serde(with = "serde32")]
    pub c: Hash,
}

/// How a body is committed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Algorithm {
    #[serde(rename = "hmac-sha256")]
    HmacSha256,
}

/// Commitment to an artifact's digest; see [`crate::commitment::commit_digest`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceCommitment {
    #[serde(with = "serde32")]
    pub c: Hash,
}

/// Where the previous revision of the record lies, and its leaf hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Previous {
    #[serde(with = "serde32")]
    pub leaf: Hash,
    pub seq: u64,
}

/// Version of the program and digest or version of the check set in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Software {
    pub ruleset: String,
    pub version: String,
}

/// Why an envelope cannot be written, or bytes are not one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EntryError {
    #[error("entry is {0} bytes; at most {MAX_ENTRY_BYTES} are allowed, so split it")]
    TooLong(usize),
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    #[error("not a log entry: {0}")]
    Shape(String),
    #[error("entry form {0} is not known; a newer version of this program may read it")]
    Version(u8),
    #[error("entry field {field}: {what}")]
    Field { field: &'static str, what: &'static str },
}

impl BodyCommitment {
    /// The commitment `c` under the one algorithm there is.
    #[must_use]
    pub fn new(c: Hash) -> Self {
        Self { alg: Algorithm::HmacSha256, c }
    }
}

impl Envelope {
    /// The leaf's bytes.
    ///
    /// # Errors
    /// A field outside its rules, or more than [`MAX_ENTRY_BYTES`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, EntryError> {
        self.check()?;
        let bytes = serde_json::to_vec(self).map_err(|error| EntryError::Shape(error.to_string()))?;
        bounded(&bytes)?;
        canonical::check(&bytes)?;
        Ok(bytes)
    }

    /// Reads exactly what [`Envelope::to_bytes`] writes, and nothing else.
    ///
    /// # Errors
    /// Bytes that are not canonical, unknown or missing fields, nulls and empty lists where a field should be absent.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EntryError> {
        bounded(bytes)?;
        let text = canonical::text(bytes)?;
        let envelope: Self = serde_json::from_str(text).map_err(|error| EntryError::Shape(error.to_string()))?;
        envelope.check()?;
        Ok(envelope)
    }
}

fn bounded(bytes: &[u8]) -> Result<(), EntryError> {
    if bytes.len() > MAX_ENTRY_BYTES { Err(EntryError::TooLong(bytes.len())) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
