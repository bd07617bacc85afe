//! A data folder made for a measurement, and many records written into it in large batches.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use assay_app::installation::{Outside, VERSION};
use assay_app::{Installation, NewWorkspace, Workspace};
use assay_domain::{Actor, Change, Key, KeyPlan, Kind, RecordId, Via, WorkspaceId, Write};
use assay_log::{SigningKey, commit};
use assay_ports::{Random, SystemClock, SystemRandom};
use assay_store::sqlite::{Opening, SqliteStore};
use assay_store::{Signer, Store as _, WorkspaceScope};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::Fault;
use crate::options::scratch;

/// Writes of one transaction.
const BATCH: u64 = 2_000;

/// A data folder with one workspace, closed: whoever measures opens it.
pub(crate) struct Folder {
    root: TempDir,
    workspace: WorkspaceId,
    origin: String,
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
    pub(crate) fn create() -> Result<Self, Fault> {
        let root = scratch()?;
        let installation = Installation::open(root.path(), Outside::real())?;
        let new = NewWorkspace { organisation: "Budgets".to_owned(), slug: None, owner: None };
        let made = installation.create_workspace(&new)?;
        Ok(Self { root, workspace: made.id, origin: made.origin.clone() })
    }

    pub(crate) fn path(&self) -> &Path {
        self.root.path()
    }

    fn files(&self) -> PathBuf {
        self.path().join("workspaces").join(self.workspace.to_string())
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.files().join("workspace.sqlite")
    }

    pub(crate) fn scope(&self) -> WorkspaceScope {
        WorkspaceScope::mint(self.workspace)
    }

    /// Opens the folder as the program does.
    pub(crate) fn open(&self) -> Result<(Arc<Installation>, Arc<Workspace>), Fault> {
        let installation = Arc::new(Installation::open(self.path(), Outside::real())?);
        let workspace = installation.workspace(None)?;
        Ok((installation, workspace))
    }

    /// Opens the store alone: no use cases, no projector.
    pub(crate) fn store(&self) -> Result<SqliteStore, Fault> {
        let key = SigningKey::parse(std::fs::read_to_string(self.files().join("log.key"))?.trim())?;
        let signer =
            Signer { key, origin: self.origin.clone(), version: VERSION.to_owned(), ruleset: "baseline/1".to_owned() };
        let opening = Opening { workspace: self.workspace, signer, clock: Arc::new(SystemClock) };
        Ok(SqliteStore::open(&self.database(), opening)?)
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
        let store = self.store()?;
        let scope = self.scope();
        let actor = actor(&store, &scope)?;
        let (send, batches) = sync_channel::<Result<Vec<Write>, Fault>>(2);
        std::thread::scope(|threads| {
            // Bodies are brought to normal form on one core while the other writes.
            threads.spawn(|| {
                let send = send;
                for first in (0..count).step_by(usize::try_from(BATCH).unwrap_or(1)) {
                    let numbers = first..count.min(first + BATCH);
                    if send.send(numbers.map(|n| write(draft(n))).collect()).is_err() {
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

/// The first member, acting for the program.
pub(crate) fn actor(store: &SqliteStore, scope: &WorkspaceScope) -> Result<Actor, Fault> {
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
