//! Metrics: one observation per task, metric and filter.

use std::collections::BTreeMap;

use assay_domain::{Direction, NativeThreshold, Observation, Uncertainty};

use super::results::Results;
use crate::labels::{label, pointer_step};
use crate::scan::Value;
use crate::{metrics, statistics};

/// Every metric of every task and group. Groups are in `results` too, so `groups` is not read.
pub(super) fn observations(results: &Results) -> Vec<Observation> {
    let tasks = results.at(&["results"]).and_then(Value::members);
    tasks.into_iter().flatten().flat_map(|(task, entry)| of_task(results, task, entry)).collect()
}

fn of_task(results: &Results, task: &str, entry: &Value) -> Vec<Observation> {
    let Some(members) = entry.members() else { return Vec::new() };
    members
        .iter()
        .filter_map(|(key, value)| Some((key, key.split_once(',')?, value)))
        .filter(|(_, (metric, filter), _)| {
            sibling(metric).is_none_or(|s| !members.contains_key(&format!("{s},{filter}")))
        })
        .map(|(key, (metric, filter), value)| observation(results, task, entry, key, metric, filter, value))
        .collect()
}

/// The metric whose standard error this one is.
fn sibling(metric: &str) -> Option<&str> {
    metric.strip_suffix("_stderr")
}

fn observation(
    results: &Results,
    task: &str,
    entry: &Value,
    key: &str,
    metric: &str,
    filter: &str,
    value: &Value,
) -> Observation {
    let (shown, metric_label) = (label(task), label(metric));
    let measured = value.measured();
    Observation {
        ordinal: 0,
        key: format!("{shown}/{metric_label},{}", label(filter)),
        family: metrics::family(task, metric).to_owned(),
        group: Some(shown),
        direction: direction(results, task, metric),
        uncertainty: uncertainty(entry, metric, filter, measured.as_f64()),
        metric: metric_label,
        value: measured,
        n: results.effective(task),
        n_failed: None,
        n_unscored: None,
        n_error: None,
        threshold: NativeThreshold::NotRecorded,
        slice: BTreeMap::new(),
        taxonomies: Vec::new(),
        address: Some(format!("/results/{}/{}", pointer_step(task), pointer_step(key))),
    }
}

/// As the file says; else as the metric's name says.
fn direction(results: &Results, task: &str, metric: &str) -> Direction {
    match results.at(&["higher_is_better", task, metric]) {
        Some(Value::Bool(true)) => Direction::Higher,
        Some(Value::Bool(false)) => Direction::Lower,
        _ => metrics::direction(metric),
    }
}

/// The standard error beside a metric, which may be the text `N/A`.
fn uncertainty(entry: &Value, metric: &str, filter: &str, value: Option<f64>) -> Option<Uncertainty> {
    let stderr = entry.get(&format!("{metric}_stderr,{filter}"))?.as_f64()?;
    statistics::normal(value, stderr)
}
