//! The command line through the real binary, one file per command, then journeys that cross several.
//!
//! Every test has a data folder of its own. JSON is held against exact contracts (`contract.rs`): programs read it, so
//! a field that appears or goes is a change to be decided, not to be noticed later.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

mod contract;
#[expect(dead_code, reason = "the tests of the API use the rest")]
mod support;

mod activate;
mod artifact;
mod backup;
mod bundle;
mod check;
mod completions;
mod crosswalk;
mod doctor;
mod erase;
mod evidence;
mod formats;
mod framework;
mod ingest;
mod init;
mod job;
mod key;
mod log;
mod notice;
mod posture;
mod quarantine;
mod questions;
mod record;
mod record_sheet;
mod room;
mod serve;
mod soa;
mod threshold;
mod token;
mod verify;
mod workspace;

mod from_scratch;
mod help;
mod large;
mod malformed;
mod newcomer;
mod output;
mod samples;
mod tampering;
