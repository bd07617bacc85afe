//! Read connections, taken and given back.

use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::connect;
use crate::StoreError;
use crate::error::sql;

/// Most connections at a time. Opening one costs more than most questions, and each has a cache of its own: who finds all
/// of them taken waits for the next.
const MOST: usize = 16;

/// What a connection keeps of the database: indexes of large lists are larger than SQLite's own two megabytes.
const CACHE_KIB: i64 = 8 * 1024;

#[derive(Debug)]
pub(super) struct Pool {
    path: PathBuf,
    connections: Mutex<Connections>,
    given_back: Condvar,
}

#[derive(Debug, Default)]
struct Connections {
    idle: Vec<Connection>,
    taken: usize,
}

impl Pool {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), connections: Mutex::default(), given_back: Condvar::new() }
    }

    /// Asks on a connection that nobody else uses meanwhile.
    pub(super) fn with<T>(&self, ask: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let _place = self.place();
        let idle = self.all().idle.pop();
        let conn = idle.map_or_else(|| self.open(), Ok)?;
        let answer = ask(&conn);
        self.all().idle.push(conn);
        answer
    }

    /// Asks what takes long, on a connection of its own, so that nobody waits for it.
    pub(super) fn apart<T>(&self, ask: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        ask(&self.open()?)
    }

    fn open(&self) -> Result<Connection, StoreError> {
        let conn = connect(&self.path)?;
        conn.pragma_update(None, "query_only", true).map_err(sql("set the database up"))?;
        // Negative is KiB, positive would be pages.
        conn.pragma_update(None, "cache_size", -CACHE_KIB).map_err(sql("set the database up"))?;
        Ok(conn)
    }

    /// A place among those that ask.
    fn place(&self) -> Place<'_> {
        let full = |all: &mut Connections| all.taken >= MOST;
        let mut all = self.given_back.wait_while(self.all(), full).unwrap_or_else(PoisonError::into_inner);
        all.taken += 1;
        Place(self)
    }

    fn all(&self) -> MutexGuard<'_, Connections> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Given back whatever happens.
struct Place<'p>(&'p Pool);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.all().taken -= 1;
        self.0.given_back.notify_one();
    }
}
