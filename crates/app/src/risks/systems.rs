//! How many risks each AI system has.

use std::collections::BTreeMap;
use std::sync::Arc;

use assay_domain::Key;
use assay_store::WorkspaceScope;

use super::seen::Seen;
use crate::Answer;
use crate::dto::RiskCount;
use crate::workspace::Workspace;

impl Workspace {
    /// Open risks of every system, counted, at the moment a scope shows. Systems without one are not among them.
    pub(crate) fn risks_by_system(&self, scope: &WorkspaceScope) -> Answer<Arc<BTreeMap<Key, RiskCount>>> {
        let (ratings, at) = self.ratings(scope, None)?;
        let seen = Seen::new(&ratings, scope, at.time);
        Ok(seen.ask("by system", || Arc::new(counted(&seen))))
    }
}

fn counted(seen: &Seen<'_>) -> BTreeMap<Key, RiskCount> {
    let mut counts: BTreeMap<Key, RiskCount> = BTreeMap::new();
    for risk in seen.open() {
        let Some(system) = &risk.system else { continue };
        let count = match counts.get_mut(system) {
            Some(count) => count,
            None => counts.entry(system.clone()).or_default(),
        };
        count.open += 1;
        match risk.above() {
            Some(true) => count.above += 1,
            Some(false) => {}
            None => count.unrated += 1,
        }
    }
    counts
}
