//! The keys that seal secrets of the control file, and changing them.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use assay_domain::Timestamp;
use assay_ports::Random;
use rusqlite::{Connection, OpenFlags, params};
use zeroize::Zeroizing;

use super::ControlStore;
use super::conn::wrong;
use super::seal::{self, DataKey, MasterKey, Place};
use crate::error::sql;
use crate::{CommitError, StoreError};

/// A column whose values are sealed. Whatever else is to be kept secret gets a line here.
struct Sealed {
    table: &'static str,
    column: &'static str,
    /// Column of the key of a row.
    row: &'static str,
}

const SEALED: &[Sealed] = &[
    Sealed { table: "one_time_password", column: "secret", row: "account" },
    Sealed { table: "provider", column: "client_secret", row: "issuer" },
    Sealed { table: "draft", column: "typed", row: "id" },
];

/// Bytes of a one-time password's secret, as versions before there were keys kept it.
const PLAIN: i64 = 20;

/// The data keys that the master key opens, the newest first.
pub(super) struct Keyring {
    keys: RwLock<Vec<DataKey>>,
    random: Arc<dyn Random>,
}

/// What changing the keys came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rotated {
    /// Secrets that were sealed anew.
    pub sealed: usize,
    /// Secrets that could not be, for the key that sealed them is lost.
    pub lost: usize,
}

/// The names of the master keys that wrap data keys of a control file; none when the file, or any key, is not there yet.
///
/// # Errors
/// When the file cannot be read.
pub fn master_keys(path: &Path) -> Result<Vec<String>, StoreError> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    // A log of writes that a crash left is read with it, for which the connection has to be able to write.
    let conn =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(sql("open the database"))?;
    let there = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'data_key'";
    if !conn.prepare(there).and_then(|mut s| s.exists([])).map_err(sql("look for keys"))? {
        return Ok(Vec::new());
    }
    let mut list =
        conn.prepare("SELECT DISTINCT master FROM data_key ORDER BY master").map_err(sql("look for keys"))?;
    let rows = list.query_map([], |row| row.get(0)).map_err(sql("look for keys"))?;
    rows.collect::<rusqlite::Result<_>>().map_err(sql("look for keys"))
}

impl Keyring {
    /// Reads the keys; makes the first one. Where there are keys, and the master key opens none, it is another's: that is
    /// refused, unless a backup is being restored whose master key is lost. What it sealed stays closed then.
    pub(super) fn load(
        conn: &Connection,
        master: &MasterKey,
        random: Arc<dyn Random>,
        now: Timestamp,
        restoring: bool,
    ) -> Result<Self, StoreError> {
        let mut list = conn
            .prepare("SELECT id, master, wrapped FROM data_key ORDER BY made DESC, id")
            .map_err(sql("read the keys"))?;
        let rows =
            list.query_map([], |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, Vec<u8>>(2)?)));
        let rows = rows.and_then(Iterator::collect::<rusqlite::Result<Vec<_>>>).map_err(sql("read the keys"))?;
        let ours = rows.iter().filter(|(_, by, _)| by == master.id());
        let mut keys: Vec<DataKey> =
            ours.map(|(id, _, wrapped)| DataKey::unwrapped(id, wrapped, master)).collect::<Result<_, _>>()?;
        if keys.is_empty() {
            if !rows.is_empty() && !restoring {
                return Err(StoreError::OtherMasterKey);
            }
            let first = DataKey::random(&*random);
            keep(conn, &first, master, &*random, now)?;
            keys.push(first);
        }
        Ok(Self { keys: RwLock::new(keys), random })
    }

    pub(super) fn sealed(&self, place: &Place<'_>, secret: &[u8]) -> Result<Vec<u8>, StoreError> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let key = keys.first().ok_or(StoreError::OtherMasterKey)?;
        key.sealed(place, secret, &*self.random)
    }

    pub(super) fn opened(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        seal::opened(&self.keys.read().unwrap_or_else(PoisonError::into_inner), place, sealed)
    }

    /// Seals what earlier versions kept as it is, and removes the copies of the file that hold it still.
    pub(super) fn seal_plain(&self, conn: &mut Connection, path: &Path) -> Result<usize, StoreError> {
        let act = "seal the secrets";
        let tx = conn.transaction().map_err(sql(act))?;
        let plain: Vec<(String, Vec<u8>)> = {
            let mut list = tx
                .prepare("SELECT account, secret FROM one_time_password WHERE length(secret) = ?1")
                .map_err(sql(act))?;
            let rows = list.query_map([PLAIN], |row| Ok((row.get(0)?, row.get(1)?))).map_err(sql(act))?;
            rows.collect::<rusqlite::Result<_>>().map_err(sql(act))?
        };
        for (account, secret) in &plain {
            let place = Place { table: "one_time_password", column: "secret", row: account };
            let update = "UPDATE one_time_password SET secret = ?2 WHERE account = ?1";
            tx.execute(update, params![account, self.sealed(&place, secret)?]).map_err(sql(act))?;
        }
        tx.commit().map_err(sql(act))?;
        if !plain.is_empty() {
            forget_pages(conn)?;
            let copies = std::fs::read_dir(path.parent().unwrap_or(path)).into_iter().flatten().flatten();
            let before = |name: &str| name.starts_with("control.before-") && name.ends_with(".sqlite");
            for copy in copies.filter(|entry| entry.file_name().to_str().is_some_and(before)) {
                std::fs::remove_file(copy.path())
                    .map_err(|e| StoreError::Damaged(format!("cannot remove {}: {e}", copy.path().display())))?;
            }
        }
        Ok(plain.len())
    }
}

