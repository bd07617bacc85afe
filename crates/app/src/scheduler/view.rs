//! Jobs as administrators see them.

use assay_domain::{Action, Timestamp};
use assay_store::jobs::{JobRow, JobStore as _};

use super::{JobType, Scheduler};
use crate::access::Principal;
use crate::dto::{JobList, JobView};
use crate::installation::Installation;
use crate::workspace::Workspace;
use crate::{Answer, AppError, jobs};

impl Installation {
    /// What takes jobs in hand here.
    #[must_use]
    pub fn scheduler(&self) -> Scheduler<'_> {
        Scheduler { jobs: &*self.control, clock: &*self.clock, random: &*self.random }
    }

    /// Runs everything that is due in every workspace; a server's thread calls it again and again.
    ///
    /// # Errors
    /// When the control store cannot be read or written.
    pub fn tick(&self, now: Timestamp, stop: &dyn Fn() -> bool) -> Answer<usize> {
        self.scheduler().tick(&self.open_workspaces(), now, stop)
    }

    /// How every job stands, for whoever watches over the server.
    ///
    /// # Errors
    /// When the control store cannot be read.
    pub fn job_gauges(&self) -> Answer<Vec<JobGauge>> {
        let (rows, now) = (self.control.jobs()?, self.clock.now());
        let mut gauges = Vec::new();
        for workspace in self.open_workspaces() {
            for row in rows.iter().filter(|r| r.workspace == workspace.id) {
                if let Some(kind) = jobs::ALL.iter().find(|k| k.name == row.job) {
                    gauges.push(JobGauge { workspace: workspace.slug.clone(), job: view(kind, Some(row), now) });
                }
            }
        }
        Ok(gauges)
    }

    /// The jobs of a workspace.
    ///
    /// # Errors
    /// When the asker may not administer.
    pub fn list_jobs(&self, workspace: &Workspace, principal: &Principal) -> Answer<JobList> {
        workspace.enter(principal, Action::Administer)?;
        let (rows, now) = (self.control.jobs()?, self.clock.now());
        let of = |kind: &&'static JobType| {
            view(kind, rows.iter().find(|r| r.job == kind.name && r.workspace == workspace.id), now)
        };
        Ok(JobList { jobs: jobs::ALL.iter().map(of).collect() })
    }

    /// Runs a job now and says how it ended.
    ///
    /// # Errors
    /// When the asker may not administer, there is no such job, or it is running.
    pub fn run_job(&self, workspace: &Workspace, principal: &Principal, name: &str) -> Answer<JobView> {
        workspace.enter(principal, Action::Administer)?;
        let kind = jobs::ALL.iter().find(|k| k.name == name).ok_or_else(|| {
            let known: Vec<&str> = jobs::ALL.iter().map(|k| k.name).collect();
            AppError::not_found(format!("job `{name}`; there are: {}", known.join(", ")))
        })?;
        let row = self.scheduler().run_now(workspace, kind)?;
        Ok(view(kind, Some(&row), self.clock.now()))
    }
}

/// A job of a workspace.
#[derive(Debug, Clone)]
pub struct JobGauge {
    /// Short name of the workspace.
    pub workspace: String,
    /// How the job stands.
    pub job: JobView,
}

fn view(kind: &JobType, row: Option<&JobRow>, now: Timestamp) -> JobView {
    let state = row.map(|r| r.state.clone()).unwrap_or_default();
    let running = row.is_some_and(|r| r.lease_until.is_some_and(|end| end > now));
    let word = match (running, state.dead, state.failures) {
        (true, ..) => "running",
        (_, true, _) => "dead",
        (_, _, 0) => "waiting",
        _ => "retrying",
    };
    JobView {
        name: kind.name.to_owned(),
        about: kind.about.to_owned(),
        every_seconds: kind.every / 1_000_000,
        state: word.to_owned(),
        next: row.map(|r| r.next_try),
        failures: state.failures,
        runs: state.runs,
        failed: state.failed,
        ran_at: state.done_at,
        ok: state.ok,
        result: state.text,
        error: state.error,
        error_at: state.error_at,
    }
}
