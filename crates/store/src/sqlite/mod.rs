//! The embedded home: one SQLite file per workspace.
//!
//! `synchronous=FULL` in WAL mode: a commit that returned is on disk. One writer thread owns the only write
//! connection; readers take connections from a small pool and see a consistent snapshot per call.

mod append;
mod check;
mod fill;
mod find;
mod index;
mod keep;
mod list;
mod log;
mod measured;
mod migrate;
mod pool;
mod pour;
mod read;
mod verdicts;
mod view;
mod write;

use std::fs::File;
use std::path::{Path, PathBuf};

use assay_domain::{Change, Idempotency, Key, Observation, RecordId, Timestamp, WorkspaceId};
use rusqlite::Connection;

pub use crate::Opening;
pub(crate) use append::{checkpoint as keep_checkpoint, entry as keep_entry, load};
pub(crate) use fill::fill;
pub(crate) use log::checkpoint as read_checkpoint;
pub(crate) use migrate::{migrate, migrate_control};

use crate::error::sql;
use crate::measured::MOST;
use crate::past;
use crate::writer::{Job, forgotten};
use crate::{
    CommitError, Committed, Count, Ending, Entry, IntegrityReport, LinkRow, ListQuery, Measure, MetricsQuery,
    ObservationPage, ObservationQuery, Page, Position, Resting, Revision, Salted, Series, SeriesQuery, Sink, Store,
    StoreError, VerdictChange, VerdictRow, VerdictSpan, WorkspaceScope, Writer, Written,
};
use pool::Pool;

/// A workspace in a SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    workspace: WorkspaceId,
    writer: Writer,
    readers: Pool,
    path: PathBuf,
}

/// Sets a connection up the one way all of ours are.
pub(crate) fn connect(path: &Path) -> Result<Connection, StoreError> {
    let conn = Connection::open(path).map_err(sql("open the database"))?;
    conn.busy_timeout(std::time::Duration::from_secs(10)).map_err(sql("open the database"))?;
    conn.execute_batch(
        // secure_delete: what is erased is overwritten, so that the file holds no trace of it.
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; \
         PRAGMA secure_delete = ON;",
    )
    .map_err(sql("set the database up"))?;
    conn.set_prepared_statement_cache_capacity(256);
    Ok(conn)
}

impl SqliteStore {
    /// Opens or creates the workspace in that file.
    ///
    /// # Errors
    /// When the file cannot be opened, holds another workspace, was written by a newer program, or its log does
    /// not fit together.
    pub fn open(path: &Path, opening: Opening) -> Result<Self, StoreError> {
        let fresh = !path.exists();
        let mut conn = connect(path)?;
        migrate(&mut conn, path)?;
        if fresh && let Some(folder) = path.parent() {
            // The file's name itself must survive a power cut.
            let sync = File::open(folder).and_then(|f| f.sync_all());
            sync.map_err(|source| StoreError::Io { act: "sync the workspace folder", source })?;
        }
        index::renew(&mut conn)?;
        let workspace = opening.workspace;
        let home = write::SqliteHome::open(conn, path, opening)?;
        Ok(Self { workspace, writer: Writer::start(home)?, readers: Pool::new(path), path: path.to_owned() })
    }

    /// A copy of a workspace from another home, in a file that is not there yet.
    ///
    /// # Errors
    /// When that home cannot be read, the file exists or the disk refuses.
    pub fn copy_of(
        from: &dyn Store,
        scope: &WorkspaceScope,
        path: &Path,
        opening: Opening,
    ) -> Result<Self, StoreError> {
        fill(path, from, scope)?;
        Self::open(path, opening)
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn read<T>(
        &self,
        scope: &WorkspaceScope,
        ask: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.enter(scope)?;
        self.readers.with(ask)
    }

    fn enter(&self, scope: &WorkspaceScope) -> Result<(), StoreError> {
        if scope.workspace() == self.workspace { Ok(()) } else { Err(StoreError::WrongWorkspace) }
    }
}

impl Store for SqliteStore {
    fn workspace(&self) -> WorkspaceId {
        self.workspace
    }

    fn commit(&self, scope: &WorkspaceScope, change: Change) -> Result<Committed, CommitError> {
        self.enter(scope)?;
        self.writer.commit(change)
    }

