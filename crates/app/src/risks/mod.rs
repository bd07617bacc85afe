//! Risks: the matrix of their criteria, the register, and the story of one. Where each stands is kept in memory, so that
//! a page costs the same however many there are.

mod events;
mod kept;
mod rated;
mod ratings;
mod register;
mod seen;
mod sheet;
mod story;
mod summary;
mod systems;
mod treatments;
mod wanted;

use std::ops::Deref;
use std::sync::{Arc, RwLockReadGuard};

use assay_store::WorkspaceScope;

pub(crate) use ratings::Ratings;
pub use register::{MOST_RISKS, RiskListRequest};
pub use summary::RiskSummaryRequest;

use crate::access::own_work;
use crate::dto::{AsOfView, ScoreView};
use crate::workspace::Workspace;
use crate::{Answer, AppError};
use rated::Scored;

/// Moments of the past that are kept.
const MOMENTS: usize = 2;

/// Ratings at a moment, while somebody reads them.
enum Reading<'w> {
    Now(RwLockReadGuard<'w, Ratings>),
    Then(Arc<Ratings>),
}

impl Deref for Reading<'_> {
    type Target = Ratings;

    fn deref(&self) -> &Ratings {
        match self {
            Self::Now(ratings) => ratings,
            Self::Then(ratings) => ratings,
        }
    }
}

impl Workspace {
    /// Where every risk stands at a moment, and the moment.
    fn ratings(&self, scope: &WorkspaceScope, as_of: Option<&str>) -> Answer<(Reading<'_>, AsOfView)> {
        self.settle(scope)?;
        let at = self.moment(scope, as_of)?;
        let now = self.projector.standing().ratings();
        if as_of.is_none() && scope.position().is_none() && now.through() >= at.position {
            let at = AsOfView { position: now.through(), ..at };
            return Ok((Reading::Now(now), at));
        }
        if now.through() == at.position {
            return Ok((Reading::Now(now), at));
        }
        drop(now);
        Ok((Reading::Then(self.ratings_at(at.position)?), at))
    }

    /// The same for a position of the past, read from the lists of then.
    fn ratings_at(&self, position: u64) -> Answer<Arc<Ratings>> {
        let mut kept = self.readings.rated.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(found) = kept.iter().find(|ratings| ratings.through() == position) {
            return Ok(Arc::clone(found));
        }
        // Read under the lock: many who ask for one moment have it read once.
        let (all, mut then) = (own_work(self.id), Ratings::default());
        for kind in Ratings::KINDS {
            self.each(&all, kind, position, |revision| then.stood(&revision, &Self::body(&revision)))?;
        }
        then.ends(position, &self.projector.standing().ratings());
        kept.insert(0, Arc::new(then));
        kept.truncate(MOMENTS);
        kept.first().cloned().ok_or_else(|| AppError::internal("ratings were not kept"))
    }
}

fn score(scored: &Scored) -> ScoreView {
    ScoreView { likelihood: scored.pair.likelihood, impact: scored.pair.impact, level: scored.level }
}
