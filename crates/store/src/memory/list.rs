//! Lists: what the databases do in SQL, done by looking at every record.

use std::cmp::Ordering;

use super::tables::Tables;
use crate::plan::Edge;
use crate::query::{COUNTED, Leg, Listed, Stretch};
use crate::row::{RevisionRow, Span};
use crate::words::{occurs, phrases};
use crate::{Count, Filter, ListQuery, Position, Revision, StoreError, Wanted, WorkspaceScope};

impl Tables {
    /// The rows of a page and one more, in the order they are read.
    pub(super) fn list(&self, scope: &WorkspaceScope, query: &ListQuery) -> Result<Vec<Listed>, StoreError> {
        crate::listing::fits(query)?;
        let enough = query.most() + 1;
        let mut rows = Vec::new();
        for leg in query.legs()? {
            let mut found = self.leg(scope, query, &leg);
            found.truncate(enough - rows.len());
            rows.extend(found);
            if rows.len() == enough {
                break;
            }
        }
        Ok(rows)
    }

    pub(super) fn count(&self, scope: &WorkspaceScope, query: &ListQuery) -> Count {
        Count::of(self.fitting(scope, query).take(COUNTED + 1).count() as u64)
    }

    fn fitting(&self, scope: &WorkspaceScope, query: &ListQuery) -> impl Iterator<Item = &Revision> {
        let fits = move |row: &&RevisionRow| {
            let r = &row.revision;
            row.span().holds(query.as_of)
                && scope.shows(r)
                && query.kind.as_ref().is_none_or(|kind| r.kind == *kind)
                && query.filters.iter().all(|filter| self.passes(filter, r, query))
        };
        self.revisions.iter().filter(fits).map(|row| &row.revision)
    }

    fn leg(&self, scope: &WorkspaceScope, query: &ListQuery, leg: &Leg) -> Vec<Listed> {
        let value = |r: &Revision| match &leg.stretch {
            Stretch::Valued(field) | Stretch::Unvalued(field) => self.smallest(r, field, query.as_of),
            Stretch::Group(name, _) => name.clone(),
            _ => String::new(),
        };
        let inside = |(r, value): &Listed| match &leg.stretch {
            Stretch::Key | Stretch::Changed => true,
            Stretch::State(state) => r.state == *state,
            Stretch::OtherStates(states) => !states.contains(&r.state),
            Stretch::Valued(_) => !value.is_empty(),
            Stretch::Unvalued(_) => value.is_empty(),
            Stretch::Group(_, keys) => keys.contains(&r.key),
            Stretch::OfNoGroup(keys) => !keys.contains(&r.key),
        };
        let place = |(r, value): &Listed| -> (String, i128) {
            match &leg.stretch {
                Stretch::Key if query.kind.is_none() => (String::new(), r.seq.into()),
                Stretch::Changed => (String::new(), r.seq.into()),
                Stretch::OtherStates(_) => (r.state.clone(), r.key.number().into()),
                Stretch::Valued(_) => (value.clone(), r.key.number().into()),
                Stretch::Key
                | Stretch::State(_)
                | Stretch::Unvalued(_)
                | Stretch::Group(..)
                | Stretch::OfNoGroup(_) => (String::new(), r.key.number().into()),
            }
        };
        let turned = |order: Ordering| if leg.descending { order.reverse() } else { order };
        let by_value = matches!(leg.stretch, Stretch::OtherStates(_) | Stretch::Valued(_));
        let from = leg
            .from
            .as_ref()
            .map(|(value, number)| (if by_value { value.clone() } else { String::new() }, i128::from(*number)));
        let beyond = |row: &Listed| from.as_ref().is_none_or(|from| turned(place(row).cmp(from)) == Ordering::Greater);
        let all = self.fitting(scope, query).map(|r| (r.clone(), value(r)));
        let mut rows: Vec<Listed> = all.filter(|row| inside(row) && beyond(row)).collect();
        rows.sort_by(|a, b| turned(place(a).cmp(&place(b))));
        rows
    }

    /// The smallest value of a field; empty where there is none.
    fn smallest(&self, r: &Revision, field: &str, as_of: Option<Position>) -> String {
        self.values(r, field, as_of).min().cloned().unwrap_or_default()
    }

    fn values<'a>(&'a self, r: &Revision, field: &'a str, as_of: Option<Position>) -> impl Iterator<Item = &'a String> {
        let held = self.indexed.get(&r.key).into_iter().flatten();
        let stands = move |spans: &[Span]| spans.iter().any(|span| span.holds(as_of));
        held.filter(move |(value, spans)| value.field == field && stands(spans)).map(|(value, _)| &value.value)
    }

    pub(super) fn passes(&self, filter: &Filter, r: &Revision, query: &ListQuery) -> bool {
        match filter {
            Filter::State(states) => states.contains(&r.state),
            Filter::Among(keys) => keys.contains(&r.key),
            Filter::Outside(keys) => !keys.contains(&r.key),
            Filter::Links(field, to) => {
                let edge = Edge { field: field.clone(), to: to.clone() };
                let spans = self.links.get(&(r.key.clone(), edge));
                spans.into_iter().flatten().any(|span| span.holds(query.as_of))
            }
            Filter::Words(text) => {
                let (wanted, words) = (phrases(text), self.words.get(&r.key));
                let found = |phrase: &Vec<String>| words.is_some_and(|w| w.iter().any(|part| occurs(phrase, part)));
                !wanted.is_empty() && wanted.iter().all(found)
            }
            Filter::Field(field, wanted) => {
                query.kind.is_some() && self.values(r, field, query.as_of).any(|value| wanted.takes(value))
            }
        }
    }
}

impl Wanted {
    /// Whether a value is one of those wanted; an empty one says that there is none.
    fn takes(&self, value: &String) -> bool {
        match self {
            Self::OneOf(values) => values.contains(value),
            Self::Empty => value.is_empty(),
            Self::Present => !value.is_empty(),
            Self::Between(from, to) => {
                !value.is_empty()
                    && from.as_ref().is_none_or(|from| value >= from)
                    && to.as_ref().is_none_or(|to| value <= to)
            }
        }
    }
}
