//! The rules of an envelope's fields, and the reading of absent ones.

use serde::{Deserialize, Deserializer, de::Error as _};

use super::{EntryError, Envelope, OP_ERASE, VERSION};
use crate::time::{is_date, is_timestamp};

/// Longest identifier or word, in bytes.
const MAX_WORD: usize = 256;

/// An optional field is absent or has a value; `null` would be a second spelling of absent.
pub(super) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// A list is absent or has items.
pub(super) fn filled<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let items = Vec::deserialize(deserializer)?;
    if items.is_empty() { Err(D::Error::custom("an empty list must be left out")) } else { Ok(items) }
}

impl Envelope {
    pub(super) fn check(&self) -> Result<(), EntryError> {
        if self.v != VERSION {
            return Err(EntryError::Version(self.v));
        }
        self.check_words()?;
        require(is_timestamp(&self.at), "at", "must look like 2026-11-23T10:00:00.000000Z")?;
        let eff = self.eff.as_deref();
        require(
            eff.is_none_or(|eff| is_date(eff) || is_timestamp(eff)),
            "eff",
            "must look like 2026-11-23 or 2026-11-23T10:00:00.000000Z",
        )?;
        require(self.rev >= 1, "rev", "revisions are counted from 1")?;
        require((self.rev == 1) == self.prev.is_none(), "prev", "every revision but the first names the previous one")?;
        require(self.prev.as_ref().is_none_or(|prev| prev.seq < self.seq), "prev", "must name an earlier entry")?;
        require(self.erased.is_empty() || self.op == OP_ERASE, "erased", "belongs to the operation erase only")?;
        require(self.erased.is_sorted_by(|left, right| left < right), "erased", "must be ascending")?;
        require(self.erased.last().is_none_or(|last| *last < self.seq), "erased", "must name earlier entries")?;
        require(self.evid.is_empty() || self.body.is_some(), "evid", "needs a body whose salt it shares")
    }

    fn check_words(&self) -> Result<(), EntryError> {
        let required = [
            ("ws", &self.ws),
            ("type", &self.kind),
            ("rec", &self.rec),
            ("op", &self.op),
            ("actor", &self.actor),
            ("via", &self.via),
        ];
        for (field, word) in required {
            require(!word.is_empty(), field, "must not be empty")?;
            require(is_word(word), field, "must be one line of at most 256 bytes")?;
        }
        for (field, word) in [("state", &self.state), ("sw", &self.sw.version), ("sw", &self.sw.ruleset)] {
            require(is_word(word), field, "must be one line of at most 256 bytes")?;
        }
        let coded = self.reason_code.as_deref();
        require(coded.is_none_or(|code| !code.is_empty() && is_word(code)), "reason_code", "must be one short word")
    }
}

fn is_word(word: &str) -> bool {
    word.len() <= MAX_WORD && !word.bytes().any(|byte| byte < 0x20)
}

fn require(holds: bool, field: &'static str, what: &'static str) -> Result<(), EntryError> {
    if holds { Ok(()) } else { Err(EntryError::Field { field, what }) }
}
