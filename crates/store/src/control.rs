//! The control store: the list of workspaces, who signs in with what, and the hashes of tokens, with a log of its own.
//!
//! It commits apart from every workspace, so nothing here carries authority: whether a token works is decided by its
//! record in the workspace, and what somebody who signed in may do by their member's. What is here only says where to
//! look.

mod accounts;
mod attempts;
mod conn;
mod drafts;
mod events;
mod factors;
mod invitations;
mod jobs;
mod keyring;
mod passkeys;
mod provisioned;
mod seal;
mod sessions;
mod sso;
mod views;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use assay_domain::{RecordId, WorkspaceId};
use assay_log::{BodyCommitment, Envelope, Software};
use assay_ports::{Clock, Random};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::sql;
use crate::head::LogHead;
use crate::sqlite::{self, connect, migrate_control};
use crate::{CommitError, Signer, StoreError};

/// A workspace of the installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceEntry {
    /// Its id.
    pub id: WorkspaceId,
    /// Short name in addresses.
    pub slug: String,
    /// Whether it is a demo.
    pub demo: bool,
    /// Epoch of its log.
    pub epoch: u32,
}

pub use accounts::Account;
pub use attempts::Attempts;
pub use drafts::{FormOf, KeptDraft};
pub use events::Event;
pub use factors::OneTimePassword;
pub use invitations::Invitation;
pub use keyring::{Rotated, master_keys};
pub use passkeys::{FirstPasskey, Passkey};
pub use provisioned::{AccountChange, MemberAccount, Provisioned};
pub use seal::MasterKey;
pub use sessions::Session;
pub use sso::{Identity, Provider};
pub use views::SavedView;

use keyring::Keyring;

/// With what the secrets of a control file open.
#[derive(Debug, Clone)]
pub struct Unlocking {
    /// Wraps the keys that seal them.
    pub master: MasterKey,
    /// Whether a backup is being restored: its secrets may be lost with their master key.
    pub restoring: bool,
}

/// The control file of an installation.
pub struct ControlStore {
    state: Mutex<State>,
    signer: Signer,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    keys: Keyring,
    installation: String,
    /// Entries of the log.
    acts: AtomicU64,
    uses: sessions::Uses,
}

struct State {
    conn: Connection,
    head: LogHead,
    /// Why nothing is written any more.
    stopped: Option<String>,
}

impl ControlStore {
    /// Opens or creates the control file. Secrets that an earlier version kept as they are get sealed.
    ///
    /// # Errors
    /// When it cannot be opened, its log does not fit together, or another master key wraps its keys.
    pub fn open(
        path: &Path,
        installation: &str,
        signer: Signer,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        unlocking: &Unlocking,
    ) -> Result<Self, StoreError> {
        let mut conn = connect(path)?;
        migrate_control(&mut conn, path)?;
        let head = sqlite::load(&conn)?;
        head.fits(sqlite::read_checkpoint(&conn, None)?.as_deref())?;
        let Unlocking { master, restoring } = unlocking;
        let keys = Keyring::load(&conn, master, Arc::clone(&random), clock.now(), *restoring)?;
        keys.seal_plain(&mut conn, path)?;
        let acts = AtomicU64::new(head.tree.size());
        Ok(Self {
            acts,
            uses: sessions::Uses::default(),
            state: Mutex::new(State { conn, head, stopped: None }),
            signer,
            clock,
            random,
            keys,
            installation: installation.to_owned(),
        })
    }

