//! The writer's `step`: a batch is planned on what was fetched, written in one transaction, and answered when it is
//! known what became of that.
//!
//! A connection that breaks before COMMIT was sent has written nothing: the batch is made again on another. One that
//! breaks after leaves the outcome open, and no answer is given before the head of the log has been looked at.

use std::sync::Arc;

use assay_domain::WorkspaceId;
use assay_log::{Checkpoint, Origin};
use assay_ports::Clock;
use uuid::Uuid;

use super::database::Database;
use super::head::{self, HeadRow};
use super::tx::{Tries, Tx};
use super::{fetch, index, insert, keep, log};
use crate::head::LogHead;
use crate::plan;
use crate::writer::{Home, Job, Outcome};
use crate::{CommitError, Opening, Signer, StoreError};

/// Attempts before a batch is given up; the waits between them come to about a minute.
const ATTEMPTS: u32 = 64;

pub(super) struct PostgresHome {
    database: Database,
    workspace: Uuid,
    id: WorkspaceId,
    /// What this process knows of the log; others may have gone on meanwhile.
    head: LogHead,
    epoch: i32,
    signer: Signer,
    clock: Arc<dyn Clock>,
    stopped: Option<String>,
}

/// A batch that is written but for COMMIT.
struct Attempt {
    head: LogHead,
    outcomes: Vec<Outcome>,
    /// Entries before it.
    base: u64,
    turn: i64,
    /// Name of the transaction.
    batch: Uuid,
}

/// Why an attempt did not come to its end.
enum Trouble {
    /// Nothing stands: the connection broke before COMMIT, or somebody else moved the head.
    Again(StoreError),
    /// The connection broke in COMMIT.
    Open(Box<Attempt>, StoreError),
    /// The database refused something; nothing stands.
    Refused(StoreError),
    /// Nothing is written here any more.
    Stopped(String),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match error {
            error if error.is_lost() || is_passing(&error) => Self::Again(error),
            StoreError::Damaged(_) => Self::Stopped(error.to_string()),
            error => Self::Refused(error),
        }
    }
}

/// Two in each other's way, or a lock not had in time: the same again may succeed.
fn is_passing(error: &StoreError) -> bool {
    code(error).is_some_and(|code| ["40001", "40P01", "55P03"].contains(&code))
}

fn code(error: &StoreError) -> Option<&str> {
    let StoreError::Postgres { source, .. } = error else { return None };
    source.code().map(tokio_postgres::error::SqlState::code)
}

/// What became of a batch whose COMMIT was not answered.
enum Fate {
    Kept,
    Gone,
    Unknown,
}

impl PostgresHome {
    pub(super) fn open(database: &Database, workspace: Uuid, opening: Opening) -> Result<Self, StoreError> {
        let Opening { workspace: id, signer, clock } = opening;
        let origin = Origin::parse(&signer.origin).map_err(|e| StoreError::Damaged(e.to_string()))?;
        let epoch = i32::try_from(origin.epoch).unwrap_or(i32::MAX);
        let head = database.block(async {
            let tx = Tx::write(database, workspace).await?;
            head::claim(&tx, epoch).await?;
            let row = head::lock(&tx).await?;
            if row.epoch > epoch {
                return Err(StoreError::Damaged(format!(
                    "the log has been taken on in epoch {}, this is epoch {epoch}",
                    row.epoch
                )));
            }
            let head = head::load(&tx, &row).await?;
            index::renew(&tx).await?;
            tx.commit().await?;
            Ok(head)
        })?;
        Ok(Self { database: database.clone(), workspace, id, head, epoch, signer, clock, stopped: None })
    }

    /// Makes a batch durable, however often the connection breaks on the way, and answers each job.
    async fn durable(&mut self, jobs: &[Job]) -> Vec<Outcome> {
        let mut tries = Tries::new(ATTEMPTS);
        loop {
            let trouble = match self.attempt(jobs).await {
                Ok(attempt) => return self.accept(attempt),
                Err(trouble) => trouble,
            };
            match trouble {
                Trouble::Again(error) => {
                    tracing::warn!(reason = %error, "a batch is made again");
                    if !tries.again().await {
                        return all(jobs, || CommitError::Unreachable(error.to_string()));
                    }
                }
                Trouble::Open(attempt, error) => {
                    tracing::warn!(reason = %error, "the connection broke in a commit; asking what became of it");
                    match self.fate(&attempt).await {
                        Fate::Kept => return self.accept(*attempt),
                        Fate::Gone => {}
                        Fate::Unknown => return all(jobs, || CommitError::Unknown(error.to_string())),
                    }
                }
                Trouble::Refused(error) if code(&error) == Some("53100") => return all(jobs, || CommitError::Full),
                Trouble::Refused(error) if jobs.len() > 1 => {
                    // One of them is to blame, and no other shall pay for it.
                    tracing::error!(reason = %error, jobs = jobs.len(), "the database refused a batch; halving it");
                    let (first, second) = jobs.split_at(jobs.len() / 2);
                    let mut outcomes = Box::pin(self.durable(first)).await;
                    outcomes.extend(Box::pin(self.durable(second)).await);
                    return outcomes;
                }
                Trouble::Refused(error) => return vec![Err(error.into())],
                Trouble::Stopped(reason) => {
                    tracing::error!(%reason, "writing has stopped");
                    self.stopped = Some(reason.clone());
                    return all(jobs, || CommitError::Stopped(reason.clone()));
                }
            }
        }
    }

