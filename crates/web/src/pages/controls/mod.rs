//! Controls: coverage matrix and list, the page of one, why it is as it is, Statement of Applicability, crosswalk,
//! readiness.

pub mod control;
mod coverage;
pub mod crosswalk;
pub mod list;
pub mod matrix;
pub mod readiness;
pub mod soa;
pub mod soa_views;
pub mod views;
pub mod why;
