//! A data folder: its lock, its control store, its workspaces.
//!
//! One process owns a folder. Others find the lock held and speak to the owner through its socket.

mod backup;
mod beginning;
mod create;
mod files;
mod keys;
mod moving;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use assay_domain::WorkspaceId;
use assay_log::Origin;
use assay_ports::blobs::FolderBlobs;
pub use assay_ports::outbound::Allowed;
use assay_ports::outbound::{Egress, Outbound};
use assay_ports::{Clock, Random};
use assay_store::control::{ControlStore, Unlocking, WorkspaceEntry};
use assay_store::postgres::PostgresStore;
use assay_store::sqlite::{Opening, SqliteStore};
use assay_store::{Signer, Store, WorkspaceScope};

pub use backup::{BackedUp, BackupReport, restore};
pub use beginning::Beginning;
pub use create::NewWorkspace;
pub use files::Layout;
pub use keys::{KeysRotated, MasterKeyFrom, NewKey, rotate_keys};
pub use moving::{move_to_database, move_to_files, prepare_database};

use crate::access::{Bearing, Restrictions, own_work};
use crate::dto::{WorkspaceList, WorkspaceView};

use crate::judging::{Projector, Readings};
use crate::measured::{Months, Sources};
use crate::sign_in::Desk;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Version of the program, as entries name it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// An open data folder.
pub struct Installation {
    pub(crate) layout: Layout,
    pub(crate) control: Arc<ControlStore>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) outbound: Arc<dyn Outbound>,
    pub(crate) desk: Arc<Desk>,
    workspaces: RwLock<BTreeMap<String, Arc<Workspace>>>,
    pub(crate) bearing: Bearing,
    // Held for as long as the folder is ours.
    lock: File,
    restoring: bool,
    closing: AtomicBool,
}

/// How far a workspace is, for whoever watches over the server.
#[derive(Debug, Clone)]
pub struct Gauge {
    /// Its short name.
    pub workspace: String,
    /// Entries of its log.
    pub entries: u64,
    /// Entries whose verdicts are worked out.
    pub projected: u64,
}

/// Clock, randomness and the way out that an installation is given.
#[derive(Clone)]
pub struct Outside {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives ids, salts and keys.
    pub random: Arc<dyn Random>,
    /// Sends requests to servers of others.
    pub outbound: Arc<dyn Outbound>,
}

impl Outside {
    /// The machine's own. Requests go to public addresses.
    #[must_use]
    pub fn real() -> Self {
        Self::reaching(Vec::new())
    }

    /// The machine's own. Requests go to public addresses, and to those allowed besides.
    #[must_use]
    pub fn reaching(allowed: Vec<Allowed>) -> Self {
        let (clock, random) = (Arc::new(assay_ports::SystemClock), Arc::new(assay_ports::SystemRandom));
        Self { clock, random, outbound: Arc::new(Egress::new(allowed)) }
    }
}

impl Installation {
    /// Opens or creates a data folder and every workspace in it.
    ///
    /// # Errors
    /// `folder.in-use` when another process owns it; otherwise what the disk or the databases say.
    pub fn open(folder: &Path, outside: Outside) -> Answer<Self> {
        Self::open_at(Layout::new(folder), outside)
    }

    /// As [`Installation::open`], where the layout may say that the workspaces are in a database.
    ///
    /// # Errors
    /// Also `database.expected` and `database.files`, when the workspaces are elsewhere than the layout says.
    pub fn open_at(layout: Layout, outside: Outside) -> Answer<Self> {
        let lock = layout.lock()?;
        layout.remember_home()?;
        Self::open_locked(layout, lock, outside, false)
    }

