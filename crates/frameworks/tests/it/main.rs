//! The catalogues counted, broken on purpose, and compared with where they came from.

#![expect(clippy::unwrap_used, reason = "tests")]

mod annex_c;
mod broken;
mod clocks;
mod crosswalks;
mod doubts;
mod eu_ai_act;
mod facts;
mod iso27;
mod iso42001;
mod nist;
mod order;
mod references;
mod registry;
mod roles;
mod round_trip;
mod schema2;
mod titles;