    fn head(&self, scope: &WorkspaceScope, key: &Key) -> Result<Option<Revision>, StoreError> {
        self.read(scope, |c| Ok(scope.shown(read::revision(c, key, scope.position())?)))
    }

    fn as_of(&self, scope: &WorkspaceScope, key: &Key, position: Position) -> Result<Option<Revision>, StoreError> {
        self.read(scope, |c| Ok(scope.shown(read::revision(c, key, Some(scope.at_most(position)))?)))
    }

    fn history(&self, scope: &WorkspaceScope, key: &Key) -> Result<Vec<Revision>, StoreError> {
        let mut revisions = self.read(scope, |c| read::history(c, key))?;
        revisions.retain(|r| scope.shows(r));
        Ok(revisions)
    }

    fn list(&self, scope: &WorkspaceScope, query: &ListQuery) -> Result<Page<Revision>, StoreError> {
        let query = scope.within(query);
        let list = |query: &ListQuery| self.read(scope, |c| list::list(c, scope, query));
        let rows = if past::is_past(&query) { past::search(&query, list) } else { list(&query) }?;
        Ok(query.page(rows))
    }

    fn count(&self, scope: &WorkspaceScope, query: &ListQuery) -> Result<Count, StoreError> {
        let query = scope.within(query);
        let list = |query: &ListQuery| self.read(scope, |c| list::list(c, scope, query));
        if past::is_past(&query) {
            past::count(&query, list)
        } else {
            self.read(scope, |c| list::count(c, scope, &query))
        }
    }

    fn find(&self, scope: &WorkspaceScope, words: &str, most: usize) -> Result<Vec<Revision>, StoreError> {
        Ok(past::hold(scope, words, self.read(scope, |c| find::find(c, scope, words, most))?))
    }

    fn links_to(&self, scope: &WorkspaceScope, key: &Key) -> Result<Vec<LinkRow>, StoreError> {
        let mut links = self.read(scope, |c| read::links_to(c, key, scope.position()))?;
        links.retain(|link| !scope.hides(&link.from) && !scope.hides(&link.to));
        Ok(links)
    }

    fn holder(&self, scope: &WorkspaceScope, name: &str) -> Result<Option<Key>, StoreError> {
        let holder = self.read(scope, |c| read::holder(c, name, scope.position()))?;
        Ok(holder.filter(|key| !scope.hides(key)))
    }

    fn answered(&self, scope: &WorkspaceScope, idempotency: &Idempotency) -> Result<Option<Vec<Written>>, CommitError> {
        self.enter(scope)?;
        self.readers.with(|c| view::answer(c, &idempotency.key))?.map(|a| a.to(idempotency)).transpose()
    }

    fn forget_answers(&self, scope: &WorkspaceScope, before: Timestamp, most: usize) -> Result<u64, CommitError> {
        self.enter(scope)?;
        forgotten(&self.writer.ask(Job::ForgetAnswers(before, most))?)
    }

    fn by_id(&self, scope: &WorkspaceScope, id: RecordId) -> Result<Option<Revision>, StoreError> {
        self.read(scope, |c| Ok(scope.shown(read::by_id(c, id, scope.position())?)))
    }

    fn observations(&self, scope: &WorkspaceScope, evidence: &Key) -> Result<Vec<Observation>, StoreError> {
        if !scope.is_open() && self.head(scope, evidence)?.is_none() {
            return Ok(Vec::new());
        }
        self.read(scope, |c| read::observations(c, evidence))
    }

    fn changes(&self, scope: &WorkspaceScope, from: Position, limit: usize) -> Result<Vec<Revision>, StoreError> {
        self.read(scope, |c| list::changes(c, scope, from, limit))
    }

    fn size(&self, scope: &WorkspaceScope) -> Result<Position, StoreError> {
        Ok(scope.at_most(self.read(scope, log::size)?))
    }

    fn position_at(&self, scope: &WorkspaceScope, time: Timestamp) -> Result<Position, StoreError> {
        Ok(scope.at_most(self.read(scope, |c| log::position_at(c, time))?))
    }

    fn time_of(&self, scope: &WorkspaceScope, position: Position) -> Result<Option<Timestamp>, StoreError> {
        let shown = scope.at_most(position) == position;
        Ok(self.read(scope, |c| log::time_of(c, position))?.filter(|_| shown))
    }