    /// Opens a folder whose lock is held. Keys are made only for what is new, or when a backup is being restored.
    pub(crate) fn open_locked(layout: Layout, lock: File, outside: Outside, restoring: bool) -> Answer<Self> {
        let Outside { clock, random, outbound } = outside;
        let (name, seed) = layout.installation(&*random, restoring)?;
        let origin = format!("assay-control/{name}");
        let key = assay_log::SigningKey::from_seed(&origin, &seed).map_err(AppError::internal)?;
        let signer = Signer { key, origin, version: VERSION.to_owned(), ruleset: "control".to_owned() };
        let unlocking = Unlocking { master: keys::master_key(&layout, &*random, restoring)?, restoring };
        let (time, chance) = (Arc::clone(&clock), Arc::clone(&random));
        let control = ControlStore::open(&layout.control(), &name, signer, time, chance, &unlocking)?;
        let this = Self {
            layout,
            control: Arc::new(control),
            clock,
            random,
            outbound,
            desk: Desk::new(),
            workspaces: RwLock::default(),
            bearing: Bearing::default(),
            lock,
            restoring,
            closing: AtomicBool::new(false),
        };
        for entry in this.control.workspaces()? {
            let workspace = this.open_workspace(&entry, Arc::clone(&this.clock))?;
            this.keep(workspace);
        }
        Ok(this)
    }

    /// Says that no more is served: whatever waits for news ends.
    pub fn close(&self) {
        self.closing.store(true, Ordering::SeqCst);
    }

    /// Whether it was closed.
    #[must_use]
    pub fn is_closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }

    pub(crate) fn keep(&self, workspace: Workspace) -> Arc<Workspace> {
        let workspace = Arc::new(workspace);
        let mut all = self.workspaces.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(workspace.slug.clone(), Arc::clone(&workspace));
        workspace
    }

    /// Whose log a workspace's is, and with what it signs.
    fn opening(&self, entry: &WorkspaceEntry) -> Answer<Opening> {
        let origin = Origin { demo: entry.demo, workspace: entry.id.to_string(), epoch: entry.epoch };
        let key = self.layout.workspace(entry.id).log_key(&origin.base(), &*self.random, self.restoring)?;
        let signer = Signer {
            key,
            origin: origin.to_string(),
            version: VERSION.to_owned(),
            ruleset: format!("baseline/{}", assay_checks::CheckSet::baseline().edition),
        };
        Ok(Opening { workspace: entry.id, signer, clock: Arc::clone(&self.clock) })
    }

    /// Opens a workspace where its home is.
    pub(crate) fn open_workspace(&self, entry: &WorkspaceEntry, clock: Arc<dyn Clock>) -> Answer<Workspace> {
        let files = self.layout.workspace(entry.id);
        let opening = Opening { clock: Arc::clone(&clock), ..self.opening(entry)? };
        let (key, origin) = (opening.signer.key.clone(), opening.signer.origin.clone());
        let vkey = key.verifier().to_string();
        let store: Arc<dyn Store> = match &self.layout.database {
            Some(database) => Arc::new(PostgresStore::open(database, opening)?),
            None => Arc::new(SqliteStore::open(&files.database(), opening)?),
        };
        if !self.restoring {
            signed_by(&*store, &own_work(entry.id), &key)?;
        }
        files.lost_tail(&*store, &own_work(entry.id))?;
        let projector = Projector::start(Arc::clone(&store), own_work(entry.id))?;
        Ok(Workspace {
            id: entry.id,
            slug: entry.slug.clone(),
            vkey,
            origin,
            signer: key,
            store,
            blobs: Arc::new(FolderBlobs::open(&files.blobs())?),
            clock,
            random: Arc::clone(&self.random),
            projector,
            readings: Readings::default(),
            restrictions: Restrictions::default(),
            sources: Sources::default(),
            by_month: Months::default(),
            unfit: AtomicUsize::new(0),
            bearing: self.bearing.clone(),
            control: Some(Arc::clone(&self.control)),
        })
    }

    /// The workspace of that short name; without a name, the only one there is.
    ///
    /// # Errors
    /// When there is none, or several and no name.
    pub fn workspace(&self, slug: Option<&str>) -> Answer<Arc<Workspace>> {
        let all = self.workspaces.read().unwrap_or_else(PoisonError::into_inner);
        let names = || all.keys().cloned().collect::<Vec<_>>().join(", ");
        match slug {
            Some(slug) => all.get(slug).cloned().ok_or_else(|| AppError::not_found(format!("workspace `{slug}`"))),
            None if all.len() == 1 => all.values().next().cloned().ok_or_else(|| AppError::not_found("workspace")),
            None if all.is_empty() => {
                let text = "this data folder holds no workspace yet; create one with `assay init`";
                Err(AppError::new(ErrorClass::NotFound, "workspace.none", text))
            }
            None => {
                Err(AppError::input("workspace.several", format!("say which workspace with --workspace: {}", names())))
            }
        }
    }

    /// As [`Installation::workspace`]; without a name, the first of several.
    ///
    /// # Errors
    /// When there is none.
    pub fn first_workspace(&self, slug: Option<&str>) -> Answer<Arc<Workspace>> {
        let first = || self.workspaces.read().unwrap_or_else(PoisonError::into_inner).values().next().cloned();
        match (slug, first()) {
            (None, Some(first)) => Ok(first),
            _ => self.workspace(slug),
        }
    }

    /// The workspace of that id.
    pub(crate) fn by_id(&self, id: WorkspaceId) -> Option<Arc<Workspace>> {
        let all = self.workspaces.read().unwrap_or_else(PoisonError::into_inner);
        all.values().find(|w| w.id == id).cloned()
    }

    /// Every workspace.
    ///
    /// # Errors
    /// When a workspace cannot be read.
    pub fn list_workspaces(&self) -> Answer<WorkspaceList> {
        let all: Vec<Arc<Workspace>> =
            self.workspaces.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect();
        Ok(WorkspaceList { workspaces: all.iter().map(|w| w.view()).collect::<Answer<_>>()? })
    }

    /// Every open workspace.
    pub(crate) fn open_workspaces(&self) -> Vec<Arc<Workspace>> {
        self.workspaces.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// How far each workspace is.
    ///
    /// # Errors
    /// When a workspace cannot be read.
    pub fn gauges(&self) -> Answer<Vec<Gauge>> {
        let all: Vec<Arc<Workspace>> =
            self.workspaces.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect();
        let gauge = |w: &Arc<Workspace>| {
            Ok(Gauge {
                workspace: w.slug.clone(),
                entries: w.store.size(&own_work(w.id))?,
                projected: *w.projector.follow().borrow(),
            })
        };
        all.iter().map(gauge).collect()
    }

    /// Gives the folder up, lock in hand, so that nobody else takes it in between.
    pub(crate) fn into_lock(self) -> File {
        self.lock
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.layout.folder()
    }

    /// Where the server's socket lies.
    #[must_use]
    pub fn socket(&self) -> PathBuf {
        self.layout.socket()
    }
}

