//! Where things lie in a data folder, and who may open them.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use assay_domain::WorkspaceId;
use assay_log::{Checkpoint, SigningKey};
use assay_ports::Random;
use assay_store::postgres::Database;
use assay_store::{Store, WorkspaceScope};

use super::keys::{MasterKeyFrom, read_or_make};
use crate::{Answer, AppError, ErrorClass};

/// Paths of a data folder.
#[derive(Debug, Clone)]
pub struct Layout {
    folder: PathBuf,
    /// Where the workspaces are, when not in files of the folder.
    pub(super) database: Option<Database>,
    /// Where the key is that wraps the keys of the control store.
    pub(super) master: MasterKeyFrom,
}

/// Paths of a workspace.
#[derive(Debug, Clone)]
pub(crate) struct WorkspaceFiles {
    folder: PathBuf,
}

/// What the disk refused, as an error that says at what.
pub(super) fn disk(act: &'static str) -> impl FnOnce(io::Error) -> AppError {
    move |e| AppError::new(ErrorClass::Unavailable, "disk", format!("cannot {act}: {e}"))
}

impl Layout {
    /// The layout of a folder.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), database: None, master: MasterKeyFrom::Folder }
    }

    /// The layout of a folder whose workspaces are in a PostgreSQL database. Keys, artifacts and the control store stay in
    /// the folder, which remembers where its workspaces are.
    #[must_use]
    pub fn on(folder: &Path, database: Database) -> Self {
        Self { database: Some(database), ..Self::new(folder) }
    }

    /// The same, with the master key from there.
    #[must_use]
    pub fn with_master_key(self, master: MasterKeyFrom) -> Self {
        Self { master, ..self }
    }

    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the folder holds an installation.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.control().exists()
    }

    /// Takes the folder for this process, until the file is closed.
    pub(crate) fn lock(&self) -> Answer<File> {
        create_private(&self.folder).map_err(disk("create the data folder"))?;
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(self.folder.join("lock"))
            .map_err(disk("open the lock of the data folder"))?;
        match lock.try_lock() {
            Ok(()) => Ok(lock),
            Err(fs::TryLockError::WouldBlock) => {
                let text = format!("another process owns {}; use it through its server", self.folder.display());
                Err(AppError::new(ErrorClass::Conflict, "folder.in-use", text))
            }
            Err(fs::TryLockError::Error(e)) => Err(disk("lock the data folder")(e)),
        }
    }

    /// The control store.
    #[must_use]
    pub fn control(&self) -> PathBuf {
        self.folder.join("control.sqlite")
    }

    /// The server's socket.
    #[must_use]
    pub fn socket(&self) -> PathBuf {
        self.folder.join("assay.sock")
    }

    /// As [`Layout::on`] when an address is given, as [`Layout::new`] otherwise.
    ///
    /// # Errors
    /// When the database cannot be reached or the role would not be held by row-level security.
    pub fn at(folder: &Path, database: Option<&str>) -> Answer<Self> {
        Ok(match database {
            Some(url) => Self::on(folder, Database::connect(url)?),
            None => Self::new(folder),
        })
    }

    /// Holds where the workspaces are said to be against where they are: opened in the wrong place, each would begin anew
    /// with an empty log.
    pub(super) fn remember_home(&self) -> Answer<()> {
        let refuse = |code, text: &str| Err(AppError::new(ErrorClass::Conflict, code, text));
        let marked = self.in_database();
        match &self.database {
            None if marked => refuse(
                "database.expected",
                "the workspaces of this folder are in a PostgreSQL database; say which with --database (or ASSAY_DATABASE)",
            ),
            Some(_) if !marked && self.folder.join("workspaces").exists() => refuse(
                "database.files",
                "the workspaces of this folder are in files; move them with `assay database move --to database`",
            ),
            Some(_) if !marked => self.write_mark(),
            _ => Ok(()),
        }
    }

    fn mark(&self) -> PathBuf {
        self.folder.join("home")
    }

    /// Whether the folder says that its workspaces are in a database.
    pub(super) fn in_database(&self) -> bool {
        fs::read_to_string(self.mark()).is_ok_and(|home| home.trim() == "postgres")
    }

    /// From here on the workspaces of this folder are in a database.
    pub(super) fn write_mark(&self) -> Answer<()> {
        fs::write(self.mark(), "postgres\n")
            .and_then(|()| File::open(self.mark())?.sync_all())
            .and_then(|()| File::open(&self.folder)?.sync_all())
            .map_err(disk("remember where the workspaces are"))
    }

    /// From here on the workspaces of this folder are in files.
    pub(super) fn remove_mark(&self) -> Answer<()> {
        fs::remove_file(self.mark())
            .and_then(|()| File::open(&self.folder)?.sync_all())
            .map_err(disk("remember where the workspaces are"))
    }

    pub(crate) fn workspace(&self, id: WorkspaceId) -> WorkspaceFiles {
        WorkspaceFiles { folder: self.folder.join("workspaces").join(id.to_string()) }
    }

    /// Random name of this installation and the seed of its control log.
    pub(crate) fn installation(&self, random: &dyn Random, restoring: bool) -> Answer<(String, [u8; 32])> {
        let may_make = restoring || !self.control().exists();
        let text = read_or_make(&self.folder.join("control.key"), may_make, || {
            let id = WorkspaceId::from_random(random.bytes());
            format!("{id} {}\n", assay_ports::blobs::hex(&random.bytes::<32>()))
        })?;
        let broken = || AppError::internal("control.key does not read; restore it from a backup of the keys");
        let (name, seed) = text.trim().split_once(' ').ok_or_else(broken)?;
        Ok((name.to_owned(), assay_ports::blobs::unhex(seed).ok_or_else(broken)?))
    }
}

