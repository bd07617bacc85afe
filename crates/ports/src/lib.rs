//! The outside world, named: clock, randomness, blobs and what goes out, each in its real and its simulated form.
//!
//! Nothing above this crate reads the wall clock, asks the operating system for random bytes, opens a blob file or
//! connects to a server of somebody else by itself; that is what lets tests and simulation control them. No business words live here.

pub mod blobs;
mod clock;
pub mod outbound;
mod random;
mod timestamp;

pub use clock::{Clock, SimulatedClock, SystemClock};
pub use random::{Random, SeededRandom, SystemRandom};
pub use timestamp::{Timestamp, TimestampError};
