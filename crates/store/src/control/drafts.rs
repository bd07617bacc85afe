//! What somebody typed into a form and has not sent yet. It may hold what a record will say, so it is sealed: a data key
//! seals some thousands of drafts a day, of the 2^32 secrets for which random nonces hold.

use assay_domain::{RecordId, Timestamp, WorkspaceId};
use assay_ports::blobs::hex;
use rusqlite::params;
use zeroize::Zeroizing;

use super::ControlStore;
use super::conn::time;
use super::seal::Place;
use crate::number::count;
use crate::{CommitError, StoreError};

/// Whose form it is.
#[derive(Debug, Clone, Copy)]
pub struct FormOf<'a> {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The member who typed.
    pub member: RecordId,
    /// Address of the form.
    pub form: &'a str,
}

/// What was typed, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// When it was last kept.
    pub at: Timestamp,
    /// What was typed.
    pub typed: Zeroizing<Vec<u8>>,
}

fn place(row: &str) -> Place<'_> {
    Place { table: "draft", column: "typed", row }
}

impl ControlStore {
    /// Keeps what was typed into a form in the place of what was kept of it before. Of a member's drafts the latest stay,
    /// at most so many.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep_draft(&self, of: &FormOf<'_>, typed: &[u8], now: Timestamp, most: usize) -> Result<(), CommitError> {
        let id = hex(&self.random.bytes::<32>());
        let sealed = self.keys.sealed(&place(&id), typed)?;
        let (space, member) = (of.workspace.to_string(), of.member.to_string());
        let insert = "INSERT INTO draft (id, workspace, member, form, typed, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                      ON CONFLICT (workspace, member, form) \
                      DO UPDATE SET id = excluded.id, typed = excluded.typed, at = excluded.at";
        let bound = "DELETE FROM draft WHERE workspace = ?1 AND member = ?2 AND id NOT IN \
                     (SELECT id FROM draft WHERE workspace = ?1 AND member = ?2 ORDER BY at DESC, id LIMIT ?3)";
        self.note(|c| {
            c.execute(insert, params![id, space, member, of.form, sealed, now.as_micros()])?;
            c.execute(bound, params![space, member, count(most)])
        })
        .map(drop)
    }

    /// What was typed into a form since a moment. Nothing where its key was lost.
    ///
    /// # Errors
    /// When the file cannot be read, or what is sealed was altered.
    pub fn draft(&self, of: &FormOf<'_>, since: Timestamp) -> Result<Option<KeptDraft>, StoreError> {
        let find = "SELECT id, at, typed FROM draft WHERE workspace = ?1 AND member = ?2 AND form = ?3 AND at > ?4";
        let values = params![of.workspace.to_string(), of.member.to_string(), of.form, since.as_micros()];
        let read = |r: &rusqlite::Row<'_>| Ok((r.get::<_, String>(0)?, time(r, 1)?, r.get::<_, Vec<u8>>(2)?));
        let Some((id, at, sealed)) = self.look(find, values, read)?.pop() else { return Ok(None) };
        Ok(self.keys.opened(&place(&id), &sealed)?.map(|typed| KeptDraft { at, typed }))
    }

    /// Forgets what was typed into a form.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_draft(&self, of: &FormOf<'_>) -> Result<bool, CommitError> {
        let delete = "DELETE FROM draft WHERE workspace = ?1 AND member = ?2 AND form = ?3";
        let values = params![of.workspace.to_string(), of.member.to_string(), of.form];
        Ok(self.note(|c| c.execute(delete, values))? > 0)
    }

    /// Forgets the drafts of a workspace that were last kept before a moment.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_drafts(&self, space: WorkspaceId, before: Timestamp) -> Result<usize, CommitError> {
        let delete = "DELETE FROM draft WHERE workspace = ?1 AND at <= ?2";
        self.note(|c| c.execute(delete, params![space.to_string(), before.as_micros()]))
    }
}
