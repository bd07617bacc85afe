//! What somebody may see at all: from when until when, up to where in the log, and which kinds. What is hidden record by
//! record stands in the restrictions of the workspace, and is looked up when they enter.

use std::collections::BTreeSet;
use std::sync::Arc;

use assay_domain::{Action, Key, Kind, Timestamp, is_author_only, read_needs};
use assay_store::{Blinds, Position, WorkspaceScope};

use super::Principal;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// The bounds of what a principal sees. Every read asks it, since it travels in the scope that opens the store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sight {
    /// Access begins at this minute.
    pub from: Option<Timestamp>,
    /// Access ends at this minute, whatever is open then.
    pub until: Option<Timestamp>,
    /// The log as it was after that many entries, and nothing can be written; nothing means the log as it grows.
    pub position: Option<Position>,
    /// The clock by which they look at that position; nothing means that of its last entry.
    pub clock: Option<Timestamp>,
    /// The audit room they sit in.
    pub room: Option<Key>,
    /// The kinds that are seen; nothing means every kind.
    pub kinds: Option<BTreeSet<String>>,
    /// Whether what is seen leaves the house: then no restricted record is, whoever asks.
    pub outward: bool,
}

impl Sight {
    /// The same sight, ending no later than that minute.
    #[must_use]
    pub fn ending(mut self, until: Timestamp) -> Self {
        self.until = Some(self.until.map_or(until, |own| own.min(until)));
        self
    }

    /// The same sight, going no further into the log than that many entries.
    #[must_use]
    pub fn up_to(mut self, position: Position) -> Self {
        self.position = Some(self.position.map_or(position, |own| own.min(position)));
        self
    }

    /// The same sight of a position, by the clock of a moment.
    #[must_use]
    pub fn by_the_clock_of(mut self, time: Timestamp) -> Self {
        self.clock = Some(self.clock.map_or(time, |own| own.min(time)));
        self
    }

    /// Whether access holds at a moment.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= now) && self.until.is_none_or(|until| now < until)
    }
}

impl Principal {
    /// Whether they may see records of a kind, as far as that goes for all of them. Of a kind that exists for its authors
    /// alone none is seen but where its own use case shows it.
    pub(crate) fn sees_kind(&self, kind: &str) -> bool {
        !is_author_only(kind)
            && self.actions.contains(&read_needs(kind))
            && self.sight.kinds.as_ref().is_none_or(|seen| seen.contains(kind))
    }
}

impl Workspace {
    /// Whether somebody still has access, by the clock of the workspace.
    #[must_use]
    pub fn holds(&self, principal: &Principal) -> bool {
        principal.sight.holds(self.clock.now())
    }

    /// The principal, unless their time is over.
    pub(super) fn in_time(&self, principal: Principal) -> Answer<Principal> {
        let now = self.clock.now();
        if principal.sight.until.is_some_and(|until| until <= now) { Err(ended()) } else { Ok(principal) }
    }

    /// The scope of somebody: what they may not see is behind its blinds.
    pub(super) fn scope_of(&self, principal: &Principal) -> Answer<WorkspaceScope> {
        if !self.holds(principal) {
            return Err(ended());
        }
        Ok(self.behind(principal, self.restrictions.hidden_from(self, principal)?))
    }

    /// The same for who may read, without reading: where what is restricted is known up to an entry.
    pub(crate) fn known_scope(&self, principal: &Principal, end: Position) -> Option<WorkspaceScope> {
        let reads = principal.workspace == self.id && principal.actions.contains(&Action::Read);
        if !reads || !self.holds(principal) {
            return None;
        }
        Some(self.behind(principal, self.restrictions.known_from(principal, end)?))
    }

    fn behind(&self, principal: &Principal, records: Arc<BTreeSet<Key>>) -> WorkspaceScope {
        WorkspaceScope::mint(self.id)
            .behind(Blinds {
                position: principal.sight.position,
                clock: principal.sight.clock,
                kinds: Kind::all().iter().map(|kind| kind.name).filter(|kind| !principal.sees_kind(kind)).collect(),
                records,
            })
            .grown_to(principal.glance.size())
    }
}

fn ended() -> AppError {
    let text = "your access to this workspace has ended; ask whoever gave it to you";
    AppError::new(ErrorClass::Forbidden, "access.ended", text)
}
