//! The home in memory, for simulations: the same laws, nothing on disk, no thread, no surprise.
//!
//! The writer's `step` runs where it is called. The same changes in the same batches on the same clock give the same
//! bytes, which a home with a thread of its own cannot promise.

mod fill;
mod list;
mod measured;
mod read;
mod tables;

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use assay_domain::{Change, Idempotency, Key, Observation, RecordId, Timestamp, WorkspaceId};
use assay_ports::Clock;

use crate::head::LogHead;
use crate::measured::MOST;
use crate::writer::{Home, Job, Outcome, committed, forgotten};
use crate::{
    CommitError, Committed, Count, Ending, Entry, IntegrityReport, LinkRow, ListQuery, Measure, MetricsQuery,
    ObservationPage, ObservationQuery, Opening, Page, Position, Resting, Revision, Salted, Series, SeriesQuery, Signer,
    Sink, Store, StoreError, VerdictChange, VerdictRow, VerdictSpan, WorkspaceScope, Written,
};
use crate::{past, plan};
use tables::Tables;

/// A workspace in memory.
pub struct MemoryStore {
    workspace: WorkspaceId,
    home: RwLock<MemoryHome>,
}

struct MemoryHome {
    tables: Tables,
    head: LogHead,
    workspace: WorkspaceId,
    signer: Signer,
    clock: Arc<dyn Clock>,
}

impl Home for MemoryHome {
    fn step(&mut self, jobs: Vec<Job>) -> Vec<Outcome> {
        let mut head = self.head.clone();
        let known = &mut self.tables.known;
        let mut batch = plan::batch(known, &mut head, &jobs, self.workspace, &self.signer, &*self.clock);
        if head.tree.size() > self.head.tree.size() {
            match head.sign(&self.signer) {
                Ok(note) => self.tables.checkpoint(head.tree.size(), note),
                Err(e) => {
                    // What was planned is in what is known: nothing can be built on it any more.
                    let stopped = || Err(CommitError::Stopped(e.to_string()));
                    return jobs.iter().map(|_| stopped()).collect();
                }
            }
        }
        let outcomes = std::mem::take(&mut batch.outcomes);
        self.tables.keep(batch);
        self.head = head;
        outcomes
    }
}

impl MemoryStore {
    /// An empty workspace.
    #[must_use]
    pub fn open(opening: Opening) -> Self {
        let Opening { workspace, signer, clock } = opening;
        let home = MemoryHome { tables: Tables::default(), head: LogHead::default(), workspace, signer, clock };
        Self { workspace, home: RwLock::new(home) }
    }

    /// Makes changes as one batch, as a busy writer would: in order, each on its own, all under one checkpoint.
    pub fn commit_together(&self, scope: &WorkspaceScope, changes: Vec<Change>) -> Vec<Result<Committed, CommitError>> {
        if self.enter(scope).is_err() {
            return changes.iter().map(|_| Err(StoreError::WrongWorkspace.into())).collect();
        }
        let jobs = changes.into_iter().map(|change| Job::Change(Box::new(change))).collect();
        self.step(jobs).into_iter().map(|outcome| outcome.and_then(committed)).collect()
    }

    fn enter(&self, scope: &WorkspaceScope) -> Result<(), StoreError> {
        if scope.workspace() == self.workspace { Ok(()) } else { Err(StoreError::WrongWorkspace) }
    }

    fn step(&self, jobs: Vec<Job>) -> Vec<Outcome> {
        self.home.write().unwrap_or_else(PoisonError::into_inner).step(jobs)
    }

    fn ask(&self, job: Job) -> Outcome {
        let nothing = || Err(CommitError::Stopped("the writer gave no answer".to_owned()));
        self.step(vec![job]).pop().unwrap_or_else(nothing)
    }

    fn read<T>(
        &self,
        scope: &WorkspaceScope,
        ask: impl FnOnce(&Tables) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.enter(scope)?;
        ask(&self.home.read().unwrap_or_else(PoisonError::into_inner).tables)
    }
}

impl Store for MemoryStore {
    fn workspace(&self) -> WorkspaceId {
        self.workspace
    }

    fn commit(&self, scope: &WorkspaceScope, change: Change) -> Result<Committed, CommitError> {
        self.enter(scope)?;
        committed(self.ask(Job::Change(Box::new(change)))?)
    }

    fn head(&self, scope: &WorkspaceScope, key: &Key) -> Result<Option<Revision>, StoreError> {
        self.read(scope, |t| Ok(scope.shown(t.revision_of(key, scope.position()))))
    }

