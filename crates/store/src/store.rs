//! The verbs of a store. No SQL shows through: each home answers them in its own.

use assay_domain::{Change, Idempotency, Key, Observation, RecordId, Timestamp, Verdict, WorkspaceId};

use crate::{
    CommitError, Count, Ending, ListQuery, Measure, MetricsQuery, ObservationPage, ObservationQuery, Page, Position,
    Resting, Series, SeriesQuery, Sink, StoreError, WorkspaceScope,
};

/// One immutable version of a record, as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// Index of its entry in the log.
    pub seq: u64,
    /// The record.
    pub record: RecordId,
    /// Its key.
    pub key: Key,
    /// Name of its kind.
    pub kind: String,
    /// Number of this revision, from 1.
    pub revision: u32,
    /// The act that made it.
    pub op: String,
    /// State after it.
    pub state: String,
    /// Title.
    pub title: String,
    /// Canonical body; absent once erased.
    pub body: Option<Vec<u8>>,
    /// Key of the member who acted.
    pub actor: Key,
    /// How they came in.
    pub via: String,
    /// When it was recorded.
    pub at: Timestamp,
    /// Business date, when it is another.
    pub effective: Option<Timestamp>,
}

/// What became of one write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The record's key.
    pub key: Key,
    /// The record.
    pub record: RecordId,
    /// The revision written.
    pub revision: u32,
    /// Index of its entry.
    pub seq: u64,
}

/// A change that is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// Its writes, in order.
    pub written: Vec<Written>,
    /// Whether this answers a repeated delivery; nothing was written now.
    pub repeated: bool,
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its index.
    pub seq: u64,
    /// Its canonical bytes: the content of the leaf.
    pub bytes: Vec<u8>,
}

/// A canonical body and the salt of its commitment.
pub type Salted = (Vec<u8>, [u8; 32]);

/// A link as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRow {
    /// Where it starts.
    pub from: Key,
    /// The field.
    pub field: String,
    /// Where it points.
    pub to: Key,
}

/// A verdict with the interval in which it held.
#[derive(Debug, Clone, PartialEq)]
pub struct VerdictRow {
    /// The verdict.
    pub verdict: Verdict,
    /// Position from which it held.
    pub from: Position,
}

/// A verdict with the whole interval in which it held.
#[derive(Debug, Clone, PartialEq)]
pub struct VerdictSpan {
    /// The verdict.
    pub verdict: Verdict,
    /// Position from which it held.
    pub from: Position,
    /// Position from which it no longer did; nothing while it holds.
    pub to: Option<Position>,
}

/// A verdict that begins at a position, replacing the one of the same check and subject; or ends it.
#[derive(Debug, Clone, PartialEq)]
pub enum VerdictChange {
    /// From this position on it reads so.
    Set(Position, Box<Verdict>),
    /// From this position on there is none.
    End(Position, String, String),
}

/// Something the store holds that does not fit together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntegrityFault {
    /// For example `entry 12` or `SYS-3 revision 2`.
    pub item: String,
    /// What does not fit.
    pub reason: String,
}

/// What a full check of a store found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IntegrityReport {
    /// Entries read.
    pub entries: u64,
    /// Revisions compared with their commitments.
    pub revisions: u64,
    /// Everything that does not fit.
    pub faults: Vec<IntegrityFault>,
}

/// One workspace, kept. What a scope hides (see [`crate::Blinds`]) is in no answer to a reading call.
pub trait Store: Send + Sync {
    /// The workspace.
    fn workspace(&self) -> WorkspaceId;

    /// Makes a change. When this returns, it is on disk together with its entries.
    ///
    /// # Errors
    /// See [`CommitError`]; nothing of the change is then kept.
    fn commit(&self, scope: &WorkspaceScope, change: Change) -> Result<Committed, CommitError>;

    /// The current revision of a record.
    ///
    /// # Errors
    /// When the database refuses; the same holds for every method below.
    fn head(&self, scope: &WorkspaceScope, key: &Key) -> Result<Option<Revision>, StoreError>;

    /// A record as it stood after that many entries.
    fn as_of(&self, scope: &WorkspaceScope, key: &Key, position: Position) -> Result<Option<Revision>, StoreError>;

    /// Every revision of a record, first to last.
    fn history(&self, scope: &WorkspaceScope, key: &Key) -> Result<Vec<Revision>, StoreError>;

    /// A page of records.
    fn list(&self, scope: &WorkspaceScope, query: &ListQuery) -> Result<Page<Revision>, StoreError>;

    /// Records of any kind in which the words occur, at most so many, the newest: those that changed last come first.
    /// Of the past, those that hold the words still, as they stood.
    fn find(&self, scope: &WorkspaceScope, words: &str, most: usize) -> Result<Vec<Revision>, StoreError>;

    /// How many records a list has in all, whatever its cursor and limit; exact up to 10,000.
    fn count(&self, scope: &WorkspaceScope, query: &ListQuery) -> Result<Count, StoreError>;

    /// Links that point at a record now.
    fn links_to(&self, scope: &WorkspaceScope, key: &Key) -> Result<Vec<LinkRow>, StoreError>;

