//! What is asked about observations and verdicts over time. Each question is bounded, however much there is.

use std::collections::BTreeMap;

use assay_domain::{Key, Observation, Subject, Timestamp, Verdict};

use crate::{Page, Position, StoreError, WorkspaceScope};

/// Most rows that any of these questions is answered with.
pub(crate) const MOST: usize = 5_000;
/// Rows of a series looked at, at a time, where only those of a slice are wanted.
const LOOK: usize = 2_000;
/// Times that is done.
const LOOKS: usize = 10;

/// One metric of one subject over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesQuery {
    /// What was measured, for example `SYS-1@1.1.0`.
    pub subject: String,
    /// Key of the observations, for example `digits/match/accuracy`.
    pub metric: String,
    /// Only those of this slice; an empty one means the whole. Nothing means each.
    pub slice: Option<BTreeMap<String, String>>,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
    /// Most points, the newest; 5,000 at the most.
    pub limit: usize,
}

/// An observation with its evidence and its time.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// The evidence it is part of.
    pub evidence: Key,
    /// When the run took place, as far as is known.
    pub at: Timestamp,
    /// The observation.
    pub observation: Observation,
}

/// Measures of a series, oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The newest that were asked for.
    pub measures: Vec<Measure>,
    /// Whether there are older ones.
    pub more: bool,
}

/// The metrics of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricsQuery {
    /// What was measured.
    pub subject: String,
    /// The metric after which the page begins.
    pub after: Option<String>,
    /// Most metrics; 500 at the most.
    pub limit: usize,
}

/// What observations of an evidence are ordered by; then by their place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ObservationOrder {
    /// As the tool had them.
    #[default]
    Place,
    /// By key.
    Metric,
    /// The lowest value first; what is no number comes last.
    Lowest,
    /// The highest value first; what is no number comes last.
    Highest,
}

/// A page of the observations of one evidence. They never change, so a page is named by how many lie before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObservationQuery {
    /// The evidence.
    pub evidence: Key,
    /// In which order.
    pub order: ObservationOrder,
    /// Only those whose key holds this text, letter case aside.
    pub holding: Option<String>,
    /// How many are passed over.
    pub skip: u64,
    /// Most rows; 500 at the most.
    pub limit: usize,
}

/// Observations of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct ObservationPage {
    /// The rows.
    pub rows: Vec<Observation>,
    /// How many there are in all.
    pub total: u64,
}

/// A verdict that rests on an evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Resting {
    /// The evidence.
    pub evidence: Key,
    /// The verdict.
    pub verdict: Verdict,
    /// Position from which it held.
    pub from: Position,
}

/// Evidence that runs out: the first end among the verdicts that pass on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// The evidence.
    pub evidence: Key,
    /// Until when it may be relied on.
    pub ends: Timestamp,
}

/// Most rows of a page.
const PAGE: usize = 500;

impl MetricsQuery {
    /// A page, of a function that gives so many rows at most.
    pub(crate) fn page(
        &self,
        rows: impl FnOnce(usize) -> Result<Vec<Measure>, StoreError>,
    ) -> Result<Page<Measure>, StoreError> {
        let most = self.limit.clamp(1, PAGE);
        let mut rows = rows(most + 1)?;
        let more = rows.len() > most;
        rows.truncate(most);
        let next = rows.last().filter(|_| more).map(|last| last.observation.key.clone());
        Ok(Page { rows, next, previous: None })
    }
}

impl ObservationQuery {
    /// Rows of a page.
    pub(crate) fn most(&self) -> usize {
        self.limit.clamp(1, PAGE)
    }
}

impl WorkspaceScope {
    /// Whether nothing about a subject is shown, or nothing of any evidence.
    pub(crate) fn hides_measures_of(&self, subject: &str) -> bool {
        let hidden = match subject.parse::<Subject>() {
            Ok(Subject::Record(key) | Subject::Version(key, _)) => self.hides(&key),
            Ok(Subject::Workspace) | Err(_) => false,
        };
        hidden || self.hides_kind("evidence")
    }

    /// Numbers of the evidence that is not shown.
    pub(crate) fn hidden_evidence(&self) -> Vec<i64> {
        let keys = self.blinds().records.iter().filter(|key| key.prefix() == "EV");
        keys.map(|key| crate::number::int(key.number())).collect()
    }
}

/// Where a series was left: time, evidence and place of the oldest row so far.
pub(crate) type Before = (i64, i64, i64);

/// A row of a series, with where it stands.
pub(crate) type Placed = (Before, Measure);

/// Puts a series together from rows that come newest first, page after page.
pub(crate) fn series(
    query: &SeriesQuery,
    mut fetch: impl FnMut(Option<Before>, usize) -> Result<Vec<Placed>, StoreError>,
) -> Result<Series, StoreError> {
    let most = query.limit.clamp(1, MOST);
    let page = if query.slice.is_some() { LOOK } else { most + 1 };
    let (mut before, mut measures, mut more) = (None, Vec::new(), false);
    for look in 1..=LOOKS {
        let rows = fetch(before, page)?;
        let full = rows.len() == page;
        before = rows.last().map(|(place, _)| *place);
        let wanted =
            rows.into_iter().map(|(_, m)| m).filter(|m| query.slice.as_ref().is_none_or(|s| *s == m.observation.slice));
        measures.extend(wanted.take(most + 1 - measures.len()));
        more = measures.len() > most || (full && look == LOOKS);
        if more || !full {
            break;
        }
    }
    measures.truncate(most);
    measures.reverse();
    Ok(Series { measures, more })
}

/// Reads a row of a series.
pub(crate) fn measure(evidence: i64, ordinal: i64, at: i64, body: &str) -> Result<Placed, StoreError> {
    let key = Key::new("EV", crate::number::uint(evidence));
    let observation =
        serde_json::from_str(body).map_err(|e| StoreError::Damaged(format!("observation {ordinal} of {key}: {e}")))?;
    Ok(((at, evidence, ordinal), Measure { evidence: key, at: Timestamp::from_micros(at), observation }))
}

/// Reads a verdict.
pub(crate) fn verdict(body: &str) -> Result<Verdict, StoreError> {
    serde_json::from_str(body).map_err(|e| StoreError::Damaged(format!("a verdict: {e}")))
}
