//! Passkeys: public keys of devices that prove who somebody is. Making and removing one, and one that counted backwards,
//! are entries; using one is not.

use assay_domain::{AccountId, Timestamp};
use rusqlite::{Connection, Row, params};

use super::ControlStore;
use super::conn::{account, maybe_time, time};
use super::{factors, sessions};
use crate::{CommitError, StoreError};

/// A passkey of an account. Nothing in it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// The id of the credential, which its device chose.
    pub id: Vec<u8>,
    /// Whose it is.
    pub account: AccountId,
    /// What its owner calls it.
    pub name: String,
    /// Public key, counter and flags, as JSON.
    pub credential: String,
    /// When it was made.
    pub made: Timestamp,
    /// When it was last used.
    pub used: Option<Timestamp>,
    /// When it last counted backwards: somebody may have a copy of it.
    pub doubted: Option<Timestamp>,
}

/// The passkey that an account begins with in the place of a password, and its recovery codes by their digests.
#[derive(Debug, Clone)]
pub struct FirstPasskey {
    /// The passkey.
    pub passkey: Passkey,
    /// Digests of recovery codes.
    pub codes: Vec<[u8; 32]>,
}

const COLUMNS: &str = "id, account, name, credential, made, used, doubted";

fn read(row: &Row<'_>) -> rusqlite::Result<Passkey> {
    Ok(Passkey {
        id: row.get(0)?,
        account: account(row, 1)?,
        name: row.get(2)?,
        credential: row.get(3)?,
        made: time(row, 4)?,
        used: maybe_time(row, 5)?,
        doubted: maybe_time(row, 6)?,
    })
}

/// Adds the row; none when there is one with that id, whoever has it.
fn insert(c: &Connection, new: &Passkey) -> rusqlite::Result<usize> {
    let insert = "INSERT INTO passkey (id, account, name, credential, made) VALUES (?1, ?2, ?3, ?4, ?5) \
                  ON CONFLICT (id) DO NOTHING";
    c.execute(insert, params![new.id, new.account.to_string(), new.name, new.credential, new.made.as_micros()])
}

/// Adds the first passkey of a new account, with recovery codes.
pub(super) fn begin_with(c: &Connection, first: &FirstPasskey) -> rusqlite::Result<usize> {
    let added = insert(c, &first.passkey)?;
    if added == 1 {
        factors::replace_codes(c, &first.passkey.account.to_string(), &first.codes)?;
    }
    Ok(added)
}

impl ControlStore {
    /// Adds a passkey; `false` when its id is known.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn add_passkey(&self, new: &Passkey) -> Result<bool, CommitError> {
        self.act("passkey-added", &format!("{} {}", new.account, new.name), |c| insert(c, new))
    }

    /// The passkeys of an account, the oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn passkeys_of(&self, account: AccountId) -> Result<Vec<Passkey>, StoreError> {
        let list = format!("SELECT {COLUMNS} FROM passkey WHERE account = ?1 ORDER BY made, id");
        self.look(&list, [account.to_string()], read)
    }

    /// The passkey with that id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn passkey(&self, id: &[u8]) -> Result<Option<Passkey>, StoreError> {
        Ok(self.look(&format!("SELECT {COLUMNS} FROM passkey WHERE id = ?1"), [id], read)?.pop())
    }

    /// Notes that a passkey was used, with what it counts now. `false` when it is gone, or was used since it was read: of
    /// two copies that say the same number, one comes too late.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn use_passkey(&self, read: &Passkey, credential: &str, now: Timestamp) -> Result<bool, CommitError> {
        let update = "UPDATE passkey SET credential = ?3, used = ?4 WHERE id = ?1 AND credential = ?2";
        let values = params![read.id, read.credential, credential, now.as_micros()];
        Ok(self.note(|c| c.execute(update, values))? == 1)
    }

    /// Notes that a passkey counted backwards.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn doubt_passkey(&self, passkey: &Passkey, now: Timestamp) -> Result<bool, CommitError> {
        self.act("passkey-doubted", &format!("{} {}", passkey.account, passkey.name), |c| {
            c.execute("UPDATE passkey SET doubted = ?2 WHERE id = ?1", params![passkey.id, now.as_micros()])
        })
    }

    /// Removes a passkey of an account, with every session but the one that is kept. `false` when there is no such one, or
    /// when nothing else would be left to sign in with.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove_passkey(&self, passkey: &Passkey, kept: &[u8; 32]) -> Result<bool, CommitError> {
        let delete = "DELETE FROM passkey WHERE id = ?1 AND account = ?2 AND \
                      (EXISTS (SELECT 1 FROM account WHERE account.id = ?2 AND password IS NOT NULL) \
                       OR (SELECT count(*) FROM passkey WHERE account = ?2) > 1)";
        let account = passkey.account.to_string();
        self.act("passkey-removed", &format!("{account} {}", passkey.name), |c| {
            let gone = c.execute(delete, params![passkey.id, account])?;
            if gone == 1 {
                sessions::end_others(c, &account, Some(kept))?;
            }
            Ok(gone)
        })
    }

    /// Removes the password of an account, with its one-time passwords, which are asked for after it, and every session but
    /// the one that is kept. `false` when there is none, or without a passkey and recovery codes to come in with.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove_password(&self, account: AccountId, kept: &[u8; 32]) -> Result<bool, CommitError> {
        let update = "UPDATE account SET password = NULL, password_at = NULL WHERE id = ?1 AND password IS NOT NULL \
                      AND EXISTS (SELECT 1 FROM passkey WHERE account = ?1) \
                      AND EXISTS (SELECT 1 FROM recovery_code WHERE account = ?1 AND used IS NULL)";
        let account = account.to_string();
        self.act("password-removed", &account, |c| {
            let gone = c.execute(update, [&account])?;
            if gone == 1 {
                c.execute("DELETE FROM one_time_password WHERE account = ?1", [&account])?;
                sessions::end_others(c, &account, Some(kept))?;
            }
            Ok(gone)
        })
    }
}
