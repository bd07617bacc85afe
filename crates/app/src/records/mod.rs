//! Records: create, edit, move, look at.

mod asked;
mod by_freshness;
mod by_posture;
mod changes;
mod counts;
mod guards;
mod may;
mod read;
mod sign;
mod write;

pub use asked::SEVERAL;
pub(crate) use asked::several;
pub(crate) use changes::Feed;
pub use changes::{ChangesRequest, MOST_CHANGES};
pub(crate) use counts::KeptCounts;
pub(crate) use guards::keys;
pub use read::{ListRequest, kinds};
pub(crate) use read::{key, kind};
pub(crate) use sign::acts;
pub(crate) use write::Decided;
pub use write::{CreateRequest, TransitionRequest, UpdateRequest};
