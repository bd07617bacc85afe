//! Why a file could not be read.

use std::fmt;
use std::io;

/// Why a file could not be read: what is wrong, where, and what to do. The file itself is kept by whoever holds it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// Stable id, for example `json.truncated`.
    pub code: &'static str,
    /// What is wrong and what to do, in English, without the place.
    pub reason: String,
    /// Line of the file, from 1.
    pub line: Option<u64>,
    /// Byte of the file or archive member, from 0.
    pub byte: Option<u64>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)?;
        match (self.line, self.byte) {
            (Some(line), Some(byte)) => write!(f, " (line {line}, byte {byte})"),
            (Some(line), None) => write!(f, " (line {line})"),
            (None, Some(byte)) => write!(f, " (byte {byte})"),
            (None, None) => Ok(()),
        }
    }
}

impl Fault {
    /// A fault of the file as a whole.
    pub(crate) fn new(code: &'static str, reason: impl Into<String>) -> Self {
        Self { code, reason: reason.into(), line: None, byte: None }
    }

    /// A fault at a place.
    pub(crate) fn at(code: &'static str, reason: impl Into<String>, line: u64, byte: u64) -> Self {
        Self { code, reason: reason.into(), line: Some(line), byte: Some(byte) }
    }

    /// The same fault, found in text that is itself this line of a file.
    pub(crate) fn on_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self.byte = None;
        self
    }

    /// The stream failed.
    pub(crate) fn read(error: &io::Error) -> Self {
        Self::new("file.read", format!("the file could not be read: {error}; deliver it again"))
    }
}
