//! What is printed: pure rendering of view structs; the bundle layout.

pub mod bundle;
pub mod chart;
pub mod report;
pub mod sheet;
pub mod soa;
pub mod verdicts;
