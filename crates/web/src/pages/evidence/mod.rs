//! Evidence: what tools and people say, how far it may still be relied on, and where it comes from.

pub mod deliver;
pub mod library;
pub mod observations;
pub mod one;
pub mod quarantine;
pub mod sources;
pub mod views;
