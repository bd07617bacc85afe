//! When jobs run: leases, tries and the time between them. The state lies in the [`JobStore`], never in memory, so a
//! restart forgets nothing and a second process on the same store takes over.
//!
//! A due time ends once. A lease that ran out is taken over under a new number, and the end of whoever lost it is not
//! written; what a job does has to bear being done again by then, as notices do.

mod thread;
mod view;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use assay_ports::{Clock, Random};
use assay_store::WorkspaceScope;
use assay_store::jobs::{JobRow, JobStore};

pub use thread::JobThread;
pub use view::JobGauge;

use crate::access::own_work;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass, jobs};
use assay_domain::Timestamp;

/// Microseconds in a minute.
pub(crate) const MINUTE: i64 = 60_000_000;
/// Microseconds in an hour.
pub(crate) const HOUR: i64 = 60 * MINUTE;
/// Tries for one due time before a job counts as dead.
pub const MOST_TRIES: u32 = 5;
/// Microseconds before the second try; doubled for each further one.
const FIRST_WAIT: i64 = 30_000_000;
/// Longest wait between two tries.
const MOST_WAIT: i64 = HOUR;
/// Most characters of a result or an error that are kept.
const MOST_TEXT: usize = 1000;

/// A type of job.
#[derive(Debug)]
pub struct JobType {
    /// Its name, as people type it.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    /// Microseconds between due times.
    pub every: i64,
    /// Microseconds after a workspace was first seen until it is due.
    pub(crate) first: i64,
    /// Microseconds after which a run that gave no sign counts as lost.
    pub(crate) lease: i64,
    pub(crate) run: fn(&Task<'_>) -> Answer<Ran>,
}

/// What a run is given.
pub(crate) struct Task<'t> {
    pub(crate) workspace: &'t Workspace,
    pub(crate) scope: &'t WorkspaceScope,
    pub(crate) jobs: &'t dyn JobStore,
    pub(crate) now: Timestamp,
    pub(crate) stop: &'t dyn Fn() -> bool,
}

impl Task<'_> {
    /// Ends the run when the process is ending.
    pub(crate) fn go_on(&self) -> Answer<()> {
        if (self.stop)() { Err(stopped()) } else { Ok(()) }
    }
}

/// A run that was told to end; it is no failure and is taken up again.
pub(crate) fn stopped() -> AppError {
    AppError::new(ErrorClass::Unavailable, "job.stopped", "the program is ending")
}

/// What a run came to.
pub(crate) struct Ran {
    /// Whether everything it looked at is in order.
    pub(crate) ok: bool,
    pub(crate) text: String,
}

/// A job in hand.
#[derive(Debug, Clone)]
pub struct Claimed {
    kind: &'static JobType,
    row: JobRow,
}

impl Claimed {
    /// Name and due time.
    #[must_use]
    pub fn what(&self) -> (&'static str, Timestamp) {
        (self.kind.name, self.row.state.due)
    }
}

/// Takes jobs in hand and runs them.
#[derive(Clone, Copy)]
pub struct Scheduler<'s> {
    /// Where jobs are kept.
    pub jobs: &'s dyn JobStore,
    /// Tells when a run ended.
    pub clock: &'s dyn Clock,
    /// Spreads tries.
    pub random: &'s dyn Random,
}

