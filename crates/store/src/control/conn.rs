//! Reading and writing the control file, one statement each: SQLite makes it whole and durable.

use assay_domain::{AccountId, Timestamp, WorkspaceId};
use rusqlite::{Connection, Row};

use super::ControlStore;
use crate::error::sql;
use crate::{CommitError, StoreError};

impl ControlStore {
    /// One write without an entry. A disk that refused once is not written to again.
    pub(super) fn note<T>(&self, write: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, CommitError> {
        let mut state = self.state();
        if let Some(reason) = &state.stopped {
            return Err(CommitError::Stopped(reason.clone()));
        }
        write(&state.conn).map_err(|e| {
            let full = e.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull);
            let broken = e.sqlite_error_code() == Some(rusqlite::ErrorCode::SystemIoFailure);
            let error = sql("write the control store")(e);
            if broken {
                state.stopped = Some(error.to_string());
            }
            if full { CommitError::Full } else { error.into() }
        })
    }

    pub(super) fn look<T>(
        &self,
        text: &str,
        values: impl rusqlite::Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let state = self.state();
        let mut statement = state.conn.prepare_cached(text).map_err(sql("read the control store"))?;
        let rows = statement.query_map(values, read).map_err(sql("read the control store"))?;
        rows.collect::<rusqlite::Result<Vec<T>>>().map_err(sql("read the control store"))
    }
}

/// A column that does not read as what it is.
pub(super) fn wrong(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}

pub(super) fn number(column: usize, value: i64) -> rusqlite::Result<u64> {
    u64::try_from(value).map_err(|e| wrong(column, e))
}

pub(super) fn workspace(row: &Row<'_>, column: usize) -> rusqlite::Result<WorkspaceId> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| wrong(column, StoreError::Damaged(format!("`{text}` is no workspace id"))))
}

pub(super) fn account(row: &Row<'_>, column: usize) -> rusqlite::Result<AccountId> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| wrong(column, StoreError::Damaged(format!("`{text}` is no account id"))))
}

pub(super) fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    row.get(column).map(Timestamp::from_micros)
}

pub(super) fn maybe_time(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Timestamp::from_micros))
}

/// A digest of 32 bytes.
pub(super) fn digest(row: &Row<'_>, column: usize) -> rusqlite::Result<[u8; 32]> {
    let bytes: Vec<u8> = row.get(column)?;
    bytes.try_into().map_err(|_| wrong(column, StoreError::Damaged("a digest is not 32 bytes long".to_owned())))
}
