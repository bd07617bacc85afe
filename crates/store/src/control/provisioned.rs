//! Members that another system provisions (RFC 7643): the names it gave them, and what that means for their accounts.

use assay_domain::{AccountId, RecordId, Timestamp, WorkspaceId};
use rusqlite::{Connection, Row, params};

use super::ControlStore;
use super::accounts::{Account, insert, link, record};
use super::conn::{maybe_time, number, time};
use super::sessions::end_others;
use crate::number::int;
use crate::{CommitError, StoreError};

/// The names that another system gave a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provisioned {
    /// The member's record.
    pub member: RecordId,
    /// What they sign in as there (`userName`), as it was sent.
    pub user_name: String,
    /// What that system knows them as (`externalId`).
    pub external_id: Option<String>,
    /// When it first named them.
    pub made: Timestamp,
    /// When it last did.
    pub changed: Timestamp,
    /// How often it did.
    pub version: u64,
    /// Since when it wants to know them no longer.
    pub gone: Option<Timestamp>,
}

/// What becomes of the account behind a provisioned member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountChange {
    /// Nothing.
    Stays,
    /// It is made, unless somebody has its login.
    Made(Account),
    /// It is called otherwise, and may be used or not. A login that somebody has is not taken.
    Is {
        /// The account.
        id: AccountId,
        /// What they sign in as.
        login: String,
        /// What they are called.
        name: String,
        /// Since when it may no longer be used.
        disabled: Option<Timestamp>,
    },
    /// It stands for the member no longer; it stays what it is elsewhere.
    Leaves(AccountId),
    /// Nobody uses it any more: login, name and password are forgotten.
    Ends(AccountId),
}

/// The account behind a member, and in how many workspaces it stands for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberAccount {
    /// The account.
    pub id: AccountId,
    /// Workspaces.
    pub workspaces: usize,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Provisioned> {
    Ok(Provisioned {
        member: record(row, 0)?,
        user_name: row.get(1)?,
        external_id: row.get(2)?,
        made: time(row, 3)?,
        changed: time(row, 4)?,
        version: number(5, row.get(5)?)?,
        gone: maybe_time(row, 6)?,
    })
}

/// A name as it is compared: two that differ in case alone are the same (RFC 7643, 4.1.1).
fn folded(name: &str) -> String {
    name.to_lowercase()
}

impl AccountChange {
    fn make(&self, c: &Connection, space: WorkspaceId, member: RecordId, now: Timestamp) -> rusqlite::Result<()> {
        match self {
            Self::Stays => {}
            Self::Made(account) => {
                if insert(c, account, None)? == 1 {
                    link(c, account.id, space, member)?;
                }
            }
            Self::Is { id, login, name, disabled } => {
                let id = id.to_string();
                if disabled.is_some() {
                    end_others(c, &id, None)?;
                }
                let since = disabled.map(Timestamp::as_micros);
                // Who was disabled before stays so since then.
                let update = "UPDATE account SET name = ?2, disabled = iif(?3 IS NULL, NULL, coalesce(disabled, ?3)) \
                              WHERE id = ?1";
                c.execute(update, params![id, name, since])?;
                c.execute("UPDATE OR IGNORE account SET login = ?2 WHERE id = ?1", params![id, login])?;
            }
            Self::Leaves(id) => unlink(c, *id, space)?,
            Self::Ends(id) => {
                unlink(c, *id, space)?;
                let id = id.to_string();
                let forget = "UPDATE account SET login = ?2, name = '', password = NULL, password_at = NULL, \
                              disabled = coalesce(disabled, ?3) WHERE id = ?1";
                c.execute(forget, params![id, format!("ended {id}"), now.as_micros()])?;
                for table in ["device", "one_time_password", "recovery_code", "passkey"] {
                    c.execute(&format!("DELETE FROM {table} WHERE account = ?1"), [&id])?;
                }
            }
        }
        Ok(())
    }
}

fn unlink(c: &Connection, id: AccountId, space: WorkspaceId) -> rusqlite::Result<()> {
    let id = id.to_string();
    end_others(c, &id, None)?;
    c.execute("DELETE FROM account_member WHERE account = ?1 AND workspace = ?2", params![id, space.to_string()])?;
    Ok(())
}

impl ControlStore {
    /// Everybody whom another system ever named in a workspace, those who are gone too.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn provisioned(&self, space: WorkspaceId) -> Result<Vec<Provisioned>, StoreError> {
        let list = "SELECT member, user_name, external_id, made, changed, version, gone FROM provisioned \
                    WHERE workspace = ?1 ORDER BY made, member";
        self.look(list, [space.to_string()], read)
    }

    /// What another system called a member.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn provisioned_member(&self, space: WorkspaceId, member: RecordId) -> Result<Option<Provisioned>, StoreError> {
        let find = "SELECT member, user_name, external_id, made, changed, version, gone FROM provisioned \
                    WHERE workspace = ?1 AND member = ?2";
        Ok(self.look(find, [space.to_string(), member.to_string()], read)?.pop())
    }

    /// Whoever has that name in a workspace, else whoever had it last.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn provisioned_as(&self, space: WorkspaceId, name: &str) -> Result<Option<Provisioned>, StoreError> {
        let find = "SELECT member, user_name, external_id, made, changed, version, gone FROM provisioned \
                    WHERE workspace = ?1 AND folded = ?2 ORDER BY gone IS NULL, gone";
        Ok(self.look(find, [space.to_string(), folded(name)], read)?.pop())
    }

    /// Keeps the names of a member, with what that means for the account; both or neither.
    ///
    /// # Errors
    /// When somebody who is not gone has the name, or the disk refuses.
    pub fn provision(&self, space: WorkspaceId, new: &Provisioned, account: &AccountChange) -> Result<(), CommitError> {
        let upsert = "INSERT INTO provisioned (workspace, member, user_name, folded, external_id, made, changed, \
                      version, gone) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (workspace, member) \
                      DO UPDATE SET user_name = excluded.user_name, folded = excluded.folded, \
                      external_id = excluded.external_id, changed = excluded.changed, version = excluded.version, \
                      gone = excluded.gone";
        let op = if new.gone.is_some() { "member-deprovisioned" } else { "member-provisioned" };
        self.act(op, &format!("{space} {}", new.member), |c| {
            account.make(c, space, new.member, new.changed)?;
            let (name, gone) = (folded(&new.user_name), new.gone.map(Timestamp::as_micros));
            let (made, changed) = (new.made.as_micros(), new.changed.as_micros());
            let (space, member) = (space.to_string(), new.member.to_string());
            let row =
                params![space, member, new.user_name, name, new.external_id, made, changed, int(new.version), gone];
            c.execute(upsert, row)
        })
        .map(drop)
    }

    /// The account behind a member, with the number of workspaces that it stands for somebody in.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn member_account(&self, space: WorkspaceId, member: RecordId) -> Result<Option<MemberAccount>, StoreError> {
        let Some(id) = self.account_of_member(space, member)? else { return Ok(None) };
        Ok(Some(MemberAccount { id, workspaces: self.members_of(id)?.len() }))
    }

    /// Ends every session of the account behind a member.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn end_sessions_of_member(&self, space: WorkspaceId, member: RecordId) -> Result<bool, CommitError> {
        let Some(account) = self.account_of_member(space, member)? else { return Ok(false) };
        self.end_other_sessions(account, None)
    }
}
