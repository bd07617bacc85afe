//! Canonical JSON (RFC 8785) over what the log stores: objects, arrays, strings, booleans, null and integers.
//!
//! Numbers are integers within ±(2^53 − 1): every JSON reader agrees on those, and on no others. Writing and reading are
//! strict both ways, so a value has exactly one byte form and each accepted byte form exactly one value. Reading checks
//! the bytes in one pass without building or re-serialising anything ([`check`]).

mod scan;
mod write;

use serde_json::Value;
use thiserror::Error;

pub use write::canonical;

/// Deepest nesting of arrays and objects.
pub const MAX_DEPTH: usize = 64;
/// Largest magnitude of an integer, 2^53 − 1.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// Why a value has no canonical form, or why bytes are not one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CanonicalError {
    #[error("the number at {pointer:?} is not an integer; write it as an integer or as a decimal string")]
    Float { pointer: String },
    #[error("the integer at {pointer:?} is beyond ±(2^53-1); write it as a decimal string")]
    OutOfRange { pointer: String },
    #[error("the value at {pointer:?} is nested deeper than {MAX_DEPTH} levels")]
    TooDeep { pointer: String },
    #[error("not canonical JSON at byte {offset}: {what}")]
    NotCanonical { offset: usize, what: &'static str },
    #[error("not JSON: {0}")]
    Json(String),
}

/// Reads bytes that are exactly a canonical form.
///
/// # Errors
/// Duplicate or unsorted keys, white space, floats, other escapes than the shortest, depth, trailing bytes: anything
/// [`check`] refuses.
pub fn parse_strict(bytes: &[u8]) -> Result<Value, CanonicalError> {
    serde_json::from_str(text(bytes)?).map_err(|error| CanonicalError::Json(error.to_string()))
}

/// Checks that bytes are exactly a canonical form, in one pass.
///
/// # Errors
/// [`CanonicalError::NotCanonical`] with the offset of the first byte that cannot be.
pub fn check(bytes: &[u8]) -> Result<(), CanonicalError> {
    text(bytes).map(drop)
}

/// The text of a canonical form; reading it as text spares a second look for broken UTF-8.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, CanonicalError> {
    scan::scan(bytes)
}

/// Whether bytes are exactly a canonical form.
#[must_use]
pub fn is_canonical(bytes: &[u8]) -> bool {
    check(bytes).is_ok()
}

#[cfg(test)]
mod tests;
