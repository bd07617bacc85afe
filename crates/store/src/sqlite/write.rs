//! The writer's `step`: one transaction for a batch, a savepoint for each change.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use assay_domain::WorkspaceId;
use assay_ports::Clock;
use rusqlite::Connection;

use super::view::SqliteView;
use super::{append, keep, log, verdicts};
use crate::error::sql;
use crate::head::LogHead;
use crate::number::int;
use crate::plan::Planner;
use crate::writer::{Done, Home, Job, Outcome};
use crate::{CommitError, Opening, Signer, StoreError};

/// Bytes of the write-ahead log from which it is moved into the database when nothing waits.
const GROWN: u64 = 4 * 1024 * 1024;

pub(super) struct SqliteHome {
    conn: Connection,
    head: LogHead,
    signer: Signer,
    clock: Arc<dyn Clock>,
    workspace: WorkspaceId,
    high_water: HighWater,
    stopped: Option<String>,
    /// The write-ahead log.
    wal: PathBuf,
    /// Whether erased bytes may still lie in the write-ahead log.
    erased: bool,
}

impl SqliteHome {
    pub(super) fn open(conn: Connection, path: &Path, opening: Opening) -> Result<Self, StoreError> {
        let Opening { workspace, signer, clock } = opening;
        log::claim(&conn, workspace)?;
        let head = append::load(&conn)?;
        head.fits(log::checkpoint(&conn, None)?.as_deref())?;
        // Not before something is committed: whoever opens the store compares it with the mark of last time first.
        conn.pragma_update(None, "wal_autocheckpoint", 0).map_err(sql("set the database up"))?;
        let mut wal = path.as_os_str().to_owned();
        wal.push("-wal");
        let wal = PathBuf::from(wal);
        let high_water = HighWater { path: path.with_extension("high-water"), written: head.tree.size() };
        Ok(Self { conn, head, signer, clock, workspace, high_water, stopped: None, wal, erased: false })
    }

    fn begin(&self) -> Result<(), StoreError> {
        self.conn.execute_batch("BEGIN IMMEDIATE").map_err(sql("begin a transaction"))
    }

    /// Runs one job inside a savepoint: what it refuses leaves no trace, not even in the planned tree.
    fn run(&self, job: Job, head: &mut LogHead) -> Result<Outcome, StoreError> {
        self.conn.execute_batch("SAVEPOINT job").map_err(sql("begin a change"))?;
        let mut planned = head.clone();
        let outcome = match job {
            Job::Change(change) => {
                let at = planned.tick(self.clock.now());
                let mut view = SqliteView { conn: &self.conn };
                let mut planner = Planner { head: &mut planned, workspace: self.workspace, signer: &self.signer, at };
                planner.change(&mut view, &change).map(Done::Committed)
            }
            Job::Project(through, changes) => verdicts::write(&self.conn, through, &changes).map(|()| Done::Projected),
            Job::Forget => verdicts::forget(&self.conn).map(|()| Done::Projected),
            Job::ForgetAnswers(before, most) => {
                keep::forget_answers(&self.conn, before, most).map(Done::Forgotten).map_err(CommitError::from)
            }
        };
        if outcome.is_ok() {
            self.conn.execute_batch("RELEASE job").map_err(sql("keep a change"))?;
            *head = planned;
        } else if !self.conn.is_autocommit() {
            self.conn.execute_batch("ROLLBACK TO job; RELEASE job").map_err(sql("undo a change"))?;
        }
        Ok(outcome)
    }

    /// Gives a batch up: nothing of it stands. Whatever went wrong, but for a full disk, writing ends here: after a
    /// failed sync the kernel may have dropped the pages, and a second try that succeeds would prove nothing.
    fn give_up(&mut self, jobs: usize, error: &StoreError) -> Vec<Outcome> {
        let undone = self.conn.is_autocommit() || self.conn.execute_batch("ROLLBACK").is_ok();
        if undone && is_full(error) {
            return (0..jobs).map(|_| Err(CommitError::Full)).collect();
        }
        let reason = error.to_string();
        tracing::error!(%reason, "writing has stopped");
        self.stopped = Some(reason.clone());
        self.refuse(jobs, &reason)
    }