/// The last checkpoint has to be ours: another key in the key file would go on as if it had always signed.
fn signed_by(store: &dyn Store, scope: &WorkspaceScope, key: &assay_log::SigningKey) -> Answer<()> {
    let Some(note) = store.checkpoint(scope, None)? else { return Ok(()) };
    let opened = assay_log::Checkpoint::open(note.as_bytes(), &[key.verifier()]);
    opened.map(drop).map_err(|e| {
        let text = format!(
            "the last checkpoint was not signed by the key of this workspace ({e}); put the right log.key back"
        );
        AppError::new(ErrorClass::Unavailable, "key.other", text)
    })
}

impl Workspace {
    /// What time it is here.
    #[must_use]
    pub fn now(&self) -> assay_domain::Timestamp {
        self.clock.now()
    }

    /// Where unpredictable bytes come from here.
    #[must_use]
    pub fn random(&self) -> &dyn Random {
        &*self.random
    }

    /// Whether everything in it is invented for demonstration.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.origin.starts_with("assay-demo/")
    }

    /// Name, origin and whether it is a demo.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn view(&self) -> Answer<WorkspaceView> {
        let scope = own_work(self.id);
        let record = self.store.holder(&scope, "workspace")?.map(|k| self.head(&scope, &k)).transpose()?;
        let demo = self.is_demo();
        let organisation = record.map(|r| r.title).unwrap_or_default();
        Ok(WorkspaceView {
            id: self.id.to_string(),
            slug: self.slug.clone(),
            organisation,
            demo,
            origin: self.origin.clone(),
        })
    }
}
