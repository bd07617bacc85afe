//! What surrounds every page, made ready by whoever reads the store.

use super::words::Lang;

/// Which place a page belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// What needs doing.
    #[default]
    Today,
    /// The controls and their states.
    Controls,
    /// The records of every kind.
    Records,
    /// The audit rooms, or for an auditor their own.
    Rooms,
    /// None of the places: an error.
    Elsewhere,
}

/// What surrounds every page.
#[derive(Debug, Clone, Default)]
pub struct Shell {
    /// Name of the organisation.
    pub organisation: String,
    /// Whether the data is made up; a ribbon says so on every page.
    pub demo: bool,
    /// Where the reader is.
    pub place: Place,
    /// Name of whoever is signed in; nothing for somebody who only reads a demo at this machine.
    pub who: Option<String>,
    /// Whether the reader sits in an audit room, and sees what it shows.
    pub in_room: bool,
    /// Where the record stands.
    pub record: RecordLine,
    /// Language of the page.
    pub lang: Lang,
}

/// Where the record stands.
#[derive(Debug, Clone, Default)]
pub struct RecordLine {
    /// Entries it holds.
    pub entries: u64,
    /// First digits of the newest checkpoint's root; empty before the first checkpoint.
    pub checkpoint_short: String,
    /// When that checkpoint was made.
    pub at: String,
}
