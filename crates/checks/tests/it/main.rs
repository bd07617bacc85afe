//! What the rules say of worlds written down as data, what verdicts add up to, and what must hold of any world.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod baseline;
mod coverage;
mod fixtures;
mod incremental;
mod laws;
mod posture;
mod precedence;
mod random_log;
mod support;
mod verdicts;
mod waivers;
