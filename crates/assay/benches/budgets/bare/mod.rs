//! A bare group commit: one thread makes durable whatever waits, and nothing is worked out. What it writes are the very
//! rows that the product left behind, into tables of the same shape.

pub(crate) mod database;
pub(crate) mod file;

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::Fault;

/// Clients at the same time.
pub(crate) const CLIENTS: u64 = 64;
/// Most that is written in one transaction, as by the product.
const BATCH: usize = 1024;

/// A home without a product.
pub(crate) trait Keep: Send {
    /// The rows that one change leaves behind.
    type Written: Sync;

    /// Makes them durable together, with a checkpoint at that size.
    fn keep(&mut self, batch: &[&Self::Written], size: i64) -> Result<(), Fault>;
}

/// A signed checkpoint has about this many bytes.
fn checkpoint() -> String {
    "x".repeat(220)
}

/// Runs that many clients and gives the time until the last one ends.
pub(crate) fn clients(work: impl Fn(u64) -> Result<(), Fault> + Sync) -> Result<Duration, Fault> {
    let started = Instant::now();
    thread::scope(|threads| {
        let work = &work;
        let all: Vec<_> = (0..CLIENTS).map(|client| threads.spawn(move || work(client))).collect();
        all.into_iter().try_for_each(|t| t.join().unwrap_or_else(|_| Err("a client died".into())))
    })?;
    Ok(started.elapsed())
}

/// Writes every row through one committing thread, and gives the time.
pub(crate) fn group_commit<K: Keep>(keep: K, rows: &[K::Written]) -> Result<Duration, Fault> {
    let (send, jobs) = sync_channel::<(&K::Written, SyncSender<()>)>(4096);
    thread::scope(|threads| {
        let writer = threads.spawn(move || commit_what_waits(keep, &jobs));
        let time = clients(|client| {
            // Near the order in which they were first written.
            for row in rows.iter().skip(usize::try_from(client)?).step_by(usize::try_from(CLIENTS)?) {
                let (answer, done) = sync_channel(1);
                send.send((row, answer)).map_err(|_| "the writer has ended")?;
                done.recv()?;
            }
            Ok(())
        });
        drop(send);
        writer.join().unwrap_or_else(|_| Err("the writer died".into()))?;
        time
    })
}

fn commit_what_waits<K: Keep>(mut keep: K, jobs: &Receiver<(&K::Written, SyncSender<()>)>) -> Result<(), Fault> {
    let mut size = 0_i64;
    while let Ok(first) = jobs.recv() {
        let (rows, answers): (Vec<_>, Vec<_>) = [first].into_iter().chain(jobs.try_iter().take(BATCH - 1)).unzip();
        size += i64::try_from(rows.len())?;
        keep.keep(&rows, size)?;
        answers.iter().try_for_each(|answer| answer.send(()))?;
    }
    Ok(())
}
