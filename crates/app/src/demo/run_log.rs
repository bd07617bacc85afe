//! Logs in the form of Inspect's JSON, and reports in that of JUnit, written for the demonstration. Each says that it is
//! constructed: in its name, and in its tags or properties.

use assay_domain::Timestamp;
use serde_json::{Value, json};

use super::history::{ConstructedRun, Score};
use crate::{Answer, AppError};

/// What every constructed log says of itself.
const LABEL: &str = "constructed for a demonstration: no model was run";
const MINUTE: i64 = 60_000_000;
/// A run ends this long before it is delivered, and takes as long.
const MINUTES: i64 = 45;

/// Name and bytes of a log delivered at a moment.
pub(super) fn log(run: &ConstructedRun, delivered: Timestamp) -> Answer<(String, Vec<u8>)> {
    let started = stamp(delivered.plus_micros(-2 * MINUTES * MINUTE));
    let ended = stamp(delivered.plus_micros(-MINUTES * MINUTE));
    let id = format!("constructed-{}-{}", run.task, delivered.date());
    let scores: Vec<Value> = run.scores.iter().map(|s| score(s, run.samples)).collect();
    let log = json!({
        "version": 2,
        "status": "success",
        "eval": {
            "eval_id": id, "run_id": id, "task_id": id, "created": started,
            "task": run.task, "task_version": 0, "task_args": {}, "model": run.model,
            "dataset": {"name": run.dataset, "samples": run.samples, "shuffled": false},
            "config": {"epochs": 1}, "packages": {"inspect_ai": "0.3.240"},
            "tags": ["constructed", "demo"], "metadata": {"constructed": LABEL},
        },
        "plan": {"name": "plan", "steps": [], "config": {}},
        "results": {"total_samples": run.samples, "completed_samples": run.samples, "scores": scores},
        "stats": {"started_at": started, "completed_at": ended, "model_usage": {}},
    });
    Ok((format!("{id}.json"), serde_json::to_vec_pretty(&log).map_err(AppError::internal)?))
}

/// Name and bytes of a report in which each case passes.
pub(super) fn report(name: &str, suite: &str, cases: &[String], delivered: Timestamp) -> (String, Vec<u8>) {
    let ended = delivered.plus_micros(-MINUTES * MINUTE).to_string();
    let plain = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"{}\" tests=\"{n}\" failures=\"0\" \
         errors=\"0\" skipped=\"0\" timestamp=\"{}+00:00\">\n<properties><property name=\"constructed\" value=\"{LABEL}\"/>\
         </properties>\n",
        plain(suite),
        ended.split('.').next().unwrap_or(&ended),
        n = cases.len(),
    );
    for case in cases {
        xml += &format!("<testcase classname=\"{}\" name=\"{}\" time=\"1\"/>\n", plain(suite), plain(case));
    }
    xml += "</testsuite>\n</testsuites>\n";
    (format!("constructed-{name}.xml"), xml.into_bytes())
}

/// A share with the standard error of a mean of zeros and ones.
fn score(score: &Score, samples: u32) -> Value {
    let n = f64::from(samples.max(2));
    let share = f64::from(score.hits) / n;
    let stderr = (share * (1.0 - share) / (n - 1.0)).sqrt();
    let metric = |name: &str, value: f64| json!({"name": name, "value": value, "options": {}});
    let mut metrics = serde_json::Map::new();
    metrics.insert(score.metric.clone(), metric(&score.metric, share));
    metrics.insert("stderr".to_owned(), metric("stderr", stderr));
    json!({
        "name": score.score.as_ref().unwrap_or(&score.scorer), "scorer": score.scorer,
        "scored_samples": samples, "unscored_samples": 0, "params": {}, "metrics": metrics,
    })
}

/// To the second, with the zone, as Inspect writes times.
fn stamp(at: Timestamp) -> String {
    let text = at.to_string();
    format!("{}+00:00", text.split('.').next().unwrap_or(&text))
}
