//! The pages: pure functions from what is to be shown to markup. No page reads a store, a clock or a request.

pub mod control;
pub mod controls;
pub mod error;
pub mod events;
pub mod first_run;
pub mod passkey;
pub mod record;
pub mod record_form;
pub mod record_views;
pub mod records;
pub mod room;
pub mod room_views;
pub mod rooms;
pub mod second_factor;
pub mod sign_in;
mod signatures;
pub mod sso;
pub mod today;
pub mod views;

#[cfg(test)]
mod tests;
