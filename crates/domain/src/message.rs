//! Reasons as message ids with arguments: pages speak the reader's language, JSON carries all three parts.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A reason, error or warning. Kept verdicts hold messages for ever, so none names a person or quotes free text: keys
/// stand in, and whoever shows a message puts names to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Message {
    /// Stable id, for example `threshold.not-met`.
    pub code: String,
    /// What the text was filled with.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
    /// English.
    pub text: String,
}

impl Message {
    /// A message whose `{name}` places in the English template are filled from `args`.
    #[must_use]
    pub fn new(code: &str, template: &str, args: &[(&str, &dyn std::fmt::Display)]) -> Self {
        let mut text = template.to_owned();
        let mut map = BTreeMap::new();
        for (name, value) in args {
            let value = value.to_string();
            text = text.replace(&format!("{{{name}}}"), &value);
            map.insert((*name).to_owned(), value);
        }
        Self { code: code.to_owned(), args: map, text }
    }
}
