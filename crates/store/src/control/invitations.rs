//! Invitations: a member who has no account yet makes one with a link that works once.

use assay_domain::{AccountId, RecordId, Timestamp, WorkspaceId};
use rusqlite::{Connection, params};

use super::ControlStore;
use super::accounts::{self, Account};
use super::conn::{time, workspace, wrong};
use super::passkeys::{self, FirstPasskey};
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
    /// The member who invited; nothing when it was done at the server's machine.
    pub inviter: Option<RecordId>,
    /// When it was made.
    pub made: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
}

/// Takes an invitation away; `false` when somebody else did.
pub(super) fn gone(c: &Connection, invitation: &Invitation) -> rusqlite::Result<bool> {
    Ok(c.execute("DELETE FROM invitation WHERE hash = ?1", [invitation.hash.as_slice()])? == 1)
}

/// Takes an invitation up; none when it is gone, or the login of the new account is taken.
pub(super) fn take(
    c: &Connection,
    invitation: &Invitation,
    new: Option<(&Account, Option<&FirstPasskey>)>,
    account: AccountId,
) -> rusqlite::Result<usize> {
    if !gone(c, invitation)? || new.map_or(Ok(1), |(new, first)| accounts::insert(c, new, first))? == 0 {
        return Ok(0);
    }
    accounts::link(c, account, invitation.workspace, invitation.member)
}

impl ControlStore {
    /// Invites a member; an earlier invitation of theirs no longer works. The entry says who did.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn invite(&self, new: &Invitation, by: RecordId) -> Result<(), CommitError> {
        let insert = "INSERT INTO invitation (hash, workspace, member, made, ends, inviter) \
                      VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                      ON CONFLICT (workspace, member) \
                      DO UPDATE SET hash = excluded.hash, made = excluded.made, ends = excluded.ends, \
                      inviter = excluded.inviter";
        let (space, member) = (new.workspace.to_string(), new.member.to_string());
        self.act("member-invited", &format!("{space} {member} {by}"), |c| {
            let (made, ends) = (new.made.as_micros(), new.ends.as_micros());
            let inviter = new.inviter.map(|inviter| inviter.to_string());
            c.execute(insert, params![new.hash.as_slice(), space, member, made, ends, inviter])
        })
        .map(drop)
    }

    /// The invitation with that digest.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn invitation(&self, hash: &[u8; 32]) -> Result<Option<Invitation>, StoreError> {
        let find = "SELECT workspace, member, made, ends, inviter FROM invitation WHERE hash = ?1";
        let read = |row: &rusqlite::Row<'_>| {
            let id = |column: usize, text: &str| {
                let damaged = || StoreError::Damaged(format!("`{text}` is no record id"));
                text.parse::<RecordId>().map_err(|_| wrong(column, damaged()))
            };
            let (member, inviter): (String, Option<String>) = (row.get(1)?, row.get(4)?);
            Ok(Invitation {
                hash: *hash,
                workspace: workspace(row, 0)?,
                member: id(1, &member)?,
                inviter: inviter.map(|text| id(4, &text)).transpose()?,
                made: time(row, 2)?,
                ends: time(row, 3)?,
            })
        };
        Ok(self.look(find, [hash.as_slice()], read)?.pop())
    }

    /// Takes an invitation up, with a new account (and the passkey it begins with) or one that there is: whole or not at
    /// all. `false` when it is gone, so that of two who try only one comes in, or when the login is taken.
    ///
    /// # Errors
    /// When the member is spoken for, or the disk refuses.
    pub fn take_up(
        &self,
        invitation: &Invitation,
        new: Option<(&Account, Option<&FirstPasskey>)>,
        account: AccountId,
    ) -> Result<bool, CommitError> {
        let of = format!("{} {} {account}", invitation.workspace, invitation.member);
        self.act("invitation-taken", &of, |c| take(c, invitation, new, account))
    }

    /// Takes an invitation up with the account that stands for the member already, and gives it the means that it begins
    /// with, a password or a passkey: whole or not at all. `false` when the invitation is gone, or the account has a
    /// password.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn take_over(
        &self,
        invitation: &Invitation,
        account: AccountId,
        password: Option<&str>,
        first: Option<&FirstPasskey>,
        now: Timestamp,
    ) -> Result<bool, CommitError> {
        let of = format!("{} {} {account}", invitation.workspace, invitation.member);
        self.act("invitation-taken", &of, |c| {
            if !gone(c, invitation)? {
                return Ok(0);
            }
            let update = "UPDATE account SET password = ?2, password_at = iif(?2 IS NULL, NULL, ?3) \
                          WHERE id = ?1 AND password IS NULL";
            let begun = c.execute(update, params![account.to_string(), password, now.as_micros()])?;
            first.filter(|_| begun == 1).map_or(Ok(begun), |first| passkeys::begin_with(c, first))
        })
    }
}
