//! What somebody may see at all: until when, up to where in the log, and which kinds. What is hidden record by record
//! stands in the restrictions of the workspace, and is looked up when they enter.

use std::collections::BTreeSet;

use assay_domain::{Key, Timestamp};
use assay_store::Position;

/// The bounds of what a principal sees. Every read asks it, since it travels in the scope that opens the store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sight {
    /// Access begins at this minute.
    pub from: Option<Timestamp>,
    /// Access ends at this minute, whatever is open then.
    pub until: Option<Timestamp>,
    /// The log as it was after that many entries, and nothing can be written; nothing means the log as it grows.
    pub position: Option<Position>,
    /// The audit room they sit in.
    pub room: Option<Key>,
    /// Kinds of which nothing is seen.
    pub hidden_kinds: BTreeSet<&'static str>,
}

impl Sight {
    /// The same sight, ending no later than that minute.
    #[must_use]
    pub fn ending(mut self, until: Timestamp) -> Self {
        self.until = Some(self.until.map_or(until, |own| own.min(until)));
        self
    }

    /// The same sight, going no further into the log than that many entries.
    #[must_use]
    pub fn up_to(mut self, position: Position) -> Self {
        self.position = Some(self.position.map_or(position, |own| own.min(position)));
        self
    }

    /// Whether access holds at a moment.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= now) && self.until.is_none_or(|until| now < until)
    }
}