    fn entries(&self, scope: &WorkspaceScope, from: Position, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.read(scope, |c| log::entries(c, from, limit))?;
        entries.retain(|entry| scope.reaches(entry.seq));
        Ok(entries)
    }

    fn body(&self, scope: &WorkspaceScope, seq: u64) -> Result<Option<Salted>, StoreError> {
        let found = self.read(scope, |c| log::body(c, seq))?;
        let shown = |key: &Key| scope.reaches(seq) && !scope.hides(key);
        Ok(found.filter(|(key, _)| shown(key)).map(|(_, salted)| salted))
    }

    fn checkpoint(&self, scope: &WorkspaceScope, size: Option<Position>) -> Result<Option<String>, StoreError> {
        match (scope.position(), size) {
            (Some(most), None) => self.read(scope, |c| log::checkpoint_within(c, most)),
            (Some(most), Some(size)) if size > most => Ok(None),
            _ => self.read(scope, |c| log::checkpoint(c, size)),
        }
    }

    fn tile(&self, scope: &WorkspaceScope, level: u8, index: u64, width: u16) -> Result<Vec<[u8; 32]>, StoreError> {
        let width = scope.tile_width(level, index, width);
        self.read(scope, |c| log::tile(c, level, index, width))
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
        self.read(scope, |c| verdicts::at(c, scope.at_most(position)))
    }

    fn verdict_spans(
        &self,
        scope: &WorkspaceScope,
        check: &str,
        system: Option<&Key>,
        most: usize,
    ) -> Result<Vec<VerdictSpan>, StoreError> {
        let last = scope.at_most(Position::MAX);
        self.read(scope, |c| verdicts::spans(c, check, system, last, most))
    }

    fn check(&self, scope: &WorkspaceScope) -> Result<IntegrityReport, StoreError> {
        self.enter(scope)?;
        self.readers.apart(check::check)
    }

    fn backup(&self, scope: &WorkspaceScope, to: &Path) -> Result<(), StoreError> {
        self.enter(scope)?;
        // A connection of its own: the readers' ones are `query_only`, which refuses VACUUM INTO.
        let (conn, name) = (connect(&self.path)?, to.to_string_lossy());
        conn.execute("VACUUM INTO ?1", [name.as_ref()]).map(drop).map_err(sql("copy the database"))
    }

    fn pour(&self, scope: &WorkspaceScope, into: &mut Sink<'_>) -> Result<(), StoreError> {
        self.enter(scope)?;
        self.readers.apart(|c| pour::pour(c, into))
    }

    fn series(&self, scope: &WorkspaceScope, query: &SeriesQuery) -> Result<Series, StoreError> {
        if scope.hides_measures_of(&query.subject) {
            self.enter(scope)?;
            return Ok(Series { measures: Vec::new(), more: false });
        }
        self.read(scope, |c| measured::series(c, scope, query))
    }

    fn metrics(&self, scope: &WorkspaceScope, query: &MetricsQuery) -> Result<Page<Measure>, StoreError> {
        if scope.hides_measures_of(&query.subject) {
            self.enter(scope)?;
            return Ok(Page { rows: Vec::new(), next: None, previous: None });
        }
        query.page(|most| self.read(scope, |c| measured::metrics(c, scope, query, most)))
    }

    fn observation_page(
        &self,
        scope: &WorkspaceScope,
        query: &ObservationQuery,
    ) -> Result<ObservationPage, StoreError> {
        if !scope.is_open() && self.head(scope, &query.evidence)?.is_none() {
            return Ok(ObservationPage { rows: Vec::new(), total: 0 });
        }
        self.read(scope, |c| measured::page(c, query, query.most()))
    }

    fn resting_on(&self, scope: &WorkspaceScope, evidence: &[Key], most: usize) -> Result<Vec<Resting>, StoreError> {
        let shown: Vec<Key> = evidence.iter().filter(|key| !scope.hides(key)).cloned().collect();
        self.read(scope, |c| measured::resting(c, scope, &shown, most))
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
        self.read(scope, |c| measured::ending(c, scope, after, most))
    }

    fn lasting(&self, scope: &WorkspaceScope, before: Option<u64>, most: usize) -> Result<Vec<Key>, StoreError> {
        if scope.hides_kind("evidence") {
            self.enter(scope)?;
            return Ok(Vec::new());
        }
        let most = most.clamp(1, MOST);
        self.read(scope, |c| measured::lasting(c, scope, before, most))
    }
}
