//! What goes out, against listeners on this machine.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod egress;
mod listener;
