//! Reasons as message ids with arguments: pages speak the reader's language, JSON carries all three parts.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The place in a text where another message stands.
pub(crate) const WHAT: &str = "what";

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
    /// The message that stands at `{what}`. Those kept before there was such a part have it in their text alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(skip)]
    pub inner: Option<Box<Self>>,
}

impl Message {
    /// A message whose `{name}` places in the English template are filled from `args`.
    #[must_use]
    pub fn new(code: &str, template: &str, args: &[(&str, &dyn std::fmt::Display)]) -> Self {
        let args: BTreeMap<String, String> =
            args.iter().map(|(name, value)| ((*name).to_owned(), value.to_string())).collect();
        let text = filled(template, |name| args.get(name).cloned());
        Self { code: code.to_owned(), args, text, inner: None }
    }

    /// A message about another one, which stands at `{what}`.
    #[must_use]
    pub fn about(code: &str, template: &str, args: &[(&str, &dyn std::fmt::Display)], inner: &Self) -> Self {
        let outer = Self::new(code, template, args);
        let text =
            filled(
                template,
                |name| if name == WHAT { Some(inner.text.clone()) } else { outer.args.get(name).cloned() },
            );
        Self { text, inner: Some(Box::new(inner.clone())), ..outer }
    }
}

/// A template with its `{name}` places filled; what nothing is known of stays as it is. Values are never searched for
/// places themselves.
pub(crate) fn filled(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            break;
        };
        match value(name) {
            Some(value) => text.push_str(&value),
            None => text.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_not_searched_for_places() {
        let args: [(&str, &dyn std::fmt::Display); 2] = [("a", &"{b}"), ("b", &1)];
        assert_eq!(Message::new("x.y", "{a} and {b}, {c} {", &args).text, "{b} and 1, {c} {");
    }

    #[test]
    fn what_was_kept_before_reads_and_what_has_no_inner_part_is_written_as_before() {
        let kept = r#"{"code":"waived","args":{"waiver":"WVR-1"},"text":"x; tolerated until 2026-12-01 by WVR-1"}"#;
        let read: Message = serde_json::from_str(kept).unwrap();
        assert_eq!(read.inner, None);
        assert_eq!(serde_json::to_string(&read).unwrap(), kept);
        let inner = Message::new("owner.none", "nobody is named as owner", &[]);
        let outer = Message::about("posture.stale", "ran out on {day}: {what}", &[("day", &"2026-12-01")], &inner);
        assert_eq!(outer.text, "ran out on 2026-12-01: nobody is named as owner");
        assert_eq!(outer.args.len(), 1);
        let again: Message = serde_json::from_str(&serde_json::to_string(&outer).unwrap()).unwrap();
        assert_eq!(again, outer);
    }
}
