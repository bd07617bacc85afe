//! Record keys such as `SYS-12`: what people say and type.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A record's key: the prefix of its kind and a number, unique in the workspace and never given twice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    prefix: String,
    number: u64,
}

/// The text is no key.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not a record key such as SYS-12")]
pub struct KeyError(pub String);

impl Key {
    /// The key of the `number`th record of the kind with this prefix.
    #[must_use]
    pub fn new(prefix: &str, number: u64) -> Self {
        Self { prefix: prefix.to_owned(), number }
    }

    /// The kind's prefix, for example `SYS`.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The number within the kind, from 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.prefix, self.number)
    }
}

impl FromStr for Key {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || KeyError(text.to_owned());
        let (prefix, number) = text.split_once('-').ok_or_else(refuse)?;
        let well_formed = (2..=4).contains(&prefix.len())
            && prefix.bytes().all(|b| b.is_ascii_uppercase())
            && !number.starts_with('0')
            && number.bytes().all(|b| b.is_ascii_digit());
        if !well_formed {
            return Err(refuse());
        }
        Ok(Self { prefix: prefix.to_owned(), number: number.parse().map_err(|_| refuse())? })
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_round_trip_and_nonsense_is_refused() {
        let key: Key = "SYS-12".parse().unwrap();
        assert_eq!((key.prefix(), key.number(), key.to_string().as_str()), ("SYS", 12, "SYS-12"));
        for wrong in
            ["", "SYS", "sys-1", "SYS-0", "SYS-01", "SYS-x", "SYS--1", "S-1", "SYSTEM-1", "SYS-99999999999999999999"]
        {
            assert!(wrong.parse::<Key>().is_err(), "{wrong}");
        }
    }
}
