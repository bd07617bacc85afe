//! The demonstration: an invented organisation, with a year of history that ends now.
//!
//! The history is data (`data/demo/*.toml`): who did what, and when. Some days are fixed, such as those of an incident or
//! an audit; others lie so many days before today, such as the newest runs, so that what is fresh, late or about to run out
//! is so whenever the demonstration is made. It is made through the same use cases as any
//! other history, each act as the member who did it and on a clock set to its moment, so that rights, duties and the
//! order of criteria and results hold here as everywhere. Its content depends on nothing but the present day; keys and
//! salts are random, as always.

mod history;
mod names;
mod perform;
mod run_log;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use assay_domain::Timestamp;
use assay_ports::{Clock, SimulatedClock};

use crate::installation::{Installation, NewWorkspace};
use crate::workspace::Workspace;
use crate::{Answer, AppError};
use history::History;
use perform::Performance;

/// Short name of the workspace when no other is asked for.
const SLUG: &str = "demo";
/// The history begins on this day: a year before [`EARLIEST_TODAY`].
const START: &str = "2025-11-24";
/// The history holds fixed days up to this one, so that it ends on it at the earliest, whatever the machine's clock says.
const EARLIEST_TODAY: &str = "2026-11-25";

impl Installation {
    /// Creates the demonstration workspace. Nothing is fetched from anywhere.
    ///
    /// # Errors
    /// When the short name is taken or not well formed, or the disk refuses.
    pub fn create_demo(&self, slug: Option<&str>) -> Answer<Arc<Workspace>> {
        let history = History::shipped()?;
        let start = Timestamp::parse(START).map_err(AppError::internal)?;
        let earliest = Timestamp::parse(EARLIEST_TODAY).map_err(AppError::internal)?;
        let today = first_moment(self.clock.now()).max(earliest);
        let clock = Arc::new(SimulatedClock::at(start));
        let new = NewWorkspace {
            organisation: "Aldermoor Language Labs".to_owned(),
            slug: Some(slug.unwrap_or(SLUG).to_owned()),
            owner: Some("Marcus Oyelaran".to_owned()),
        };
        let (workspace, entry) = self.found(&new, true, Arc::<SimulatedClock>::clone(&clock) as Arc<dyn Clock>)?;
        Performance::begin(&workspace, &clock, &history, start, today)?.perform()?;
        // From here on the clock is the installation's: the files are opened anew with it.
        drop(workspace);
        let workspace = self.open_workspace(&entry, Arc::clone(&self.clock))?;
        self.list(&entry)?;
        Ok(self.keep(workspace))
    }
}

/// The first moment of the day, UTC.
fn first_moment(at: Timestamp) -> Timestamp {
    Timestamp::from_micros(at.as_micros().div_euclid(Timestamp::DAY) * Timestamp::DAY)
}