impl Scheduler<'_> {
    /// Runs everything that is due, one after the other. Gives back how many runs ended.
    ///
    /// # Errors
    /// When the job store cannot be read or written. A job's own failure is no error here: it is kept with the job.
    pub fn tick(&self, workspaces: &[Arc<Workspace>], now: Timestamp, stop: &dyn Fn() -> bool) -> Answer<usize> {
        let mut ended = 0;
        for workspace in workspaces {
            while !stop() {
                let Some(claimed) = self.claim(workspace, now)? else { break };
                ended += usize::from(self.perform(workspace, claimed, stop)?);
            }
        }
        Ok(ended)
    }

    /// Takes the next job of a workspace that is due in hand.
    ///
    /// # Errors
    /// When the job store cannot be written.
    pub fn claim(&self, workspace: &Workspace, now: Timestamp) -> Answer<Option<Claimed>> {
        let known = self.jobs.jobs()?;
        for kind in jobs::ALL {
            let row = known.iter().find(|r| r.job == kind.name && r.workspace == workspace.id);
            let Some(row) = row else {
                self.jobs.plan(kind.name, workspace.id, now.plus_micros(kind.first))?;
                continue;
            };
            if row.next_try <= now
                && let Some(row) = self.take(kind, workspace, now, false)?
            {
                return Ok(Some(Claimed { kind, row }));
            }
        }
        Ok(None)
    }

    fn take(&self, kind: &JobType, workspace: &Workspace, now: Timestamp, early: bool) -> Answer<Option<JobRow>> {
        Ok(self.jobs.claim(kind.name, workspace.id, now, now.plus_micros(kind.lease), early)?)
    }

    /// Runs a job in hand and writes how it ended. False when the lease was lost meanwhile.
    ///
    /// # Errors
    /// When the job store cannot be written.
    pub fn perform(&self, workspace: &Workspace, claimed: Claimed, stop: &dyn Fn() -> bool) -> Answer<bool> {
        let Claimed { kind, mut row } = claimed;
        let scope = own_work(workspace.id);
        let task = Task { workspace, scope: &scope, jobs: self.jobs, now: self.clock.now(), stop };
        let outcome = catch_unwind(AssertUnwindSafe(|| (kind.run)(&task)))
            .unwrap_or_else(|_| Err(AppError::internal("the job ended in a fault of the program")));
        let now = self.clock.now();
        match outcome {
            Ok(ran) => succeed(&mut row, kind, &ran, now),
            // Neither done nor failed: the next process takes it up.
            Err(e) if e.code == "job.stopped" => {}
            Err(e) => {
                tracing::warn!(job = kind.name, workspace = %workspace.slug, reason = %e, "a job failed");
                self.fail(&mut row, kind, &e, now);
            }
        }
        Ok(self.jobs.settle(&row)?)
    }

    /// Runs a job now, whether or not it is due.
    ///
    /// # Errors
    /// `job.running` when somebody has it in hand.
    pub(crate) fn run_now(&self, workspace: &Workspace, kind: &'static JobType) -> Answer<JobRow> {
        let now = self.clock.now();
        self.jobs.plan(kind.name, workspace.id, now)?;
        let row = self.take(kind, workspace, now, true)?.ok_or_else(|| {
            let text = format!("`{}` is running already; look again with `assay job list`", kind.name);
            AppError::new(ErrorClass::Conflict, "job.running", text)
        })?;
        self.perform(workspace, Claimed { kind, row }, &|| false)?;
        let rows = self.jobs.jobs()?;
        let row = rows.into_iter().find(|r| r.job == kind.name && r.workspace == workspace.id);
        row.ok_or_else(|| AppError::internal("the job is not there"))
    }

    /// Another try later, ever later, with up to half of the wait added by chance so that many do not come back at once.
    /// After the last try the job is dead: visible, and tried once at each of its due times until it succeeds.
    fn fail(&self, row: &mut JobRow, kind: &JobType, error: &AppError, now: Timestamp) {
        let state = &mut row.state;
        state.failures += 1;
        state.failed += 1;
        state.error = Some(error.text.chars().take(MOST_TEXT).collect());
        state.error_at = Some(now);
        if state.dead || state.failures >= MOST_TRIES {
            (state.dead, state.due) = (true, next_due(state.due, kind.every, now));
            row.next_try = state.due;
            return;
        }
        row.next_try = now.plus_micros(wait(state.failures, self.random));
    }
}

fn succeed(row: &mut JobRow, kind: &JobType, ran: &Ran, now: Timestamp) {
    let state = &mut row.state;
    state.runs += 1;
    (state.done, state.done_at) = (Some(state.due), Some(now));
    (state.ok, state.text) = (Some(ran.ok), Some(ran.text.chars().take(MOST_TEXT).collect()));
    (state.failures, state.dead, state.error, state.error_at) = (0, false, None, None);
    state.due = next_due(state.due, kind.every, now);
    row.next_try = state.due;
}

/// The next due time that lies ahead: what was missed meanwhile is not made up for.
fn next_due(due: Timestamp, every: i64, now: Timestamp) -> Timestamp {
    let missed = now.as_micros().saturating_sub(due.as_micros()).max(0) / every;
    due.plus_micros(every.saturating_mul(missed + 1))
}

fn wait(failures: u32, random: &dyn Random) -> i64 {
    let doubled = FIRST_WAIT.saturating_mul(1_i64 << failures.saturating_sub(1).min(20)).min(MOST_WAIT);
    let chance = i64::from(u32::from_be_bytes(random.bytes())) * (doubled / 2) / i64::from(u32::MAX);
    doubled + chance
}

#[cfg(test)]
mod tests;
