//! Evidence that a person states.

use assay_domain::{Day, EvidenceKind, Period, Population};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DeliveredFile, StateChange};

/// What a person did and saw: of what, over which days, and what shows it. Who states it is whoever sends it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActRequest {
    /// What people read.
    #[schemars(length(min = 1))]
    pub title: String,
    /// What sort. What only a tool can measure is refused.
    pub evidence_kind: EvidenceKind,
    /// What it is about: `workspace`, a record such as `SYS-1` or `SUP-2`, or a system version such as `SYS-1@1.1.0`.
    pub subject: String,
    /// The days it speaks of, both ends named and neither ahead.
    pub period: Period,
    /// What it was taken from.
    pub population: Population,
    /// What was done and seen; needed where no file shows it.
    #[serde(default)]
    pub statement: Option<String>,
    /// Where it came from: a system, a place, an address.
    #[serde(default)]
    pub source: Option<String>,
    /// The query or filter that gave it.
    #[serde(default)]
    pub query: Option<String>,
    /// Records of ours that it shows, for example `TRN-4`.
    #[serde(default)]
    pub shows: Vec<String>,
    /// Requirements it is offered for, for example `A.9.3`.
    #[serde(default)]
    pub requirements: Vec<String>,
    /// Last day it may be relied on.
    #[serde(default)]
    pub valid_until: Option<Day>,
    /// Files that show it, already stored.
    #[serde(default)]
    pub files: Vec<DeliveredFile>,
    /// The evidence of a person that this one replaces.
    #[serde(default)]
    pub supersedes: Option<String>,
}

/// Evidence as it was recorded from a statement.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ActReport {
    /// Key of the evidence. It counts once somebody else has reviewed it.
    pub evidence: String,
    /// What it was bound to.
    pub subject: String,
    /// Control states that it changed.
    pub changed: Vec<StateChange>,
}
