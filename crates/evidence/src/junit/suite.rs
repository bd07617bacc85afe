//! Tests, counted by suite.

use std::collections::BTreeMap;

use assay_domain::{Direction, Observation, Taxonomy, TimeStated};

use crate::metrics;
use crate::observe::{Count, bare, share};
use crate::scan::Value;

/// Properties of a test that say which control or requirement it serves.
pub(super) const TAGS: &[&str] = &["control", "requirement"];

/// Counts as a suite's attributes state them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) tests: Option<u64>,
    pub(super) failures: Option<u64>,
    pub(super) errors: Option<u64>,
}

/// All that was counted.
#[derive(Debug, Default)]
pub(super) struct Results {
    /// By path of the suite; its own tests, not those of suites within it.
    pub(super) suites: BTreeMap<String, Count>,
    pub(super) tags: BTreeMap<(&'static str, String), Count>,
    /// Numbers that tests recorded, by suite, test and name.
    pub(super) numbers: BTreeMap<(String, String, String), Value>,
    pub(super) root_name: Option<String>,
    pub(super) models: Vec<String>,
    pub(super) started: Option<TimeStated>,
    /// Suites that are empty.
    pub(super) empty: Vec<String>,
    /// Suites whose attributes state other counts than their tests give: path, stated, counted.
    pub(super) differing: Vec<(String, Stated, Count)>,
    /// Tests that passed only when they were run again.
    pub(super) flaky: u64,
    /// Errors that are of a suite and not of a test.
    pub(super) suite_errors: u64,
    /// Tests and suites that stand where none is looked for, so that they were not counted.
    pub(super) misplaced: u64,
}

impl Results {
    /// All tests.
    pub(super) fn all(&self) -> Count {
        let mut all = Count::default();
        self.suites.values().for_each(|count| all.add(*count));
        all
    }

    /// One observation per suite with tests, per tag, and per number that a test recorded.
    pub(super) fn observations(&self) -> Vec<Observation> {
        let suites = self.suites.iter().filter(|(_, count)| count.all() > 0).map(|(path, count)| Observation {
            group: Some(path.clone()),
            family: metrics::spoken_of(path).unwrap_or("other").to_owned(),
            ..pass_rate(*count, format!("{path}/pass_rate"))
        });
        let tags = self.tags.iter().map(|((scheme, id), count)| Observation {
            group: Some(format!("{scheme}/{id}")),
            taxonomies: vec![Taxonomy { scheme: (*scheme).to_owned(), id: id.clone(), origin: "tool".to_owned() }],
            ..pass_rate(*count, format!("{scheme}/{id}/pass_rate"))
        });
        let numbers = self.numbers.iter().map(|((suite, test, name), value)| Observation {
            group: Some(suite.clone()),
            family: metrics::spoken_of(name).or_else(|| metrics::spoken_of(test)).unwrap_or("other").to_owned(),
            direction: metrics::direction(name),
            value: value.measured(),
            ..bare(format!("{suite}/{test}/{name}"), name)
        });
        suites.chain(tags).chain(numbers).collect()
    }
}

/// The share of tests that ran and passed. A test that broke did run, and did not pass.
fn pass_rate(count: Count, key: String) -> Observation {
    let ran = count.passed + count.failed + count.errors;
    Observation {
        direction: Direction::Higher,
        value: share(count.passed, ran),
        n: Some(ran),
        n_failed: Some(count.failed),
        n_unscored: Some(count.unscored),
        n_error: Some(count.errors),
        ..bare(key, "pass_rate")
    }
}
