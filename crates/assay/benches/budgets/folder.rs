//! A data folder made for a measurement, and many records written into it in large batches.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use assay_app::installation::{Layout, Outside, VERSION, move_to_database};
use assay_app::{Installation, NewWorkspace, Workspace};
use assay_domain::{Actor, Change, Key, KeyPlan, Kind, RecordId, Via, WorkspaceId, Write};
use assay_log::{SigningKey, commit};
use assay_ports::{Random, SystemClock, SystemRandom};
use assay_store::postgres::{Database, PostgresStore};
use assay_store::sqlite::SqliteStore;
use assay_store::{Opening, Signer, Store, WorkspaceScope};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::Fault;
use crate::homes::{Home, Place, layout};
use crate::options::scratch;
use crate::table::note;

/// Writes of one transaction.
const BATCH: u64 = 2_000;

/// A data folder with one workspace, closed: whoever measures opens it.
pub(crate) struct Folder {
    root: TempDir,
    workspace: WorkspaceId,
    origin: String,
    /// The database of its workspaces, when they are in one.
    place: Option<Place>,
}

/// What a record is made from.
pub(crate) struct Draft {
    pub(crate) kind: &'static str,
    pub(crate) body: Value,
    pub(crate) state: &'static str,
    /// Which record it is, whatever its kind: its id follows from this.
    pub(crate) record: u64,
    /// The key of an existing record and the revision it is at.
    pub(crate) of: Option<(Key, u32)>,
}

impl Folder {
    /// A new installation, as `assay init` makes it.
    pub(crate) fn create(home: Home) -> Result<Self, Fault> {
        let (root, place) = (scratch()?, home.place());
        let url = place.as_ref().map(Place::url);
        let installation = Installation::open_at(layout(root.path(), url.as_deref())?, Outside::real())?;
        let new = NewWorkspace { organisation: "Budgets".to_owned(), slug: None, owner: None };
        let made = installation.create_workspace(&new)?;
        Ok(Self { root, workspace: made.id, origin: made.origin.clone(), place })
    }

    /// The same in another home: a copy of the folder, moved as `assay database move` does it, row by row.
    pub(crate) fn copied_to(&self, home: Home) -> Result<Self, Fault> {
        let (root, place) = (scratch()?, home.place());
        copy_files(self.path(), root.path())?;
        if let Some(place) = &place {
            note("  moving a copy into PostgreSQL …");
            move_to_database(&Layout::new(root.path()), &place.url(), Outside::real())?;
        }
        Ok(Self { root, workspace: self.workspace, origin: self.origin.clone(), place })
    }

    pub(crate) fn path(&self) -> &Path {
        self.root.path()
    }

    fn files(&self) -> PathBuf {
        self.path().join("workspaces").join(self.workspace.to_string())
    }

    /// The address of its database, when the workspaces are in one.
    pub(crate) fn url(&self) -> Option<String> {
        self.place.as_ref().map(Place::url)
    }

    /// Its database for a baseline.
    pub(crate) fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    pub(crate) fn workspace(&self) -> WorkspaceId {
        self.workspace
    }

    /// The file of the workspace, when it is in one.
    pub(crate) fn database(&self) -> PathBuf {
        self.files().join("workspace.sqlite")
    }

    pub(crate) fn scope(&self) -> WorkspaceScope {
        WorkspaceScope::mint(self.workspace)
    }

    /// Opens the folder as the program does.
    pub(crate) fn open(&self) -> Result<(Arc<Installation>, Arc<Workspace>), Fault> {
        let installation =
            Arc::new(Installation::open_at(layout(self.path(), self.url().as_deref())?, Outside::real())?);
        let workspace = installation.workspace(None)?;
        Ok((installation, workspace))
    }

    /// Opens the store alone: no use cases, no projector.
    pub(crate) fn store(&self) -> Result<Box<dyn Store>, Fault> {
        let key = SigningKey::parse(std::fs::read_to_string(self.files().join("log.key"))?.trim())?;
        let signer =
            Signer { key, origin: self.origin.clone(), version: VERSION.to_owned(), ruleset: "baseline/1".to_owned() };
        let opening = Opening { workspace: self.workspace, signer, clock: Arc::new(SystemClock) };
        Ok(match self.url() {
            None => Box::new(SqliteStore::open(&self.database(), opening)?),
            Some(url) => Box::new(PostgresStore::open(&Database::connect(&url)?, opening)?),
        })
    }

