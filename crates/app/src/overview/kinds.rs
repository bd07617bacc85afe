//! How many records there are of a kind.

use assay_domain::Timestamp;
use assay_store::WorkspaceScope;

use super::UpTo;
use super::tally::{Counted, less};
use crate::Answer;
use crate::access::Principal;
use crate::workspace::Workspace;

/// Late records are counted up to here.
const MOST_LATE: usize = 1_000;

/// How many records there are of a kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KindCount {
    /// The kind.
    pub kind: &'static str,
    /// States with how many are in each; states without any are not here.
    pub states: Vec<(String, usize)>,
    /// How many are past their day.
    pub late: UpTo,
}

impl KindCount {
    /// How many in these states.
    #[must_use]
    pub fn within(&self, states: &[&str]) -> usize {
        self.states.iter().filter(|(state, _)| states.contains(&state.as_str())).map(|(_, n)| n).sum()
    }

    /// How many in all.
    #[must_use]
    pub fn all(&self) -> usize {
        self.states.iter().map(|(_, n)| n).sum()
    }
}

impl Workspace {
    /// How many records there are of some kinds; those that whoever asks does not see are not among them, and kinds that
    /// they do not see are not either.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn count_kinds(&self, principal: &Principal, kinds: &[&'static str]) -> Answer<Option<Vec<KindCount>>> {
        let now = self.clock.now();
        self.counted(principal, |counted, scope| {
            let seen = kinds.iter().filter(|kind| !scope.hides_kind(kind));
            seen.map(|kind| count(counted, scope, kind, now)).collect()
        })
    }
}

impl Workspace {
    /// How many controls of our own the Statement of Applicability has, as far as whoever asks sees them.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn count_own_controls(&self, principal: &Principal) -> Answer<Option<usize>> {
        self.counted(principal, |counted, scope| counted.own_controls.iter().filter(|key| !scope.hides(key)).count())
    }
}

fn count(counted: &Counted, scope: &WorkspaceScope, kind: &'static str, now: Timestamp) -> KindCount {
    let mut states = counted.states.get(kind).cloned().unwrap_or_default();
    if scope.hides_some_of(kind) {
        let hidden = scope.blinds().records.iter().filter_map(|key| counted.known.get(key));
        hidden.filter(|known| known.kind == kind).for_each(|known| less(&mut states, &known.state));
    }
    let prefix = assay_domain::Kind::named(kind).map_or("", |kind| kind.prefix);
    let past = counted.due.iter().take_while(|(due, _)| *due <= now);
    let late = past.filter(|(_, key)| key.prefix() == prefix && !scope.hides(key)).take(MOST_LATE + 1).count();
    KindCount {
        kind,
        states: states.into_iter().collect(),
        late: UpTo { n: late.min(MOST_LATE), more: late > MOST_LATE },
    }
}
