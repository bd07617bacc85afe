//! The store as a process sees it: it may crash before or after a commit, and may have a bug planted.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use assay_domain::{Change, Idempotency, Key, Observation, RecordId, Timestamp, WorkspaceId};
use assay_store::memory::MemoryStore;
use assay_store::{
    CommitError, Committed, Count, Ending, Entry, IntegrityReport, LinkRow, ListQuery, Measure, MetricsQuery,
    ObservationPage, ObservationQuery, Page, Position, Resting, Revision, Salted, Series, SeriesQuery, Sink, Store,
    StoreError, VerdictChange, VerdictRow, VerdictSpan, WorkspaceScope, Written,
};

/// What is wrong on purpose, to see whether it is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bug {
    None,
    /// An answer is given before the commit is kept; a crash loses it.
    AnswersEarly,
    /// Idempotency keys are not kept.
    AppliesTwice,
    /// Artifacts are named before they are whole.
    NamesEarly,
    /// A job is given to whoever asks, and every end is written.
    NoLease,
    /// Now and then the verdicts of an entry are dropped.
    SkipsVerdicts,
}

/// Where the process ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Crash {
    Before,
    After,
}

#[derive(Default)]
struct State {
    crashed: bool,
    commit: Option<Crash>,
    project: Option<Crash>,
    commits: u64,
    /// What the disk really holds, where answers are given early.
    kept: Option<Arc<MemoryStore>>,
}

/// One process's store. A new process has a new one over the same memory.
pub(crate) struct Ward {
    inner: Arc<MemoryStore>,
    copy: Box<dyn Fn(&MemoryStore) -> MemoryStore + Send + Sync>,
    bug: Bug,
    state: Mutex<State>,
}

fn crashed() -> CommitError {
    CommitError::Stopped("the process crashed".to_owned())
}

