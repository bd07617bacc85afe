//! The log for those who check it: checkpoint, key, proof, tiles, and a check of everything.

mod bundle;
mod doctor;
mod erase;
mod files;
mod proof;

pub use bundle::BundleRequest;
pub use erase::{ERASABLE, EraseRequest, LEGAL_BASES};
