//! Real files of each tool, damaged files, and files that nobody should send.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod archives;
mod damaged;
mod garak;
mod grouping;
mod inspect;
mod large;
mod lm_eval;
mod random;
mod recognition;
mod scanning;
mod support;
