//! The SQLite home: the laws of every home, and what its file does when it is touched around the program.

mod edits;
mod reopen;
mod triggers;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use assay_domain::{Timestamp, WorkspaceId};
use assay_log::{Origin, SigningKey};
use assay_ports::{Clock, SimulatedClock};
use assay_store::sqlite::{Opening, SqliteStore};
use assay_store::{Signer, Store, StoreError, WorkspaceScope};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::conformance::Home;
use crate::made;

crate::conformance::every_law!(fresh);

/// A file that can be opened more than once.
pub(crate) struct Place {
    folder: TempDir,
    workspace: WorkspaceId,
    clock: Arc<SimulatedClock>,
}

impl Place {
    fn new() -> Self {
        let now = Timestamp::parse("2026-11-25T09:00:00Z").unwrap();
        Self {
            folder: TempDir::new().unwrap(),
            workspace: WorkspaceId::from_random(made::bytes()),
            clock: Arc::new(SimulatedClock::at(now)),
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("workspace.sqlite")
    }

    fn key(&self) -> (SigningKey, String) {
        let origin = Origin::new(&self.workspace.to_string(), false).unwrap();
        (SigningKey::from_seed(&origin.base(), &[7; 32]).unwrap(), origin.to_string())
    }

    fn open_at(&self, path: &Path, workspace: WorkspaceId) -> Result<SqliteStore, StoreError> {
        let (key, origin) = self.key();
        let signer = Signer { key, origin, version: "0.0.0".to_owned(), ruleset: "test".to_owned() };
        let clock = Arc::<SimulatedClock>::clone(&self.clock) as Arc<dyn Clock>;
        SqliteStore::open(path, Opening { workspace, signer, clock })
    }

    fn open(&self) -> Home {
        self.home(self.open_at(&self.path(), self.workspace).unwrap())
    }

    fn home(&self, store: SqliteStore) -> Home {
        Home {
            store: Arc::new(store) as Arc<dyn Store>,
            scope: WorkspaceScope::mint(self.workspace),
            verifier: self.key().0.verifier(),
            clock: Arc::clone(&self.clock),
            _keep: Box::new(()),
        }
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