    /// How many acts there were so far: who may sign in and who is signed in changes by acts alone. Asked without waiting.
    #[must_use]
    pub fn acts(&self) -> u64 {
        self.acts.load(Ordering::Acquire)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One act with its entry: both on disk, or neither. What changes no row makes no entry, and is told as `false`.
    fn act(
        &self,
        op: &str,
        of: &str,
        write: impl FnOnce(&Connection) -> rusqlite::Result<usize>,
    ) -> Result<bool, CommitError> {
        let mut state = self.state();
        let State { conn, head, stopped } = &mut *state;
        if let Some(reason) = stopped {
            return Err(CommitError::Stopped(reason.clone()));
        }
        let tx = conn
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
            .map_err(sql("begin a transaction"))?;
        if write(&tx).map_err(sql("write the control store"))? == 0 {
            return Ok(false);
        }
        let mut planned = head.clone();
        let at = planned.tick(self.clock.now());
        let salt: [u8; 32] = self.random.bytes();
        let envelope = Envelope {
            v: 1,
            ws: self.installation.clone(),
            seq: planned.tree.size(),
            kind: "control".to_owned(),
            rec: RecordId::from_random(self.random.bytes()).to_string(),
            rev: 1,
            prev: None,
            op: op.to_owned(),
            state: "recorded".to_owned(),
            actor: self.installation.clone(),
            via: "system".to_owned(),
            at: at.to_string(),
            eff: None,
            body: Some(BodyCommitment::new(assay_log::commit(&salt, of.as_bytes()))),
            evid: Vec::new(),
            erased: Vec::new(),
            reason_code: None,
            sw: Software { version: self.signer.version.clone(), ruleset: self.signer.ruleset.clone() },
        };
        let seq = planned.tree.size();
        let (entry, tiles) = planned.append(&envelope, at)?;
        sqlite::keep_entry(&tx, &entry, &tiles)?;
        tx.execute(
            "INSERT INTO control_body (seq, body, salt) VALUES (?1, ?2, ?3)",
            params![i64::try_from(seq).unwrap_or(i64::MAX), of, salt.as_slice()],
        )
        .map_err(sql("write the control store"))?;
        sqlite::keep_checkpoint(&tx, planned.tree.size(), &planned.sign(&self.signer)?)?;
        if let Err(e) = tx.commit() {
            let reason = sql("commit to disk")(e).to_string();
            *stopped = Some(reason.clone());
            return Err(CommitError::Stopped(reason));
        }
        *head = planned;
        self.acts.store(seq + 1, Ordering::Release);
        Ok(true)
    }

    /// Every workspace, by short name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn workspaces(&self) -> Result<Vec<WorkspaceEntry>, StoreError> {
        let state = self.state();
        let mut statement = state
            .conn
            .prepare("SELECT id, slug, demo, epoch FROM workspace ORDER BY slug")
            .map_err(sql("list workspaces"))?;
        let rows = statement
            .query_map([], |r| Ok((r.get::<_, String>(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
            .map_err(sql("list workspaces"))?;
        rows.map(|row| {
            let (id, slug, demo, epoch) = row.map_err(sql("list workspaces"))?;
            let id = id.parse().map_err(|_| StoreError::Damaged(format!("`{id}` is no workspace id")))?;
            Ok(WorkspaceEntry { id, slug, demo, epoch })
        })
        .collect()
    }

    /// Adds a workspace.
    ///
    /// # Errors
    /// When the short name is taken or the disk refuses.
    pub fn add_workspace(&self, entry: &WorkspaceEntry) -> Result<(), CommitError> {
        self.act("workspace-added", &format!("{} {}", entry.id, entry.slug), |c| {
            c.execute(
                "INSERT INTO workspace (id, slug, demo, epoch) VALUES (?1, ?2, ?3, ?4)",
                params![entry.id.to_string(), entry.slug, entry.demo, entry.epoch],
            )
        })
        .map(drop)
    }

    /// Notes that a workspace's log goes on in another epoch.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn set_epoch(&self, id: WorkspaceId, epoch: u32) -> Result<(), CommitError> {
        self.act("epoch-opened", &format!("{id} {epoch}"), |c| {
            c.execute("UPDATE workspace SET epoch = ?2 WHERE id = ?1", params![id.to_string(), epoch])
        })
        .map(drop)
    }

    /// Remembers the hash of a token's secret.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn add_token(&self, hash: &[u8; 32], workspace: WorkspaceId, token: RecordId) -> Result<(), CommitError> {
        self.act("token-added", &format!("{workspace} {token}"), |c| {
            c.execute(
                "INSERT INTO token (hash, workspace, record) VALUES (?1, ?2, ?3)",
                params![hash.as_slice(), workspace.to_string(), token.to_string()],
            )
        })
        .map(drop)
    }

    /// Forgets the hash of a token's secret.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove_token(&self, token: RecordId) -> Result<(), CommitError> {
        self.act("token-removed", &token.to_string(), |c| {
            c.execute("DELETE FROM token WHERE record = ?1", [token.to_string()])
        })
        .map(drop)
    }

    /// Where the token with that hash belongs.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn token(&self, hash: &[u8; 32]) -> Result<Option<(WorkspaceId, RecordId)>, StoreError> {
        let state = self.state();
        let row: Option<(String, String)> = state
            .conn
            .query_row("SELECT workspace, record FROM token WHERE hash = ?1", [hash.as_slice()], |r| {
                Ok((r.get(0)?, r.get(1)?))
            })
            .optional()
            .map_err(sql("look a token up"))?;
        let damaged = || StoreError::Damaged("a token names no workspace".to_owned());
        row.map(|(w, t)| Ok((w.parse().map_err(|_| damaged())?, t.parse().map_err(|_| damaged())?))).transpose()
    }

    /// Writes a consistent copy.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let name = to.to_string_lossy();
        self.state().conn.execute("VACUUM INTO ?1", [name.as_ref()]).map(drop).map_err(sql("copy the control store"))
    }
}
