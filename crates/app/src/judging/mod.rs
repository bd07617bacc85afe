//! Verdicts kept up with the log, and what is read from them.

mod checks;
mod evidence;
mod held;
mod kept;
mod moment;
mod names;
mod posture;
mod postures;
mod projection;
mod projector;
mod requirement;
mod rows;
mod soa;
mod soa_versions;
mod standing;
mod sum;
mod veiled;

pub use assay_checks::check_title;
pub(crate) use checks::verdict_view;
pub(crate) use held::Held;
pub(crate) use kept::Readings;
pub(crate) use names::{Known, Names};
pub(crate) use posture::InForce;
pub(crate) use postures::Postures;
pub use projection::Projection;
pub use projector::Projector;
pub(crate) use requirement::qualified;
pub use soa::DraftSoaRequest;
pub use soa_versions::SoaDifferenceRequest;
pub(crate) use sum::{Cell, NEWEST, Sum};
pub(crate) use veiled::{veiled, veiled_reason};
