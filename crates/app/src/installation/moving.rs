//! Moving house: the workspaces of a folder into a PostgreSQL database, and back into files.
//!
//! Keys, artifacts and the control store stay where they are. Every row moves as it is, so log, digests and checkpoints
//! stay what they were. Where the workspaces are is written down last: until then the old home is the one that counts,
//! and a move that was cut short is begun again.

use std::fs;
use std::path::{Path, PathBuf};

use assay_domain::WorkspaceId;
use assay_store::control::WorkspaceEntry;
use assay_store::postgres::{Database, PostgresStore, migrate};
use assay_store::sqlite::SqliteStore;
use assay_store::{Store, WorkspaceScope};

use super::files::disk;
use super::{BackedUp, BackupReport, Installation, Layout, Outside};
use crate::access::own_work;
use crate::{Answer, AppError, ErrorClass};

/// Brings a database to the schema of this program, as the role that owns the tables, and says what the role that serves
/// may do. That role may neither own tables nor change them.
///
/// # Errors
/// When the database cannot be reached, is older than PostgreSQL 15 or was written by a newer program.
pub fn prepare_database(owner_url: &str, serving_role: &str) -> Answer<()> {
    Ok(migrate(owner_url, serving_role)?)
}

/// Moves every workspace of a folder, where they are in files, into a database.
///
/// # Errors
/// `database.already` when they are in one; otherwise what disk or database say. Nothing has changed then.
pub fn move_to_database(from: &Layout, url: &str, outside: Outside) -> Answer<BackupReport> {
    let database = Database::connect(url)?;
    if from.in_database() {
        return Err(already("the workspaces of this folder are in a PostgreSQL database already"));
    }
    let old = take(from.clone(), outside)?;
    let report = old.copy_each(|entry, store, scope| {
        let there = PostgresStore::open(&database, old.opening(entry)?)?;
        if is_same(&there, store, scope)? {
            return Ok(());
        }
        refuse_other(&there, scope, &entry.slug)?;
        drop(there);
        let copy = PostgresStore::copy_of(store, scope, &database, old.opening(entry)?)?;
        hold_same(&copy, store, scope)
    })?;
    let ids = old.ids()?;
    let lock = old.into_lock();
    from.write_mark()?;
    // The file is kept under another name, so that nobody opens it for what is true now.
    for id in ids {
        let file = from.workspace(id).database();
        for end in ["", "-wal", "-shm"] {
            let path = with_end(&file, end);
            if path.exists() {
                fs::rename(&path, with_end(&file, &format!("{end}.moved"))).map_err(disk("set the old file aside"))?;
            }
        }
    }
    drop(lock);
    Ok(report)
}

/// Moves every workspace of a folder out of a database into files. What is in the database stays there, for its owner to
/// drop.
///
/// # Errors
/// `database.files` when they are in files; otherwise what disk or database say. Nothing has changed then.
pub fn move_to_files(to: &Layout, url: &str, outside: Outside) -> Answer<BackupReport> {
    let from = Layout::on(to.folder(), Database::connect(url)?).with_master_key(to.master.clone());
    if !from.in_database() {
        return Err(already("the workspaces of this folder are in files already"));
    }
    let old = take(from.clone(), outside)?;
    let report = old.copy_each(|entry, store, scope| {
        let file = from.workspace(entry.id).database();
        // What lies there under this name is of a move that was cut short: the folder says the database counts.
        for end in ["", "-wal", "-shm"] {
            let path = with_end(&file, end);
            if path.exists() {
                fs::remove_file(path).map_err(disk("remove half a copy"))?;
            }
        }
        let copy = SqliteStore::copy_of(store, scope, &file, old.opening(entry)?)?;
        hold_same(&copy, store, scope)
    })?;
    let lock = old.into_lock();
    from.remove_mark()?;
    drop(lock);
    Ok(report)
}

/// Opens the present home, every workspace checked as at any start.
fn take(layout: Layout, outside: Outside) -> Answer<Installation> {
    if !layout.exists() {
        let text = format!("{} holds no installation; create one with `assay init`", layout.folder().display());
        return Err(AppError::input("folder.empty", text));
    }
    Installation::open_at(layout, outside)
}

fn already(text: &str) -> AppError {
    AppError::new(ErrorClass::Conflict, "database.already", text)
}

fn with_end(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Whether both hold the same log: the same signed head over the same number of entries.
fn is_same(copy: &dyn Store, of: &dyn Store, scope: &WorkspaceScope) -> Answer<bool> {
    Ok(copy.size(scope)? == of.size(scope)? && copy.checkpoint(scope, None)? == of.checkpoint(scope, None)?)
}

fn hold_same(copy: &dyn Store, of: &dyn Store, scope: &WorkspaceScope) -> Answer<()> {
    if is_same(copy, of, scope)? { Ok(()) } else { Err(AppError::internal("the copy has another checkpoint")) }
}

/// A workspace that is there with another log is not written over.
fn refuse_other(there: &dyn Store, scope: &WorkspaceScope, slug: &str) -> Answer<()> {
    let size = there.size(scope)?;
    if size == 0 {
        return Ok(());
    }
    let text = format!(
        "the database holds a workspace `{slug}` with another log, of {size} entries; it is not written over: \
         name another database, or drop that one"
    );
    Err(AppError::new(ErrorClass::Conflict, "database.other-log", text).with("size", size))
}

impl Installation {
    fn ids(&self) -> Answer<Vec<WorkspaceId>> {
        Ok(self.control.workspaces()?.into_iter().map(|entry| entry.id).collect())
    }

    fn copy_each(
        &self,
        copy: impl Fn(&WorkspaceEntry, &dyn Store, &WorkspaceScope) -> Answer<()>,
    ) -> Answer<BackupReport> {
        let mut report = BackupReport { workspaces: Vec::new() };
        for entry in self.control.workspaces()? {
            let workspace = self.workspace(Some(&entry.slug))?;
            let scope = own_work(entry.id);
            copy(&entry, &*workspace.store, &scope)?;
            let artifacts = u64::try_from(workspace.blobs.list()?.len()).unwrap_or(u64::MAX);
            let entries = workspace.store.size(&scope)?;
            report.workspaces.push(BackedUp { slug: entry.slug, entries, artifacts, origin: workspace.origin.clone() });
        }
        Ok(report)
    }
}
