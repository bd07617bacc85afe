//! The home for more than one machine: a PostgreSQL database, version 15 or newer, for any number of workspaces.
//!
//! The workspace's id leads every key, and row-level security, forced on the owner of the tables too, shows a transaction
//! the rows of the workspace that it names and no others. Tables are made by one role and used by another, which a
//! store refuses to serve with when it could get around that. Any number of processes may serve: a batch is planned and
//! written under a lock on the head of its log, and stands only if the head has not moved.
//!
//! A commit that returned is on the disk of the server, and of its synchronous standby where it has one. What was erased
//! is gone for every query at once; its bytes leave the files of the server with VACUUM, and its archives as they age.

mod block;
mod check;
mod database;
mod fetch;
mod fill;
mod find;
mod head;
mod index;
mod insert;
mod keep;
mod list;
mod log;
mod measured;
mod migrate;
mod pour;
mod read;
mod role;
mod search;
mod text;
mod tls;
mod tx;
mod verdicts;
mod write;

use std::path::Path;

use assay_domain::{Change, Idempotency, Key, Observation, RecordId, Timestamp, WorkspaceId};
use uuid::Uuid;

pub use database::Database;
pub use migrate::migrate;

use crate::measured::MOST;
use crate::past;
use crate::writer::{Job, forgotten};
use crate::{
    CommitError, Committed, Count, Ending, Entry, IntegrityReport, LinkRow, ListQuery, Measure, MetricsQuery,
    ObservationPage, ObservationQuery, Opening, Page, Position, Resting, Revision, Salted, Series, SeriesQuery, Sink,
    Store, StoreError, VerdictChange, VerdictRow, VerdictSpan, WorkspaceScope, Writer, Written,
};
use tx::Tx;

/// A workspace in a PostgreSQL database.
#[derive(Debug)]
pub struct PostgresStore {
    id: WorkspaceId,
    workspace: Uuid,
    writer: Writer,
    database: Database,
}

fn uuid(id: WorkspaceId) -> Result<Uuid, StoreError> {
    id.to_string().parse().map_err(|_| StoreError::Damaged(format!("`{id}` is no workspace id")))
}

impl PostgresStore {
    /// Opens or creates the workspace in that database.
    ///
    /// # Errors
    /// When the database cannot be reached, or the log does not fit together.
    pub fn open(database: &Database, opening: Opening) -> Result<Self, StoreError> {
        let (id, workspace) = (opening.workspace, uuid(opening.workspace)?);
        let home = write::PostgresHome::open(database, workspace, opening)?;
        Ok(Self { id, workspace, writer: Writer::start(home)?, database: database.clone() })
    }

    /// A copy of a workspace from another home, where there is none of it yet.
    ///
    /// # Errors
    /// When that home cannot be read, the workspace is here already or the database refuses.
    pub fn copy_of(
        from: &dyn Store,
        scope: &WorkspaceScope,
        database: &Database,
        opening: Opening,
    ) -> Result<Self, StoreError> {
        fill::fill(database, uuid(opening.workspace)?, from, scope, &opening)?;
        Self::open(database, opening)
    }

    fn read<T>(
        &self,
        scope: &WorkspaceScope,
        ask: impl AsyncFn(&Tx) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.enter(scope)?;
        self.database.block(tx::reading(&self.database, self.workspace, ask))
    }

    fn enter(&self, scope: &WorkspaceScope) -> Result<(), StoreError> {
        if scope.workspace() == self.id { Ok(()) } else { Err(StoreError::WrongWorkspace) }
    }
}

impl Store for PostgresStore {
    fn workspace(&self) -> WorkspaceId {
        self.id
    }

    fn commit(&self, scope: &WorkspaceScope, change: Change) -> Result<Committed, CommitError> {
        self.enter(scope)?;
        self.writer.commit(change)
    }

    fn head(&self, scope: &WorkspaceScope, key: &Key) -> Result<Option<Revision>, StoreError> {
        let found = self.read(scope, async |tx| read::revision_of(tx, key, scope.position()).await)?;
        Ok(scope.shown(found))
    }

    fn as_of(&self, scope: &WorkspaceScope, key: &Key, position: Position) -> Result<Option<Revision>, StoreError> {
        let position = scope.at_most(position);
        Ok(scope.shown(self.read(scope, async |tx| read::revision_of(tx, key, Some(position)).await)?))
    }

    fn history(&self, scope: &WorkspaceScope, key: &Key) -> Result<Vec<Revision>, StoreError> {
        let mut revisions = self.read(scope, async |tx| read::history(tx, key).await)?;
        revisions.retain(|r| scope.shows(r));
        Ok(revisions)
    }

