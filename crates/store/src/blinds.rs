//! What a scope does not show. It goes with the scope into every read, so that no read can forget it: what is behind the
//! blinds is not there, in lists and counts as little as by its key.

use std::collections::BTreeSet;
use std::sync::Arc;

use assay_domain::{Key, Kind, Timestamp};

use crate::{ListQuery, Position, Revision, WorkspaceScope};

/// What is not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Blinds {
    /// Nothing that was recorded after that many entries.
    pub position: Option<Position>,
    /// The clock by which that position is looked at; nothing means that of its last entry.
    pub clock: Option<Timestamp>,
    /// No record of these kinds.
    pub kinds: BTreeSet<&'static str>,
    /// None of these records.
    pub records: Arc<BTreeSet<Key>>,
}

impl WorkspaceScope {
    /// Whether a record with that key would not be shown, were there one.
    #[must_use]
    pub fn hides(&self, key: &Key) -> bool {
        let blinds = self.blinds();
        let kind = || Kind::with_prefix(key.prefix()).map(|kind| kind.name);
        blinds.records.contains(key) || (!blinds.kinds.is_empty() && kind().is_some_and(|k| blinds.kinds.contains(k)))
    }

    /// Whether records of a kind are not shown.
    #[must_use]
    pub fn hides_kind(&self, kind: &str) -> bool {
        self.blinds().kinds.contains(kind)
    }

    /// Whether there may be a record of a kind that is not shown.
    #[must_use]
    pub fn hides_some_of(&self, kind: &str) -> bool {
        let (kinds, records) = self.leave_out(Some(kind));
        self.position().is_some() || !kinds.is_empty() || !records.is_empty()
    }

    /// Up to where the log is shown; nothing means all of it.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.blinds().position
    }

    /// The clock by which the position is looked at, where it is another than that of its last entry.
    #[must_use]
    pub fn clock(&self) -> Option<Timestamp> {
        self.blinds().clock
    }

    /// The same position, or the last that is shown.
    pub(crate) fn at_most(&self, position: Position) -> Position {
        self.position().map_or(position, |last| last.min(position))
    }

    /// Whether the entry with that index is shown.
    pub(crate) fn reaches(&self, seq: u64) -> bool {
        self.position().is_none_or(|position| seq < position)
    }

    /// Whether everything is shown.
    pub(crate) fn is_open(&self) -> bool {
        *self.blinds() == Blinds::default()
    }

    /// The moment at which a record is read, of one that is asked for.
    pub(crate) fn moment(&self, as_of: Option<Position>) -> Option<Position> {
        as_of.map(|position| self.at_most(position)).or(self.position())
    }

    pub(crate) fn shows(&self, revision: &Revision) -> bool {
        let blinds = self.blinds();
        self.reaches(revision.seq)
            && !blinds.kinds.contains(revision.kind.as_str())
            && !blinds.records.contains(&revision.key)
    }

    /// The revision, if it is shown.
    pub(crate) fn shown(&self, revision: Option<Revision>) -> Option<Revision> {
        revision.filter(|r| self.shows(r))
    }

    /// The query within what is shown.
    pub(crate) fn within(&self, query: &ListQuery) -> ListQuery {
        ListQuery { as_of: self.moment(query.as_of), ..query.clone() }
    }

    /// Kinds and records for a query to leave out: those that could be among its rows.
    pub(crate) fn leave_out(&self, kind: Option<&str>) -> (Vec<&'static str>, Vec<String>) {
        let blinds = self.blinds();
        let prefix = kind.and_then(Kind::named).map(|kind| kind.prefix);
        let kinds = blinds.kinds.iter().filter(|hidden| kind.is_none_or(|kind| kind == **hidden));
        let records = blinds.records.iter().filter(|key| prefix.is_none_or(|prefix| prefix == key.prefix()));
        (kinds.copied().collect(), records.map(Key::to_string).collect())
    }

    /// Hashes of a tile that are shown: those over entries that are.
    pub(crate) fn tile_width(&self, level: u8, index: u64, width: u16) -> u16 {
        let Some(size) = self.position() else { return width };
        width.min(assay_log::tiles::tile_width(size, level, index))
    }
}
