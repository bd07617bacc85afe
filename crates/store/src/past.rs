//! Words in records as they stood. The index of a home knows what is current; of the past the records themselves are read.

use serde_json::Value;

use crate::query::Listed;
use crate::words::{occurs, phrases, words};
use crate::{Count, Filter, ListQuery, Revision, StoreError, WorkspaceScope};

/// Records looked at at a time.
const PAGE: usize = 500;
/// Records looked at to count those that have the words.
const LOOKED_AT: usize = 2_000;

/// Whether a list asks for words of the past.
pub(crate) fn is_past(query: &ListQuery) -> bool {
    query.as_of.is_some() && query.filters.iter().any(|filter| matches!(filter, Filter::Words(_)))
}

/// The same rows as an index of that moment would give; `list` answers the query without its words.
pub(crate) fn search(
    query: &ListQuery,
    list: impl Fn(&ListQuery) -> Result<Vec<Listed>, StoreError>,
) -> Result<Vec<Listed>, StoreError> {
    let enough = query.most() + 1;
    let mut rows = Vec::new();
    walk(query, list, |row| {
        rows.push(row);
        rows.len() < enough
    })?;
    Ok(rows)
}

/// How many there are, where a bounded look finds all of them; else that there are so many at least.
pub(crate) fn count(
    query: &ListQuery,
    list: impl Fn(&ListQuery) -> Result<Vec<Listed>, StoreError>,
) -> Result<Count, StoreError> {
    let query = ListQuery { after: None, before: None, ..query.clone() };
    let looked_at = std::cell::Cell::new(0);
    let bounded = |query: &ListQuery| {
        if looked_at.get() >= LOOKED_AT {
            return Ok(Vec::new());
        }
        let rows = list(query)?;
        looked_at.set(looked_at.get() + rows.len());
        Ok(rows)
    };
    let mut n = 0;
    walk(&query, bounded, |_| {
        n += 1;
        true
    })?;
    Ok(Count { n, exact: looked_at.get() < LOOKED_AT })
}

/// Goes through the records that have the words, page by page, until `take` has enough.
fn walk(
    query: &ListQuery,
    list: impl Fn(&ListQuery) -> Result<Vec<Listed>, StoreError>,
    mut take: impl FnMut(Listed) -> bool,
) -> Result<(), StoreError> {
    let words = |filter: &Filter| match filter {
        Filter::Words(text) => Some(phrases(text)),
        _ => None,
    };
    let asked: Vec<Vec<Vec<String>>> = query.filters.iter().filter_map(words).collect();
    let others = query.filters.iter().filter(|filter| words(filter).is_none());
    let mut rest = ListQuery { filters: others.cloned().collect(), limit: PAGE, ..query.clone() };
    loop {
        let rows = list(&rest)?;
        let (more, count) = (rows.len() > PAGE, rows.len().min(PAGE));
        rest.go_on_behind(rows.get(count.wrapping_sub(1)));
        for row in rows.into_iter().take(PAGE) {
            if asked.iter().all(|wanted| says(&row.0, wanted)) && !take(row) {
                return Ok(());
            }
        }
        if !more {
            return Ok(());
        }
    }
}

/// Of records that an index of now found, those in which the words were there as they stood.
pub(crate) fn hold(scope: &WorkspaceScope, text: &str, mut rows: Vec<Revision>) -> Vec<Revision> {
    if scope.position().is_some() {
        let wanted = phrases(text);
        rows.retain(|r| says(r, &wanted));
    }
    rows
}

/// Whether all phrases occur in the title or the body of a revision, as the index has them.
fn says(revision: &Revision, wanted: &[Vec<String>]) -> bool {
    let Some(body) = revision.body.as_ref().filter(|_| !wanted.is_empty()) else { return false };
    let mut body: Value = serde_json::from_slice(body).unwrap_or_default();
    // The tag of its shape is nothing that anybody wrote.
    if let Value::Object(map) = &mut body {
        map.remove("schema");
    }
    let text = assay_domain::words(&body);
    let parts = [words(&revision.title), words(&format!("{} {text}", revision.key))];
    wanted.iter().all(|phrase| parts.iter().any(|part| occurs(phrase, part)))
}
