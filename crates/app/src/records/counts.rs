//! How many records a list has. To count is to look at each, so what was counted is kept until the log grows.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use assay_store::{Count, Filter, ListQuery, Page, Revision, WorkspaceScope};

use crate::Answer;
use crate::workspace::Workspace;

/// Most counts that are kept.
const MOST: usize = 256;

/// Records of a list from which on it is long.
const DENSE: u64 = 2_000;

/// Counts by what was counted, and the size that the log had then.
#[derive(Default)]
pub(crate) struct KeptCounts(Mutex<(u64, HashMap<String, Count>)>);

impl KeptCounts {
    /// What is known to have been counted when the log had that size.
    fn known(&self, size: u64, what: &str) -> Option<Count> {
        let (known, counts) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *known == size { counts.get(what).copied() } else { None }
    }

    /// The same, counted where it is not known.
    fn of(&self, size: u64, what: String, count: impl FnOnce() -> Answer<Count>) -> Answer<Count> {
        if let Some(count) = self.known(size, &what) {
            return Ok(count);
        }
        // Not under the lock: others count other things meanwhile.
        let found = count()?;
        let (known, counts) = &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *known < size || counts.len() >= MOST {
            counts.clear();
            *known = size.max(*known);
        }
        if *known == size {
            counts.insert(what, found);
        }
        Ok(found)
    }
}

impl Workspace {
    /// How many records a list has.
    pub(crate) fn count_records(&self, scope: &WorkspaceScope, query: &ListQuery) -> Answer<Count> {
        let named = self.named_count(scope, query)?;
        self.count_as(named, scope, query)
    }

    /// A page of a list with how many records the list has. Those of a page that is the whole list need not be counted;
    /// a list that is known to be long is read in another way.
    pub(crate) fn list_and_count(&self, scope: &WorkspaceScope, query: &ListQuery) -> Answer<(Page<Revision>, Count)> {
        let named = self.named_count(scope, query)?;
        let known = named.as_ref().and_then(|(size, what)| self.readings.counts.known(*size, what));
        let dense = known.is_some_and(|known| known.n > DENSE);
        let page = self.store.list(scope, &ListQuery { dense, ..query.clone() })?;
        let whole = query.after.is_none() && query.before.is_none() && page.next.is_none() && page.previous.is_none();
        let count = match known {
            Some(known) => known,
            None if whole => Count { n: page.rows.len() as u64, exact: true },
            None => self.count_as(named, scope, query)?,
        };
        Ok((page, count))
    }

    fn count_as(&self, named: Option<(u64, String)>, scope: &WorkspaceScope, query: &ListQuery) -> Answer<Count> {
        let count = || Ok(self.store.count(scope, query)?);
        match named {
            Some((size, what)) => self.readings.counts.of(size, what, count),
            None => count(),
        }
    }

    /// The size of the log, and what a count is kept by; nothing where thousands of keys would be its name.
    fn named_count(&self, scope: &WorkspaceScope, query: &ListQuery) -> Answer<Option<(u64, String)>> {
        if query.filters.iter().any(|filter| matches!(filter, Filter::Among(_) | Filter::Outside(_))) {
            return Ok(None);
        }
        let what = format!("{:?} {:?} {:?} {:?}", query.kind, query.filters, query.as_of, scope.blinds());
        Ok(Some((self.size(scope)?, what)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_holds_until_the_log_grows() {
        let kept = KeptCounts::default();
        let ask =
            |size: u64, what: &str, n: u64| kept.of(size, what.to_owned(), || Ok(Count { n, exact: true })).unwrap().n;
        assert_eq!((ask(5, "a", 1), ask(5, "a", 2), ask(5, "b", 3)), (1, 1, 3));
        assert_eq!(ask(6, "a", 4), 4);
        assert_eq!(ask(5, "a", 7), 7, "one who is late keeps nothing");
        assert_eq!(ask(6, "a", 8), 4);
        for n in 0..1_000 {
            ask(6, &format!("other {n}"), n);
        }
        assert_eq!(ask(6, "a", 9), 9, "room is made");
    }
}
