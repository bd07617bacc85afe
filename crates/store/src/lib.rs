//! What is kept: the [`Store`] trait and its homes.
//!
//! A store holds one workspace: revisions, links, unique names, observations, verdict intervals, and the log that
//! binds them. Every change goes through one writer that commits rows, entries, tiles and a signed checkpoint in
//! one transaction; nothing is acknowledged before that is on disk. Rules of the business live above.

mod blinds;
mod check;
pub mod control;
mod copy;
mod error;
mod head;
pub mod jobs;
mod listing;
mod measured;
pub mod memory;
mod number;
mod past;
mod plan;
pub mod postgres;
mod query;
mod row;
mod scope;
pub mod sqlite;
mod store;
mod words;
mod writer;

pub use blinds::Blinds;
pub use copy::{Part, Sink};
pub use error::{CommitError, StoreError};
pub use measured::{
    Ending, Measure, MetricsQuery, ObservationOrder, ObservationPage, ObservationQuery, Resting, Series, SeriesQuery,
};
pub use query::{Count, Filter, ListQuery, Page, Position, Sort, SortBy, Wanted};
pub use scope::WorkspaceScope;
pub use store::{
    Committed, Entry, IntegrityFault, IntegrityReport, LinkRow, Revision, Salted, Store, VerdictChange, VerdictRow,
    VerdictSpan, Written,
};
pub use words::says;
pub use writer::{Opening, Signer, Writer};
