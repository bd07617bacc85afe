//! One row: a test against one prompt and provider.

use std::io::Read;

use crate::Fault;
use crate::labels::{label, some_label};
use crate::observe::Ending;
use crate::scan::{Scanner, Value};

/// What is kept of a row.
#[derive(Debug, Default)]
pub(super) struct Row {
    success: Option<bool>,
    failure_reason: Option<u64>,
    /// Id of the provider, without what an address may carry.
    pub(super) provider: String,
    pub(super) label: String,
    pub(super) prompt: u64,
    pub(super) test: Option<u64>,
    /// Scores by the names that assertions give them.
    pub(super) named: Vec<(String, Value)>,
    pub(super) plugin: Option<String>,
    pub(super) strategy: Option<String>,
    pub(super) severity: Option<String>,
    /// `control` and `requirement`, as people tag their tests.
    pub(super) tags: Vec<(&'static str, String)>,
}

/// Names of the metadata that say which control or requirement a test serves.
const TAGS: &[&str] = &["control", "requirement"];

impl Row {
    /// Pulls a row, its long texts passed over.
    pub(super) fn pull<R: Read>(scanner: &mut Scanner<R>) -> Result<Self, Fault> {
        let mut row = Self::default();
        scanner.object_or_skip(|scanner, key| {
            match key {
                "success" => row.success = as_bool(&scanner.passing()?),
                "failureReason" => row.failure_reason = scanner.passing()?.as_count(),
                "promptIdx" => row.prompt = scanner.passing()?.as_count().unwrap_or_default(),
                "testIdx" => row.test = scanner.passing()?.as_count(),
                "provider" => row.name_provider(&scanner.passing()?),
                "namedScores" => {
                    if let Value::Object(map) = scanner.passing()? {
                        row.named = map.into_iter().map(|(name, score)| (label(&name), score)).collect();
                    }
                }
                // The test as it was written, which wins over the copy beside it.
                "testCase" => scanner.object_or_skip(|scanner, key| {
                    if key != "metadata" {
                        return scanner.skip();
                    }
                    row.read_metadata(scanner, true)
                })?,
                "metadata" => row.read_metadata(scanner, false)?,
                _ => scanner.skip()?,
            }
            Ok(())
        })?;
        Ok(row)
    }

    fn name_provider(&mut self, provider: &Value) {
        let text = |key: &str| provider.get(key).and_then(Value::to_label).unwrap_or_default();
        self.provider = without_secrets(&provider.to_label().unwrap_or_else(|| text("id")));
        self.label = without_secrets(&text("label"));
    }

    fn read_metadata<R: Read>(&mut self, scanner: &mut Scanner<R>, wins: bool) -> Result<(), Fault> {
        let metadata = scanner.only(&["pluginId", "strategyId", "severity", "control", "requirement"])?;
        let set = |field: &mut Option<String>, key: &str| {
            if let Some(text) = metadata.get(key).and_then(Value::to_label)
                && (wins || field.is_none())
            {
                *field = Some(text);
            }
        };
        set(&mut self.plugin, "pluginId");
        set(&mut self.strategy, "strategyId");
        set(&mut self.severity, "severity");
        for scheme in TAGS {
            let found = metadata.get(scheme);
            let one = found.and_then(Value::to_label).into_iter();
            let many = found.map(Value::items).unwrap_or_default().iter().filter_map(Value::to_label);
            for id in one.chain(many) {
                if !self.tags.iter().any(|tag| *tag == (*scheme, id.clone())) {
                    self.tags.push((scheme, id));
                }
            }
        }
        Ok(())
    }

    /// How the row ended. What promptfoo marks as an error is never a pass nor a failure, and a row without a verdict
    /// is neither.
    pub(super) fn ending(&self) -> Ending {
        match (self.failure_reason, self.success) {
            (Some(2), _) => Ending::Error,
            (Some(1), Some(true)) | (_, None) => Ending::Unscored,
            (_, Some(true)) => Ending::Passed,
            (_, Some(false)) => Ending::Failed,
        }
    }
}

fn as_bool(value: &Value) -> Option<bool> {
    if let Value::Bool(answer) = value { Some(*answer) } else { None }
}

/// The name of a provider; of an address, only what cannot carry a password or key.
fn without_secrets(name: &str) -> String {
    let Some((scheme, rest)) = name.split_once("://") else { return name.to_owned() };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.rsplit('@').next().unwrap_or_default();
    some_label(&format!("{scheme}://{host}{path}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_without_its_secrets() {
        assert_eq!(without_secrets("https://user:pw@api.example/v1/chat?key=1#x"), "https://api.example/v1/chat");
        assert_eq!(without_secrets("https://api.example?key=1"), "https://api.example");
        assert_eq!(without_secrets("file://prov.js"), "file://prov.js");
        assert_eq!(without_secrets("mock:support-assistant@1.2.0"), "mock:support-assistant@1.2.0");
    }

    fn ending(text: &str) -> Ending {
        Row::pull(&mut Scanner::new(text.as_bytes())).unwrap().ending()
    }

    #[test]
    fn only_a_plain_success_passes() {
        assert_eq!(ending(r#"{"success": true, "failureReason": 0}"#), Ending::Passed);
        assert_eq!(ending(r#"{"success": true}"#), Ending::Passed);
        assert_eq!(ending(r#"{"success": false, "failureReason": 1, "error": "x"}"#), Ending::Failed);
        assert_eq!(ending(r#"{"success": false, "failureReason": 2}"#), Ending::Error);
        assert_eq!(ending(r#"{"success": true, "failureReason": 2}"#), Ending::Error);
        assert_eq!(ending(r#"{"success": true, "failureReason": 1}"#), Ending::Unscored);
        assert_eq!(ending(r#"{"success": NaN}"#), Ending::Unscored);
        assert_eq!(ending(r#"{"success": "true"}"#), Ending::Unscored);
        assert_eq!(ending("7"), Ending::Unscored);
    }
}
