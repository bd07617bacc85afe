//! Jobs in memory, for simulations: two schedulers that share one are two processes on one store.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use assay_domain::{Timestamp, WorkspaceId};

use super::{JobRow, JobState, JobStore, NoticeRow};
use crate::{CommitError, StoreError};

/// Jobs and notices that live as long as the process.
#[derive(Debug, Default)]
pub struct MemoryJobs(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    jobs: BTreeMap<(String, WorkspaceId), JobRow>,
    notices: BTreeMap<u64, NoticeRow>,
    last: u64,
}

impl MemoryJobs {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl JobStore for MemoryJobs {
    fn jobs(&self) -> Result<Vec<JobRow>, StoreError> {
        Ok(self.kept().jobs.values().cloned().collect())
    }

    fn plan(&self, job: &str, workspace: WorkspaceId, due: Timestamp) -> Result<(), CommitError> {
        let state = JobState { due, ..JobState::default() };
        let row = JobRow { job: job.to_owned(), workspace, next_try: due, lease_until: None, claim: 0, state };
        self.kept().jobs.entry((job.to_owned(), workspace)).or_insert(row);
        Ok(())
    }

    fn claim(
        &self,
        job: &str,
        workspace: WorkspaceId,
        now: Timestamp,
        until: Timestamp,
        early: bool,
    ) -> Result<Option<JobRow>, CommitError> {
        let mut kept = self.kept();
        let row = kept.jobs.get_mut(&(job.to_owned(), workspace));
        Ok(row.filter(|r| (early || r.next_try <= now) && r.lease_until.is_none_or(|end| end <= now)).map(|row| {
            row.lease_until = Some(until);
            row.claim += 1;
            row.clone()
        }))
    }

    fn settle(&self, row: &JobRow) -> Result<bool, CommitError> {
        let mut kept = self.kept();
        let held = kept.jobs.get_mut(&(row.job.clone(), row.workspace));
        let Some(held) = held.filter(|h| h.claim == row.claim && h.lease_until.is_some()) else { return Ok(false) };
        *held = JobRow { lease_until: None, ..row.clone() };
        Ok(true)
    }

    fn notices(&self, workspace: WorkspaceId) -> Result<Vec<NoticeRow>, StoreError> {
        Ok(self.kept().notices.values().filter(|n| n.workspace == workspace).cloned().collect())
    }

    fn give_notice(&self, notice: &NoticeRow) -> Result<bool, CommitError> {
        let mut kept = self.kept();
        let of = |n: &NoticeRow| (n.workspace, n.item.clone(), n.field.clone(), n.revision, n.ends, n.days);
        if kept.notices.values().any(|n| of(n) == of(notice)) {
            return Ok(false);
        }
        kept.last += 1;
        let id = kept.last;
        kept.notices.insert(id, NoticeRow { id, acknowledged: None, ..notice.clone() });
        Ok(true)
    }

    fn acknowledge(&self, workspace: WorkspaceId, id: u64, by: &str, at: Timestamp) -> Result<bool, CommitError> {
        let mut kept = self.kept();
        let open = kept.notices.get_mut(&id).filter(|n| n.workspace == workspace && n.acknowledged.is_none());
        Ok(open.map(|n| n.acknowledged = Some((by.to_owned(), at))).is_some())
    }

    fn forget_notice(&self, workspace: WorkspaceId, id: u64) -> Result<(), CommitError> {
        let mut kept = self.kept();
        if kept.notices.get(&id).is_some_and(|n| n.workspace == workspace) {
            kept.notices.remove(&id);
        }
        Ok(())
    }
}
