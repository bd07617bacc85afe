//! Real files of each tool, damaged files, and files that nobody should send.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod archives;
mod cyclonedx;
mod damaged;
mod garak;
mod grouping;
mod inspect;
mod junit;
mod large;
mod lm_eval;
mod promptfoo;
mod pyrit;
mod random;
mod recognition;
mod sarif;
mod scanning;
mod support;
