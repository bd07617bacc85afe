//! What can go wrong in a store, named by the act that failed.

use assay_domain::Key;

/// Reading or opening failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite said no.
    #[error("cannot {act}: {source}")]
    Sqlite {
        /// What was attempted.
        act: &'static str,
        /// SQLite's answer.
        source: rusqlite::Error,
    },
    /// What is stored does not make sense.
    #[error("the workspace database is damaged: {0}; run `assay doctor` and restore a backup")]
    Damaged(String),
    /// A file operation failed.
    #[error("cannot {act}: {source}")]
    Io {
        /// What was attempted.
        act: &'static str,
        /// The system's answer.
        source: std::io::Error,
    },
    /// The database was written by a newer program.
    #[error(
        "this workspace was written by a newer version of Assay (schema {found}, this program knows {known}); update Assay"
    )]
    TooNew {
        /// Schema in the file.
        found: i64,
        /// Newest schema known here.
        known: i64,
    },
    /// The scope opens another workspace.
    #[error("this request is not for this workspace")]
    WrongWorkspace,
    /// The cursor is not one of ours.
    #[error("`{0}` is not a cursor that a list gave out; start the list anew")]
    BadCursor(String),
}

/// A change was not made. Nothing of it is kept.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// The record moved on since it was read.
    #[error("{key} is at revision {actual}, not {expected}: somebody changed it meanwhile")]
    Conflict {
        /// The record.
        key: Key,
        /// The revision the change was made for.
        expected: u32,
        /// The revision it is at.
        actual: u32,
    },
    /// Something the decision relied on changed.
    #[error("what this decision relied on changed meanwhile: {0}; look again and repeat it")]
    ReadSetChanged(String),
    /// A name is taken.
    #[error("`{name}` is already taken by {by}")]
    NotUnique {
        /// The name.
        name: String,
        /// Who holds it.
        by: Key,
    },
    /// A reference points at nothing.
    #[error("`{field}` refers to {to}, which does not exist")]
    DanglingLink {
        /// The field.
        field: String,
        /// Where it points.
        to: Key,
    },
    /// The same idempotency key came with another request.
    #[error("the idempotency key `{0}` was used before for another request; use a new key")]
    IdempotencyReused(String),
    /// No record has this key.
    #[error("there is no record {0}")]
    NoRecord(Key),
    /// An entry would be too large.
    #[error("the log entry cannot be made: {0}")]
    Entry(String),
    /// The disk is full. Nothing was written; it mends itself once there is room.
    #[error("the disk is full: nothing was written; make room and repeat it")]
    Full,
    /// The disk refused: nothing more is written until a restart.
    #[error("writing has stopped: {0}; nothing more is accepted until the cause is mended and Assay restarted")]
    Stopped(String),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

pub(crate) fn sql(act: &'static str) -> impl FnOnce(rusqlite::Error) -> StoreError {
    move |source| StoreError::Sqlite { act, source }
}
