//! What can go wrong in a store, named by the act that failed.

use std::error::Error as _;

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
    /// PostgreSQL said no, or nothing any more.
    #[error("cannot {act}: {}", said(source))]
    Postgres {
        /// What was attempted.
        act: &'static str,
        /// PostgreSQL's answer.
        source: tokio_postgres::Error,
    },
    /// Secrets are sealed by another master key than the one given.
    #[error(
        "the secrets of this installation are sealed under another master key; put back or name the one that it was \
         started with before"
    )]
    OtherMasterKey,
    /// The database cannot be spoken to.
    #[error("{0}")]
    Unreachable(String),
    /// The database role could see other workspaces, or make itself see them.
    #[error(
        "the database role `{role}` must not serve: {reason}; give Assay a role without such rights, and run migrations with another"
    )]
    UnfitRole {
        /// The role.
        role: String,
        /// What it could do.
        reason: String,
    },
    /// The database was not brought to this program's schema.
    #[error(
        "the database has schema {found}, this program needs {known}; run the migrations first, with the role that owns the tables"
    )]
    TooOld {
        /// Schema in the database; 0 before the first migration.
        found: i64,
        /// Schema known here.
        known: i64,
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
    /// A list of every kind has no such order.
    #[error("a list of every kind is sorted by `changed` only; name a kind to sort by anything else")]
    NoSuchOrder,
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
    /// The database was not there for too long. Nothing was written; it mends itself once the database is back.
    #[error("the database cannot be reached: nothing was written ({0}); repeat it later")]
    Unreachable(String),
    /// The connection broke while committing, and the database was not back in time to say what became of it.
    #[error(
        "the connection to the database broke while committing, and whether this was written is not known ({0}); look, or repeat it with the same idempotency key"
    )]
    Unknown(String),
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

pub(crate) fn postgres(act: &'static str) -> impl FnOnce(tokio_postgres::Error) -> StoreError {
    move |source| StoreError::Postgres { act, source }
}

/// What PostgreSQL says, without its decoration.
fn said(error: &tokio_postgres::Error) -> String {
    let cause = || error.source().map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"));
    error.as_db_error().map_or_else(cause, |e| format!("{} ({})", e.message(), e.code().code()))
}

impl StoreError {
    /// Whether an error is one of the connection and not of what was asked: the server went away, restarts, was cut off, or
    /// is no longer the one that takes writes.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        match self {
            Self::Unreachable(_) => true,
            Self::Postgres { source, .. } => match source.code() {
                // 08: connection. 57P: shutdown, crash, not ready yet. 25006: a standby. 53300: no connection left.
                Some(code) => {
                    let code = code.code();
                    code.starts_with("08") || code.starts_with("57P") || ["25006", "53300"].contains(&code)
                }
                None => source.is_closed() || source.source().is_some_and(|cause| cause.is::<std::io::Error>()),
            },
            _ => false,
        }
    }
}
