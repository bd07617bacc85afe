//! Scores: one observation per scorer and metric.

use std::collections::BTreeMap;

use assay_domain::{NativeThreshold, Observation};

use super::document::Document;
use crate::labels::{label, pointer_step};
use crate::scan::Value;
use crate::{metrics, statistics};

/// Every metric of every score, in the order of the file and then by name.
pub(super) fn observations(document: &Document, task: &str) -> Vec<Observation> {
    let scores = document.results.get("scores").map(Value::items).unwrap_or_default();
    scores.iter().enumerate().flat_map(|(place, score)| of_score(document, task, place, score)).collect()
}

/// The metrics of one score. A standard error belongs to the mean beside it, so it is no observation of its own unless
/// it stands alone.
fn of_score(document: &Document, task: &str, place: usize, score: &Value) -> Vec<Observation> {
    let empty = BTreeMap::new();
    let metrics: BTreeMap<&str, &Value> = score
        .get("metrics")
        .and_then(Value::members)
        .unwrap_or(&empty)
        .iter()
        .map(|(name, metric)| (name.as_str(), metric.get("value").unwrap_or(&Value::Null)))
        .collect();
    let (sure, values): (Vec<_>, Vec<_>) = metrics.iter().partition(|(name, _)| metrics::is_uncertainty(name));
    let stderr = sure.iter().find(|(name, _)| name.ends_with("stderr")).and_then(|(_, value)| value.as_f64());
    let shown = if values.is_empty() { &sure } else { &values };
    let alone = values.len() == 1;
    shown
        .iter()
        .map(|(metric, value)| {
            let mut observation = observation(document, task, score, metric, value);
            let averaged = alone || matches!(metric.rsplit('/').next(), Some("accuracy" | "mean"));
            if let Some(stderr) = stderr.filter(|_| averaged && !values.is_empty()) {
                observation.uncertainty = statistics::normal(observation.value.as_f64(), stderr);
            }
            observation.address = Some(format!("/results/scores/{place}/metrics/{}", pointer_step(metric)));
            observation
        })
        .collect()
}

fn observation(document: &Document, task: &str, score: &Value, metric: &str, value: &Value) -> Observation {
    let text = |key: &str| score.get(key).and_then(Value::to_label);
    let name = text("name").unwrap_or_else(|| "unnamed".to_owned());
    let scorer = text("scorer").unwrap_or_else(|| name.clone());
    let whole = name == scorer;
    let shown = if whole { scorer } else { format!("{scorer}.{name}") };
    // The mean over epochs is what is meant when nothing is said.
    let reducer = text("reducer").filter(|reducer| reducer != "mean").map(|r| format!(",{r}")).unwrap_or_default();
    let metric = label(metric);
    let count = |key: &str| score.get(key).and_then(Value::as_count);
    let completed = document.results.get("completed_samples").and_then(Value::as_count);
    Observation {
        ordinal: 0,
        key: format!("{task}/{shown}/{metric}{reducer}"),
        family: metrics::family(task, &name).to_owned(),
        group: Some(task.to_owned()),
        direction: metrics::direction_of_score(&name, &metric, whole),
        metric,
        value: value.measured(),
        uncertainty: None,
        n: count("scored_samples").or(completed),
        n_failed: None,
        n_unscored: count("unscored_samples"),
        n_error: None,
        threshold: NativeThreshold::NotRecorded,
        slice: BTreeMap::new(),
        taxonomies: Vec::new(),
        address: None,
    }
}
