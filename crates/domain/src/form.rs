//! Texts with one form: days, instants, decimal numbers. They are read as they come and checked where they stand, so
//! that a fault names its place instead of failing the whole body.

use std::fmt;

use assay_ports::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! form_type {
    ($(#[$doc:meta])* $name:ident, $schema:tt) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(from = "String")]
        pub struct $name(String);

        impl $name {
            /// As it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                text.to_owned().into()
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn inline_schema() -> bool {
                true
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}

form_type! {
    /// A day of the calendar, `YYYY-MM-DD`. Days compare as they follow each other.
    Day, {"type": "string", "format": "date", "examples": ["2026-11-25"]}
}
form_type! {
    /// An instant, RFC 3339 with its zone; kept in the fixed form of [`Timestamp`].
    Moment, {"type": "string", "format": "date-time", "examples": ["2026-11-25T02:14:07Z"]}
}
form_type! {
    /// A decimal number, for example `0.95`; never a float, which has no one spelling.
    Decimal, {"type": "string", "format": "decimal", "examples": ["0.95"]}
}

impl From<String> for Day {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<String> for Moment {
    fn from(text: String) -> Self {
        // What does not read stays as it is, for the check to show.
        Self(Timestamp::parse(&text).map_or(text, |t| t.to_string()))
    }
}

impl From<String> for Decimal {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<Timestamp> for Moment {
    fn from(instant: Timestamp) -> Self {
        Self(instant.to_string())
    }
}

impl Day {
    /// Its first moment in UTC; nothing for a text that is no day.
    #[must_use]
    pub fn start(&self) -> Option<Timestamp> {
        if self.0.len() == 10 { Timestamp::parse(&self.0).ok() } else { None }
    }

    /// Whether the whole day lies behind: what is due on it is late.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.start().is_some_and(|start| now >= start.plus_days(1))
    }

    /// Whether the day has begun.
    #[must_use]
    pub fn has_come(&self, now: Timestamp) -> bool {
        self.start().is_some_and(|start| now >= start)
    }

    /// The day so many days on.
    #[must_use]
    pub fn plus_days(&self, days: u32) -> Option<Self> {
        Some(Self(self.start()?.plus_days(i64::from(days)).date()))
    }

    /// The day so many months on; the last of the month where the month is too short.
    #[must_use]
    pub fn plus_months(&self, months: u32) -> Option<Self> {
        self.start()?;
        let (year, rest) = self.0.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        let (year, month, day): (u32, u32, u32) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        let count = year.checked_mul(12)?.checked_add(month - 1)?.checked_add(months)?;
        // Years beyond four digits are no days any more.
        let (year, month) = (count / 12, count % 12 + 1);
        (0..4)
            .map(|back| Self(format!("{year:04}-{month:02}-{:02}", day - back.min(day - 1))))
            .find(|d| d.start().is_some())
    }
}

impl Moment {
    /// The instant; nothing for a text that is none.
    #[must_use]
    pub fn at(&self) -> Option<Timestamp> {
        Timestamp::parse(&self.0).ok()
    }
}

impl Decimal {
    /// The number, for comparing; nothing for a text that is none.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        is_decimal(&self.0).then(|| self.0.parse().ok())?
    }
}

/// Digits, with a sign and a fraction at most: one number, no exponent, no NaN.
fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    match text.split_once('.') {
        None => digits(text),
        Some((whole, fraction)) => digits(whole) && digits(fraction),
    }
}

/// What is wrong with a text of that JSON Schema `format`: code and sentence.
pub(crate) fn fault(format: &str, text: &str) -> Option<(&'static str, String)> {
    match format {
        "date" if Day::from(text).start().is_none() => {
            Some(("date.wrong", format!("`{text}` is not a day such as 2026-11-25")))
        }
        "date-time" => Timestamp::parse(text).err().map(|e| ("time.wrong", e.to_string())),
        "decimal" if !is_decimal(text) => {
            Some(("number.decimal", format!("`{text}` is not a decimal number such as 0.95")))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_late_when_it_is_over() {
        let day = Day::from("2026-11-30");
        let at = |text: &str| Timestamp::parse(text).unwrap();
        assert!(!day.is_over(at("2026-11-30T23:59:59Z")));
        assert!(day.is_over(at("2026-12-01T00:00:00Z")));
        assert!(day.has_come(at("2026-11-30T00:00:00Z")));
        assert!(!Day::from("soon").is_over(at("2026-12-01")));
    }

    #[test]
    fn months_end_where_they_end() {
        let on = |day: &str, months| Day::from(day).plus_months(months).map(|d| d.to_string());
        assert_eq!(on("2026-11-25", 3).as_deref(), Some("2027-02-25"));
        assert_eq!(on("2027-08-31", 6).as_deref(), Some("2028-02-29"));
        assert_eq!(on("2026-12-31", 2).as_deref(), Some("2027-02-28"));
        assert_eq!(on("2026-12-31", 120_000), None);
        assert_eq!(on("2026-02-30", 1), None);
        assert_eq!(Day::from("2026-12-31").plus_days(1).unwrap().as_str(), "2027-01-01");
    }

    #[test]
    fn instants_take_one_form_and_numbers_are_decimal() {
        assert_eq!(Moment::from("2026-10-06T10:00:00+01:00").as_str(), "2026-10-06T09:00:00.000000Z");
        assert_eq!(Moment::from("noon").at(), None);
        assert_eq!(Decimal::from("-0.50").value(), Some(-0.5));
        for wrong in ["", "-", "1e3", "NaN", ".5", "1.", "1,5", "+1", "inf"] {
            assert_eq!(Decimal::from(wrong).value(), None, "{wrong}");
        }
    }
}