    fn as_of(&self, scope: &WorkspaceScope, key: &Key, position: Position) -> Result<Option<Revision>, StoreError> {
        self.read(scope, |t| Ok(scope.shown(t.revision_of(key, Some(scope.at_most(position))))))
    }

    fn history(&self, scope: &WorkspaceScope, key: &Key) -> Result<Vec<Revision>, StoreError> {
        let mut revisions = self.read(scope, |t| Ok(t.history(key)))?;
        revisions.retain(|r| scope.shows(r));
        Ok(revisions)
    }

    fn list(&self, scope: &WorkspaceScope, query: &ListQuery) -> Result<Page<Revision>, StoreError> {
        let query = scope.within(query);
        let list = |query: &ListQuery| self.read(scope, |t| t.list(scope, query));
        let rows = if past::is_past(&query) { past::search(&query, list) } else { list(&query) }?;
        Ok(query.page(rows))
    }

    fn count(&self, scope: &WorkspaceScope, query: &ListQuery) -> Result<Count, StoreError> {
        let query = scope.within(query);
        let list = |query: &ListQuery| self.read(scope, |t| t.list(scope, query));
        if past::is_past(&query) { past::count(&query, list) } else { self.read(scope, |t| Ok(t.count(scope, &query))) }
    }

    fn find(&self, scope: &WorkspaceScope, words: &str, most: usize) -> Result<Vec<Revision>, StoreError> {
        Ok(past::hold(scope, words, self.read(scope, |t| Ok(t.find(scope, words, most)))?))
    }

    fn links_to(&self, scope: &WorkspaceScope, key: &Key) -> Result<Vec<LinkRow>, StoreError> {
        let mut links = self.read(scope, |t| Ok(t.links_to(key, scope.position())))?;
        links.retain(|link| !scope.hides(&link.from) && !scope.hides(&link.to));
        Ok(links)
    }

    fn holder(&self, scope: &WorkspaceScope, name: &str) -> Result<Option<Key>, StoreError> {
        let holder = self.read(scope, |t| Ok(t.holder(name, scope.position())))?;
        Ok(holder.filter(|key| !scope.hides(key)))
    }

    fn answered(&self, scope: &WorkspaceScope, idempotency: &Idempotency) -> Result<Option<Vec<Written>>, CommitError> {
        let answer = self.read(scope, |t| Ok(t.known.answers.get(&idempotency.key).cloned()))?;
        answer.map(|a| a.to(idempotency)).transpose()
    }

    fn forget_answers(&self, scope: &WorkspaceScope, before: Timestamp, most: usize) -> Result<u64, CommitError> {
        self.enter(scope)?;
        forgotten(&self.ask(Job::ForgetAnswers(before, most))?)
    }

    fn by_id(&self, scope: &WorkspaceScope, id: RecordId) -> Result<Option<Revision>, StoreError> {
        let of = |t: &Tables| t.known.ids.get(&id).and_then(|key| t.revision_of(key, scope.position()));
        self.read(scope, |t| Ok(scope.shown(of(t))))
    }

    fn observations(&self, scope: &WorkspaceScope, evidence: &Key) -> Result<Vec<Observation>, StoreError> {
        if !scope.is_open() && self.head(scope, evidence)?.is_none() {
            return Ok(Vec::new());
        }
        self.read(scope, |t| t.observations(evidence))
    }

    fn changes(&self, scope: &WorkspaceScope, from: Position, limit: usize) -> Result<Vec<Revision>, StoreError> {
        self.read(scope, |t| Ok(t.changes(scope, from, limit)))
    }

    fn size(&self, scope: &WorkspaceScope) -> Result<Position, StoreError> {
        Ok(scope.at_most(self.read(scope, |t| Ok(t.size()))?))
    }

    fn position_at(&self, scope: &WorkspaceScope, time: Timestamp) -> Result<Position, StoreError> {
        Ok(scope.at_most(self.read(scope, |t| Ok(t.position_at(time)))?))
    }

    fn time_of(&self, scope: &WorkspaceScope, position: Position) -> Result<Option<Timestamp>, StoreError> {
        let shown = scope.at_most(position) == position;
        Ok(self.read(scope, |t| Ok(t.time_of(position)))?.filter(|_| shown))
    }

    fn entries(&self, scope: &WorkspaceScope, from: Position, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.read(scope, |t| Ok(t.entries(from, limit)))?;
        entries.retain(|entry| scope.reaches(entry.seq));
        Ok(entries)
    }

