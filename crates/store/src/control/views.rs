//! Saved views of tables: a member's own, and those shared in a workspace.

use assay_domain::{RecordId, Timestamp, WorkspaceId};
use rusqlite::{OptionalExtension as _, Row, params};

use super::ControlStore;
use super::accounts::record;
use super::conn::{number, time, workspace};
use crate::number::{count, int};
use crate::{CommitError, StoreError};

/// An address of a table under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Number of it; given when it is kept.
    pub id: u64,
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Who keeps it.
    pub member: RecordId,
    /// Whether everybody in the workspace sees it.
    pub shared: bool,
    /// What it is called.
    pub name: String,
    /// Path of the page.
    pub path: String,
    /// What the page is asked: filters, order, columns.
    pub query: String,
    /// When it was kept.
    pub made: Timestamp,
}

const COLUMNS: &str = "id, workspace, member, shared, name, path, query, made";

fn read(row: &Row<'_>) -> rusqlite::Result<SavedView> {
    Ok(SavedView {
        id: number(0, row.get(0)?)?,
        workspace: workspace(row, 1)?,
        member: record(row, 2)?,
        shared: row.get(3)?,
        name: row.get(4)?,
        path: row.get(5)?,
        query: row.get(6)?,
        made: time(row, 7)?,
    })
}

impl ControlStore {
    /// The views that a member sees: their own and the shared ones, by name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn saved_views(&self, space: WorkspaceId, member: RecordId) -> Result<Vec<SavedView>, StoreError> {
        let list = format!(
            "SELECT {COLUMNS} FROM saved_view WHERE workspace = ?1 AND (member = ?2 OR shared) ORDER BY name, id"
        );
        self.look(&list, [space.to_string(), member.to_string()], read)
    }

    /// One view of a workspace.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn saved_view(&self, space: WorkspaceId, id: u64) -> Result<Option<SavedView>, StoreError> {
        let find = format!("SELECT {COLUMNS} FROM saved_view WHERE workspace = ?1 AND id = ?2");
        Ok(self.look(&find, params![space.to_string(), int(id)], read)?.pop())
    }

    /// Keeps a view; gives its number. Nothing is kept where there are so many already: of the member's own, or shared.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep_view(&self, new: &SavedView, most: usize) -> Result<Option<u64>, CommitError> {
        let insert = "INSERT INTO saved_view (workspace, member, shared, name, path, query, made) \
                      SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE (SELECT count(*) FROM saved_view \
                      WHERE workspace = ?1 AND shared = ?3 AND (shared OR member = ?2)) < ?8 RETURNING id";
        let (space, member, made) = (new.workspace.to_string(), new.member.to_string(), new.made.as_micros());
        let values = params![space, member, new.shared, new.name, new.path, new.query, made, count(most)];
        self.note(|c| c.query_row(insert, values, |row| number(0, row.get(0)?)).optional())
    }

    /// Gives a view another name, or another address; `false` when it is gone.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn change_view(&self, view: &SavedView) -> Result<bool, CommitError> {
        let update = "UPDATE saved_view SET name = ?3, path = ?4, query = ?5 WHERE workspace = ?1 AND id = ?2";
        let values = params![view.workspace.to_string(), int(view.id), view.name, view.path, view.query];
        Ok(self.note(|c| c.execute(update, values))? == 1)
    }

    /// Forgets a view; `false` when it is gone.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_view(&self, space: WorkspaceId, id: u64) -> Result<bool, CommitError> {
        let delete = "DELETE FROM saved_view WHERE workspace = ?1 AND id = ?2";
        Ok(self.note(|c| c.execute(delete, params![space.to_string(), int(id)]))? == 1)
    }

    /// Forgets what a member kept for themselves: drafts, and views that are not shared.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_own(&self, space: WorkspaceId, member: RecordId) -> Result<usize, CommitError> {
        let of = [space.to_string(), member.to_string()];
        self.note(|c| {
            let views = c.execute(
                "DELETE FROM saved_view WHERE workspace = ?1 AND member = ?2 AND NOT shared",
                [&of[0], &of[1]],
            )?;
            Ok(views + c.execute("DELETE FROM draft WHERE workspace = ?1 AND member = ?2", [&of[0], &of[1]])?)
        })
    }
}
