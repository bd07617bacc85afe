//! How the run went: status, times, what was tested, and on how much of the data set.

use assay_domain::{Claimed, DatasetUse, Message, Population, Run, RunStatus, TimeSource, Times};

use super::document::Document;
use super::observe;
use crate::notes::Notes;
use crate::scan::Value;
use crate::{ArtifactSet, Fault, ParsedRun, times};

/// Settles the run.
pub(super) fn settle(set: &ArtifactSet<'_>, document: &Document, mut notes: Notes) -> Result<ParsedRun, Fault> {
    let mut parsed = ParsedRun::of(set);
    let task = document.text(&["task"]).unwrap_or_else(|| "unnamed".to_owned());
    parsed.tool.version = document.text(&["packages", "inspect_ai"]);
    parsed.claimed = claimed(document);
    parsed.title = format!("inspect {task}, {}", parsed.claimed.model.as_deref().unwrap_or("unnamed model"));
    parsed.times = times_of(document);
    parsed.run = Run {
        native_id: native_id(document),
        name: Some(task.clone()),
        status: status(document, &mut notes),
        config_sha256: Some(document.config().sha256()),
        ..Run::default()
    };
    if document.version.is_none_or(|version| version < 2) {
        let text = "the log is of a format before 2, of which no real file was seen; check what was read";
        notes.warn("inspect.version", text, None);
    }
    parsed.observations = observe::observations(document, &task);
    reasons(document, &mut parsed);
    (parsed.datasets, parsed.population) = population(document);
    parsed.represent(mock(&parsed.claimed));
    parsed.finish(notes)
}

fn claimed(document: &Document) -> Claimed {
    // `none/none` is what Inspect writes when the task calls no model itself.
    let model = document.text(&["model"]).filter(|model| !model.starts_with("none/"));
    let provider = model.as_deref().and_then(|model| model.split_once('/')).map(|(provider, _)| provider.to_owned());
    Claimed { model, provider, revision: document.text(&["revision", "commit"]) }
}

fn mock(claimed: &Claimed) -> Option<Message> {
    let model = claimed.model.as_deref().filter(|model| model.starts_with("mockllm/"))?;
    let text = "the model `{model}` is a stand-in that Inspect ships for trying itself out";
    Some(Message::new("mock.inspect-mockllm", text, &[("model", &model)]))
}

/// The id of this evaluation; a run id alone is shared by all tasks started together.
fn native_id(document: &Document) -> Option<String> {
    document.text(&["eval_id"]).or_else(|| {
        let run = document.text(&["run_id"])?;
        Some(document.text(&["task_id"]).map_or_else(|| run.clone(), |task| format!("{run}/{task}")))
    })
}

fn times_of(document: &Document) -> Times {
    let read = |text: &str| times::stated(text, TimeSource::InFile);
    let of_stats = |key: &str| document.stats.get(key).and_then(Value::as_str).and_then(read);
    let created = || document.eval.get("created").and_then(Value::as_str).and_then(read);
    Times { started: of_stats("started_at").or_else(created), finished: of_stats("completed_at") }
}

fn status(document: &Document, notes: &mut Notes) -> RunStatus {
    match document.status.as_deref() {
        Some("success") => RunStatus::Complete,
        Some("error") => RunStatus::Error,
        Some("cancelled" | "started") => RunStatus::Interrupted,
        other => {
            let text = format!("the log's status `{}` is not known", other.unwrap_or("(none)"));
            notes.warn("inspect.status", text, None);
            RunStatus::Unknown
        }
    }
}

/// Why the run is not a whole one.
fn reasons(document: &Document, parsed: &mut ParsedRun) {
    let plain = |code: &str, text: &str| Message::new(code, text, &[]);
    match document.status.as_deref() {
        Some("error") => parsed.partial(plain("run.error", "the run ended in an error; the file has its text")),
        Some("cancelled") => parsed.partial(plain("run.cancelled", "the run was cancelled")),
        Some("started") => {
            parsed.partial(plain("run.started", "the run was started and has no end: it was interrupted"));
        }
        _ => {}
    }
    if document.invalidated {
        parsed.partial(plain("run.invalidated", "somebody marked the log as invalid"));
    }
    for key in ["limit", "sample_id"] {
        if let Some(limit) = document.eval.at(&["config", key]).filter(|value| !value.is_null()) {
            let shown = shown(limit);
            let text = "the run was limited to part of the data set ({key} {limit})";
            parsed.partial(Message::new("run.limited", text, &[("key", &key), ("limit", &shown)]));
        }
    }
    let count = |key: &str| document.results.get(key).and_then(Value::as_count);
    if let (Some(done), Some(total)) = (count("completed_samples"), count("total_samples"))
        && done < total
    {
        let text = "{done} of {total} samples were completed";
        parsed.partial(Message::new("run.incomplete", text, &[("done", &done), ("total", &total)]));
    }
    let unscored = parsed.observations.iter().filter_map(|observation| observation.n_unscored).max().unwrap_or(0);
    if unscored > 0 {
        let text = "up to {count} samples have no score";
        parsed.partial(Message::new("run.unscored", text, &[("count", &unscored)]));
    }
    if parsed.observations.is_empty() {
        parsed.partial(plain("run.no-results", "the file holds no results"));
    }
}

/// A limit as a person reads it.
fn shown(limit: &Value) -> String {
    match limit {
        Value::Array(ends) => ends.iter().filter_map(Value::to_label).take(5).collect::<Vec<_>>().join(" to "),
        other => other.to_label().unwrap_or_else(|| "set".to_owned()),
    }
}

fn population(document: &Document) -> (Vec<DatasetUse>, Population) {
    let count = |value: &Value, key: &str| value.get(key).and_then(Value::as_count);
    let dataset = document.eval.get("dataset").cloned().unwrap_or(Value::Null);
    let total = count(&dataset, "samples");
    let done = count(&document.results, "completed_samples");
    let epochs = document.eval.at(&["config", "epochs"]).and_then(Value::as_count).unwrap_or(1).max(1);
    // A sample that runs in several epochs is completed several times.
    let used = done.map(|done| done.div_ceil(epochs));
    let name =
        dataset.get("name").and_then(Value::to_label).or_else(|| dataset.get("location").and_then(Value::to_label));
    let name = name.unwrap_or_else(|| "unnamed".to_owned());
    let size = total.map(|n| format!(", {n} samples")).unwrap_or_default();
    let rounds = if epochs > 1 { format!(", {epochs} epochs") } else { String::new() };
    let text = format!("data set {name}{size}{rounds}");
    let limit = document.eval.at(&["config", "limit"]).filter(|limit| !limit.is_null());
    let shuffled = dataset.get("shuffled").is_some_and(Value::is_true);
    let method = limit.map_or_else(
        || "all".to_owned(),
        |limit| format!("{} {}", if shuffled { "first of a shuffled order:" } else { "first" }, shown(limit)),
    );
    (vec![DatasetUse { name, total, used }], Population { text, size: total, sampled: used, method: Some(method) })
}
