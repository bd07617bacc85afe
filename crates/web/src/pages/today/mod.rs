//! Today.

pub mod page;
pub mod views;
