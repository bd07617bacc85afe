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

impl Certainty {
    /// The word that data files have for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Where something was read. Rows name it by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its name within the file.
    pub id: String,
    /// What it is, and how it was read.
    pub title: String,
    /// How sure what rests on it alone is, where its file says so: that of a pair of a crosswalk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
}
