//! The homes a workspace can have, to measure on each: a file, and a PostgreSQL of our own.

use std::path::Path;
use std::sync::OnceLock;

use assay_app::installation::Layout;

use crate::Fault;
use cluster::{Cluster, SERVING};

#[path = "../../../store/tests/it/postgres/cluster.rs"]
#[expect(dead_code, clippy::panic, clippy::unwrap_used, reason = "shared with the tests of the store")]
mod cluster;

/// What PostgreSQL is given beyond what its tests are: what it has when nobody says anything.
const SETTINGS: &str = "shared_buffers = 128MB\nmax_wal_size = 4GB";

/// Where the workspaces of a folder are.
#[derive(Clone, Copy)]
pub(crate) enum Home {
    /// A SQLite file each.
    File,
    /// A database of the cluster.
    Database(&'static Cluster),
}

impl Home {
    /// Every home there is on this machine; says so aloud when PostgreSQL is not installed.
    pub(crate) fn all() -> Vec<Self> {
        static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
        let cluster = CLUSTER.get_or_init(|| Cluster::start("bench", SETTINGS));
        [Self::File].into_iter().chain(cluster.as_ref().map(Self::Database)).collect()
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::File => "SQLite",
            Self::Database(_) => "PostgreSQL",
        }
    }

    /// A place for the workspaces of one folder.
    pub(crate) fn place(self) -> Option<Place> {
        match self {
            Self::File => None,
            Self::Database(cluster) => Some(Place { cluster, name: cluster.database() }),
        }
    }
}

/// A database that goes with the folder it is for.
pub(crate) struct Place {
    cluster: &'static Cluster,
    name: String,
}

impl Place {
    /// Its address for the program.
    pub(crate) fn url(&self) -> String {
        self.cluster.url(SERVING, &self.name)
    }

    /// Its address for a baseline: as somebody whom no row-level security holds up.
    pub(crate) fn direct(&self) -> String {
        self.cluster.url("postgres", &self.name)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.cluster.drop_database(&self.name);
    }
}

/// The layout of a folder, whose workspaces are in a database where an address says so.
pub(crate) fn layout(folder: &Path, database: Option<&str>) -> Result<Layout, Fault> {
    Ok(Layout::at(folder, database)?)
}