fn keep(
    conn: &Connection,
    key: &DataKey,
    master: &MasterKey,
    random: &dyn Random,
    now: Timestamp,
) -> Result<(), StoreError> {
    let insert = "INSERT INTO data_key (id, master, wrapped, made) VALUES (?1, ?2, ?3, ?4)";
    let values = params![key.id(), master.id(), key.wrapped(master, random)?, now.as_micros()];
    conn.execute(insert, values).map(drop).map_err(sql("keep a key"))
}

/// Empties the log of writes, in which pages lie as they were before.
fn forget_pages(conn: &Connection) -> Result<(), StoreError> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(sql("empty the log of writes"))
}

/// Seals every secret that opens with a key anew. Gives how many there were, and how many stayed closed.
fn reseal(c: &Connection, old: &[DataKey], new: &DataKey, random: &dyn Random) -> rusqlite::Result<Rotated> {
    let mut done = Rotated { sealed: 0, lost: 0 };
    for Sealed { table, column, row } in SEALED {
        let all: Vec<(String, Vec<u8>)> = {
            let mut list = c.prepare(&format!("SELECT {row}, {column} FROM {table} WHERE {column} IS NOT NULL"))?;
            let rows = list.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        for (key, sealed) in &all {
            let place = Place { table, column, row: key };
            let Some(secret) = seal::opened(old, &place, sealed).map_err(|e| wrong(1, e))? else {
                done.lost += 1;
                continue;
            };
            let again = new.sealed(&place, &secret, random).map_err(|e| wrong(1, e))?;
            c.execute(&format!("UPDATE {table} SET {column} = ?2 WHERE {row} = ?1"), params![key, again])?;
            done.sealed += 1;
        }
    }
    Ok(done)
}

impl ControlStore {
    /// Makes another data key, wrapped by that master key, and seals every secret with it: all of it or nothing. Keys of
    /// before are forgotten.
    ///
    /// # Errors
    /// When a sealed secret was altered, or the disk refuses.
    pub fn rotate_keys(&self, master: &MasterKey) -> Result<Rotated, CommitError> {
        let (new, now) = (DataKey::random(&*self.random), self.clock.now());
        let mut done = Rotated { sealed: 0, lost: 0 };
        // Nothing is sealed with a key that goes meanwhile.
        let mut keys = self.keys.keys.write().unwrap_or_else(PoisonError::into_inner);
        let (old, random) = (&*keys, &*self.random);
        self.act("keys-rotated", &format!("{} {}", new.id(), master.id()), |c| {
            done = reseal(c, old, &new, random)?;
            for key in old {
                c.execute("DELETE FROM data_key WHERE id = ?1", [key.id()])?;
            }
            keep(c, &new, master, random, now).map_err(|e| wrong(0, e))?;
            Ok(1)
        })?;
        *keys = vec![new];
        drop(keys);
        forget_pages(&self.state().conn)?;
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use assay_ports::SeededRandom;

    use super::*;
    use crate::sqlite::connect;

    fn file(folder: &Path) -> Connection {
        let path = folder.join("control.sqlite");
        let mut conn = connect(&path).unwrap();
        crate::sqlite::migrate_control(&mut conn, &path).unwrap();
        conn
    }

    #[test]
    fn another_master_key_is_refused_unless_a_backup_is_restored() {
        let folder = tempfile::tempdir().unwrap();
        let (conn, random) = (file(folder.path()), Arc::new(SeededRandom::new(7)));
        let (ours, theirs) = (MasterKey::random(&*random), MasterKey::random(&*random));
        let load = |master: &MasterKey, restoring| {
            Keyring::load(&conn, master, Arc::<SeededRandom>::clone(&random), Timestamp::default(), restoring)
        };
        let place = Place { table: "one_time_password", column: "secret", row: "x" };
        let sealed = load(&ours, false).unwrap().sealed(&place, b"secret").unwrap();
        assert!(matches!(load(&theirs, false), Err(StoreError::OtherMasterKey)));
        assert_eq!(load(&ours, false).unwrap().opened(&place, &sealed).unwrap().unwrap().as_slice(), b"secret");
        let lost = load(&theirs, true).unwrap();
        assert!(lost.opened(&place, &sealed).unwrap().is_none(), "what is lost is lost, and says so");
        load(&theirs, false).unwrap().opened(&place, &lost.sealed(&place, b"new").unwrap()).unwrap().unwrap();
        assert_eq!(master_keys(&folder.path().join("control.sqlite")).unwrap().len(), 2);
        assert_eq!(master_keys(&folder.path().join("none.sqlite")).unwrap().len(), 0);
    }
}
