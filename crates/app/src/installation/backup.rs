//! Copies of an installation, and what opens when one is put back.
//!
//! A backup is a folder: the control store, and for each workspace its database and artifacts. Keys are never in it. A
//! restored workspace goes on under a new origin, a new epoch of its log, whose first entry states the last checkpoint
//! that was known.

use std::fs::{self, File};
use std::path::Path;

use assay_domain::kinds::workspace::{Epoch, Workspace as WorkspaceBody};
use assay_domain::{Action, KeyPlan, Kind, Via};
use assay_log::Checkpoint;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::files::{create_private, disk};
use super::{Installation, Layout, Outside};
use crate::access::{Principal, own_work};
use crate::workspace::{Draft, Workspace};
use crate::{Answer, AppError};

/// What a backup or a restore holds.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BackupReport {
    /// One line per workspace.
    pub workspaces: Vec<BackedUp>,
}

/// One workspace of a backup.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BackedUp {
    /// Its short name.
    pub slug: String,
    /// Entries of its log.
    pub entries: u64,
    /// Its artifacts.
    pub artifacts: u64,
    /// The log's origin.
    pub origin: String,
}

impl Installation {
    /// Copies everything but the keys into a new folder, while writes go on.
    ///
    /// # Errors
    /// When the folder exists already or the disk refuses.
    pub fn backup(&self, to: &Path) -> Answer<BackupReport> {
        if to.exists() {
            let text = format!("{} exists; name a folder that does not", to.display());
            return Err(AppError::input("backup.exists", text));
        }
        create_private(to).map_err(disk("create the backup folder"))?;
        self.control.backup(&to.join("control.sqlite"))?;
        let mut report = BackupReport { workspaces: Vec::new() };
        for entry in self.control.workspaces()? {
            let workspace = self.workspace(Some(&entry.slug))?;
            let target = Layout::new(to).workspace(entry.id);
            target.create()?;
            let scope = own_work(entry.id);
            // The database first: every artifact it names was on disk before its record.
            workspace.store.backup(&scope, &target.database())?;
            let artifacts = copy_folder(&self.layout.workspace(entry.id).blobs(), &target.blobs())?;
            let entries = workspace.store.size(&scope)?;
            report.workspaces.push(BackedUp { slug: entry.slug, entries, artifacts, origin: workspace.origin.clone() });
        }
        Ok(report)
    }
}

/// Copies a file, on disk before it counts.
fn copy_file(from: &Path, to: &Path) -> Answer<()> {
    fs::copy(from, to).and_then(|_| File::open(to)?.sync_all()).map_err(disk("copy a file"))
}

/// Copies artifacts; deliveries under way are left out, and what was erased meanwhile is gone.
fn copy_folder(from: &Path, to: &Path) -> Answer<u64> {
    fs::create_dir_all(to).map_err(disk("create the artifact folder"))?;
    let mut copied = 0;
    for entry in fs::read_dir(from).map_err(disk("read the artifact folder"))? {
        let entry = entry.map_err(disk("read the artifact folder"))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            if entry.file_name() != "incoming" {
                copied += copy_folder(&source, &target)?;
            }
        } else if source.exists() {
            copy_file(&source, &target)?;
            copied += 1;
        }
    }
    File::open(to).and_then(|f| f.sync_all()).map_err(disk("sync a folder"))?;
    Ok(copied)
}

/// Puts a backup into a data folder and opens a new epoch of every log in it. Sessions and invitations of the backup end.
/// Without the master key that it was made under, secrets sealed in it are lost: whoever has a second factor comes in with a
/// recovery code.
///
/// # Errors
/// When the folder holds an installation with the same workspaces that is in use, or the backup is none.
pub fn restore(backup: &Path, layout: &Layout, outside: Outside, reason: &str) -> Answer<BackupReport> {
    if !Layout::new(backup).exists() {
        let text = format!("{} is no backup: it holds no control.sqlite", backup.display());
        return Err(AppError::input("restore.no-backup", text));
    }
    let lock = layout.lock()?;
    let known = last_known(layout);
    set_aside(layout)?;
    let spaces = backup.join("workspaces");
    for entry in fs::read_dir(&spaces).map_err(disk("read the backup"))? {
        let entry = entry.map_err(disk("read the backup"))?;
        let target = layout.folder().join("workspaces").join(entry.file_name());
        fs::create_dir_all(&target).map_err(disk("create the workspace folder"))?;
        copy_file(&entry.path().join("workspace.sqlite"), &target.join("workspace.sqlite"))?;
        copy_folder(&entry.path().join("artifacts"), &target.join("artifacts"))?;
    }
    // Last: with it the installation is there.
    copy_file(&Layout::new(backup).control(), &layout.control())?;
    open_epochs(layout, lock, outside, &known, reason)
}

