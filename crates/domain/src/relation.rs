//! How one requirement lies to another.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How one requirement lies to another (set theory, as NIST IR 8477 uses it).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The same demand, perhaps about another subject.
    Equal,
    /// Contained in the other.
    Subset,
    /// Contains the other.
    Superset,
    /// Each has parts the other lacks.
    Intersects,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 4] = [Self::Equal, Self::Subset, Self::Superset, Self::Intersects];

    /// The relation read from the other side.
    #[must_use]
    pub const fn inverted(self) -> Self {
        match self {
            Self::Subset => Self::Superset,
            Self::Superset => Self::Subset,
            Self::Equal | Self::Intersects => self,
        }
    }

    /// The name in data files and records, for example `intersects`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Subset => "subset",
            Self::Superset => "superset",
            Self::Intersects => "intersects",
        }
    }
}
