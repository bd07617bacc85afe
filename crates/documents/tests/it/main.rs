//! Bundles as a stranger gets them: written, read, tampered with, and judged by two verifiers.

#![expect(clippy::unwrap_used, reason = "tests")]

mod chart;
mod folder;
mod python;
mod sample;
mod tar;
mod writer;