/// Checkpoints that lie beside the databases about to be replaced, by workspace id.
fn last_known(layout: &Layout) -> Vec<(String, String)> {
    let spaces = fs::read_dir(layout.folder().join("workspaces")).into_iter().flatten().flatten();
    spaces
        .filter_map(|e| {
            let id = e.file_name().into_string().ok()?;
            let note = layout.workspace(id.parse().ok()?).last_known()?;
            Some((id, note))
        })
        .collect()
}

/// What lies in the folder is moved aside, never overwritten; keys stay.
fn set_aside(layout: &Layout) -> Answer<()> {
    if !layout.exists() {
        return Ok(());
    }
    let aside = (1..).map(|n| layout.folder().join(format!("replaced-{n}"))).find(|p| !p.exists());
    let aside = aside.ok_or_else(|| AppError::internal("no name is free for what is replaced"))?;
    fs::create_dir_all(&aside).map_err(disk("create a folder for what is replaced"))?;
    // With the mark of a database too: what is restored is in files.
    for file in ["control.sqlite", "control.sqlite-wal", "control.sqlite-shm", "home"] {
        let path = layout.folder().join(file);
        if path.exists() {
            fs::rename(&path, aside.join(file)).map_err(disk("move the old control store aside"))?;
        }
    }
    let spaces = fs::read_dir(layout.folder().join("workspaces")).into_iter().flatten().flatten();
    for entry in spaces {
        let old = aside.join(entry.file_name());
        fs::create_dir_all(&old).map_err(disk("create a folder for what is replaced"))?;
        for inner in fs::read_dir(entry.path()).map_err(disk("read an old workspace"))?.flatten() {
            if inner.file_name() != "log.key" {
                fs::rename(inner.path(), old.join(inner.file_name())).map_err(disk("move an old workspace aside"))?;
            }
        }
    }
    Ok(())
}

fn open_epochs(
    layout: &Layout,
    lock: File,
    outside: Outside,
    known: &[(String, String)],
    reason: &str,
) -> Answer<BackupReport> {
    let installation = Installation::open_locked(layout.clone(), lock, outside.clone(), true)?;
    for entry in installation.control.workspaces()? {
        installation.control.set_epoch(entry.id, entry.epoch + 1)?;
    }
    // Whoever was signed in or invited when the backup was made may be shown out since.
    installation.control.end_what_was_open()?;
    let lock = installation.into_lock();
    let installation = Installation::open_locked(layout.clone(), lock, outside, true)?;
    let mut report = BackupReport { workspaces: Vec::new() };
    for entry in installation.control.workspaces()? {
        let workspace = installation.workspace(Some(&entry.slug))?;
        let note = known.iter().find(|(id, _)| *id == entry.id.to_string()).map(|(_, n)| n.clone());
        let entries = workspace.open_epoch(entry.epoch, note, reason)?;
        let artifacts = assay_ports::blobs::Blobs::list(&*workspace.blobs)?.len() as u64;
        report.workspaces.push(BackedUp { slug: entry.slug, entries, artifacts, origin: workspace.origin.clone() });
    }
    Ok(report)
}

impl Workspace {
    /// The first entry of a new epoch: the workspace record says where it goes on from, and what was last known.
    fn open_epoch(&self, number: u32, note: Option<String>, reason: &str) -> Answer<u64> {
        let scope = own_work(self.id);
        let size = self.position()?;
        let key =
            self.store.holder(&scope, "workspace")?.ok_or_else(|| AppError::internal("the workspace has no record"))?;
        let head = self.head(&scope, &key)?;
        let mut body: WorkspaceBody =
            Self::read_body(&head).ok_or_else(|| AppError::internal("the workspace's record does not read"))?;
        let newest = note.or(self.store.checkpoint(&scope, None)?);
        let newest = newest.filter(|n| Checkpoint::read(n.as_bytes()).is_ok());
        body.epochs.push(Epoch {
            number,
            restored_size: size,
            last_known_checkpoint: newest,
            reason: reason.to_owned(),
        });
        let kind =
            Kind::named("workspace").ok_or_else(|| AppError::internal("the kind `workspace` is not registered"))?;
        let normal = kind.normalise(serde_json::to_value(body).map_err(AppError::internal)?).map_err(AppError::body)?;
        let write = self.write(Draft {
            record: head.record,
            kind,
            key: KeyPlan::Existing(key),
            expected: head.revision,
            op: "epoch".to_owned(),
            state: head.state,
            normal,
            effective: None,
        })?;
        let owner = self.local_principal(Via::System)?;
        let owner = Principal { actions: [Action::Administer].into(), ..owner };
        self.commit(&scope, &owner, vec![write], Vec::new(), None)?;
        self.position()
    }
}
