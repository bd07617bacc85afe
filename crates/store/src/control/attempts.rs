//! Failed attempts, in buckets: a login, an address, a login from a known device. A bucket is a digest, so that the file
//! holds no list of who tried what from where.

use assay_domain::Timestamp;
use rusqlite::params;

use super::ControlStore;
use super::conn::{maybe_time, number, time};
use crate::{CommitError, StoreError};

/// What is known of a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// Attempts that failed since.
    pub tries: u64,
    /// When the first of them was.
    pub since: Timestamp,
    /// Until when nothing is tried any more.
    pub until: Option<Timestamp>,
}

impl ControlStore {
    /// What failed in a bucket.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn attempts(&self, bucket: &[u8; 32]) -> Result<Option<Attempts>, StoreError> {
        let find = "SELECT tries, since, until FROM failed_attempt WHERE bucket = ?1";
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Attempts { tries: number(0, row.get(0)?)?, since: time(row, 1)?, until: maybe_time(row, 2)? })
        };
        Ok(self.look(find, [bucket.as_slice()], read)?.pop())
    }

    /// Counts one more. Counting starts anew when the first lies before `fresh`.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn count_attempt(&self, bucket: &[u8; 32], now: Timestamp, fresh: Timestamp) -> Result<u64, CommitError> {
        let count = "INSERT INTO failed_attempt (bucket, tries, since) VALUES (?1, 1, ?2) \
                     ON CONFLICT (bucket) DO UPDATE SET \
                     tries = iif(since <= ?3, 1, tries + 1), since = iif(since <= ?3, ?2, since), \
                     until = iif(since <= ?3, NULL, until) RETURNING tries";
        let values = params![bucket.as_slice(), now.as_micros(), fresh.as_micros()];
        self.note(|c| c.query_row(count, values, |row| number(0, row.get(0)?)))
    }

    /// Lets nothing be tried in a bucket until then. An entry says so, once for each lock.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn lock_attempts(&self, bucket: &[u8; 32], of: &str, until: Timestamp) -> Result<bool, CommitError> {
        let update = "UPDATE failed_attempt SET until = ?2 WHERE bucket = ?1 AND (until IS NULL OR until < ?2)";
        self.act("attempts-locked", of, |c| c.execute(update, params![bucket.as_slice(), until.as_micros()]))
    }

    /// Forgets what failed in a bucket.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_attempts(&self, bucket: &[u8; 32]) -> Result<(), CommitError> {
        self.note(|c| c.execute("DELETE FROM failed_attempt WHERE bucket = ?1", [bucket.as_slice()])).map(drop)
    }
}
