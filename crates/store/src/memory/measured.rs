//! Observations and verdicts over time.

use std::collections::{BTreeMap, BTreeSet};

use assay_domain::{Key, Observation};

use super::tables::Tables;
use crate::measured::{self, MOST, Placed, measure};
use crate::number::int;
use crate::plan::{ObservationRow, VerdictInterval};
use crate::{
    Ending, Measure, MetricsQuery, ObservationOrder, ObservationPage, ObservationQuery, Resting, Series, SeriesQuery,
    StoreError, WorkspaceScope,
};

impl Tables {
    /// Rows about a subject that the scope shows, newest first.
    fn measures(&self, scope: &WorkspaceScope, subject: &str) -> Vec<(u64, &ObservationRow)> {
        let hidden = scope.hidden_evidence();
        let shown = |evidence: u64| {
            let recorded = self.history(&Key::new("EV", evidence)).first().is_some_and(|r| scope.reaches(r.seq));
            !hidden.contains(&int(evidence)) && recorded
        };
        let of = self.observations.iter().filter(|(evidence, _)| shown(**evidence));
        let rows = of.flat_map(|(evidence, rows)| rows.values().map(|row| (*evidence, row)));
        let mut rows: Vec<_> = rows.filter(|(_, row)| row.subject == subject).collect();
        rows.sort_by_key(|(evidence, row)| std::cmp::Reverse((row.at, *evidence, row.ordinal)));
        rows
    }

    pub(super) fn series(&self, scope: &WorkspaceScope, query: &SeriesQuery) -> Result<Series, StoreError> {
        let within = |row: &ObservationRow| {
            row.metric == query.metric
                && query.from.is_none_or(|from| row.at >= from)
                && query.to.is_none_or(|to| row.at < to)
        };
        let rows: Vec<_> = self.measures(scope, &query.subject).into_iter().filter(|(_, row)| within(row)).collect();
        measured::series(query, |before, most| {
            let all = rows.iter().map(|(evidence, row)| placed(*evidence, row));
            let older = all.filter(|row| row.as_ref().map_or(true, |(at, _)| before.is_none_or(|before| *at < before)));
            older.take(most).collect()
        })
    }

    pub(super) fn metrics(
        &self,
        scope: &WorkspaceScope,
        query: &MetricsQuery,
        most: usize,
    ) -> Result<Vec<Measure>, StoreError> {
        let mut newest: BTreeMap<&str, (u64, &ObservationRow)> = BTreeMap::new();
        for (evidence, row) in self.measures(scope, &query.subject) {
            newest.entry(&row.metric).or_insert((evidence, row));
        }
        let after = newest.into_iter().filter(|(metric, _)| query.after.as_deref().is_none_or(|last| *metric > last));
        after.take(most).map(|(_, (evidence, row))| Ok(placed(evidence, row)?.1)).collect()
    }

    pub(super) fn observation_page(
        &self,
        query: &ObservationQuery,
        most: usize,
    ) -> Result<ObservationPage, StoreError> {
        let holding = query.holding.as_ref().map(|text| text.to_ascii_lowercase());
        let all = self.observations.get(&query.evidence.number()).into_iter().flat_map(|rows| rows.values());
        let mut rows: Vec<&ObservationRow> = all
            .filter(|row| holding.as_ref().is_none_or(|text| row.metric.to_ascii_lowercase().contains(text)))
            .collect();
        match query.order {
            ObservationOrder::Place => {}
            ObservationOrder::Metric => rows.sort_by(|a, b| a.metric.cmp(&b.metric)),
            ObservationOrder::Lowest => rows.sort_by(|a, b| by_value(a.value, b.value)),
            ObservationOrder::Highest => rows.sort_by(|a, b| by_value(a.value.map(|v| -v), b.value.map(|v| -v))),
        }
        let total = rows.len() as u64;
        let skip = usize::try_from(query.skip).unwrap_or(usize::MAX);
        let damaged = |e| StoreError::Damaged(format!("an observation of {}: {e}", query.evidence));
        let read = |row: &&ObservationRow| serde_json::from_str::<Observation>(&row.body).map_err(damaged);
        Ok(ObservationPage { rows: rows.iter().skip(skip).take(most).map(read).collect::<Result<_, _>>()?, total })
    }

