//! What a change comes to, worked out before it is written: read set, keys, revision, links, names, entry.
//!
//! The same for every home. A home answers the questions of [`View`] and keeps the [`Rows`] of each write before the
//! next is planned; SQLite does both in SQL, the others in [`Known`]. Nothing here does I/O.

mod answer;
mod batch;
pub(crate) mod index;
mod known;
mod planner;
mod rows;
mod verdicts;
mod view;

pub(crate) use answer::Answer;
pub(crate) use batch::{Batch, Projected, batch};
pub(crate) use known::{Head, Known};
pub(crate) use planner::Planner;
pub(crate) use rows::{Edge, EntryRow, ObservationRow, Rows};
pub(crate) use verdicts::{Intervals, VerdictInterval};
pub(crate) use view::{Current, View};
