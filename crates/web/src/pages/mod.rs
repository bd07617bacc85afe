//! The pages: pure functions from what is to be shown to markup, in a folder per place with what they show (`views`). No
//! page reads a store, a clock or a request.

pub mod account;
pub mod assurance;
pub mod controls;
pub mod error;
pub mod evidence;
pub mod gallery;
pub mod issues;
pub mod past;
pub mod place;
pub mod records;
pub mod risks;
pub mod search;
pub mod systems;
pub mod today;
pub mod trend;
pub mod views;

#[cfg(test)]
mod tests;
