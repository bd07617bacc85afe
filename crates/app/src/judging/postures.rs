//! AI systems by the gravest state of what is judged for each: worked out from the sums that are kept, and kept itself
//! until one of them is another.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use assay_domain::{Key, State};

use super::sum::Sum;

/// The systems of each state, the gravest first; in each by key. Systems of which nothing is judged are in none.
pub(crate) type Postures = BTreeMap<State, Vec<Key>>;

/// Those that were worked out last, with the sums they follow from.
#[derive(Default)]
pub(crate) struct KeptPostures(Mutex<Option<(Vec<Arc<Sum>>, Arc<Postures>)>>);

impl KeptPostures {
    /// What these sums come to. A sum that nothing touched is the very same as before, so that comparing them is cheap.
    pub(crate) fn of(&self, sums: Vec<Arc<Sum>>) -> Arc<Postures> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((before, postures)) = kept.as_ref()
            && before.len() == sums.len()
            && before.iter().zip(&sums).all(|(a, b)| Arc::ptr_eq(a, b))
        {
            return Arc::clone(postures);
        }
        // Worked out under the lock: many who ask at once have it done once.
        let postures = Arc::new(work_out(&sums));
        *kept = Some((sums, Arc::clone(&postures)));
        postures
    }
}

fn work_out(sums: &[Arc<Sum>]) -> Postures {
    let mut gravest: HashMap<&Key, State> = HashMap::new();
    for (subject, cell) in sums.iter().flat_map(|sum| sum.cells()) {
        let Some(system) = subject.system() else { continue };
        let known = gravest.entry(system).or_insert(cell.state);
        *known = (*known).min(cell.state);
    }
    let mut all = Postures::new();
    for (system, state) in gravest {
        all.entry(state).or_default().push(system.clone());
    }
    all.values_mut().for_each(|keys| keys.sort());
    all
}
