//! The catalogue counted, broken on purpose, and compared with where it came from.

#![expect(clippy::unwrap_used, reason = "tests")]

mod broken;
mod doubts;
mod facts;
mod iso42001;
mod order;
mod references;
mod roles;