    fn accept(&mut self, attempt: Attempt) -> Vec<Outcome> {
        self.head = attempt.head;
        attempt.outcomes
    }

    async fn attempt(&self, jobs: &[Job]) -> Result<Attempt, Trouble> {
        let tx = Tx::write(&self.database, self.workspace).await?;
        let written = self.write(&tx, jobs).await;
        let (attempt, anything) = match written {
            Ok(written) => written,
            Err(trouble) => {
                tx.roll_back().await;
                return Err(trouble);
            }
        };
        if !anything {
            tx.roll_back().await;
            return Ok(attempt);
        }
        match tx.commit().await {
            Ok(()) => Ok(attempt),
            Err(error) if error.is_lost() => Err(Trouble::Open(Box::new(attempt), error)),
            Err(error) => Err(error.into()),
        }
    }

    /// Everything of a batch but COMMIT; also says whether there is anything to commit.
    async fn write(&self, tx: &Tx, jobs: &[Job]) -> Result<(Attempt, bool), Trouble> {
        let from = head::lock(tx).await?;
        let mut head = self.head_at(tx, &from).await?;
        let mut known = fetch::known(tx, jobs).await?;
        let mut batch = plan::batch(&mut known, &mut head, jobs, self.id, &self.signer, &*self.clock);
        let outcomes = std::mem::take(&mut batch.outcomes);
        let mut attempt = Attempt { head, outcomes, base: from.size, turn: from.turn + 1, batch: from.batch };
        if batch.is_empty() {
            return Ok((attempt, false));
        }
        keep::batch(tx, from.size, batch).await?;
        let size = attempt.head.tree.size();
        if size > from.size {
            insert::checkpoints(tx, &[(size, attempt.head.sign(&self.signer)?)]).await?;
        }
        let moved = head::advance(tx, &from, &attempt.head).await?;
        let beaten = || StoreError::Unreachable("another writer moved the head of the log".to_owned());
        attempt.batch = moved.ok_or_else(|| Trouble::Again(beaten()))?;
        Ok((attempt, true))
    }

    /// The head that a batch builds on: what is known here, or what is stored when somebody else went on.
    async fn head_at(&self, tx: &Tx, from: &HeadRow) -> Result<LogHead, Trouble> {
        if from.epoch != self.epoch {
            let text = format!("the log has been taken on in epoch {}, this is epoch {}", from.epoch, self.epoch);
            return Err(Trouble::Stopped(text));
        }
        let same = from.size == self.head.tree.size() && from.root == self.head.tree.root();
        if same { Ok(self.head.clone()) } else { Ok(head::load(tx, from).await?) }
    }

    /// Looks at the head of the log until it says what became of a batch.
    async fn fate(&self, attempt: &Attempt) -> Fate {
        let mut tries = Tries::new(ATTEMPTS);
        loop {
            match self.look(attempt).await {
                Ok(fate) => return fate,
                Err(error) if !error.is_lost() && !is_passing(&error) => return Fate::Unknown,
                Err(_) if tries.again().await => {}
                Err(_) => return Fate::Unknown,
            }
        }
    }

    /// One look. The lock waits until a transaction that is still in its commit has come to an end.
    async fn look(&self, attempt: &Attempt) -> Result<Fate, StoreError> {
        let tx = Tx::write(&self.database, self.workspace).await?;
        let row = head::lock(&tx).await?;
        let appended = attempt.head.tree.size() > attempt.base;
        let kept = if row.batch == attempt.batch {
            true
        } else if appended {
            signed(&tx, &attempt.head).await?
        } else if row.turn > attempt.turn {
            // Verdicts only, and others wrote on top: nothing tells any more.
            return Ok(Fate::Unknown);
        } else {
            false
        };
        if kept {
            // It may be visible here and not yet on the standby that an acknowledged commit has to be on. What is
            // committed after it cannot be there without it.
            let sql = "UPDATE log_head SET seen = seen + 1 WHERE workspace = $1";
            tx.run("confirm a commit", sql, &[&tx.workspace]).await?;
        }
        tx.commit().await?;
        Ok(if kept { Fate::Kept } else { Fate::Gone })
    }
}

/// Whether the log has these very entries: a checkpoint of that size over that root.
async fn signed(tx: &Tx, head: &LogHead) -> Result<bool, StoreError> {
    let note = log::checkpoint(tx, Some(head.tree.size())).await?;
    let read = note.and_then(|note| Checkpoint::read(note.as_bytes()).ok());
    Ok(read.is_some_and(|checkpoint| checkpoint.root == head.tree.root()))
}

fn all(jobs: &[Job], error: impl Fn() -> CommitError) -> Vec<Outcome> {
    jobs.iter().map(|_| Err(error())).collect()
}

impl Home for PostgresHome {
    fn step(&mut self, jobs: Vec<Job>) -> Vec<Outcome> {
        if let Some(reason) = &self.stopped {
            return all(&jobs, || CommitError::Stopped(reason.clone()));
        }
        let database = self.database.clone();
        database.block(self.durable(&jobs))
    }
}
