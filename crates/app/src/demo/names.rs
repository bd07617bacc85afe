//! What `{…}` in the texts of the history stands for: keys of records, dates, digests.

use std::collections::BTreeMap;

use assay_domain::{Digest, Timestamp};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use crate::{Answer, AppError};

/// A text that is this alone is the number of entries of the log.
const POSITION: &str = "{position}";

/// Keys by the names that acts gave them.
#[derive(Debug)]
pub(super) struct Names {
    keys: BTreeMap<String, String>,
    start: Timestamp,
    today: Timestamp,
    position: u64,
}

impl Names {
    pub(super) fn new(start: Timestamp, today: Timestamp) -> Self {
        Self { keys: BTreeMap::new(), start, today, position: 0 }
    }

    pub(super) fn give(&mut self, name: &str, key: &str) {
        self.keys.insert(name.to_owned(), key.to_owned());
    }

    /// The log holds that many entries now.
    pub(super) fn stand_at(&mut self, position: u64) {
        self.position = position;
    }

    /// The key of that name.
    pub(super) fn key(&self, name: &str) -> Answer<String> {
        let key = self.keys.get(name).cloned();
        key.ok_or_else(|| AppError::internal(format!("the history names `{name}` before anything has that name")))
    }

    /// A text with every `{…}` replaced.
    pub(super) fn fill(&self, text: &str) -> Answer<String> {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let open = || AppError::internal(format!("a brace stays open in `{text}`"));
            let (inner, behind) = after.split_once('}').ok_or_else(open)?;
            out.push_str(before);
            out.push_str(&self.meaning(inner)?);
            rest = behind;
        }
        out.push_str(rest);
        Ok(out)
    }

    /// `start`, `today`, `today-9`, `today+21`, `digest:words`, or a name.
    fn meaning(&self, inner: &str) -> Answer<String> {
        if let Some(words) = inner.strip_prefix("digest:") {
            return Ok(Digest(Sha256::digest(format!("Aldermoor (invented): {words}")).into()).to_string());
        }
        if inner == "start" {
            return Ok(self.start.date());
        }
        if let Some(days) = inner.strip_prefix("today") {
            let days: i64 = if days.is_empty() { 0 } else { days.parse().map_err(AppError::internal)? };
            return Ok(self.today.plus_days(days).date());
        }
        self.key(inner)
    }

    /// A value with every text in it filled.
    pub(super) fn fill_value(&self, value: &Value) -> Answer<Value> {
        Ok(match value {
            Value::String(text) if text == POSITION => Value::from(self.position),
            Value::String(text) => Value::String(self.fill(text)?),
            Value::Array(items) => Value::Array(items.iter().map(|v| self.fill_value(v)).collect::<Answer<_>>()?),
            Value::Object(map) => Value::Object(self.fill_map(map)?),
            other => other.clone(),
        })
    }

    /// A body with every text in it filled.
    pub(super) fn fill_map(&self, map: &Map<String, Value>) -> Answer<Map<String, Value>> {
        map.iter().map(|(name, value)| Ok((name.clone(), self.fill_value(value)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_become_keys_dates_and_digests() {
        let mut names = Names::new(Timestamp::parse("2026-06-01").unwrap(), Timestamp::parse("2026-11-25").unwrap());
        names.give("chat", "SYS-1");
        assert_eq!(
            names.fill("{chat}@2.1.0 from {start} to {today+7}").unwrap(),
            "SYS-1@2.1.0 from 2026-06-01 to 2026-12-02"
        );
        assert_eq!(names.fill("{today-25}{today}").unwrap(), "2026-10-312026-11-25");
        assert_eq!(names.fill("{digest:a}").unwrap().len(), 64);
        names.stand_at(41);
        assert_eq!(names.fill_value(&Value::from("{position}")).unwrap(), Value::from(41));
        assert!(names.fill("{nobody}").is_err());
        assert!(names.fill("{chat").is_err());
    }
}
