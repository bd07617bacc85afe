//! What a use case answers when it does not do what was asked. Mapped to HTTP in `web` and to exit codes in `assay`,
//! in one place each.

use std::collections::BTreeMap;

use assay_domain::Problem;
use assay_ports::blobs::BlobError;
use assay_store::{CommitError, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The class of an error: what the asker can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorClass {
    /// The request is wrong: mend it.
    Input,
    /// Nobody is known to be asking: bring a token.
    Unauthenticated,
    /// The asker may not, or not this one.
    Forbidden,
    /// There is no such thing.
    NotFound,
    /// Somebody was faster: look again.
    Conflict,
    /// Larger than allowed.
    TooLarge,
    /// Too often: wait.
    TooMany,
    /// Writing has stopped.
    Unavailable,
    /// Ours: a bug or damage.
    Internal,
}

/// An error with a stable code, a sentence, and what more there is to say.
#[derive(Debug, Clone, thiserror::Error, Serialize, Deserialize, JsonSchema)]
#[error("{text}")]
pub struct AppError {
    /// Class.
    pub class: ErrorClass,
    /// Stable id, for example `record.conflict` or `sod.collector_reviewer`.
    pub code: String,
    /// What is wrong and what to do.
    pub text: String,
    /// Faults of the body, each with its place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
    /// Further facts, for example who may instead, or the revision that stands.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<String, serde_json::Value>,
}

impl AppError {
    /// An error.
    #[must_use]
    pub fn new(class: ErrorClass, code: &str, text: impl Into<String>) -> Self {
        Self { class, code: code.to_owned(), text: text.into(), problems: Vec::new(), details: BTreeMap::new() }
    }

    /// The request is wrong.
    #[must_use]
    pub fn input(code: &str, text: impl Into<String>) -> Self {
        Self::new(ErrorClass::Input, code, text)
    }

    /// There is no such thing.
    #[must_use]
    pub fn not_found(what: impl std::fmt::Display) -> Self {
        Self::new(ErrorClass::NotFound, "not-found", format!("there is no {what}"))
    }

    /// Ours.
    #[must_use]
    pub fn internal(text: impl std::fmt::Display) -> Self {
        Self::new(ErrorClass::Internal, "internal", text.to_string())
    }

    /// The body has faults.
    #[must_use]
    pub fn body(problems: Vec<Problem>) -> Self {
        let lines: Vec<String> = problems
            .iter()
            .map(|p| if p.at.is_empty() { p.text.clone() } else { format!("{}: {}", p.at, p.text) })
            .collect();
        let mut error = Self::input("body.invalid", lines.join("; "));
        error.problems = problems;
        error
    }

    /// Adds a fact.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.details.insert(name.to_owned(), value.into());
        self
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::BadCursor(_) => Self::input("cursor.unknown", error.to_string()),
            StoreError::NoSuchOrder => Self::input("sort.needs-kind", error.to_string()),
            StoreError::WrongWorkspace => Self::new(ErrorClass::NotFound, "not-found", "there is no such workspace"),
            StoreError::TooNew { .. } => Self::new(ErrorClass::Unavailable, "store.too-new", error.to_string()),
            StoreError::Unreachable(_) => Self::new(ErrorClass::Unavailable, "store.unreachable", error.to_string()),
            StoreError::OtherMasterKey => Self::new(ErrorClass::Unavailable, "key.other", error.to_string()),
            other => Self::new(ErrorClass::Internal, "store", other.to_string()),
        }
    }
}

impl From<CommitError> for AppError {
    fn from(error: CommitError) -> Self {
        let text = error.to_string();
        match error {
            CommitError::Conflict { expected, actual, .. } => Self::new(ErrorClass::Conflict, "record.conflict", text)
                .with("expected", expected)
                .with("actual", actual),
            CommitError::ReadSetChanged(_) => Self::new(ErrorClass::Conflict, "read-set.changed", text),
            CommitError::NotUnique { by, .. } => {
                Self::new(ErrorClass::Conflict, "name.taken", text).with("by", by.to_string())
            }
            CommitError::DanglingLink { .. } => Self::input("reference.unknown", text),
            CommitError::IdempotencyReused(_) => Self::input("idempotency.reused", text),
            CommitError::NoRecord(key) => Self::not_found(format!("record {key}")),
            CommitError::Entry(_) => Self::input("entry.too-large", text),
            CommitError::Full => Self::new(ErrorClass::Unavailable, "store.full", text),
            CommitError::Unreachable(_) => Self::new(ErrorClass::Unavailable, "store.unreachable", text),
            CommitError::Unknown(_) => Self::new(ErrorClass::Unavailable, "store.outcome-unknown", text),
            CommitError::Stopped(_) => Self::new(ErrorClass::Unavailable, "store.stopped", text),
            CommitError::Store(store) => store.into(),
        }
    }
}

impl From<BlobError> for AppError {
    fn from(error: BlobError) -> Self {
        let text = error.to_string();
        match error {
            BlobError::Missing(_) => Self::new(ErrorClass::NotFound, "artifact.unknown", text),
            BlobError::TooLarge { .. } => Self::new(ErrorClass::TooLarge, "artifact.too-large", text),
            BlobError::Stopped => Self::new(ErrorClass::Unavailable, "store.stopped", text),
            BlobError::Damaged { .. } => Self::new(ErrorClass::Internal, "artifact.damaged", text),
            BlobError::Io { act: "read the delivery", .. } => Self::input("artifact.cut-short", text),
            BlobError::Io { .. } => Self::new(ErrorClass::Unavailable, "store.disk", text),
        }
    }
}

/// The answer of a use case.
pub type Answer<T> = Result<T, AppError>;
