//! How the states of a framework went, month by month, from the intervals in which verdicts held: nothing is judged again.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use assay_domain::{AIMS, State, Timestamp};
use assay_store::WorkspaceScope;

use crate::access::Principal;
use crate::dto::{AsOfView, MonthStates, StatesRequest, StatesView};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Most months.
const MOST: u32 = 36;
/// Most months that are kept.
const KEPT: usize = 512;

/// How many requirements are in each state.
type Counts = BTreeMap<State, usize>;

/// States at the ends of months that are over, by framework and position: what was so then does not change.
#[derive(Default)]
pub(crate) struct Months(Mutex<BTreeMap<(String, u64), Counts>>);

/// The last moment of the month before that of a moment.
fn before(at: Timestamp) -> Answer<Timestamp> {
    let first = Timestamp::parse(&format!("{}-01", at.month())).map_err(AppError::internal)?;
    Ok(first.plus_micros(-1))
}

impl Workspace {
    /// How many requirements of a framework were in each state at the end of each month; of this one, now.
    ///
    /// # Errors
    /// On a framework that is not in force, or a moment that is not known.
    pub fn states_by_month(&self, principal: &Principal, request: &StatesRequest) -> Answer<StatesView> {
        let (scope, now) = self.enter_as_of(principal, request.as_of.as_deref())?;
        if request.as_of.is_none() {
            self.settle(&scope)?;
        }
        let framework = request.framework.clone().unwrap_or_else(|| AIMS.to_owned());
        self.in_force(&framework, &now)?;
        let (mut months, mut at) = (Vec::new(), now.clone());
        for _ in 0..request.months.unwrap_or(12).clamp(1, MOST) {
            let states = self.states_then(&scope, &framework, &at, at == now)?;
            let time = before(at.time)?;
            let position = self.store.position_at(&scope, time)?.min(now.position);
            let past = AsOfView { position, time };
            months.push(MonthStates { month: at.time.month(), at: std::mem::replace(&mut at, past), states });
        }
        months.reverse();
        Ok(StatesView { framework, months })
    }

    /// Counts of states at a moment; nothing where the framework was not in force.
    fn states_then(&self, scope: &WorkspaceScope, slug: &str, at: &AsOfView, now: bool) -> Answer<Option<Counts>> {
        // Somebody who sees less has states of their own.
        let shared = !now && scope.blinds().kinds.is_empty() && scope.blinds().records.is_empty();
        let key = (slug.to_owned(), at.position);
        if shared && let Some(known) = self.by_month.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Some(known.clone()));
        }
        let Ok(in_force) = self.in_force(slug, at) else { return Ok(None) };
        let mut counts = Counts::new();
        for state in self.states(scope, &in_force, at)? {
            *counts.entry(state.state).or_insert(0) += 1;
        }
        if shared {
            let mut kept = self.by_month.0.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() >= KEPT {
                kept.clear();
            }
            kept.insert(key, counts.clone());
        }
        Ok(Some(counts))
    }
}
