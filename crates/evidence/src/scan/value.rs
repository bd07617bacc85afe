//! A JSON value in memory.

use std::collections::BTreeMap;

use assay_domain::Measured;

/// A JSON value. Numbers keep their digits as written; objects are in the order of their keys.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as written.
    Number(String),
    /// A bare `NaN`, `Infinity` or `-Infinity`, which JSON does not have but Python writes.
    NotFinite(f64),
    /// A text.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object.
    Object(BTreeMap<String, Value>),
}

impl Value {
    /// Member of an object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.members()?.get(key)
    }

    /// Member of a member, and so on.
    #[must_use]
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |value, key| value.get(key))
    }

    /// The members of an object.
    #[must_use]
    pub fn members(&self) -> Option<&BTreeMap<String, Self>> {
        if let Self::Object(map) = self { Some(map) } else { None }
    }

    /// The items of an array; none for anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Self::Array(list) = self { list } else { &[] }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// Whether this is `true`.
    #[must_use]
    pub fn is_true(&self) -> bool {
        matches!(self, Self::Bool(true))
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The number, also when it is not finite; also of a text that is one, as some tools write.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Number(digits) => digits.parse().ok(),
            Self::NotFinite(value) => Some(*value),
            Self::String(text) => match text.trim() {
                "NaN" | "nan" => Some(f64::NAN),
                "Infinity" | "inf" => Some(f64::INFINITY),
                "-Infinity" | "-inf" => Some(f64::NEG_INFINITY),
                text if text.starts_with(|c: char| c.is_ascii_digit() || c == '-') => text.parse().ok(),
                _ => None,
            },
            _ => None,
        }
    }

    /// A count: a whole number from 0 below 2^53, also when written as `8.0` or `"8"`.
    #[must_use]
    pub fn as_count(&self) -> Option<u64> {
        let number = self.as_f64()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked here")]
        ((0.0..9_007_199_254_740_992.0).contains(&number) && number.fract() == 0.0).then_some(number as u64)
    }

    /// A short text, or a number as written.
    #[must_use]
    pub fn to_label(&self) -> Option<String> {
        match self {
            Self::String(text) => crate::labels::some_label(text),
            Self::Number(digits) => Some(digits.clone()),
            _ => None,
        }
    }

    /// The value with its state; absent for what is no number, such as `null` or `"N/A"`.
    #[must_use]
    pub fn measured(&self) -> Measured {
        self.as_f64().map_or_else(Measured::absent, Measured::from_f64)
    }
}
