//! How it stands, in numbers: how many records of a kind are in which state, what is due when and whose it is, where risks
//! lie. All of it comes from one count that is kept in memory and carried on, entry by entry, from
//! where the log was when it was last asked for: nothing reads all records to show a page.

mod clocks;
mod events;
mod kinds;
mod levels;
mod tally;
mod work;

pub use clocks::{ClockLimit, ClockLine};
pub use events::{Event, EventKind};
pub use kinds::KindCount;
pub use levels::{LevelCell, Levels};
pub(crate) use tally::Tally;
pub use work::{Span, Work, WorkGroup, WorkLine};

use assay_domain::Action;
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
    /// Asks the count something, for whoever may read. `None` where it cannot say: it has not caught up with a long log
    /// yet, or whoever asks stands at a moment of the past.
    fn counted<T>(&self, principal: &Principal, ask: impl FnOnce(&Counted, &WorkspaceScope) -> T) -> Answer<Option<T>> {
        let scope = self.enter(principal, Action::Read)?;
        if scope.position().is_some() {
            return Ok(None);
        }
        let all = own_work(self.id);
        self.readings.tally.ask(&*self.store, &all, |counted| ask(counted, &scope))
    }
}
