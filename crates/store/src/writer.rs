//! Group commit: one writer per workspace takes whatever waits and makes it durable together.
//!
//! The thread only moves jobs; what a batch does is the pure `step` of a [`Home`], which a simulator can drive too.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

use assay_domain::{Change, Timestamp, WorkspaceId};
use assay_ports::Clock;

use crate::{CommitError, Committed, Position, StoreError, VerdictChange};

/// Most jobs that wait before senders are held back.
const QUEUE: usize = 4096;
/// Most jobs in one transaction.
const BATCH: usize = 1024;

/// Who signs checkpoints, and what the entries say of the program.
#[derive(Debug)]
pub struct Signer {
    /// The log's key.
    pub key: assay_log::SigningKey,
    /// The log's origin.
    pub origin: String,
    /// Version of the program, written into every entry.
    pub version: String,
    /// Edition of the rules, written into every entry.
    pub ruleset: String,
}

/// What opening a workspace needs, whatever its home.
pub struct Opening {
    /// The workspace that the home is expected to hold.
    pub workspace: WorkspaceId,
    /// Signs checkpoints.
    pub signer: Signer,
    /// Tells the time of entries.
    pub clock: Arc<dyn Clock>,
}

/// What a writer is asked.
#[derive(Debug)]
pub(crate) enum Job {
    /// Make a change.
    Change(Box<Change>),
    /// Write verdict intervals up to a position.
    Project(Position, Vec<VerdictChange>),
    /// Forget every verdict interval.
    Forget,
    /// Forget what was answered under idempotency keys before a moment, the oldest first and so many at most.
    ForgetAnswers(Timestamp, usize),
}

/// What a job came to.
#[derive(Debug)]
pub(crate) enum Done {
    Committed(Committed),
    Projected,
    /// So many answers.
    Forgotten(u64),
}

pub(crate) type Outcome = Result<Done, CommitError>;

/// Something that makes a batch of jobs durable together and answers each.
pub(crate) trait Home: Send {
    /// One transaction. A refused job leaves the others alone. Gives one answer per job, in order.
    fn step(&mut self, jobs: Vec<Job>) -> Vec<Outcome>;

    /// Called when nothing waits: the place for lazy work.
    fn idle(&mut self) {}
}

struct Waiting {
    job: Job,
    answer: SyncSender<Outcome>,
}

/// The thread that owns a workspace's only write connection.
#[derive(Debug)]
pub struct Writer {
    queue: Option<SyncSender<Waiting>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(home: impl Home + 'static) -> Result<Self, StoreError> {
        let (queue, jobs) = sync_channel(QUEUE);
        let thread = Builder::new()
            .name("writer".to_owned())
            .spawn(move || run(home, &jobs))
            .map_err(|source| StoreError::Io { act: "start the writer thread", source })?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    pub(crate) fn ask(&self, job: Job) -> Outcome {
        let gone = || CommitError::Stopped("the writer has ended".to_owned());
        let (answer, wait) = sync_channel(1);
        let queue = self.queue.as_ref().ok_or_else(gone)?;
        queue.send(Waiting { job, answer }).map_err(|_| gone())?;
        wait.recv().map_err(|_| gone())?
    }

    /// Has a change made.
    pub(crate) fn commit(&self, change: Change) -> Result<Committed, CommitError> {
        committed(self.ask(Job::Change(Box::new(change)))?)
    }
}

/// What a change came to.
pub(crate) fn committed(done: Done) -> Result<Committed, CommitError> {
    match done {
        Done::Committed(committed) => Ok(committed),
        Done::Projected | Done::Forgotten(_) => Err(another()),
    }
}

/// How many answers were forgotten.
pub(crate) fn forgotten(done: &Done) -> Result<u64, CommitError> {
    match done {
        Done::Forgotten(answers) => Ok(*answers),
        Done::Committed(_) | Done::Projected => Err(another()),
    }
}

fn another() -> CommitError {
    CommitError::Stopped("the writer answered another question".to_owned())
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(mut home: impl Home, jobs: &Receiver<Waiting>) {
    loop {
        let first = match jobs.try_recv() {
            Ok(first) => first,
            Err(_) => {
                home.idle();
                match jobs.recv() {
                    Ok(first) => first,
                    Err(_) => return,
                }
            }
        };
        let (mut batch, mut answers) = (vec![first.job], vec![first.answer]);
        while batch.len() < BATCH
            && let Ok(next) = jobs.try_recv()
        {
            batch.push(next.job);
            answers.push(next.answer);
        }
        for (answer, outcome) in answers.into_iter().zip(home.step(batch)) {
            // A caller that went away does not undo what is on disk.
            let _ = answer.send(outcome);
        }
    }
}
