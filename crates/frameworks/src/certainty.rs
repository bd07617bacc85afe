//! How sure a fact is, and where it was read.

use serde::{Deserialize, Serialize};

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// One source, or believed: check before relying on it.
    Low,
    /// Sources that leave something open, or our analysis.
    Medium,
    /// The text itself, or independent sources that agree.
    High,
}

/// Where something was read. Rows name it by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its name within the file.
    pub id: String,
    /// What it is, and how it was read.
    pub title: String,
}
