//! What was read from activations. Their texts are long, and what an entry says never changes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use assay_checks::CheckSet;
use assay_domain::kinds::activation::Activation;
use assay_frameworks::Framework;

use super::postures::KeptPostures;
use super::standing::Past;
use crate::Answer;
use crate::activation::Active;
use crate::measured::KeptEnds;
use crate::overview::Tally;
use crate::records::{Feed, KeptCounts};
use crate::risks::Ratings;

/// Most of a sort that are kept; more are in force only where somebody looks far back.
const MOST: usize = 32;

/// Readings of a sort, by the entry they are of.
pub(crate) struct Kept<T>(Mutex<BTreeMap<u64, Arc<T>>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Kept<T> {
    /// What the entry gives, read now or before.
    pub(crate) fn of(&self, seq: u64, read: impl FnOnce() -> Answer<T>) -> Answer<Arc<T>> {
        if let Some(known) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&seq) {
            return Ok(Arc::clone(known));
        }
        let value = Arc::new(read()?);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(seq, Arc::clone(&value));
        Ok(value)
    }
}

/// What a workspace has read.
#[derive(Default)]
pub(crate) struct Readings {
    pub(crate) activations: Kept<Activation>,
    pub(crate) frameworks: Kept<Framework>,
    pub(crate) sets: Kept<CheckSet>,
    pub(crate) feed: Feed,
    pub(crate) past: Past,
    /// Where risks stood at moments of the past, the last read first.
    pub(crate) rated: Mutex<Vec<Arc<Ratings>>>,
    /// What was in force at the position that was last asked for.
    pub(crate) active: Mutex<Option<(u64, Vec<Active>)>>,
    pub(crate) counts: KeptCounts,
    pub(crate) tally: Tally,
    pub(crate) postures: KeptPostures,
    pub(crate) ends: KeptEnds,
}
