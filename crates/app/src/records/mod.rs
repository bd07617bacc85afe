//! Records: create, edit, move, look at.

mod guards;
mod read;
mod write;

pub(crate) use guards::keys;
pub use read::{ListRequest, kinds};
pub(crate) use read::{key, kind};
pub use write::{CreateRequest, TransitionRequest, UpdateRequest};
