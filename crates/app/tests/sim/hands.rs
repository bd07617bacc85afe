//! The job store as two processes see it, with a book of every run that ended.

use std::collections::BTreeMap;
use std::sync::Mutex;

use assay_domain::{Timestamp, WorkspaceId};
use assay_store::jobs::{JobRow, JobStore, MemoryJobs, NoticeRow};
use assay_store::{CommitError, StoreError};

pub(crate) struct Hands {
    inner: MemoryJobs,
    book: Mutex<Book>,
    /// The planted bug.
    no_lease: bool,
}

#[derive(Default)]
struct Book {
    /// How often a due time was done, by job.
    done: BTreeMap<(String, Timestamp), u32>,
    /// The next end does not reach the disk.
    lose_end: bool,
}

impl Hands {
    pub(crate) fn new(no_lease: bool) -> Self {
        Self { inner: MemoryJobs::default(), book: Mutex::default(), no_lease }
    }

    pub(crate) fn lose_next_end(&self, lose: bool) {
        self.book.lock().unwrap().lose_end = lose;
    }

    pub(crate) fn done(&self) -> BTreeMap<(String, Timestamp), u32> {
        self.book.lock().unwrap().done.clone()
    }
}

impl JobStore for Hands {
    fn jobs(&self) -> Result<Vec<JobRow>, StoreError> {
        self.inner.jobs()
    }

    fn plan(&self, job: &str, workspace: WorkspaceId, due: Timestamp) -> Result<(), CommitError> {
        self.inner.plan(job, workspace, due)
    }

    fn claim(
        &self,
        job: &str,
        workspace: WorkspaceId,
        now: Timestamp,
        until: Timestamp,
        early: bool,
    ) -> Result<Option<JobRow>, CommitError> {
        let taken = self.inner.claim(job, workspace, now, until, early)?;
        if taken.is_none() && self.no_lease {
            let row = self.inner.jobs()?.into_iter().find(|r| r.job == job && r.lease_until.is_some());
            return Ok(row.filter(|r| r.next_try <= now));
        }
        Ok(taken)
    }

    fn settle(&self, row: &JobRow) -> Result<bool, CommitError> {
        let mut book = self.book.lock().unwrap();
        if std::mem::take(&mut book.lose_end) {
            return Err(CommitError::Stopped("the process crashed".to_owned()));
        }
        let before = self.inner.jobs()?.into_iter().find(|r| r.job == row.job).map_or(0, |r| r.state.runs);
        let written = self.inner.settle(row)?;
        let ended = row.state.done.filter(|_| row.state.runs > before || self.no_lease);
        if let Some(due) = ended.filter(|_| written || self.no_lease) {
            *book.done.entry((row.job.clone(), due)).or_default() += 1;
        }
        Ok(written)
    }

    fn notices(&self, workspace: WorkspaceId) -> Result<Vec<NoticeRow>, StoreError> {
        self.inner.notices(workspace)
    }

    fn give_notice(&self, notice: &NoticeRow) -> Result<bool, CommitError> {
        self.inner.give_notice(notice)
    }

    fn acknowledge(&self, workspace: WorkspaceId, id: u64, by: &str, at: Timestamp) -> Result<bool, CommitError> {
        self.inner.acknowledge(workspace, id, by, at)
    }

    fn forget_notice(&self, workspace: WorkspaceId, id: u64) -> Result<(), CommitError> {
        self.inner.forget_notice(workspace, id)
    }
}