/// Creates a folder that nobody but its owner may enter: records, artifacts and the socket lie in it.
pub(crate) fn create_private(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

impl WorkspaceFiles {
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.join("workspace.sqlite")
    }

    pub(crate) fn blobs(&self) -> PathBuf {
        self.folder.join("artifacts")
    }

    fn high_water(&self) -> PathBuf {
        self.database().with_extension("high-water")
    }

    pub(crate) fn create(&self) -> Answer<()> {
        fs::create_dir_all(&self.folder).map_err(disk("create the workspace folder"))
    }

    /// The log's key: random, in a file of its own, never in a database or a backup.
    pub(crate) fn log_key(&self, name: &str, random: &dyn Random, restoring: bool) -> Answer<SigningKey> {
        self.create()?;
        let may_make = restoring || !self.database().exists();
        let text = read_or_make(&self.folder.join("log.key"), may_make, || {
            let key = SigningKey::from_seed(name, &random.bytes());
            key.map(|k| k.secret_text()).unwrap_or_default() + "\n"
        })?;
        SigningKey::parse(text.trim()).map_err(|e| AppError::internal(format!("log.key does not read: {e}")))
    }

    /// The last checkpoint known, from the file beside the database.
    pub(crate) fn last_known(&self) -> Option<String> {
        fs::read_to_string(self.high_water()).ok()
    }

    /// Refuses a database that holds less than was signed before: a tail was lost, or an older copy put in its place.
    pub(crate) fn lost_tail(&self, store: &dyn Store, scope: &WorkspaceScope) -> Answer<()> {
        let Some(note) = self.last_known() else { return Ok(()) };
        let Ok(known) = Checkpoint::read(note.as_bytes()) else { return Ok(()) };
        let size = store.size(scope)?;
        let here = store.checkpoint(scope, Some(known.size))?;
        let same = here.as_deref().and_then(|n| Checkpoint::read(n.as_bytes()).ok());
        if size < known.size || same.is_none_or(|c| c.root != known.root) {
            let text = format!(
                "the database holds {size} entries, but a checkpoint over {} was signed before: a tail was lost or an older copy was put in its place. \
                 Put the newer database back, or open a new epoch with `assay restore`",
                known.size
            );
            return Err(AppError::new(ErrorClass::Unavailable, "store.tail-lost", text)
                .with("size", size)
                .with("known", known.size));
        }
        Ok(())
    }
}
