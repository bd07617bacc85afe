//! What a row of verdict changes comes to: intervals that end, and intervals that begin.

use std::collections::{BTreeMap, BTreeSet};

use assay_domain::{Key, Outcome, Timestamp};
use serde::Deserialize;

use crate::{CommitError, Position, StoreError, VerdictChange, VerdictSpan};

/// A verdict with the interval in which it held, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct VerdictInterval {
    pub(crate) check: String,
    pub(crate) subject: String,
    pub(crate) from: Position,
    /// Nothing while it holds.
    pub(crate) to: Option<Position>,
    /// The verdict as JSON.
    pub(crate) body: String,
}

/// The evidence that a verdict rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Uses {
    /// Numbers of its keys.
    pub(crate) evidence: BTreeSet<u64>,
    /// Until when it may be relied on, where it passed.
    pub(crate) ends: Option<Timestamp>,
}

impl VerdictInterval {
    /// As far as it lies before a position.
    pub(crate) fn span(&self, last: Position) -> Result<VerdictSpan, StoreError> {
        let verdict = serde_json::from_str(&self.body).map_err(|e| StoreError::Damaged(format!("a verdict: {e}")))?;
        Ok(VerdictSpan { verdict, from: self.from, to: self.to.filter(|to| *to <= last) })
    }

    /// What it rests on, from the verdict itself.
    pub(crate) fn uses(&self) -> Result<Uses, StoreError> {
        #[derive(Deserialize)]
        struct Read {
            outcome: Outcome,
            #[serde(default)]
            valid_until: Option<Timestamp>,
            #[serde(default)]
            evidence: Vec<String>,
        }
        let read: Read =
            serde_json::from_str(&self.body).map_err(|e| StoreError::Damaged(format!("a verdict: {e}")))?;
        let keys = read.evidence.iter().filter_map(|text| text.parse::<Key>().ok());
        let evidence = keys.filter(|key| key.prefix() == "EV").map(|key| key.number()).collect();
        Ok(Uses { evidence, ends: read.valid_until.filter(|_| read.outcome == Outcome::Pass) })
    }
}

/// Changes of verdicts, worked out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Intervals {
    /// Check, subject and position: what held so far ends there, if anything did.
    pub(crate) ended: Vec<(String, String, Position)>,
    pub(crate) begun: Vec<VerdictInterval>,
}

impl Intervals {
    pub(crate) fn of(changes: &[VerdictChange]) -> Result<Self, CommitError> {
        let mut intervals = Self::default();
        // Check and subject, with the interval that these changes themselves left open.
        let mut open: BTreeMap<(String, String), Option<usize>> = BTreeMap::new();
        for change in changes {
            let (at, check, subject) = match change {
                VerdictChange::End(at, check, subject) => (*at, check.clone(), subject.clone()),
                VerdictChange::Set(at, verdict) => (*at, verdict.check.clone(), verdict.subject.to_string()),
            };
            let place = open.entry((check.clone(), subject.clone())).or_insert_with(|| {
                intervals.ended.push((check.clone(), subject.clone(), at));
                None
            });
            if let Some(last) = place.take().and_then(|index| intervals.begun.get_mut(index)) {
                last.to = Some(at);
            }
            if let VerdictChange::Set(_, verdict) = change {
                let body = serde_json::to_string(verdict).map_err(|e| CommitError::Entry(e.to_string()))?;
                *place = Some(intervals.begun.len());
                intervals.begun.push(VerdictInterval { check, subject, from: at, to: None, body });
            }
        }
        Ok(intervals)
    }
}
