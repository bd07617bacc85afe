//! Results, counted by what tells them apart.

use std::collections::BTreeMap;

use super::finding::{Finding, Suppression};
use super::rules::RuleName;
use crate::Fault;
use crate::parsed::{MAX_OBSERVATIONS, too_many};

/// Results of one run. The rules, and with them the levels, are settled when all are read.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) results: u64,
    pub(super) groups: BTreeMap<Group, u64>,
}

/// What tells results apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Group {
    pub(super) rule: RuleName,
    pub(super) level: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) suppression: Suppression,
    pub(super) baseline: Option<String>,
}

impl Tally {
    /// Counts a result.
    pub(super) fn take(&mut self, finding: Finding) -> Result<(), Fault> {
        let Finding { rule, level, kind, suppression, baseline } = finding;
        self.results += 1;
        *self.groups.entry(Group { rule, level, kind, suppression, baseline }).or_default() += 1;
        if self.groups.len() > MAX_OBSERVATIONS { Err(too_many()) } else { Ok(()) }
    }
}
