//! What is acknowledged is kept: the real program is killed, its disk fails, its files are cut short or put back.
//!
//! Every test starts `assay serve` on a folder of its own and speaks to it over its socket.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

mod backup;
mod folder;
mod fsync;
mod kill;
mod load;
mod second_process;
mod server;
mod wal;
