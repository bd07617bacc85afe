//! Controls: the list, and the page of one.

pub mod control;
pub mod list;
pub mod views;
