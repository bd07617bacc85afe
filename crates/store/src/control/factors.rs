//! The second factor of an account: a secret shared with an app that makes codes, and recovery codes by their digest.
//! Turning it on and off, and using a recovery code, are entries; a code of the app that was used is not.

use assay_domain::{AccountId, Timestamp};
use rusqlite::{Connection, Row, params};

use super::ControlStore;
use super::conn::{maybe_time, number, time, wrong};
use super::sessions;
use crate::{CommitError, StoreError};

/// A secret that makes one-time passwords (RFC 6238). It has no `Debug`, so that no log can hold it.
#[derive(Clone)]
pub struct OneTimePassword {
    /// Whose it is.
    pub account: AccountId,
    /// Whoever has it makes the codes.
    pub secret: [u8; 20],
    /// When it was made.
    pub made: Timestamp,
    /// Since when it is in force: when the first right code came.
    pub confirmed: Option<Timestamp>,
    /// The step of the newest code that was used; no code of it or before works any more.
    pub last_step: u64,
}

/// A secret as the file keeps it. What encrypts it goes in here, and in `opened`.
pub(super) const fn sealed(secret: &[u8]) -> &[u8] {
    secret
}

/// A secret out of the file.
pub(super) fn opened(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<u8>> {
    row.get(column)
}

fn of_factor(bytes: Vec<u8>) -> rusqlite::Result<[u8; 20]> {
    let damaged = "the secret of a second factor is not 20 bytes long".to_owned();
    bytes.try_into().map_err(|_| wrong(0, StoreError::Damaged(damaged)))
}

fn int(step: u64) -> i64 {
    i64::try_from(step).unwrap_or(i64::MAX)
}

/// Puts other recovery codes in the place of those there are.
fn replace_codes(c: &Connection, account: &str, codes: &[[u8; 32]]) -> rusqlite::Result<usize> {
    c.execute("DELETE FROM recovery_code WHERE account = ?1", [account])?;
    for code in codes {
        c.execute("INSERT INTO recovery_code (account, hash) VALUES (?1, ?2)", params![account, code.as_slice()])?;
    }
    Ok(codes.len())
}

impl ControlStore {
    /// Keeps a secret that is not in force yet, in the place of an earlier such one; `false` when one is in force.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn offer_one_time_password(
        &self,
        account: AccountId,
        secret: &[u8; 20],
        now: Timestamp,
    ) -> Result<bool, CommitError> {
        let insert = "INSERT INTO one_time_password (account, secret, made, last_step) VALUES (?1, ?2, ?3, 0) \
                      ON CONFLICT (account) DO UPDATE SET secret = excluded.secret, made = excluded.made, \
                      last_step = 0 WHERE confirmed IS NULL";
        let values = params![account.to_string(), sealed(secret), now.as_micros()];
        Ok(self.note(|c| c.execute(insert, values))? == 1)
    }

    /// The secret of an account, in force or not.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn one_time_password(&self, account: AccountId) -> Result<Option<OneTimePassword>, StoreError> {
        let find = "SELECT secret, made, confirmed, last_step FROM one_time_password WHERE account = ?1";
        let read = |row: &Row<'_>| {
            Ok(OneTimePassword {
                account,
                secret: of_factor(opened(row, 0)?)?,
                made: time(row, 1)?,
                confirmed: maybe_time(row, 2)?,
                last_step: number(3, row.get(3)?)?,
            })
        };
        Ok(self.look(find, [account.to_string()], read)?.pop())
    }

    /// Puts the secret in force that was offered, with recovery codes. Every session ends but the one that is kept.
    /// `false` when another secret was offered since, or one is in force.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn turn_second_factor_on(
        &self,
        offered: &OneTimePassword,
        step: u64,
        codes: &[[u8; 32]],
        kept: &[u8; 32],
        now: Timestamp,
    ) -> Result<bool, CommitError> {
        let update = "UPDATE one_time_password SET confirmed = ?3, last_step = ?4 \
                      WHERE account = ?1 AND made = ?2 AND confirmed IS NULL";
        let account = offered.account.to_string();
        self.act("second-factor-on", &account, |c| {
            let values = params![account, offered.made.as_micros(), now.as_micros(), int(step)];
            let changed = c.execute(update, values)?;
            if changed == 1 {
                replace_codes(c, &account, codes)?;
                sessions::end_others(c, &account, Some(kept))?;
            }
            Ok(changed)
        })
    }

    /// Takes the second factor away, with its recovery codes and every session but the one that is kept. `op` and `of` say
    /// in the entry how that came. `false` when there was none.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn take_second_factor(
        &self,
        account: AccountId,
        kept: Option<&[u8; 32]>,
        (op, of): (&str, &str),
    ) -> Result<bool, CommitError> {
        let account = account.to_string();
        self.act(op, of, |c| {
            let gone =
                c.execute("DELETE FROM one_time_password WHERE account = ?1 AND confirmed IS NOT NULL", [&account])?;
            if gone == 1 {
                replace_codes(c, &account, &[])?;
                sessions::end_others(c, &account, kept)?;
            }
            Ok(gone)
        })
    }

    /// Uses the code of a step up; `false` when it, or a later one, was used before.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn use_step(&self, account: AccountId, step: u64) -> Result<bool, CommitError> {
        let update = "UPDATE one_time_password SET last_step = ?2 WHERE account = ?1 AND last_step < ?2";
        Ok(self.note(|c| c.execute(update, params![account.to_string(), int(step)]))? == 1)
    }

    /// Uses a recovery code up; `false` when there is no such one, or it was used.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn use_recovery_code(&self, account: AccountId, hash: &[u8; 32], now: Timestamp) -> Result<bool, CommitError> {
        let update = "UPDATE recovery_code SET used = ?3 WHERE account = ?1 AND hash = ?2 AND used IS NULL";
        let account = account.to_string();
        self.act("recovery-code-used", &account, |c| {
            c.execute(update, params![account, hash.as_slice(), now.as_micros()])
        })
    }

    /// Puts other recovery codes in the place of those there are. Every session ends but the one that is kept.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn set_recovery_codes(
        &self,
        account: AccountId,
        codes: &[[u8; 32]],
        kept: &[u8; 32],
    ) -> Result<bool, CommitError> {
        let account = account.to_string();
        self.act("recovery-codes-made", &account, |c| {
            sessions::end_others(c, &account, Some(kept))?;
            replace_codes(c, &account, codes)
        })
    }

    /// How many recovery codes were not used yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn recovery_codes_left(&self, account: AccountId) -> Result<u64, StoreError> {
        let find = "SELECT count(*) FROM recovery_code WHERE account = ?1 AND used IS NULL";
        let counted = self.look(find, [account.to_string()], |row| number(0, row.get(0)?))?;
        Ok(counted.first().copied().unwrap_or(0))
    }
}