    /// The record that holds a unique name now.
    fn holder(&self, scope: &WorkspaceScope, name: &str) -> Result<Option<Key>, StoreError>;

    /// What a request with that idempotency key was answered before.
    ///
    /// # Errors
    /// When the key came with another request.
    fn answered(&self, scope: &WorkspaceScope, idempotency: &Idempotency) -> Result<Option<Vec<Written>>, CommitError>;

    /// Forgets what was answered under idempotency keys before a moment, the oldest first and `most` at a time; gives
    /// their number. A request that comes again under such a key is a new one.
    fn forget_answers(&self, scope: &WorkspaceScope, before: Timestamp, most: usize) -> Result<u64, CommitError>;

    /// The record with that id now.
    fn by_id(&self, scope: &WorkspaceScope, id: RecordId) -> Result<Option<Revision>, StoreError>;

    /// Observations of one piece of evidence, in order.
    fn observations(&self, scope: &WorkspaceScope, evidence: &Key) -> Result<Vec<Observation>, StoreError>;

    /// Revisions in the order of the log, from an index on.
    fn changes(&self, scope: &WorkspaceScope, from: Position, limit: usize) -> Result<Vec<Revision>, StoreError>;

    /// Number of entries.
    fn size(&self, scope: &WorkspaceScope) -> Result<Position, StoreError>;

    /// How many entries were made up to a moment.
    fn position_at(&self, scope: &WorkspaceScope, time: Timestamp) -> Result<Position, StoreError>;

    /// Time of the entry before a position; nothing for position 0.
    fn time_of(&self, scope: &WorkspaceScope, position: Position) -> Result<Option<Timestamp>, StoreError>;

    /// Entries from an index on.
    fn entries(&self, scope: &WorkspaceScope, from: Position, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// Canonical body and salt of an entry, where they are still kept.
    fn body(&self, scope: &WorkspaceScope, seq: u64) -> Result<Option<Salted>, StoreError>;

    /// The signed checkpoint of the whole log, or the one that was signed at an exact size.
    fn checkpoint(&self, scope: &WorkspaceScope, size: Option<Position>) -> Result<Option<String>, StoreError>;

    /// Hashes of a tile of the log (C2SP tlog-tiles).
    fn tile(&self, scope: &WorkspaceScope, level: u8, index: u64, width: u16) -> Result<Vec<[u8; 32]>, StoreError>;

    /// Position up to which verdicts were worked out.
    fn projected(&self, scope: &WorkspaceScope) -> Result<Position, StoreError>;

    /// Writes verdict intervals and the new position together.
    fn project(
        &self,
        scope: &WorkspaceScope,
        through: Position,
        changes: Vec<VerdictChange>,
    ) -> Result<(), CommitError>;

    /// Forgets every verdict interval, so that they can be worked out anew.
    fn forget_projection(&self, scope: &WorkspaceScope) -> Result<(), CommitError>;

    /// Verdicts that held at a position.
    fn verdicts(&self, scope: &WorkspaceScope, position: Position) -> Result<Vec<VerdictRow>, StoreError>;

    /// What a check ever found, the newest first and `most` at a time: about one system with its versions, or about
    /// everything.
    fn verdict_spans(
        &self,
        scope: &WorkspaceScope,
        check: &str,
        system: Option<&Key>,
        most: usize,
    ) -> Result<Vec<VerdictSpan>, StoreError>;

    /// Reads everything and compares rows, commitments, entries, tiles and checkpoint.
    fn check(&self, scope: &WorkspaceScope) -> Result<IntegrityReport, StoreError>;

    /// Writes a consistent copy to a SQLite file, while writes go on.
    fn backup(&self, scope: &WorkspaceScope, to: &std::path::Path) -> Result<(), StoreError>;

    /// Hands out everything there is, as one consistent state, for another home to take.
    fn pour(&self, scope: &WorkspaceScope, into: &mut Sink<'_>) -> Result<(), StoreError>;

    /// A metric of a subject over time.
    fn series(&self, scope: &WorkspaceScope, query: &SeriesQuery) -> Result<Series, StoreError>;

    /// The metrics of a subject, each with its newest measure, by key.
    fn metrics(&self, scope: &WorkspaceScope, query: &MetricsQuery) -> Result<Page<Measure>, StoreError>;

    /// A page of the observations of one piece of evidence.
    fn observation_page(&self, scope: &WorkspaceScope, query: &ObservationQuery)
    -> Result<ObservationPage, StoreError>;

    /// Verdicts that rest on these pieces of evidence now, at most so many; 5,000 at the most.
    fn resting_on(&self, scope: &WorkspaceScope, evidence: &[Key], most: usize) -> Result<Vec<Resting>, StoreError>;

    /// Evidence by when it runs out, the first first, after a place in that order.
    fn running_out(
        &self,
        scope: &WorkspaceScope,
        after: Option<&Ending>,
        most: usize,
    ) -> Result<Vec<Ending>, StoreError>;

    /// Evidence of which nothing runs out, the newest first, before the one with a number.
    fn lasting(&self, scope: &WorkspaceScope, before: Option<u64>, most: usize) -> Result<Vec<Key>, StoreError>;
}
