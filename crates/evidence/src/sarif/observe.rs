//! Findings by level, and by rule and level.

use std::collections::{BTreeMap, BTreeSet};

use assay_domain::{Direction, Observation, Taxonomy};

use super::document::SarifRun;
use super::finding::Suppression;
use super::tally::Group;
use crate::labels::some_of;
use crate::notes::Notes;
use crate::observe::{bare, number};

/// Levels, the gravest first. Those of a run are always counted, be it with 0.
const LEVELS: &[&str] = &["error", "warning", "note"];
/// What a level is called that results without a finding have.
const NO_LEVEL: &str = "none";

/// Results by what became of them.
#[derive(Debug, Default)]
struct Counts {
    open: u64,
    suppressed: u64,
    unjustified: u64,
    new: u64,
    gone: u64,
}

/// What a run found, told apart.
#[derive(Default)]
pub(super) struct Found {
    levels: BTreeMap<String, Counts>,
    rules: BTreeMap<(String, String), (Counts, Vec<Taxonomy>)>,
    /// Whether results were compared with an earlier run.
    compared: bool,
    passed: u64,
    undecided: u64,
    odd: BTreeSet<String>,
}

impl Found {
    /// Settles rules and levels of all results of a run.
    pub(super) fn of(run: &SarifRun) -> Self {
        let levels = LEVELS.iter().map(|level| ((*level).to_owned(), Counts::default())).collect();
        let mut found = Self { levels, ..Self::default() };
        for (group, count) in &run.tally.groups {
            found.take(run, group, *count);
        }
        found
    }

    fn take(&mut self, run: &SarifRun, group: &Group, count: u64) {
        match group.kind.as_deref() {
            None | Some("fail") => {}
            Some("pass") => return self.passed += count,
            Some("open" | "review") => return self.undecided += count,
            Some("notApplicable" | "informational") => return,
            // Better a finding too many than one too few.
            Some(other) => self.note_odd("kind", other),
        }
        let stated = group.level.clone().unwrap_or_else(|| run.rules.level(&group.rule));
        let level = if LEVELS.contains(&stated.as_str()) || stated == NO_LEVEL {
            stated
        } else {
            self.note_odd("level", &stated);
            LEVELS[0].to_owned()
        };
        self.compared |= group.baseline.is_some();
        let of_rule = self
            .rules
            .entry((run.rules.id(&group.rule), level.clone()))
            .or_insert_with(|| (Counts::default(), run.rules.taxonomies(&group.rule)));
        for counts in [&mut of_rule.0, self.levels.entry(level).or_default()] {
            counts.take(group, count);
        }
    }

    fn note_odd(&mut self, what: &str, value: &str) {
        if self.odd.len() < 20 {
            self.odd.insert(format!("{what} {value}"));
        }
    }

    /// Findings that are open.
    pub(super) fn open(&self) -> u64 {
        self.levels.values().map(|counts| counts.open).sum()
    }

    /// Findings that somebody suppressed.
    pub(super) fn suppressed(&self) -> u64 {
        self.levels.values().map(|counts| counts.suppressed).sum()
    }

    /// Notes words the specification does not have.
    pub(super) fn note(&self, notes: &mut Notes) {
        if !self.odd.is_empty() {
            let text = format!(
                "the specification has no {}; such results count as failed, at the gravest level where theirs is not known",
                some_of(self.odd.iter().map(String::as_str), 5)
            );
            notes.warn("sarif.words", text, None);
        }
    }

    /// One observation per level and number, then per rule, level and number.
    pub(super) fn observations(&self, tool: &str) -> Vec<Observation> {
        let mut list: Vec<Observation> = Vec::new();
        for (level, counts) in &self.levels {
            let slice = BTreeMap::from([("level".to_owned(), level.clone())]);
            list.push(findings(format!("{tool}/{level}/findings"), counts.open, slice.clone()));
            list.extend(counts.others(&format!("{tool}/{level}"), self.compared, &slice));
        }
        for (kind, count) in [("passed_results", self.passed), ("undecided_results", self.undecided)] {
            if count > 0 {
                let direction = if kind == "passed_results" { Direction::Unknown } else { Direction::Lower };
                list.push(Observation { direction, value: number(count), ..bare(format!("{tool}/{kind}"), kind) });
            }
        }
        for ((rule, level), (counts, taxonomies)) in &self.rules {
            let slice = BTreeMap::from([("level".to_owned(), level.clone())]);
            let stem = format!("{tool}/{rule}/{level}");
            let findings = findings(format!("{stem}/findings"), counts.open, slice.clone());
            let of_rule = |observation: Observation| Observation {
                group: Some(rule.clone()),
                taxonomies: taxonomies.clone(),
                ..observation
            };
            list.push(of_rule(findings));
            list.extend(counts.others(&stem, false, &slice).into_iter().map(of_rule));
        }
        list
    }
}

fn findings(key: String, count: u64, slice: BTreeMap<String, String>) -> Observation {
    Observation { direction: Direction::Lower, value: number(count), slice, ..bare(key, "findings") }
}

impl Counts {
    fn take(&mut self, group: &Group, count: u64) {
        if group.baseline.as_deref() == Some("absent") {
            self.gone += count;
            return;
        }
        match group.suppression {
            Suppression::None => self.open += count,
            Suppression::Justified => self.suppressed += count,
            Suppression::Unjustified => {
                self.suppressed += count;
                self.unjustified += count;
            }
        }
        if group.baseline.as_deref() == Some("new") && group.suppression == Suppression::None {
            self.new += count;
        }
    }

    /// What there is to say beside the open findings.
    fn others(&self, stem: &str, compared: bool, slice: &BTreeMap<String, String>) -> Vec<Observation> {
        let mut list = Vec::new();
        let mut say = |metric: &str, count: u64, direction: Direction, wanted: bool| {
            if wanted {
                let bare = bare(format!("{stem}/{metric}"), metric);
                list.push(Observation { direction, value: number(count), slice: slice.clone(), ..bare });
            }
        };
        say("suppressed_findings", self.suppressed, Direction::Unknown, self.suppressed > 0);
        say("unjustified_suppressions", self.unjustified, Direction::Lower, self.suppressed > 0);
        say("new_findings", self.new, Direction::Lower, compared);
        say("absent_findings", self.gone, Direction::Unknown, compared);
        list
    }
}