    fn body(&self, scope: &WorkspaceScope, seq: u64) -> Result<Option<Salted>, StoreError> {
        self.read(scope, |t| Ok(t.body(scope, seq)))
    }

    fn checkpoint(&self, scope: &WorkspaceScope, size: Option<Position>) -> Result<Option<String>, StoreError> {
        self.read(scope, |t| Ok(t.checkpoint_at(size, scope.at_most(Position::MAX))))
    }

    fn tile(&self, scope: &WorkspaceScope, level: u8, index: u64, width: u16) -> Result<Vec<[u8; 32]>, StoreError> {
        let width = scope.tile_width(level, index, width);
        self.read(scope, |t| t.tile(level, index, width))
    }

    fn projected(&self, scope: &WorkspaceScope) -> Result<Position, StoreError> {
        self.read(scope, |t| Ok(t.through.unwrap_or(0)))
    }

    fn project(
        &self,
        scope: &WorkspaceScope,
        through: Position,
        changes: Vec<VerdictChange>,
    ) -> Result<(), CommitError> {
        self.enter(scope)?;
        self.ask(Job::Project(through, changes)).map(drop)
    }

    fn forget_projection(&self, scope: &WorkspaceScope) -> Result<(), CommitError> {
        self.enter(scope)?;
        self.ask(Job::Forget).map(drop)
    }

    fn verdicts(&self, scope: &WorkspaceScope, position: Position) -> Result<Vec<VerdictRow>, StoreError> {
        self.read(scope, |t| t.verdicts_at(scope.at_most(position)))
    }

    fn verdict_spans(
        &self,
        scope: &WorkspaceScope,
        check: &str,
        system: Option<&Key>,
        most: usize,
    ) -> Result<Vec<VerdictSpan>, StoreError> {
        let last = scope.at_most(Position::MAX);
        self.read(scope, |t| t.verdict_spans(check, system, last, most))
    }

    fn check(&self, scope: &WorkspaceScope) -> Result<IntegrityReport, StoreError> {
        self.read(scope, |t| Ok(t.check()))
    }

    fn backup(&self, scope: &WorkspaceScope, to: &Path) -> Result<(), StoreError> {
        crate::copy::backup(self, scope, to)
    }

    fn pour(&self, scope: &WorkspaceScope, into: &mut Sink<'_>) -> Result<(), StoreError> {
        self.read(scope, |t| t.pour(into))
    }

    fn series(&self, scope: &WorkspaceScope, query: &SeriesQuery) -> Result<Series, StoreError> {
        if scope.hides_measures_of(&query.subject) {
            self.enter(scope)?;
            return Ok(Series { measures: Vec::new(), more: false });
        }
        self.read(scope, |t| t.series(scope, query))
    }

    fn metrics(&self, scope: &WorkspaceScope, query: &MetricsQuery) -> Result<Page<Measure>, StoreError> {
        if scope.hides_measures_of(&query.subject) {
            self.enter(scope)?;
            return Ok(Page { rows: Vec::new(), next: None, previous: None });
        }
        query.page(|most| self.read(scope, |t| t.metrics(scope, query, most)))
    }

    fn observation_page(
        &self,
        scope: &WorkspaceScope,
        query: &ObservationQuery,
    ) -> Result<ObservationPage, StoreError> {
        if !scope.is_open() && self.head(scope, &query.evidence)?.is_none() {
            return Ok(ObservationPage { rows: Vec::new(), total: 0 });
        }
        self.read(scope, |t| t.observation_page(query, query.most()))
    }

    fn resting_on(&self, scope: &WorkspaceScope, evidence: &[Key], most: usize) -> Result<Vec<Resting>, StoreError> {
        let shown: Vec<Key> = evidence.iter().filter(|key| !scope.hides(key)).cloned().collect();
        self.read(scope, |t| t.resting(scope, &shown, most))
    }

    fn running_out(
        &self,
        scope: &WorkspaceScope,
        after: Option<&Ending>,
        most: usize,
    ) -> Result<Vec<Ending>, StoreError> {
        if scope.hides_kind("evidence") {
            self.enter(scope)?;
            return Ok(Vec::new());
        }
        let most = most.clamp(1, MOST);
        self.read(scope, |t| t.ending(scope, after, most))
    }

    fn lasting(&self, scope: &WorkspaceScope, before: Option<u64>, most: usize) -> Result<Vec<Key>, StoreError> {
        if scope.hides_kind("evidence") {
            self.enter(scope)?;
            return Ok(Vec::new());
        }
        let most = most.clamp(1, MOST);
        self.read(scope, |t| t.lasting(scope, before, most))
    }
}
