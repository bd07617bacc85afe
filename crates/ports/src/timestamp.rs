//! Instants as integer microseconds since the Unix epoch, UTC.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant: microseconds since 1970-01-01T00:00:00Z. Kept as an integer in tables; written in JSON in the
/// one fixed form `2026-11-25T02:14:07.000123Z`, so that equal instants have equal bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

/// The text is not an RFC 3339 instant that names its zone.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{text}` is not a time such as 2026-11-25T02:14:07Z or a date such as 2026-11-25: {cause}")]
pub struct TimestampError {
    /// What was read.
    pub text: String,
    /// Why it was refused.
    pub cause: String,
}

impl Timestamp {
    /// Microseconds in one day.
    pub const DAY: i64 = 86_400_000_000;

    /// From microseconds since the Unix epoch.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the Unix epoch.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// This instant moved by whole days (negative goes back); saturates at the ends of the range.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(Self::DAY)))
    }

    /// This instant moved by hours; saturates at the ends of the range.
    #[must_use]
    pub const fn plus_hours(self, hours: i64) -> Self {
        Self(self.0.saturating_add(hours.saturating_mul(Self::DAY / 24)))
    }

    /// This instant moved by minutes; saturates at the ends of the range.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(Self::DAY / (24 * 60))))
    }

    /// This instant moved by microseconds; saturates at the ends of the range.
    #[must_use]
    pub const fn plus_micros(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// The calendar date in UTC, `YYYY-MM-DD`.
    #[must_use]
    pub fn date(self) -> String {
        self.to_string()[..10].to_owned()
    }

    /// The calendar month in UTC, `YYYY-MM`.
    #[must_use]
    pub fn month(self) -> String {
        self.to_string()[..7].to_owned()
    }

    /// Reads an instant, or a bare date as its first moment in UTC.
    ///
    /// # Errors
    /// When the text is neither, or names no zone.
    pub fn parse(text: &str) -> Result<Self, TimestampError> {
        let refuse = |cause: String| TimestampError { text: text.to_owned(), cause };
        let full = if text.len() == 10 { format!("{text}T00:00:00Z") } else { text.to_owned() };
        let instant: jiff::Timestamp = full.parse().map_err(|e: jiff::Error| refuse(e.to_string()))?;
        Ok(Self(instant.as_microsecond()))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let instant = jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::MAX);
        write!(f, "{instant:.6}")
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_one_fixed_form() {
        let t = Timestamp::parse("2026-11-25T02:14:07.5+01:00").unwrap();
        assert_eq!(t.to_string(), "2026-11-25T01:14:07.500000Z");
        assert_eq!(Timestamp::parse(&t.to_string()).unwrap(), t);
        assert_eq!(t.date(), "2026-11-25");
        assert_eq!(t.month(), "2026-11");
    }

    #[test]
    fn a_date_is_its_first_moment() {
        assert_eq!(Timestamp::parse("2026-11-25").unwrap().to_string(), "2026-11-25T00:00:00.000000Z");
    }

    #[test]
    fn a_time_without_zone_is_refused() {
        assert!(Timestamp::parse("2026-11-25T02:14:07").is_err());
        assert!(Timestamp::parse("soon").is_err());
    }
}
