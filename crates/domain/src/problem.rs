//! What is wrong with a body, and where.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One fault of an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// JSON pointer (RFC 6901) into the body; empty for the body as a whole.
    pub at: String,
    /// Stable id, for example `field.required`.
    pub code: String,
    /// What is wrong and what to do.
    pub text: String,
}

impl Problem {
    /// A fault of the field at `at`.
    #[must_use]
    pub fn new(at: impl Into<String>, code: &str, text: impl Into<String>) -> Self {
        Self { at: at.into(), code: code.to_owned(), text: text.into() }
    }
}
