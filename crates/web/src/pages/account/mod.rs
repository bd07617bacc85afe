//! Signing in, and one's own account.

pub mod events;
pub mod first_run;
pub mod passkey;
pub mod second_factor;
pub mod sign_in;
pub mod sso;
