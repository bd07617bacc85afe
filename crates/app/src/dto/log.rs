//! The log, its checks, and what leaves the house.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a verification found. The same shape for a bundle and for the live log.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct VerifyReport {
    /// Whether a key that the asker trusts signed it.
    pub trusted: bool,
    /// One line each.
    pub findings: Vec<FindingView>,
}

/// One finding.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FindingView {
    /// What was looked at.
    pub item: String,
    /// `UNALTERED`, `WITHHELD`, `ERASED`, `UNANCHORED`, `FAILED`.
    pub status: String,
    /// Why.
    pub reason: String,
}

/// What `doctor` looked at.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DoctorReport {
    /// Whether everything fits.
    pub ok: bool,
    /// One line each.
    pub findings: Vec<DoctorFinding>,
}

/// One line of `doctor`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DoctorFinding {
    /// What was looked at.
    pub item: String,
    /// Whether it is in order.
    pub ok: bool,
    /// What was found, and what to do.
    pub text: String,
}
