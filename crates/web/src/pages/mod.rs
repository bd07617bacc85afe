//! The pages: pure functions from what is to be shown to markup. No page reads a store, a clock or a request.

pub mod control;
pub mod controls;
pub mod error;
pub mod today;
pub mod views;

#[cfg(test)]
mod tests;
