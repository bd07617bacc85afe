//! The REST API over real sockets, held against its own OpenAPI document and against people who mean harm.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

#[path = "../cli/support/mod.rs"]
#[expect(dead_code, reason = "the tests of the command line use the rest")]
mod support;

mod document;
#[expect(dead_code, reason = "the hostile tests use the rest")]
mod house;
mod problem;
mod stage;
mod world;

mod access;
mod canary;
mod changes;
mod conditional;
mod ending;
mod first_run;
mod headers;
mod hostile;
mod language;
mod methods;
mod metrics;
mod paging;
mod passkeys;
mod policy;
mod refusal;
mod rooms;
mod scim;
mod second_factor;
mod secrets;
mod self_grant;
mod sign_in;
mod signing;
mod tiles;
mod truth;
