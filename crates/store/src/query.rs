//! What a list asks for, and how its pages follow each other.

use assay_domain::Key;

use crate::{Revision, StoreError};

/// A place in the log: the number of entries that lie before it.
pub type Position = u64;

/// A condition on listed records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// In one of these states.
    State(Vec<String>),
    /// A reference field points at this record.
    Links(String, Key),
    /// The words occur (full-text search).
    Words(String),
    /// An indexed field of the kind has such a value. Without a kind nothing has.
    Field(String, Wanted),
    /// One of these records.
    Among(Vec<Key>),
    /// None of these records.
    Outside(Vec<Key>),
}

/// Which values are wanted of an indexed field, as [`assay_domain::IndexedField::encode`] writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// One of these.
    OneOf(Vec<String>),
    /// From one to the other, both included; an end may be open.
    Between(Option<String>, Option<String>),
    /// None.
    Empty,
    /// Any.
    Present,
}

/// What a list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SortBy {
    /// The key; across kinds the place in the log.
    #[default]
    Key,
    /// When it was last changed.
    Changed,
    /// The state, in this order; states that are not named come last.
    State(Vec<String>),
    /// An indexed field of the kind. Records without a value come last, whatever the direction.
    Field(String),
    /// Groups that somebody worked out, in this order, each by its name. Records in none come last, whatever the direction.
    Groups(Vec<(String, Vec<Key>)>),
}

/// The order of a list. Where it leaves records alike, the key decides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// Whether the last comes first.
    pub descending: bool,
}

/// A list of current records, or of the records as they stood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListQuery {
    /// Name of the kind; nothing lists every kind.
    pub kind: Option<String>,
    /// Conditions, all of which must hold.
    pub filters: Vec<Filter>,
    /// The order.
    pub sort: Sort,
    /// As of this many entries; nothing is now.
    pub as_of: Option<Position>,
    /// Where the page before ended.
    pub after: Option<String>,
    /// Where the page behind began; looked at when `after` is not there.
    pub before: Option<String>,
    /// Most rows to give, at most 500.
    pub limit: usize,
    /// Whether so many records fit that a page is found soon by looking at one after another.
    pub dense: bool,
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
    /// The cursor of the page before, when there is one.
    pub previous: Option<String>,
}

/// How many records a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// So many.
    pub n: u64,
    /// Whether these are all; otherwise there are more.
    pub exact: bool,
}

/// Most rows of a page.
const MOST: usize = 500;
/// Records that are counted one by one.
pub(crate) const COUNTED: usize = 10_000;

/// A listed revision with what it is sorted by.
pub(crate) type Listed = (Revision, String);

/// Part of a list that is in one order of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stretch {
    /// By key, or across kinds by place in the log.
    Key,
    /// By place in the log.
    Changed,
    /// Those in a state, by key.
    State(String),
    /// Those in none of these states, by state and key.
    OtherStates(Vec<String>),
    /// Those with a value, by it and by key.
    Valued(String),
    /// Those without, by key.
    Unvalued(String),
    /// Those of a group, by key.
    Group(String, Vec<Key>),
    /// Those of none of the groups, by key.
    OfNoGroup(Vec<Key>),
}

/// Something to read: a stretch, in which direction, and from where on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leg {
    pub(crate) stretch: Stretch,
    pub(crate) descending: bool,
    /// What lies up to this place is left out: the value or state, and the number.
    pub(crate) from: Option<(String, i64)>,
}

impl Count {
    /// Of so many found, looking for one more than are counted.
    pub(crate) fn of(found: u64) -> Self {
        let most = COUNTED as u64;
        Self { n: found.min(most), exact: found <= most }
    }
}

impl ListQuery {
    /// Rows of a page: at least one, at most [`MOST`].
    pub(crate) fn most(&self) -> usize {
        self.limit.clamp(1, MOST)
    }

    fn backwards(&self) -> bool {
        self.after.is_none() && self.before.is_some()
    }