    /// Moves the write-ahead log into the database once it has grown. Done by hand, because SQLite would swallow a
    /// failed sync here and try it again later.
    fn checkpoint(&mut self) {
        let grown = std::fs::metadata(&self.wal).map_or(0, |m| m.len());
        if !self.erased && grown < GROWN {
            return;
        }
        // Freed pages are overwritten as they are freed; what was erased leaves the log too, once nobody reads from it.
        let mode = if self.erased || grown > 16 * GROWN { "TRUNCATE" } else { "PASSIVE" };
        match self.conn.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |r| r.get::<_, i64>(0)) {
            Ok(busy) => self.erased &= busy != 0,
            Err(e) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {}
            Err(source) => {
                let error = StoreError::Sqlite { act: "move the write-ahead log into the database", source };
                if !is_full(&error) {
                    tracing::error!(reason = %error, "writing has stopped");
                    self.stopped = Some(error.to_string());
                }
            }
        }
    }

    fn commit(&self, head: &LogHead) -> Result<(), StoreError> {
        if head.tree.size() > self.head.tree.size() {
            append::checkpoint(&self.conn, head.tree.size(), &head.sign(&self.signer)?)?;
        }
        self.conn.execute_batch("COMMIT").map_err(sql("commit to disk"))
    }

    fn refuse(&self, jobs: usize, reason: &str) -> Vec<Outcome> {
        (0..jobs).map(|_| Err(CommitError::Stopped(reason.to_owned()))).collect()
    }
}

impl Home for SqliteHome {
    fn step(&mut self, jobs: Vec<Job>) -> Vec<Outcome> {
        let count = jobs.len();
        if let Some(reason) = &self.stopped {
            return self.refuse(count, reason);
        }
        if let Err(e) = self.begin() {
            return self.refuse(count, &e.to_string());
        }
        let erases = jobs.iter().any(|job| matches!(job, Job::Change(c) if c.writes.iter().any(|w| w.op == "erase")));
        let mut head = self.head.clone();
        let mut outcomes = Vec::with_capacity(count);
        for job in jobs {
            match self.run(job, &mut head) {
                // SQLite gives a whole transaction up by itself on some errors (disk full, I/O error).
                Ok(Err(CommitError::Store(e))) if self.conn.is_autocommit() => return self.give_up(count, &e),
                Ok(outcome) => outcomes.push(outcome),
                Err(e) => return self.give_up(count, &e),
            }
        }
        match self.commit(&head) {
            Ok(()) => {
                self.head = head;
                self.erased |= erases;
                if std::fs::metadata(&self.wal).is_ok_and(|m| m.len() > 4 * GROWN) {
                    self.checkpoint();
                }
                outcomes
            }
            Err(e) => self.give_up(count, &e),
        }
    }

    fn idle(&mut self) {
        if self.stopped.is_none() {
            self.checkpoint();
        }
        self.high_water.write(&self.conn, self.head.tree.size());
    }
}

fn is_full(error: &StoreError) -> bool {
    let StoreError::Sqlite { source, .. } = error else { return false };
    source.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull)
}

/// The last checkpoint known, in a file beside the database: after a restart it shows that a tail was lost.
/// Written lazily and never synced, so it may lag; it is never ahead of what was committed.
struct HighWater {
    path: PathBuf,
    written: u64,
}

impl HighWater {
    fn write(&mut self, conn: &Connection, size: u64) {
        if size == self.written {
            return;
        }
        let note: rusqlite::Result<String> =
            conn.query_row("SELECT note FROM checkpoint WHERE size = ?1", [int(size)], |r| r.get(0));
        let Ok(note) = note else { return };
        let temporary = self.path.with_extension("high-water.tmp");
        if std::fs::write(&temporary, note).is_ok() && std::fs::rename(&temporary, &self.path).is_ok() {
            self.written = size;
        }
    }
}
