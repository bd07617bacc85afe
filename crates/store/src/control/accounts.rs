//! Accounts: who signs in, and the member that they are in each workspace.

use assay_domain::{AccountId, RecordId, Timestamp, WorkspaceId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::ControlStore;
use super::conn::{account, maybe_time, time, workspace, wrong};
use super::passkeys::{self, FirstPasskey};
use crate::{CommitError, StoreError};

/// Somebody who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id: how the control store's log names it.
    pub id: AccountId,
    /// What they sign in as, most often an e-mail address; in lower case.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// When it was made.
    pub made: Timestamp,
    /// Since when it may no longer be used.
    pub disabled: Option<Timestamp>,
    /// The digest of the password, in PHC form; nothing when there is none.
    pub password: Option<String>,
}

const COLUMNS: &str = "id, login, name, made, disabled, password";

fn read(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: account(row, 0)?,
        login: row.get(1)?,
        name: row.get(2)?,
        made: time(row, 3)?,
        disabled: maybe_time(row, 4)?,
        password: row.get(5)?,
    })
}

pub(super) fn record(row: &Row<'_>, column: usize) -> rusqlite::Result<RecordId> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| wrong(column, StoreError::Damaged(format!("`{text}` is no record id"))))
}

/// Adds the row, and the passkey it begins with; none when the login is taken.
pub(super) fn insert(c: &Connection, new: &Account, first: Option<&FirstPasskey>) -> rusqlite::Result<usize> {
    let insert = "INSERT INTO account (id, login, name, made, password, password_at) \
                  VALUES (?1, ?2, ?3, ?4, ?5, iif(?5 IS NULL, NULL, ?4)) ON CONFLICT (login) DO NOTHING";
    let values = params![new.id.to_string(), new.login, new.name, new.made.as_micros(), new.password];
    match (c.execute(insert, values)?, first) {
        (1, Some(first)) => passkeys::begin_with(c, first),
        (added, _) => Ok(added),
    }
}

/// Says which member an account is in a workspace; an error when either is spoken for.
pub(super) fn link(c: &Connection, id: AccountId, space: WorkspaceId, member: RecordId) -> rusqlite::Result<usize> {
    let insert = "INSERT INTO account_member (account, workspace, member) VALUES (?1, ?2, ?3)";
    c.execute(insert, params![id.to_string(), space.to_string(), member.to_string()])
}

impl ControlStore {
    /// Adds an account with the members that it stands for, and the passkey it begins with, whole or not at all; `false`
    /// when the login is taken.
    ///
    /// # Errors
    /// When a member is spoken for, or the disk refuses.
    pub fn add_account(
        &self,
        new: &Account,
        members: &[(WorkspaceId, RecordId)],
        first: Option<&FirstPasskey>,
    ) -> Result<bool, CommitError> {
        self.act("account-added", &new.id.to_string(), |c| {
            let added = insert(c, new, first)?;
            for (space, member) in members.iter().filter(|_| added == 1) {
                link(c, new.id, *space, *member)?;
            }
            Ok(added)
        })
    }

    /// Whether anybody has an account.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn has_accounts(&self) -> Result<bool, StoreError> {
        Ok(!self.look("SELECT 1 FROM account LIMIT 1", [], |_| Ok(()))?.is_empty())
    }

    /// The account of that login.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn account_of_login(&self, login: &str) -> Result<Option<Account>, StoreError> {
        Ok(self.look(&format!("SELECT {COLUMNS} FROM account WHERE login = ?1"), [login], read)?.pop())
    }

    /// The account of that id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn account(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        Ok(self.look(&format!("SELECT {COLUMNS} FROM account WHERE id = ?1"), [id.to_string()], read)?.pop())
    }

    /// Keeps the digest of another password; every session of the account ends with the old one.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn set_password(&self, id: AccountId, password: &str, now: Timestamp) -> Result<bool, CommitError> {
        let text = id.to_string();
        self.act("password-changed", &text, |c| {
            c.execute("DELETE FROM session WHERE account = ?1", [&text])?;
            let update = "UPDATE account SET password = ?2, password_at = ?3 WHERE id = ?1";
            c.execute(update, params![text, password, now.as_micros()])
        })
    }

    /// Ends the use of an account, with every session, or lets it be used again.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn disable_account(&self, id: AccountId, since: Option<Timestamp>) -> Result<bool, CommitError> {
        let text = id.to_string();
        let op = if since.is_some() { "account-disabled" } else { "account-enabled" };
        self.act(op, &text, |c| {
            c.execute("DELETE FROM session WHERE account = ?1", [&text])?;
            let update = "UPDATE account SET disabled = ?2 WHERE id = ?1 AND (disabled IS NULL) = (?2 IS NOT NULL)";
            c.execute(update, params![text, since.map(Timestamp::as_micros)])
        })
    }

    /// The member that an account is in each workspace.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn members_of(&self, id: AccountId) -> Result<Vec<(WorkspaceId, RecordId)>, StoreError> {
        let list = "SELECT workspace, member FROM account_member WHERE account = ?1 ORDER BY workspace";
        self.look(list, [id.to_string()], |row| Ok((workspace(row, 0)?, record(row, 1)?)))
    }

    /// The accounts behind the members of a workspace.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn accounts_of(&self, space: WorkspaceId) -> Result<Vec<(RecordId, Account)>, StoreError> {
        let list =
            format!("SELECT {COLUMNS}, member FROM account JOIN account_member ON account = id WHERE workspace = ?1");
        self.look(&list, [space.to_string()], |row| Ok((record(row, 6)?, read(row)?)))
    }

    /// The account behind a member.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn account_of_member(&self, space: WorkspaceId, member: RecordId) -> Result<Option<AccountId>, StoreError> {
        let find = "SELECT account FROM account_member WHERE workspace = ?1 AND member = ?2";
        let state = self.state();
        let found = state.conn.query_row(find, [space.to_string(), member.to_string()], |row| account(row, 0));
        found.optional().map_err(crate::error::sql("look an account up"))
    }
}
