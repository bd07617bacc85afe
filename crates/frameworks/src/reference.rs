//! References to requirements, such as `iso42001:A.6.2.4`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Framework, Requirement, get, slugs};

/// The framework name of controls an organisation adds itself (6.1.3), for example `own:X.1`: no file has it.
pub const OWN: &str = "own";

/// A requirement of a framework, stated as `<framework>:<id>`. Well formed always; [`resolve`](Self::resolve) tells
/// whether it exists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RequirementRef {
    framework: String,
    id: String,
}

/// The text is no reference, or names nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequirementRefError {
    /// No `:`.
    #[error("`{0}` names no framework: write <framework>:<id>, for example iso42001:A.6.2.4")]
    NoFramework(String),
    /// What is before the `:` is no slug.
    #[error(
        "`{0}` is no framework name: use 1 to 40 of a-z, 0-9 and `-`, starting with a letter, for example iso42001"
    )]
    Framework(String),
    /// What is after the `:` is no id.
    #[error(
        "`{0}` is no requirement id: use 1 to 64 of letters, digits and `. - _ ( )`, starting with a letter or digit, for example A.6.2.4"
    )]
    Id(String),
    /// No such framework is shipped.
    #[error("no framework `{framework}`; there are: {known}")]
    UnknownFramework {
        /// As stated.
        framework: String,
        /// The slugs there are.
        known: String,
    },
    /// The framework has no such row.
    #[error("{name} has no requirement `{id}`; its ids look like `{example}`")]
    UnknownId {
        /// The framework's name.
        name: String,
        /// As stated.
        id: String,
        /// The id of the framework's last judged row.
        example: String,
    },
}

impl RequirementRef {
    /// A reference from its parts.
    ///
    /// # Errors
    /// When either part is ill formed.
    pub fn new(framework: &str, id: &str) -> Result<Self, RequirementRefError> {
        if !is_slug(framework) {
            return Err(RequirementRefError::Framework(shorten(framework)));
        }
        if !is_id(id) {
            return Err(RequirementRefError::Id(shorten(id)));
        }
        Ok(Self { framework: framework.to_owned(), id: id.to_owned() })
    }

    /// The framework's slug, for example `iso42001`.
    #[must_use]
    pub fn framework(&self) -> &str {
        &self.framework
    }

    /// The id within the framework, for example `A.6.2.4`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether it names a control the organisation added itself.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.framework == OWN
    }

    /// The shipped framework, in its newest edition, and the row it names.
    ///
    /// # Errors
    /// When no framework is so called (as for own controls) or it has no such row.
    pub fn resolve(&self) -> Result<(&'static Framework, &'static Requirement), RequirementRefError> {
        let framework = get(&self.framework).ok_or_else(|| RequirementRefError::UnknownFramework {
            framework: self.framework.clone(),
            known: slugs().collect::<Vec<_>>().join(", "),
        })?;
        let row = framework.find(&self.id).ok_or_else(|| RequirementRefError::UnknownId {
            name: framework.name.clone(),
            id: self.id.clone(),
            example: framework.judged().last().map_or_else(String::new, |row| row.id.clone()),
        })?;
        Ok((framework, row))
    }
}

impl fmt::Display for RequirementRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.framework, self.id)
    }
}

impl FromStr for RequirementRef {
    type Err = RequirementRefError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (framework, id) = text.split_once(':').ok_or_else(|| RequirementRefError::NoFramework(shorten(text)))?;
        Self::new(framework, id)
    }
}

impl TryFrom<String> for RequirementRef {
    type Error = RequirementRefError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<RequirementRef> for String {
    fn from(reference: RequirementRef) -> Self {
        reference.to_string()
    }
}

pub(crate) fn is_slug(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

pub(crate) fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_()".contains(&b))
}

/// Enough of a text to know it by: messages stay readable whatever was typed.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
