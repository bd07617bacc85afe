//! Why a command did not do what was asked, and the exit code that says so.

use assay_app::{AppError, ErrorClass};

/// A failed command.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// What a use case answered.
    #[error("{0}")]
    App(#[from] AppError),
    /// The command line, a file or the connection.
    #[error("{0}")]
    Usage(String),
}

impl Failure {
    pub(crate) fn usage(text: impl Into<String>) -> Self {
        Self::Usage(text.into())
    }

    /// 2 bad usage or input, 3 conflict.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::App(e) if e.class == ErrorClass::Conflict => 3,
            Self::App(_) | Self::Usage(_) => 2,
        }
    }

    /// The error as JSON.
    pub(crate) fn document(&self) -> serde_json::Value {
        match self {
            Self::App(e) => serde_json::json!({"error": e}),
            Self::Usage(text) => serde_json::json!({"error": {"class": "input", "code": "usage", "text": text}}),
        }
    }
}
