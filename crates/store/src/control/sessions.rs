//! Sessions and known devices, by the digest of their secret. Opening and ending one is an entry; being seen is not.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use assay_domain::{AccountId, Timestamp};
use rusqlite::{Connection, Row, params};

use super::ControlStore;
use super::conn::{account, digest, time};
use crate::{CommitError, StoreError};

/// Somebody signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Digest of its secret.
    pub hash: [u8; 32],
    /// Whose it is.
    pub account: AccountId,
    /// With what they came in, for example `password` or `password+one-time-code`.
    pub means: String,
    /// When it began.
    pub made: Timestamp,
    /// When it was last used, to the minute.
    pub seen: Timestamp,
    /// When it ends whatever happens.
    pub ends: Timestamp,
    /// When they last proved who they are.
    pub proved: Timestamp,
    /// With what they did so since they came in; nothing while that is what they came in with.
    pub proved_by: Option<String>,
}

const COLUMNS: &str = "hash, account, means, made, seen, ends, proved, proved_by";

fn read(row: &Row<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        hash: digest(row, 0)?,
        account: account(row, 1)?,
        means: row.get(2)?,
        made: time(row, 3)?,
        seen: time(row, 4)?,
        ends: time(row, 5)?,
        proved: time(row, 6)?,
        proved_by: row.get(7)?,
    })
}

/// Ends every session of an account but one.
pub(super) fn end_others(c: &Connection, account: &str, kept: Option<&[u8; 32]>) -> rusqlite::Result<usize> {
    let delete = "DELETE FROM session WHERE account = ?1 AND hash IS NOT ?2";
    c.execute(delete, params![account, kept.map(<[u8; 32]>::as_slice)])
}

/// Seconds for which uses of sessions are collected before they are written.
const COLLECT_SECONDS: i64 = 10;

/// Sessions used of late, not written yet. What a crash takes away of it makes a session idle some seconds earlier.
#[derive(Debug, Default)]
pub(super) struct Uses(Mutex<Collected>);

#[derive(Debug, Default)]
struct Collected {
    since: Timestamp,
    seen: BTreeMap<[u8; 32], Timestamp>,
}

impl Uses {
    fn collected(&self) -> MutexGuard<'_, Collected> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a use; gives back what has to be written once that is due.
    fn add(&self, hash: [u8; 32], now: Timestamp) -> Option<BTreeMap<[u8; 32], Timestamp>> {
        let mut all = self.collected();
        if all.seen.is_empty() {
            all.since = now;
        }
        all.seen.insert(hash, now);
        let due = now.as_micros() - all.since.as_micros() >= COLLECT_SECONDS * 1_000_000;
        due.then(|| std::mem::take(&mut all.seen))
    }

    fn take(&self) -> BTreeMap<[u8; 32], Timestamp> {
        std::mem::take(&mut self.collected().seen)
    }

    /// The session with its last use.
    fn on(&self, mut session: Session) -> Session {
        if let Some(seen) = self.collected().seen.get(&session.hash) {
            session.seen = session.seen.max(*seen);
        }
        session
    }
}

