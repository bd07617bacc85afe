//! A value, or an honest gap: required never means invented.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Ref;
use crate::kinds::person::Person;

/// A required field's content: the value, or why there is none, with somebody who will see to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Stated<T> {
    /// The value is known.
    Known(T),
    /// It is not, and that is said.
    Gap(Gap),
}

/// Why a required value is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// `unknown`, or `none` when there is nothing to state.
    pub gap: GapKind,
    /// The reason, in a sentence.
    pub because: String,
    /// Who will close the gap; an unknown value has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Ref<Person>>,
    /// By when, `YYYY-MM-DD`; an unknown value has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
}

/// The two honest ways to have no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GapKind {
    /// There is a value and we do not know it yet.
    Unknown,
    /// There is nothing to state.
    None,
}

impl<T> Stated<T> {
    /// The value, when it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Gap(_) => None,
        }
    }
}

impl<T> From<T> for Stated<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}