    fn list(&self, scope: &WorkspaceScope, query: &ListQuery) -> Result<Page<Revision>, StoreError> {
        let query = scope.within(query);
        let list = |query: &ListQuery| self.read(scope, async |tx| list::list(tx, scope, query).await);
        let rows = if past::is_past(&query) { past::search(&query, list) } else { list(&query) }?;
        Ok(query.page(rows))
    }

    fn count(&self, scope: &WorkspaceScope, query: &ListQuery) -> Result<Count, StoreError> {
        let query = scope.within(query);
        if past::is_past(&query) {
            let list = |query: &ListQuery| self.read(scope, async |tx| list::list(tx, scope, query).await);
            return past::count(&query, list);
        }
        self.read(scope, async |tx| list::count(tx, scope, &query).await)
    }

    fn find(&self, scope: &WorkspaceScope, words: &str, most: usize) -> Result<Vec<Revision>, StoreError> {
        let rows = self.read(scope, async |tx| find::find(tx, scope, words, most).await)?;
        Ok(past::hold(scope, words, rows))
    }

    fn links_to(&self, scope: &WorkspaceScope, key: &Key) -> Result<Vec<LinkRow>, StoreError> {
        let mut links = self.read(scope, async |tx| read::links_to(tx, key, scope.position()).await)?;
        links.retain(|link| !scope.hides(&link.from) && !scope.hides(&link.to));
        Ok(links)
    }

    fn holder(&self, scope: &WorkspaceScope, name: &str) -> Result<Option<Key>, StoreError> {
        let holder = self.read(scope, async |tx| read::holder(tx, name, scope.position()).await)?;
        Ok(holder.filter(|key| !scope.hides(key)))
    }

    fn answered(&self, scope: &WorkspaceScope, idempotency: &Idempotency) -> Result<Option<Vec<Written>>, CommitError> {
        self.read(scope, async |tx| read::answered(tx, idempotency).await)?
    }

    fn forget_answers(&self, scope: &WorkspaceScope, before: Timestamp, most: usize) -> Result<u64, CommitError> {
        self.enter(scope)?;
        forgotten(&self.writer.ask(Job::ForgetAnswers(before, most))?)
    }

    fn by_id(&self, scope: &WorkspaceScope, id: RecordId) -> Result<Option<Revision>, StoreError> {
        Ok(scope.shown(self.read(scope, async |tx| read::by_id(tx, id, scope.position()).await)?))
    }

    fn observations(&self, scope: &WorkspaceScope, evidence: &Key) -> Result<Vec<Observation>, StoreError> {
        if !scope.is_open() && self.head(scope, evidence)?.is_none() {
            return Ok(Vec::new());
        }
        self.read(scope, async |tx| read::observations(tx, evidence).await)
    }

    fn changes(&self, scope: &WorkspaceScope, from: Position, limit: usize) -> Result<Vec<Revision>, StoreError> {
        self.read(scope, async |tx| list::changes(tx, scope, from, limit).await)
    }

    fn size(&self, scope: &WorkspaceScope) -> Result<Position, StoreError> {
        Ok(scope.at_most(self.read(scope, log::size)?))
    }

    fn position_at(&self, scope: &WorkspaceScope, time: Timestamp) -> Result<Position, StoreError> {
        Ok(scope.at_most(self.read(scope, async |tx| log::position_at(tx, time).await)?))
    }

    fn time_of(&self, scope: &WorkspaceScope, position: Position) -> Result<Option<Timestamp>, StoreError> {
        let shown = scope.at_most(position) == position;
        Ok(self.read(scope, async |tx| log::time_of(tx, position).await)?.filter(|_| shown))
    }

    fn entries(&self, scope: &WorkspaceScope, from: Position, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.read(scope, async |tx| log::entries(tx, from, limit).await)?;
        entries.retain(|entry| scope.reaches(entry.seq));
        Ok(entries)
    }

    fn body(&self, scope: &WorkspaceScope, seq: u64) -> Result<Option<Salted>, StoreError> {
        let found = self.read(scope, async |tx| log::body(tx, seq).await)?;
        let shown = |key: &Key| scope.reaches(seq) && !scope.hides(key);
        Ok(found.filter(|(key, _)| shown(key)).map(|(_, salted)| salted))
    }

