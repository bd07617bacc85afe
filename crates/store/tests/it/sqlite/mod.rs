//! The SQLite home: the laws of every home, and what its file does when it is touched around the program.

mod edits;
mod reopen;
mod triggers;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use assay_domain::WorkspaceId;
use assay_store::StoreError;
use assay_store::sqlite::SqliteStore;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::conformance::Home;
use crate::place::Named;

crate::conformance::every_law!(fresh);

/// A file that can be opened more than once.
pub(crate) struct Place {
    folder: TempDir,
    workspace: WorkspaceId,
    named: Named,
}

impl Place {
    fn new() -> Self {
        let named = Named::new();
        Self { folder: TempDir::new().unwrap(), workspace: named.workspace, named }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("workspace.sqlite")
    }

    fn open_at(&self, path: &Path, workspace: WorkspaceId) -> Result<SqliteStore, StoreError> {
        SqliteStore::open(path, self.named.opening_of(workspace, 1))
    }

    fn open(&self) -> Home {
        self.home(self.open_at(&self.path(), self.workspace).unwrap())
    }

    fn home(&self, store: SqliteStore) -> Home {
        self.named.home(Arc::new(store), Box::new(()))
    }

    /// The file as anybody with sqlite3 would open it.
    fn raw(&self) -> Connection {
        Connection::open(self.path()).unwrap()
    }
}

fn fresh() -> Home {
    let place = Place::new();
    let home = place.open();
    Home { _keep: Box::new(place), ..home }
}
