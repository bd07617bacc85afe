//! Words in records as they stood. The index of a home knows what is current; of the past the records themselves are read.

use serde_json::Value;

use crate::words::{occurs, phrases, words};
use crate::{Filter, ListQuery, Page, Revision, StoreError, WorkspaceScope};

/// Records looked at at a time.
const PAGE: usize = 500;

/// Whether a list asks for words of the past.
pub(crate) fn is_past(query: &ListQuery) -> bool {
    query.as_of.is_some() && query.filters.iter().any(|filter| matches!(filter, Filter::Words(_)))
}

/// The same page as an index of that moment would give; `list` answers the query without its words.
pub(crate) fn search(
    query: &ListQuery,
    list: impl Fn(&ListQuery) -> Result<Page<Revision>, StoreError>,
) -> Result<Page<Revision>, StoreError> {
    let asked: Vec<Vec<Vec<String>>> = query
        .filters
        .iter()
        .filter_map(|filter| match filter {
            Filter::Words(text) => Some(phrases(text)),
            _ => None,
        })
        .collect();
    let others = query.filters.iter().filter(|filter| !matches!(filter, Filter::Words(_)));
    let mut rest = ListQuery { filters: others.cloned().collect(), limit: PAGE, ..query.clone() };
    let mut rows = Vec::new();
    loop {
        let page = list(&rest)?;
        let wanted = page.rows.into_iter().filter(|r| asked.iter().all(|wanted| says(r, wanted)));
        rows.extend(wanted.take(query.most() + 1 - rows.len()));
        rest.after = page.next.filter(|_| rows.len() <= query.most());
        if rest.after.is_none() {
            return Ok(query.page(rows));
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
