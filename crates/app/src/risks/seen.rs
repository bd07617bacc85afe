//! Ratings as somebody may see them: what is hidden from them is in no count and no row.

use assay_domain::kinds::risk_acceptance::RiskAcceptance;
use assay_domain::kinds::treatment_action::TreatmentAction;
use assay_domain::{Body, Key, Timestamp};
use assay_store::WorkspaceScope;

use super::rated::{Accepted, Rated, Whole};
use super::ratings::Ratings;
use crate::dto::NamedView;

/// Ratings for one who asks, at a moment.
pub(super) struct Seen<'a> {
    pub(super) ratings: &'a Ratings,
    pub(super) scope: &'a WorkspaceScope,
    pub(super) now: Timestamp,
    /// Whether anything at all is hidden from them; mostly nothing is, and nothing has to be looked up.
    blind: bool,
}

impl<'a> Seen<'a> {
    pub(super) fn new(ratings: &'a Ratings, scope: &'a WorkspaceScope, now: Timestamp) -> Self {
        let kinds = ["risk", TreatmentAction::NAME, RiskAcceptance::NAME];
        let blind = !scope.blinds().records.is_empty() || kinds.iter().any(|kind| scope.hides_kind(kind));
        Self { ratings, scope, now, blind }
    }

    /// What was worked out before for whoever sees everything; whoever does not has it worked out for them.
    pub(super) fn ask<T: Clone + Send + Sync + 'static>(&self, what: &str, make: impl FnOnce() -> T) -> T {
        if Ratings::KINDS.iter().any(|kind| self.scope.hides_some_of(kind)) {
            return make();
        }
        T::clone(&self.ratings.kept().ask(what, self.now, make))
    }

    /// Risks that they see.
    pub(super) fn risks(&self) -> impl Iterator<Item = &'a Rated> {
        let (scope, blind) = (self.scope, self.blind);
        self.ratings.all().iter().filter(move |risk| !blind || !scope.hides(&risk.key))
    }

    /// Those that are not closed.
    pub(super) fn open(&self) -> impl Iterator<Item = &'a Rated> {
        self.risks().filter(|risk| risk.is_open())
    }

    /// The first day that the open actions of a risk name.
    pub(super) fn due(&self, risk: &'a Rated) -> Option<Whole> {
        if !self.blind {
            return risk.action_due;
        }
        self.ratings.promises_of(&risk.key).filter(|(key, _)| !self.scope.hides(key)).map(|(_, due)| due).min()
    }

    pub(super) fn is_late(&self, risk: &'a Rated) -> bool {
        self.due(risk).is_some_and(|due| due.is_over(self.now))
    }

    pub(super) fn accepted(&self, risk: &'a Rated) -> Option<&'a Accepted> {
        risk.accepted.as_ref().filter(|accepted| !self.blind || !self.scope.hides(&accepted.key))
    }

    /// Whether an acceptance covers where a risk stands.
    pub(super) fn is_covered(&self, risk: &'a Rated) -> bool {
        self.accepted(risk).zip(risk.stands()).is_some_and(|(accepted, stands)| accepted.covers(stands.pair, self.now))
    }

    /// Whether an acceptance runs out within so many days.
    pub(super) fn ends_in(&self, risk: &'a Rated, days: i64) -> bool {
        self.accepted(risk).is_some_and(|a| !a.until.is_over(self.now) && a.until.is_over(self.now.plus_days(days)))
    }

    /// A record by name.
    pub(super) fn named(&self, key: &Key) -> NamedView {
        let name = self.ratings.name(key).filter(|_| !self.scope.hides(key));
        NamedView { key: key.to_string(), name: name.map_or_else(|| key.to_string(), str::to_owned) }
    }
}
