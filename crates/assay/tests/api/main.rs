//! The REST API over real sockets, held against its own OpenAPI document and against people who mean harm.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

#[path = "../cli/support/mod.rs"]
#[expect(dead_code, reason = "the tests of the command line use the rest")]
mod support;

mod document;
mod house;
mod problem;
mod world;

mod access;
mod changes;
mod conditional;
mod ending;
mod first_run;
mod headers;
mod hostile;
mod methods;
mod metrics;
mod paging;
mod refusal;
mod scim;
mod second_factor;
mod secrets;
mod sign_in;
mod tiles;
mod truth;