    /// What has to be read for a page, in this order, until there are enough rows.
    pub(crate) fn legs(&self) -> Result<Vec<Leg>, StoreError> {
        let mut stretches = match &self.sort.by {
            SortBy::Key => vec![Stretch::Key],
            SortBy::Changed => vec![Stretch::Changed],
            SortBy::Field(field) => vec![Stretch::Valued(field.clone()), Stretch::Unvalued(field.clone())],
            SortBy::State(states) => {
                let mut states = states.clone();
                if self.sort.descending {
                    states.reverse();
                }
                let all = states.iter().cloned().map(Stretch::State);
                all.chain([Stretch::OtherStates(states.clone())]).collect()
            }
            SortBy::Groups(groups) => {
                let mut all: Vec<_> =
                    groups.iter().map(|(name, keys)| Stretch::Group(name.clone(), keys.clone())).collect();
                if self.sort.descending {
                    all.reverse();
                }
                let grouped = groups.iter().flat_map(|(_, keys)| keys.iter().cloned());
                all.push(Stretch::OfNoGroup(grouped.collect()));
                all
            }
        };
        let from = self.after.as_ref().or(self.before.as_ref()).map(|text| self.place(text)).transpose()?;
        if self.backwards() {
            stretches.reverse();
        }
        let begun = from.as_ref().and_then(|(value, _)| stretches.iter().position(|s| s.holds(value))).unwrap_or(0);
        let descending = self.sort.descending != self.backwards();
        let leg = |(n, stretch)| Leg { stretch, descending, from: from.clone().filter(|_| n == 0) };
        Ok(stretches.into_iter().skip(begun).enumerate().map(leg).collect())
    }

    /// Reads a cursor: a number alone, or with the value that the row is sorted by.
    fn place(&self, text: &str) -> Result<(String, i64), StoreError> {
        let bad = || StoreError::BadCursor(text.to_owned());
        let (number, value) = match self.sort.by {
            SortBy::Key | SortBy::Changed => (text, ""),
            SortBy::State(_) | SortBy::Field(_) | SortBy::Groups(_) => text.split_once('~').ok_or_else(bad)?,
        };
        Ok((value.to_owned(), number.parse().map_err(|_| bad())?))
    }

    fn cursor(&self, (revision, value): &Listed) -> String {
        match &self.sort.by {
            SortBy::Key if self.kind.is_some() => revision.key.number().to_string(),
            SortBy::Key | SortBy::Changed => revision.seq.to_string(),
            SortBy::State(_) => format!("{}~{}", revision.key.number(), revision.state),
            SortBy::Field(_) | SortBy::Groups(_) => format!("{}~{value}", revision.key.number()),
        }
    }

    /// Moves on, in the direction that is gone in, behind a row.
    pub(crate) fn go_on_behind(&mut self, row: Option<&Listed>) {
        let Some(cursor) = row.map(|row| self.cursor(row)) else { return };
        if self.backwards() {
            self.before = Some(cursor);
        } else {
            self.after = Some(cursor);
        }
    }

    /// Makes a page of one row more than it may have, where there are so many, as its legs gave them.
    pub(crate) fn page(&self, mut rows: Vec<Listed>) -> Page<Revision> {
        let more = rows.len() > self.most();
        rows.truncate(self.most());
        if self.backwards() {
            rows.reverse();
        }
        let (behind, before) = if self.backwards() { (true, more) } else { (more, self.after.is_some()) };
        let next = rows.last().filter(|_| behind).map(|last| self.cursor(last));
        let previous = rows.first().filter(|_| before).map(|first| self.cursor(first));
        Page { rows: rows.into_iter().map(|(revision, _)| revision).collect(), next, previous }
    }
}

impl Stretch {
    /// Whether a row with that value or state lies in it.
    fn holds(&self, value: &str) -> bool {
        match self {
            Self::Key | Self::Changed => true,
            Self::State(state) => state == value,
            Self::OtherStates(states) => states.iter().all(|state| state != value),
            Self::Valued(_) => !value.is_empty(),
            Self::Unvalued(_) | Self::OfNoGroup(_) => value.is_empty(),
            Self::Group(name, _) => name == value,
        }
    }
}
