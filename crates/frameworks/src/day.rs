//! A day of the calendar.

use std::fmt;

use assay_domain::Timestamp;
use serde::{Deserialize, Serialize};

/// A day such as `2027-12-02`; one that exists. Days compare as they follow each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(String);

/// The text is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is no day of the calendar: write it as 2027-12-02")]
pub struct DayError;

impl Day {
    /// `YYYY-MM-DD`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Day {
    type Error = DayError;
    fn try_from(text: String) -> Result<Self, DayError> {
        // A time would be read too, and its zone be lost.
        if text.len() == 10 && Timestamp::parse(&text).is_ok_and(|time| time.date() == text) {
            Ok(Self(text))
        } else {
            Err(DayError)
        }
    }
}

impl std::str::FromStr for Day {
    type Err = DayError;
    fn from_str(text: &str) -> Result<Self, DayError> {
        text.to_owned().try_into()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