    fn checkpoint(&self, scope: &WorkspaceScope, size: Option<Position>) -> Result<Option<String>, StoreError> {
        match (scope.position(), size) {
            (Some(most), None) => self.read(scope, async |tx| log::checkpoint_within(tx, most).await),
            (Some(most), Some(size)) if size > most => Ok(None),
            _ => self.read(scope, async |tx| log::checkpoint(tx, size).await),
        }
    }

    fn tile(&self, scope: &WorkspaceScope, level: u8, index: u64, width: u16) -> Result<Vec<[u8; 32]>, StoreError> {
        let width = scope.tile_width(level, index, width);
        self.read(scope, async |tx| log::tile(tx, level, index, width).await)
    }

    fn projected(&self, scope: &WorkspaceScope) -> Result<Position, StoreError> {
        self.read(scope, verdicts::projected)
    }

    fn project(
        &self,
        scope: &WorkspaceScope,
        through: Position,
        changes: Vec<VerdictChange>,
    ) -> Result<(), CommitError> {
        self.enter(scope)?;
        self.writer.ask(Job::Project(through, changes)).map(drop)
    }

    fn forget_projection(&self, scope: &WorkspaceScope) -> Result<(), CommitError> {
        self.enter(scope)?;
        self.writer.ask(Job::Forget).map(drop)
    }

    fn verdicts(&self, scope: &WorkspaceScope, position: Position) -> Result<Vec<VerdictRow>, StoreError> {
        let position = scope.at_most(position);
        self.read(scope, async |tx| verdicts::at(tx, position).await)
    }

    fn verdict_spans(
        &self,
        scope: &WorkspaceScope,
        check: &str,
        system: Option<&Key>,
        most: usize,
    ) -> Result<Vec<VerdictSpan>, StoreError> {
        let last = scope.at_most(Position::MAX);
        self.read(scope, async |tx| verdicts::spans(tx, check, system, last, most).await)
    }

    fn check(&self, scope: &WorkspaceScope) -> Result<IntegrityReport, StoreError> {
        self.read(scope, check::check)
    }

    fn backup(&self, scope: &WorkspaceScope, to: &Path) -> Result<(), StoreError> {
        crate::copy::backup(self, scope, to)
    }

    /// Not asked again when the connection breaks: what was handed out cannot be taken back.
    fn pour(&self, scope: &WorkspaceScope, into: &mut Sink<'_>) -> Result<(), StoreError> {
        self.enter(scope)?;
        self.database.block(async {
            let tx = Tx::read(&self.database, self.workspace).await?;
            pour::pour(&tx, into).await?;
            tx.commit().await
        })
    }

    fn series(&self, scope: &WorkspaceScope, query: &SeriesQuery) -> Result<Series, StoreError> {
        if scope.hides_measures_of(&query.subject) {
            self.enter(scope)?;
            return Ok(Series { measures: Vec::new(), more: false });
        }
        crate::measured::series(query, |before, most| {
            self.read(scope, async |tx| measured::series(tx, scope, query, before, most).await)
        })
    }

    fn metrics(&self, scope: &WorkspaceScope, query: &MetricsQuery) -> Result<Page<Measure>, StoreError> {
        if scope.hides_measures_of(&query.subject) {
            self.enter(scope)?;
            return Ok(Page { rows: Vec::new(), next: None, previous: None });
        }
        query.page(|most| self.read(scope, async |tx| measured::metrics(tx, scope, query, most).await))
    }

    fn observation_page(
        &self,
        scope: &WorkspaceScope,
        query: &ObservationQuery,
    ) -> Result<ObservationPage, StoreError> {
        if !scope.is_open() && self.head(scope, &query.evidence)?.is_none() {
            return Ok(ObservationPage { rows: Vec::new(), total: 0 });
        }
        self.read(scope, async |tx| measured::page(tx, query, query.most()).await)
    }

    fn resting_on(&self, scope: &WorkspaceScope, evidence: &[Key], most: usize) -> Result<Vec<Resting>, StoreError> {
        let shown: Vec<Key> = evidence.iter().filter(|key| !scope.hides(key)).cloned().collect();
        self.read(scope, async |tx| measured::resting(tx, scope, &shown, most).await)
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
        self.read(scope, async |tx| measured::ending(tx, scope, after, most).await)
    }

    fn lasting(&self, scope: &WorkspaceScope, before: Option<u64>, most: usize) -> Result<Vec<Key>, StoreError> {
        if scope.hides_kind("evidence") {
            self.enter(scope)?;
            return Ok(Vec::new());
        }
        let most = most.clamp(1, MOST);
        self.read(scope, async |tx| measured::lasting(tx, scope, before, most).await)
    }
}
