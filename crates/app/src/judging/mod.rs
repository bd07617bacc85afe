//! Verdicts kept up with the log, and what is read from them.

mod checks;
mod evidence;
mod kept;
mod moment;
mod names;
mod posture;
mod projection;
mod projector;
mod requirement;
mod rows;
mod soa;
mod veiled;

pub(crate) use kept::Readings;
pub(crate) use names::Names as NamesOf;
pub use projection::Projection;
pub use projector::Projector;
pub(crate) use requirement::qualified;
pub use soa::DraftSoaRequest;
pub(crate) use veiled::veiled;
