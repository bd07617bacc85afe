//! Record keys such as `SYS-12`: what people say and type.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Most letters of a prefix.
const LONGEST: usize = 4;

/// A record's key: the prefix of its kind and a number, unique in the workspace and never given twice.
///
/// There are very many of them in memory, so the letters stand in the key itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Filled up with zeros, which sort before every letter.
    prefix: [u8; LONGEST],
    number: u64,
}

/// The text is no key.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not a record key such as SYS-12")]
pub struct KeyError(pub String);

impl Key {
    /// The key of the `number`th record of the kind with this prefix.
    ///
    /// # Panics
    /// On a prefix of more than four letters, which no kind has.
    #[must_use]
    pub fn new(prefix: &str, number: u64) -> Self {
        assert!(prefix.len() <= LONGEST, "`{prefix}` is no prefix of a key: at most {LONGEST} letters");
        let mut letters = [0; LONGEST];
        letters[..prefix.len()].copy_from_slice(prefix.as_bytes());
        Self { prefix: letters, number }
    }

    /// The kind's prefix, for example `SYS`.
    #[must_use]
    pub fn prefix(&self) -> &str {
        let end = self.prefix.iter().position(|b| *b == 0).unwrap_or(LONGEST);
        std::str::from_utf8(&self.prefix[..end]).unwrap_or_default()
    }

    /// The number within the kind, from 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.prefix(), self.number)
    }
}

impl FromStr for Key {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || KeyError(text.to_owned());
        let (prefix, number) = text.split_once('-').ok_or_else(refuse)?;
        let well_formed = (2..=LONGEST).contains(&prefix.len())
            && prefix.bytes().all(|b| b.is_ascii_uppercase())
            && !number.starts_with('0')
            && number.bytes().all(|b| b.is_ascii_digit());
        if !well_formed {
            return Err(refuse());
        }
        Ok(Self::new(prefix, number.parse().map_err(|_| refuse())?))
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

    #[test]
    fn keys_sort_by_prefix_and_then_by_number() {
        let mut keys = ["SYSX-1", "SYS-10", "AB-7", "SYS-9", "ABC-1"].map(|k| k.parse::<Key>().unwrap());
        keys.sort();
        assert_eq!(keys.map(|k| k.to_string()), ["AB-7", "ABC-1", "SYS-9", "SYS-10", "SYSX-1"]);
    }
}