    /// Works every entry out, so that a later start only takes up what is there.
    pub(crate) fn project(&self) -> Result<(), Fault> {
        let (_installation, workspace) = self.open()?;
        let scope = self.scope();
        // One wait has a limit; a store this large may take several.
        let mut last = workspace.settle(&scope);
        for _ in 0..20 {
            if last.is_ok() {
                return Ok(());
            }
            last = workspace.settle(&scope);
        }
        Ok(last.map(drop)?)
    }

    /// Writes drafts in order, made by `draft` from their number; a new record's key follows from the order.
    pub(crate) fn fill(&self, count: u64, draft: impl Fn(u64) -> Draft + Sync) -> Result<(), Fault> {
        self.fill_writes(count, |n| write(draft(n)))
    }

    /// The same with writes that are more than a draft says.
    pub(crate) fn fill_writes(
        &self,
        count: u64,
        made: impl Fn(u64) -> Result<Write, Fault> + Sync,
    ) -> Result<(), Fault> {
        let store = self.store()?;
        let scope = self.scope();
        let actor = actor(&*store, &scope)?;
        let (send, batches) = sync_channel::<Result<Vec<Write>, Fault>>(2);
        std::thread::scope(|threads| {
            // Bodies are brought to normal form on one core while the other writes.
            threads.spawn(|| {
                let send = send;
                for first in (0..count).step_by(usize::try_from(BATCH).unwrap_or(1)) {
                    let numbers = first..count.min(first + BATCH);
                    if send.send(numbers.map(&made).collect()).is_err() {
                        return;
                    }
                }
            });
            for writes in batches {
                let change = Change { actor: actor.clone(), writes: writes?, reads: Vec::new(), idempotency: None };
                store.commit(&scope, change)?;
            }
            Ok(())
        })
    }
}

/// The files of a folder that nobody has open.
fn copy_files(from: &Path, to: &Path) -> Result<(), Fault> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let there = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            std::fs::create_dir(&there)?;
            copy_files(&entry.path(), &there)?;
        } else if entry.file_type()?.is_file() {
            std::fs::copy(entry.path(), &there)?;
        }
    }
    Ok(())
}

/// The first member, acting for the program.
pub(crate) fn actor(store: &dyn Store, scope: &WorkspaceScope) -> Result<Actor, Fault> {
    let key = Key::new("MBR", 1);
    let member = store.head(scope, &key)?.ok_or("there is no first member")?.record;
    Ok(Actor { member, key, via: Via::System, token: None })
}

/// What a use case would hand to the store.
pub(crate) fn write(draft: Draft) -> Result<Write, Fault> {
    let random: &dyn Random = &SystemRandom;
    let kind = Kind::named(draft.kind).ok_or("no such kind")?;
    let normal = kind.normalise(draft.body).map_err(|problems| format!("{problems:?}"))?;
    let body = assay_log::canonical::canonical(&normal.value)?;
    let salt: [u8; 32] = random.bytes();
    let (key, expected, op) = match draft.of {
        None => (KeyPlan::Next(kind.prefix.to_owned()), 0, "create"),
        Some((key, revision)) => (KeyPlan::Existing(key), revision, "update"),
    };
    Ok(Write {
        record: RecordId::from_random(u128::from(draft.record).to_be_bytes()),
        kind: kind.name.to_owned(),
        key,
        expected,
        op: op.to_owned(),
        state: draft.state.to_owned(),
        title: normal.title,
        commitment: Some(commit(&salt, &body)),
        artifact_commitments: Vec::new(),
        body: Some(body),
        salt,
        links: normal.links,
        unique: normal.unique,
        text: normal.text,
        effective: None,
        reason_code: None,
        observations: Vec::new(),
        subject: None,
    })
}

/// A body of ordinary length: a data set as an inventory names it.
pub(crate) fn data_set(number: u64) -> Value {
    json!({
        "title": format!("Scanned forms, batch {number}"),
        "owner": "PER-1",
        "purposes": ["train", "test"],
        "source": format!("branch office {}, collected with notice to those concerned", number % 97),
        "personal_data": number.is_multiple_of(3),
        "known_bias": "few left-handed writers; hardly any forms filled in by people above eighty",
    })
}

/// A new data set.
pub(crate) fn new_data_set(number: u64) -> Draft {
    Draft { kind: "dataset", body: data_set(number), state: "active", record: number, of: None }
}
