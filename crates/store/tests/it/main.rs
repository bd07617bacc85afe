//! What every home of a workspace must do, asked of each home there is, and what each does beyond that.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

mod conformance;
mod factors;
mod jobs;
mod kept;
mod keys;
mod made;
mod memory;
mod passkeys;
mod place;
mod postgres;
mod sqlite;
mod sso;
