//! What lists sort and filter by, as revisions follow each other. Kept beside the records and worked out from them alone,
//! so that it can be made anew, and be compared.

use std::collections::{BTreeMap, BTreeSet};

use assay_domain::{Indexed, indexed};

use super::View;
use super::rows::Turn;
use crate::row::Span;
use crate::{Revision, StoreError};

/// What a revision changes of the index.
pub(super) fn turn(view: &impl View, revision: &Revision) -> Result<Turn<Indexed>, StoreError> {
    let after = indexed(&revision.kind, &revision.title, revision.body.as_deref());
    let before = view.indexed_of(&revision.key)?;
    // An erasure leaves nothing of what was, not even what stays the same.
    Ok(if revision.op == "erase" { Turn { ended: before, begun: after } } else { Turn::between(&before, &after) })
}

/// A revision, as far as an index needs it.
#[derive(Debug, Clone)]
pub(crate) struct Described {
    pub(crate) seq: u64,
    pub(crate) op: String,
    pub(crate) title: String,
    pub(crate) body: Option<Vec<u8>>,
}

/// The values of a record with the spans in which they held.
pub(crate) type Held = BTreeMap<Indexed, Vec<Span>>;

/// Everything that an index has of a record, from its revisions, first to last.
pub(crate) fn history(kind: &str, revisions: &[Described]) -> Held {
    let mut held = Held::new();
    let mut now = BTreeSet::new();
    for revision in revisions {
        let after = indexed(kind, &revision.title, revision.body.as_deref());
        let mut from = revision.seq;
        if revision.op == "erase" {
            held.clear();
            now.clear();
            from = 0;
        }
        for gone in now.difference(&after) {
            for span in held.get_mut(gone).into_iter().flatten().filter(|span| span.to.is_none()) {
                span.to = Some(revision.seq);
            }
        }
        for begun in after.difference(&now) {
            held.entry(begun.clone()).or_default().push(Span::since(from));
        }
        now = after;
    }
    held
}

/// The same as rows, in an order of its own.
pub(crate) fn rows(held: &Held) -> BTreeSet<(Indexed, u64, Option<u64>)> {
    let row = |value: &Indexed, span: &Span| (value.clone(), span.from, span.to);
    held.iter().flat_map(|(value, spans)| spans.iter().map(|span| row(value, span))).collect()
}
