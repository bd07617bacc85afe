//! AI systems by the states of what is judged for each: worked out from the sums that are kept, and kept itself
//! until one of them is another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use assay_domain::{Key, State};

use super::sum::Sum;

/// Systems by the states that something judged for each is in. Systems of which nothing is judged are not here.
#[derive(Debug, Default)]
pub(crate) struct Postures {
    /// Those of which something is in a state, by key.
    pub(crate) having: BTreeMap<State, Vec<Key>>,
    /// All of them, in groups of the same gravest state with so many in it, the gravest first; each with a name.
    pub(crate) order: Vec<(String, Vec<Key>)>,
}

/// Those that were worked out last, with the sums they follow from.
#[derive(Default)]
pub(crate) struct KeptPostures(Mutex<Option<Kept>>);

type Kept = (Vec<Arc<Sum>>, Arc<Postures>);

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
    let mut counts: HashMap<&Key, BTreeMap<State, usize>> = HashMap::new();
    for sum in sums {
        // Of a system and its versions the gravest counts.
        let mut gravest: HashMap<&Key, State> = HashMap::new();
        for (subject, cell) in sum.cells() {
            let Some(system) = subject.system() else { continue };
            let known = gravest.entry(system).or_insert(cell.state);
            *known = (*known).min(cell.state);
        }
        for (system, state) in gravest {
            *counts.entry(system).or_default().entry(state).or_default() += 1;
        }
    }
    let mut all = Postures::default();
    let mut order: BTreeMap<(State, Reverse<usize>), Vec<Key>> = BTreeMap::new();
    for (system, states) in &counts {
        states.keys().for_each(|state| all.having.entry(*state).or_default().push((*system).clone()));
        if let Some((state, n)) = states.first_key_value() {
            order.entry((*state, Reverse(*n))).or_default().push((*system).clone());
        }
    }
    all.having.values_mut().chain(order.values_mut()).for_each(|keys| keys.sort());
    all.order = order.into_iter().map(|((state, n), keys)| (format!("{state:?}-{}", n.0), keys)).collect();
    all
}
