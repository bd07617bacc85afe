//! What a verdict or an observation speaks of.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Key;

/// The workspace as a whole, one record, or one version of an AI system. Written `workspace`, `SYS-1`,
/// `SYS-1@1.1.0`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The AIMS itself.
    Workspace,
    /// An AI system, a model, a dataset or another record, by its key.
    Record(Key),
    /// A version of an AI system, by the system's key and the version's label.
    Version(Key, String),
}

/// The text names no subject.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is not a subject: write `workspace`, a record key such as SYS-1, or a system version such as SYS-1@1.1.0"
)]
pub struct SubjectError(pub String);

impl Subject {
    /// The AI system this speaks of, when it is one or a version of one.
    #[must_use]
    pub fn system(&self) -> Option<&Key> {
        match self {
            Self::Workspace => None,
            Self::Record(key) => (key.prefix() == "SYS").then_some(key),
            Self::Version(key, _) => Some(key),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workspace => f.write_str("workspace"),
            Self::Record(key) => key.fmt(f),
            Self::Version(key, version) => write!(f, "{key}@{version}"),
        }
    }
}

impl FromStr for Subject {
    type Err = SubjectError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || SubjectError(text.to_owned());
        if text == "workspace" {
            return Ok(Self::Workspace);
        }
        match text.split_once('@') {
            None => Ok(Self::Record(text.parse().map_err(|_| refuse())?)),
            Some((_, "")) => Err(refuse()),
            Some((system, version)) => {
                let system: Key = system.parse().map_err(|_| refuse())?;
                if system.prefix() == "SYS" { Ok(Self::Version(system, version.to_owned())) } else { Err(refuse()) }
            }
        }
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Subject {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Subject".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "x-subject": true, "examples": ["workspace", "SYS-1", "SYS-1@1.1.0"]})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_round_trip() {
        for text in ["workspace", "SYS-1", "MOD-3", "SYS-1@1.1.0", "SYS-2@2026.11@rc"] {
            assert_eq!(text.parse::<Subject>().unwrap().to_string(), text);
        }
        for wrong in ["", "SYS-1@", "MOD-1@2", "system"] {
            assert!(wrong.parse::<Subject>().is_err(), "{wrong}");
        }
    }
}