impl ControlStore {
    /// Opens a session.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn open_session(&self, new: &Session) -> Result<(), CommitError> {
        let insert = "INSERT INTO session (hash, account, means, made, seen, ends, proved) \
                      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let (made, seen) = (new.made.as_micros(), new.seen.as_micros());
        let (ends, proved) = (new.ends.as_micros(), new.proved.as_micros());
        self.act("signed-in", &format!("{} {}", new.account, new.means), |c| {
            let hash = new.hash.as_slice();
            c.execute(insert, params![hash, new.account.to_string(), new.means, made, seen, ends, proved])
        })
        .map(drop)
    }

    /// The session with that digest.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn session(&self, hash: &[u8; 32]) -> Result<Option<Session>, StoreError> {
        let found = self.look(&format!("SELECT {COLUMNS} FROM session WHERE hash = ?1"), [hash.as_slice()], read)?;
        Ok(found.into_iter().next().map(|session| self.uses.on(session)))
    }

    /// The sessions of an account, the newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sessions_of(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        let list = format!("SELECT {COLUMNS} FROM session WHERE account = ?1 ORDER BY made DESC, hash");
        let all = self.look(&list, [account.to_string()], read)?;
        Ok(all.into_iter().map(|session| self.uses.on(session)).collect())
    }

    /// Notes that a session was used: at once for whoever asks here, on disk within seconds together with others, for
    /// thousands who look at a page would otherwise wait for the disk one after the other.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn session_seen(&self, hash: &[u8; 32], now: Timestamp) -> Result<(), CommitError> {
        match self.uses.add(*hash, now) {
            Some(due) => self.write_uses(&due),
            None => Ok(()),
        }
    }

    fn write_uses(&self, due: &BTreeMap<[u8; 32], Timestamp>) -> Result<(), CommitError> {
        self.note(|c| {
            let tx = c.unchecked_transaction()?;
            for (hash, seen) in due {
                let mut update = tx.prepare_cached("UPDATE session SET seen = max(seen, ?2) WHERE hash = ?1")?;
                update.execute(params![hash.as_slice(), seen.as_micros()])?;
            }
            tx.commit()
        })
    }

    /// Notes that whoever is signed in proved anew who they are, and with what.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn session_proved(&self, session: &Session, by: &str, now: Timestamp) -> Result<bool, CommitError> {
        let update = "UPDATE session SET proved = ?2, seen = ?2, proved_by = ?3 WHERE hash = ?1";
        self.act("proved-again", &session.account.to_string(), |c| {
            c.execute(update, params![session.hash.as_slice(), now.as_micros(), by])
        })
    }

    /// Ends a session; `false` when it had ended.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn end_session(&self, session: &Session) -> Result<bool, CommitError> {
        self.act("signed-out", &session.account.to_string(), |c| {
            c.execute("DELETE FROM session WHERE hash = ?1", [session.hash.as_slice()])
        })
    }

    /// Ends every session of an account but one; how many rows went decides whether there is an entry.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn end_other_sessions(&self, account: AccountId, kept: Option<&[u8; 32]>) -> Result<bool, CommitError> {
        let account = account.to_string();
        self.act("sessions-ended", &account, |c| end_others(c, &account, kept))
    }

    /// Takes away sessions that ended by themselves before a moment, or were last used before another, and invitations
    /// that nobody can take up any more.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sweep_sessions(
        &self,
        now: Timestamp,
        ended: Timestamp,
        idle_since: Timestamp,
    ) -> Result<usize, CommitError> {
        self.write_uses(&self.uses.take())?;
        self.note(|c| {
            let gone = c.execute(
                "DELETE FROM session WHERE ends <= ?1 OR seen <= ?2",
                params![ended.as_micros(), idle_since.as_micros()],
            )?;
            Ok(gone + c.execute("DELETE FROM invitation WHERE ends <= ?1", [now.as_micros()])?)
        })
    }

    /// Remembers a device that somebody signed in from.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn know_device(&self, hash: &[u8; 32], account: AccountId, now: Timestamp) -> Result<(), CommitError> {
        let insert = "INSERT INTO device (hash, account, made, seen) VALUES (?1, ?2, ?3, ?3) \
                      ON CONFLICT (hash) DO UPDATE SET seen = excluded.seen";
        self.note(|c| c.execute(insert, params![hash.as_slice(), account.to_string(), now.as_micros()])).map(drop)
    }

    /// Whether anybody ever signed in to that account.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn was_used(&self, account: AccountId) -> Result<bool, StoreError> {
        Ok(!self.look("SELECT 1 FROM device WHERE account = ?1 LIMIT 1", [account.to_string()], |_| Ok(()))?.is_empty())
    }

    /// Whether that account was signed in to from the device before.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_known_device(&self, hash: &[u8; 32], account: AccountId) -> Result<bool, StoreError> {
        let find = "SELECT 1 FROM device WHERE hash = ?1 AND account = ?2";
        Ok(!self.look(find, params![hash.as_slice(), account.to_string()], |_| Ok(()))?.is_empty())
    }
}