impl Ward {
    pub(crate) fn new(
        inner: Arc<MemoryStore>,
        bug: Bug,
        copy: Box<dyn Fn(&MemoryStore) -> MemoryStore + Send + Sync>,
    ) -> Self {
        Self { inner, copy, bug, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub(crate) fn crash_at_commit(&self, when: Option<Crash>) {
        self.state().commit = when;
    }

    pub(crate) fn crash_at_projection(&self, when: Option<Crash>) {
        self.state().project = when;
    }

    pub(crate) fn has_crashed(&self) -> bool {
        self.state().crashed
    }

    /// What the next process finds.
    pub(crate) fn left_behind(&self) -> Arc<MemoryStore> {
        self.state().kept.take().unwrap_or_else(|| Arc::clone(&self.inner))
    }

    /// Runs a write, unless the process ends before it; the answer is lost if it ends after.
    fn write<T>(
        &self,
        due: impl FnOnce(&mut State) -> Option<Crash>,
        act: impl FnOnce() -> Result<T, CommitError>,
    ) -> Result<T, CommitError> {
        let mut state = self.state();
        if state.crashed {
            return Err(crashed());
        }
        let when = due(&mut state);
        if when == Some(Crash::Before) {
            state.crashed = true;
            return Err(crashed());
        }
        let done = act();
        if when == Some(Crash::After) {
            state.crashed = true;
            return Err(crashed());
        }
        done
    }
}

impl Store for Ward {
    fn workspace(&self) -> WorkspaceId {
        self.inner.workspace()
    }

    fn commit(&self, scope: &WorkspaceScope, mut change: Change) -> Result<Committed, CommitError> {
        if self.bug == Bug::AppliesTwice {
            change.idempotency = None;
        }
        if self.bug == Bug::AnswersEarly {
            let kept = Arc::new((self.copy)(&self.inner));
            self.state().kept = Some(kept);
        }
        self.state().commits += 1;
        self.write(|s| s.commit.take(), || self.inner.commit(scope, change))
    }

    fn project(
        &self,
        scope: &WorkspaceScope,
        to: Position,
        mut changes: Vec<VerdictChange>,
    ) -> Result<(), CommitError> {
        if self.bug == Bug::SkipsVerdicts && to.is_multiple_of(3) {
            changes.clear();
        }
        self.write(|s| s.project.take(), || self.inner.project(scope, to, changes))
    }

    fn forget_projection(&self, scope: &WorkspaceScope) -> Result<(), CommitError> {
        self.write(|_| None, || self.inner.forget_projection(scope))
    }

    fn forget_answers(&self, scope: &WorkspaceScope, before: Timestamp, most: usize) -> Result<u64, CommitError> {
        self.write(|_| None, || self.inner.forget_answers(scope, before, most))
    }

    fn lasting(&self, scope: &WorkspaceScope, before: Option<u64>, most: usize) -> Result<Vec<Key>, StoreError> {
        self.inner.lasting(scope, before, most)
    }

    fn head(&self, scope: &WorkspaceScope, key: &Key) -> Result<Option<Revision>, StoreError> {
        self.inner.head(scope, key)
    }

    fn as_of(&self, scope: &WorkspaceScope, key: &Key, position: Position) -> Result<Option<Revision>, StoreError> {
        self.inner.as_of(scope, key, position)
    }

    fn history(&self, scope: &WorkspaceScope, key: &Key) -> Result<Vec<Revision>, StoreError> {
        self.inner.history(scope, key)
    }

    fn list(&self, scope: &WorkspaceScope, query: &ListQuery) -> Result<Page<Revision>, StoreError> {
        self.inner.list(scope, query)
    }

    fn count(&self, scope: &WorkspaceScope, query: &ListQuery) -> Result<Count, StoreError> {
        self.inner.count(scope, query)
    }

    fn find(&self, scope: &WorkspaceScope, words: &str, most: usize) -> Result<Vec<Revision>, StoreError> {
        self.inner.find(scope, words, most)
    }

    fn links_to(&self, scope: &WorkspaceScope, key: &Key) -> Result<Vec<LinkRow>, StoreError> {
        self.inner.links_to(scope, key)
    }

    fn holder(&self, scope: &WorkspaceScope, name: &str) -> Result<Option<Key>, StoreError> {
        self.inner.holder(scope, name)
    }

    fn answered(&self, scope: &WorkspaceScope, idempotency: &Idempotency) -> Result<Option<Vec<Written>>, CommitError> {
        self.inner.answered(scope, idempotency)
    }

    fn by_id(&self, scope: &WorkspaceScope, id: RecordId) -> Result<Option<Revision>, StoreError> {
        self.inner.by_id(scope, id)
    }

    fn observations(&self, scope: &WorkspaceScope, evidence: &Key) -> Result<Vec<Observation>, StoreError> {
        self.inner.observations(scope, evidence)
    }

    fn changes(&self, scope: &WorkspaceScope, from: Position, limit: usize) -> Result<Vec<Revision>, StoreError> {
        self.inner.changes(scope, from, limit)
    }

    fn size(&self, scope: &WorkspaceScope) -> Result<Position, StoreError> {
        self.inner.size(scope)
    }

    fn position_at(&self, scope: &WorkspaceScope, time: Timestamp) -> Result<Position, StoreError> {
        self.inner.position_at(scope, time)
    }

    fn time_of(&self, scope: &WorkspaceScope, position: Position) -> Result<Option<Timestamp>, StoreError> {
        self.inner.time_of(scope, position)
    }

    fn entries(&self, scope: &WorkspaceScope, from: Position, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.inner.entries(scope, from, limit)
    }

    fn body(&self, scope: &WorkspaceScope, seq: u64) -> Result<Option<Salted>, StoreError> {
        self.inner.body(scope, seq)
    }

    fn checkpoint(&self, scope: &WorkspaceScope, size: Option<Position>) -> Result<Option<String>, StoreError> {
        self.inner.checkpoint(scope, size)
    }

    fn tile(&self, scope: &WorkspaceScope, level: u8, index: u64, width: u16) -> Result<Vec<[u8; 32]>, StoreError> {
        self.inner.tile(scope, level, index, width)
    }

    fn projected(&self, scope: &WorkspaceScope) -> Result<Position, StoreError> {
        self.inner.projected(scope)
    }

    fn verdicts(&self, scope: &WorkspaceScope, position: Position) -> Result<Vec<VerdictRow>, StoreError> {
        self.inner.verdicts(scope, position)
    }

    fn verdict_spans(
        &self,
        scope: &WorkspaceScope,
        check: &str,
        system: Option<&Key>,
        most: usize,
    ) -> Result<Vec<VerdictSpan>, StoreError> {
        self.inner.verdict_spans(scope, check, system, most)
    }

    fn check(&self, scope: &WorkspaceScope) -> Result<IntegrityReport, StoreError> {
        self.inner.check(scope)
    }

    fn backup(&self, scope: &WorkspaceScope, to: &Path) -> Result<(), StoreError> {
        self.inner.backup(scope, to)
    }

    fn pour(&self, scope: &WorkspaceScope, into: &mut Sink<'_>) -> Result<(), StoreError> {
        self.inner.pour(scope, into)
    }

    fn series(&self, scope: &WorkspaceScope, query: &SeriesQuery) -> Result<Series, StoreError> {
        self.inner.series(scope, query)
    }

    fn metrics(&self, scope: &WorkspaceScope, query: &MetricsQuery) -> Result<Page<Measure>, StoreError> {
        self.inner.metrics(scope, query)
    }

    fn observation_page(
        &self,
        scope: &WorkspaceScope,
        query: &ObservationQuery,
    ) -> Result<ObservationPage, StoreError> {
        self.inner.observation_page(scope, query)
    }

    fn resting_on(&self, scope: &WorkspaceScope, evidence: &[Key], most: usize) -> Result<Vec<Resting>, StoreError> {
        self.inner.resting_on(scope, evidence, most)
    }

    fn running_out(
        &self,
        scope: &WorkspaceScope,
        after: Option<&Ending>,
        most: usize,
    ) -> Result<Vec<Ending>, StoreError> {
        self.inner.running_out(scope, after, most)
    }
}
