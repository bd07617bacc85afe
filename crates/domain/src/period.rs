//! A stretch of days: what evidence, measurements and audits speak of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Day, Timestamp};

/// From one day to another, both included. A body with a period that ends before it begins is refused.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("x-period" = true))]
pub struct Period {
    /// First day.
    pub from: Option<Day>,
    /// Last day; absent while it lasts.
    pub to: Option<Day>,
}

impl Period {
    /// From the first to the last day.
    #[must_use]
    pub fn new(from: &str, to: &str) -> Self {
        Self { from: Some(from.into()), to: Some(to.into()) }
    }

    /// Whether an instant lies inside; an absent end does not bound it.
    #[must_use]
    pub fn contains(&self, at: Timestamp) -> bool {
        let begun = self.from.as_ref().is_none_or(|d| d.has_come(at));
        let over = self.to.as_ref().is_some_and(|d| d.is_over(at));
        begun && !over
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_inside() {
        let period = Period::new("2026-10-01", "2026-10-31");
        let inside = |text: &str| period.contains(Timestamp::parse(text).unwrap());
        assert!(inside("2026-10-01T00:00:00Z"));
        assert!(inside("2026-10-31T23:59:59Z"));
        assert!(!inside("2026-09-30T23:59:59Z"));
        assert!(!inside("2026-11-01"));
    }
}
