//! How it stands, in numbers: how many records of a kind are in which state, what is due when and whose it is, where risks
//! lie. All of it comes from one count that is kept in memory and carried on, entry by entry, from
//! where the log was when it was last asked for: nothing reads all records to show a page.

mod clocks;
mod events;
mod issues;
mod kinds;
mod levels;
mod tally;
mod work;

pub use clocks::{ClockLimit, ClockLine};
pub use events::{Event, EventKind};
pub use issues::{ISSUES, OpenIssues, open_states};
pub use kinds::KindCount;
pub use levels::{LevelCell, Levels};
pub(crate) use tally::Tally;
pub use work::{Span, Work, WorkGroup, WorkLine};

use assay_domain::{AIMS, Action};
use assay_store::WorkspaceScope;
use tally::Counted;

use crate::Answer;
use crate::access::{Principal, own_work};
use crate::workspace::Workspace;

/// A number that is not counted further than it is of use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UpTo {
    /// So many.
    pub n: usize,
    /// Whether there are more.
    pub more: bool,
}

impl Workspace {
    /// Reads and adds up what pages tell of everything, before somebody waits for it: what a server does as it starts.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn warm(&self, stop: &dyn Fn() -> bool) -> Answer<()> {
        let all = own_work(self.id);
        while !stop() && self.readings.tally.ask(&*self.store, &all, self.store.size(&all)?, |_| ())?.is_none() {}
        self.read_deliveries(&all)?;
        let at = self.moment(&all, None)?;
        // An AIMS of which nothing is in force yet has nothing to add up.
        let Ok(in_force) = self.in_force(AIMS, &at) else { return Ok(()) };
        for row in in_force.framework.judged().take_while(|_| !stop()) {
            let (held, at) = self.reading(&all, None)?;
            held.sum(&in_force.set, in_force.entry, &format!("{AIMS}:{}", row.id), at.time);
        }
        Ok(())
    }

    /// Asks the count something, for whoever may read. `None` where it cannot say: it has not caught up with a long log
    /// yet, or whoever asks stands at a moment of the past.
    fn counted<T>(&self, principal: &Principal, ask: impl FnOnce(&Counted, &WorkspaceScope) -> T) -> Answer<Option<T>> {
        let scope = self.enter(principal, Action::Read)?;
        if scope.position().is_some() {
            return Ok(None);
        }
        let all = own_work(self.id);
        self.readings.tally.ask(&*self.store, &all, self.size(&scope)?, |counted| ask(counted, &scope))
    }
}
