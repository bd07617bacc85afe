//! A model card: what is claimed of a model.

use std::collections::BTreeMap;

use assay_domain::{Observation, Uncertainty, decimal};

use super::part::states;
use crate::labels::label;
use crate::metrics;
use crate::observe::bare;
use crate::scan::Value;

/// How many metrics of one card are read.
const MAX_METRICS: usize = 10_000;

/// What is kept of a model card.
#[derive(Debug, Default)]
pub(super) struct Card {
    metrics: Vec<Value>,
    pub(super) uses: bool,
    pub(super) limitations: bool,
    pub(super) datasets: Vec<Dataset>,
}

/// A data set that a card names: by reference to a component, or itself.
#[derive(Debug)]
pub(super) enum Dataset {
    Ref(String),
    Named(String),
}

impl Card {
    /// Reads a card.
    pub(super) fn of(card: &Value) -> Self {
        let considered = |key: &str| card.at(&["considerations", key]).is_some_and(states);
        let datasets = card.at(&["modelParameters", "datasets"]).map(Value::items).unwrap_or_default();
        let metrics = card.at(&["quantitativeAnalysis", "performanceMetrics"]).map(Value::items).unwrap_or_default();
        Self {
            metrics: metrics.iter().take(MAX_METRICS).cloned().collect(),
            uses: considered("users") || considered("useCases"),
            limitations: considered("technicalLimitations"),
            datasets: datasets.iter().filter_map(dataset).collect(),
        }
    }

    /// One observation per metric and slice. They are claims: their keys end in `/stated`, so that no criterion for a
    /// measurement matches them.
    pub(super) fn observations(&self, model: &str, address: &str) -> Vec<Observation> {
        let path = format!("{address}/modelCard/quantitativeAnalysis/performanceMetrics");
        let metrics = self.metrics.iter().enumerate();
        metrics.map(|(index, metric)| observation(model, metric, format!("{path}/{index}"))).collect()
    }
}

fn dataset(dataset: &Value) -> Option<Dataset> {
    let text = |key: &str| dataset.get(key).and_then(Value::to_label);
    text("ref").map(Dataset::Ref).or_else(|| text("name").map(Dataset::Named))
}

fn observation(model: &str, stated: &Value, address: String) -> Observation {
    let text = |key: &str| stated.get(key).and_then(Value::to_label);
    let metric = text("type").unwrap_or_else(|| "unnamed".to_owned());
    let slice = text("slice").filter(|slice| !slice.eq_ignore_ascii_case("all"));
    let shown = slice.as_ref().map(|slice| format!("[{slice}]")).unwrap_or_default();
    let interval = |end: &str| stated.at(&["confidenceInterval", end])?.as_f64().filter(|v| v.is_finite()).map(decimal);
    let (low, high) = (interval("lowerBound"), interval("upperBound"));
    let uncertainty = (low.is_some() || high.is_some()).then(|| Uncertainty {
        stderr: None,
        low,
        high,
        method: Some("stated".to_owned()),
    });
    Observation {
        family: metrics::family(model, &metric).to_owned(),
        group: Some(label(model)),
        direction: metrics::direction(&metric),
        value: stated.get("value").unwrap_or(&Value::Null).measured(),
        uncertainty,
        slice: slice.map(sliced).unwrap_or_default(),
        address: Some(address),
        ..bare(format!("{model}/{metric}{shown}/stated"), &metric)
    }
}

/// `sex=f` is a group of a feature; anything else a slice by its name.
fn sliced(slice: String) -> BTreeMap<String, String> {
    match slice.split_once('=') {
        Some((feature, group)) if !feature.trim().is_empty() && !group.trim().is_empty() => {
            [(feature.trim().to_owned(), group.trim().to_owned())].into()
        }
        _ => [("slice".to_owned(), slice)].into(),
    }
}