    /// Intervals that hold at the end of what is shown.
    fn standing(&self, scope: &WorkspaceScope) -> impl Iterator<Item = &VerdictInterval> {
        let position = scope.position();
        self.verdicts.values().filter(move |v| match position {
            None => v.to.is_none(),
            Some(position) => v.from <= position && v.to.is_none_or(|to| to > position),
        })
    }

    pub(super) fn resting(
        &self,
        scope: &WorkspaceScope,
        evidence: &[Key],
        most: usize,
    ) -> Result<Vec<Resting>, StoreError> {
        let wanted: BTreeSet<u64> = evidence.iter().filter(|k| k.prefix() == "EV").map(Key::number).collect();
        let mut rows = Vec::new();
        for v in self.standing(scope) {
            for number in v.uses()?.evidence.intersection(&wanted) {
                rows.push((*number, &v.check, &v.subject, v));
            }
        }
        rows.sort_by_key(|(number, check, subject, _)| (*number, *check, *subject));
        let read = |(number, .., v): (u64, &String, &String, &VerdictInterval)| {
            Ok(Resting { evidence: Key::new("EV", number), verdict: measured::verdict(&v.body)?, from: v.from })
        };
        rows.into_iter().take(most.clamp(1, MOST)).map(read).collect()
    }

    pub(super) fn ending(
        &self,
        scope: &WorkspaceScope,
        after: Option<&Ending>,
        most: usize,
    ) -> Result<Vec<Ending>, StoreError> {
        let hidden = scope.hidden_evidence();
        let mut first = BTreeMap::new();
        for v in self.standing(scope) {
            let uses = v.uses()?;
            let Some(ends) = uses.ends else { continue };
            for number in uses.evidence.into_iter().filter(|number| !hidden.contains(&int(*number))) {
                let known = first.entry(number).or_insert(ends);
                *known = ends.min(*known);
            }
        }
        let mut rows: Vec<(assay_domain::Timestamp, u64)> =
            first.into_iter().map(|(number, ends)| (ends, number)).collect();
        rows.sort_unstable();
        let place = after.map(|a| (a.ends, a.evidence.number()));
        let later = rows.into_iter().filter(|row| place.is_none_or(|place| *row > place));
        Ok(later.take(most).map(|(ends, number)| Ending { evidence: Key::new("EV", number), ends }).collect())
    }

    pub(super) fn lasting(
        &self,
        scope: &WorkspaceScope,
        before: Option<u64>,
        most: usize,
    ) -> Result<Vec<Key>, StoreError> {
        let mut ends = BTreeSet::new();
        for v in self.standing(scope) {
            let uses = v.uses()?;
            if uses.ends.is_some() {
                ends.extend(uses.evidence);
            }
        }
        let fits = |key: &&Key| {
            key.prefix() == "EV"
                && before.is_none_or(|before| key.number() < before)
                && !ends.contains(&key.number())
                && scope.shown(self.revision_of(key, scope.position())).is_some_and(|r| r.kind == "evidence")
        };
        let mut keys: Vec<Key> = self.records.keys().filter(fits).cloned().collect();
        keys.sort_by_key(|key| std::cmp::Reverse(key.number()));
        keys.truncate(most);
        Ok(keys)
    }
}

fn placed(evidence: u64, row: &ObservationRow) -> Result<Placed, StoreError> {
    measure(int(evidence), i64::from(row.ordinal), row.at.as_micros(), &row.body)
}

/// The lower value first; what is no number last.
fn by_value(a: Option<f64>, b: Option<f64>) -> std::cmp::Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.partial_cmp(&b).unwrap_or(std::cmp::Ordering::Equal),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}
