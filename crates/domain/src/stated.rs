//! A value, or an honest gap: required never means invented.

use schemars::JsonSchema;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::kinds::person::Person;
use crate::{Day, Decimal, Moment, Ref};

/// A required field's content: the value, or why there is none, with somebody who will see to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
    pub due: Option<Day>,
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

// By hand, so that a wrong value is refused for what is wrong with it, not for fitting neither form.
impl<'de, T: DeserializeOwned> Deserialize<'de> for Stated<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(d)?;
        if value.get("gap").is_some() {
            Gap::deserialize(value).map(Self::Gap).map_err(Error::custom)
        } else {
            T::deserialize(value).map(Self::Known).map_err(Error::custom)
        }
    }
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

macro_rules! stated_text {
    ($($type:ty),*) => {$(
        impl From<&str> for Stated<$type> {
            fn from(text: &str) -> Self {
                Self::Known(text.into())
            }
        }
    )*};
}

stated_text!(String, Day, Moment, Decimal);
