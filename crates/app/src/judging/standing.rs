//! Verdicts as use cases read them: those that hold now are kept in memory by the projector, those of the past are read
//! from the store, and kept for whoever turns the same page of the same day.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use assay_store::WorkspaceScope;

use super::held::Held;
use crate::Answer;
use crate::access::own_work;
use crate::dto::AsOfView;
use crate::risks::Ratings;
use crate::workspace::Workspace;

/// The verdicts that hold and where risks stand, shared by the projector and its readers.
#[derive(Default)]
pub(crate) struct Standing {
    held: RwLock<Held>,
    ratings: RwLock<Ratings>,
}

impl Standing {
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, Held> {
        self.held.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, Held> {
        self.held.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn ratings(&self) -> RwLockReadGuard<'_, Ratings> {
        self.ratings.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn rate(&self) -> RwLockWriteGuard<'_, Ratings> {
        self.ratings.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Moments of the past that are kept; each may be as large as the present.
const MOMENTS: usize = 2;

/// Verdicts of the past, the last used first.
#[derive(Default)]
pub(crate) struct Past(Mutex<Vec<Arc<Held>>>);

impl Past {
    fn at(&self, position: u64, read: impl FnOnce() -> Answer<Held>) -> Answer<Arc<Held>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = kept.iter().position(|held| held.through() == position) {
            kept[..=place].rotate_right(1);
        } else {
            // Read under the lock: many who ask for one moment have it read once.
            kept.insert(0, Arc::new(read()?));
            kept.truncate(MOMENTS);
        }
        Ok(Arc::clone(&kept[0]))
    }
}

/// Verdicts at a moment, while somebody reads them. Nobody waits for the projector meanwhile: it could not move.
pub(crate) enum Reading<'w> {
    Now(RwLockReadGuard<'w, Held>),
    Then(Arc<Held>),
}

impl Deref for Reading<'_> {
    type Target = Held;

    fn deref(&self) -> &Held {
        match self {
            Self::Now(held) => held,
            Self::Then(held) => held,
        }
    }
}

impl Workspace {
    /// Verdicts at a moment, and the moment. What is asked for now is answered as of what was last worked out.
    pub(crate) fn reading(&self, scope: &WorkspaceScope, as_of: Option<&str>) -> Answer<(Reading<'_>, AsOfView)> {
        self.settle(scope)?;
        let at = self.moment(scope, as_of)?;
        if as_of.is_none() && scope.position().is_none() {
            let held = self.projector.standing().read();
            if held.through() >= at.position {
                let at = AsOfView { position: held.through(), ..at };
                return Ok((Reading::Now(held), at));
            }
        }
        let held = self.held_at(at.position)?;
        Ok((held, at))
    }

    /// Verdicts at a position.
    pub(crate) fn held_at(&self, position: u64) -> Answer<Reading<'_>> {
        let held = self.projector.standing().read();
        if held.through() == position {
            return Ok(Reading::Now(held));
        }
        drop(held);
        let read = || Held::read(&*self.store, &own_work(self.id), position);
        Ok(Reading::Then(self.readings.past.at(position, read)?))
    }
}
