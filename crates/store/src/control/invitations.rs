//! Invitations: a member who has no account yet makes one with a link that works once.

use assay_domain::{AccountId, RecordId, Timestamp, WorkspaceId};
use rusqlite::params;

use super::ControlStore;
use super::accounts::{self, Account};
use super::conn::{time, workspace, wrong};
use crate::{CommitError, StoreError};

/// An invitation that was not taken up yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Digest of its secret.
    pub hash: [u8; 32],
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The member that whoever takes it up is.
    pub member: RecordId,
    /// When it was made.
    pub made: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
}

impl ControlStore {
    /// Invites a member; an earlier invitation of theirs no longer works.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn invite(&self, new: &Invitation) -> Result<(), CommitError> {
        let insert = "INSERT INTO invitation (hash, workspace, member, made, ends) VALUES (?1, ?2, ?3, ?4, ?5) \
                      ON CONFLICT (workspace, member) \
                      DO UPDATE SET hash = excluded.hash, made = excluded.made, ends = excluded.ends";
        let (space, member) = (new.workspace.to_string(), new.member.to_string());
        self.act("member-invited", &format!("{space} {member}"), |c| {
            let (made, ends) = (new.made.as_micros(), new.ends.as_micros());
            c.execute(insert, params![new.hash.as_slice(), space, member, made, ends])
        })
        .map(drop)
    }

    /// The invitation with that digest.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn invitation(&self, hash: &[u8; 32]) -> Result<Option<Invitation>, StoreError> {
        let find = "SELECT workspace, member, made, ends FROM invitation WHERE hash = ?1";
        let read = |row: &rusqlite::Row<'_>| {
            let member: String = row.get(1)?;
            let damaged = || StoreError::Damaged(format!("`{member}` is no record id"));
            Ok(Invitation {
                hash: *hash,
                workspace: workspace(row, 0)?,
                member: member.parse().map_err(|_| wrong(1, damaged()))?,
                made: time(row, 2)?,
                ends: time(row, 3)?,
            })
        };
        Ok(self.look(find, [hash.as_slice()], read)?.pop())
    }

    /// Takes an invitation up, with a new account or one that there is: whole or not at all. `false` when it is gone, so
    /// that of two who try only one comes in, or when the login is taken.
    ///
    /// # Errors
    /// When the member is spoken for, or the disk refuses.
    pub fn take_up(
        &self,
        invitation: &Invitation,
        new: Option<&Account>,
        account: AccountId,
    ) -> Result<bool, CommitError> {
        let of = format!("{} {} {account}", invitation.workspace, invitation.member);
        self.act("invitation-taken", &of, |c| {
            let delete = "DELETE FROM invitation WHERE hash = ?1";
            if c.execute(delete, [invitation.hash.as_slice()])? == 0
                || new.map_or(Ok(1), |new| accounts::insert(c, new))? == 0
            {
                return Ok(0);
            }
            accounts::link(c, account, invitation.workspace, invitation.member)
        })
    }

    /// Takes an invitation up with the account that stands for the member already, and gives it its first password: whole
    /// or not at all. `false` when the invitation is gone, or the account has a password.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn take_over(
        &self,
        invitation: &Invitation,
        account: AccountId,
        password: &str,
        now: Timestamp,
    ) -> Result<bool, CommitError> {
        let of = format!("{} {} {account}", invitation.workspace, invitation.member);
        self.act("invitation-taken", &of, |c| {
            if c.execute("DELETE FROM invitation WHERE hash = ?1", [invitation.hash.as_slice()])? == 0 {
                return Ok(0);
            }
            let update = "UPDATE account SET password = ?2, password_at = ?3 WHERE id = ?1 AND password IS NULL";
            c.execute(update, params![account.to_string(), password, now.as_micros()])
        })
    }
}
