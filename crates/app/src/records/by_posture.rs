//! Lists of AI systems by the states of what is judged for each. It is no field of a record: it follows from the
//! verdicts that are kept in memory, and goes to the store as keys.

use std::sync::Arc;

use assay_domain::Kind;
use assay_domain::kinds::ai_system::KIND;
use assay_store::{Filter, Sort, SortBy, WorkspaceScope};

use crate::Answer;
use crate::coverage::state;
use crate::judging::Postures;
use crate::workspace::Workspace;

/// What it is called among the fields of a list.
const POSTURE: &str = "posture";

fn is_of_systems(kind: Option<&'static Kind>) -> bool {
    kind.is_some_and(|kind| kind.name == KIND.name)
}

/// What a condition wants of it, where it is one on it.
pub(super) fn wanted<'t>(kind: Option<&'static Kind>, text: &'t str) -> Option<&'t str> {
    let (name, wanted) = text.split_once(':')?;
    (name == POSTURE && is_of_systems(kind)).then_some(wanted.trim())
}

/// Whether the gravest comes last, where a list is to be in its order.
pub(super) fn order(kind: Option<&'static Kind>, text: Option<&str>) -> Option<bool> {
    let text = text.filter(|_| is_of_systems(kind))?;
    let (descending, name) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    (name == POSTURE).then_some(descending)
}

impl Workspace {
    fn postures(&self, scope: &WorkspaceScope, as_of: Option<&str>) -> Answer<Arc<Postures>> {
        let (held, at) = self.reading(scope, as_of)?;
        let sums = self.own_sums(&held, &at)?;
        drop(held);
        Ok(self.readings.postures.of(sums))
    }

    /// Systems of which something is in one of these states; nothing stated means those of which nothing is judged, `*` the
    /// others.
    pub(super) fn with_posture(&self, scope: &WorkspaceScope, as_of: Option<&str>, wanted: &str) -> Answer<Filter> {
        let states = match wanted {
            "" | "*" => Vec::new(),
            _ => wanted.split(',').map(|word| state(word.trim())).collect::<Answer<Vec<_>>>()?,
        };
        let postures = self.postures(scope, as_of)?;
        let judged = || postures.order.iter().flat_map(|(_, keys)| keys.iter().cloned()).collect();
        Ok(match wanted {
            "" => Filter::Outside(judged()),
            "*" => Filter::Among(judged()),
            _ => {
                let some = states.iter().filter_map(|state| postures.having.get(state));
                Filter::Among(some.flatten().cloned().collect())
            }
        })
    }

    pub(super) fn sorted_by_posture(
        &self,
        scope: &WorkspaceScope,
        as_of: Option<&str>,
        descending: bool,
    ) -> Answer<Sort> {
        let groups = self.postures(scope, as_of)?.order.clone();
        Ok(Sort { by: SortBy::Groups(groups), descending })
    }
}
