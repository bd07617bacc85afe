//! What goes in and comes out, the same for the command line, the REST API and the pages. Once released, names stay.

mod catalogue;
mod connections;
mod coverage;
mod evidence;
mod exchange;
mod jobs;
mod judging;
mod log;
mod measured;
mod readiness;
mod record;
mod report;
mod risks;
mod room;
mod soa;
mod systems;
mod versions;
mod view;

pub use catalogue::*;
pub use connections::*;
pub use coverage::*;
pub use evidence::*;
pub use exchange::*;
pub use jobs::*;
pub use judging::*;
pub use log::*;
pub use measured::*;
pub use readiness::*;
pub use record::*;
pub use report::*;
pub use risks::*;
pub use room::*;
pub use soa::*;
pub use systems::*;
pub use versions::*;
pub use view::*;
