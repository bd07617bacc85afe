//! Lists that go with frameworks without being one: how they are read.

use serde::de::DeserializeOwned;

use crate::MAX_SOURCE;
use crate::file::line;

/// A data file is not the list it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// Not TOML, too long, or not the fields of the list.
    #[error("{list}, line {line}: {message}")]
    Syntax {
        /// Which list.
        list: &'static str,
        /// From 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// One row is wrong.
    #[error("{list}, row {row} ({id}): {message}")]
    Row {
        /// Which list.
        list: &'static str,
        /// The place of the row in the file, from 1.
        row: usize,
        /// As stated.
        id: String,
        /// What is wrong, and what to do.
        message: String,
    },
}

/// Reads a list of schema 1.
pub(crate) fn read<T: DeserializeOwned>(
    list: &'static str,
    text: &str,
    schema: impl Fn(&T) -> u32,
) -> Result<T, ListError> {
    if text.len() > MAX_SOURCE {
        let message = format!("{} bytes are more than a list may have ({MAX_SOURCE})", text.len());
        return Err(ListError::Syntax { list, line: 1, message });
    }
    let read: T = toml::from_str(text).map_err(|error| ListError::Syntax {
        list,
        line: line(text, error.span().map_or(0, |span| span.start)),
        message: error.message().to_owned(),
    })?;
    match schema(&read) {
        1 => Ok(read),
        found => {
            let message = format!("schema {found} is not known here (known: 1); a newer Assay may read it");
            Err(ListError::Syntax { list, line: 1, message })
        }
    }
}
