//! What is kept of a results file, and how the run went.

use std::collections::BTreeMap;
use std::io::Read;

use assay_domain::{DatasetUse, Message, Population, Run, RunStatus, TimeSource, Times};

use super::{claim, observe, pairing};
use crate::labels::{label, some_of};
use crate::notes::Notes;
use crate::scan::{Scanner, Value};
use crate::{ArtifactSet, Fault, ParsedRun, times};

/// The members that are read.
const KEPT: &[&str] = &[
    "results",
    "configs",
    "versions",
    "n-shot",
    "higher_is_better",
    "n-samples",
    "config",
    "group_subtasks",
    "date",
    "lm_eval_version",
    "task_hashes",
    "model_source",
    "model_sha",
    "model_revision",
];

/// The kept parts of a results file.
#[derive(Debug)]
pub(super) struct Results(BTreeMap<String, Value>);

impl Results {
    /// Pulls the kept parts out of a document and passes over the rest.
    pub(super) fn pull<R: Read>(scanner: &mut Scanner<R>) -> Result<Self, Fault> {
        let mut map = BTreeMap::new();
        scanner.object(|scanner, key| {
            if !KEPT.contains(&key) {
                return scanner.skip();
            }
            map.insert(key.to_owned(), scanner.value()?);
            Ok(())
        })?;
        scanner.end()?;
        Ok(Self(map))
    }

    /// A value by its path.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Value> {
        let (first, rest) = path.split_first()?;
        self.0.get(*first)?.at(rest)
    }

    /// Samples a task was measured on; of a group, the sum of its tasks.
    pub(super) fn effective(&self, task: &str) -> Option<u64> {
        let own = |task: &str| self.at(&["n-samples", task, "effective"]).and_then(Value::as_count);
        own(task).or_else(|| {
            let stated =
                ["sample_count", "sample_len"].iter().find_map(|key| self.at(&["results", task, key])?.as_count());
            stated.or_else(|| {
                let parts = self.at(&["group_subtasks", task])?.items();
                let counts: Option<Vec<u64>> = parts.iter().map(|part| own(part.as_str()?)).collect();
                counts.filter(|counts| !counts.is_empty()).map(|counts| counts.iter().sum())
            })
        })
    }

    /// Samples the data set of a task has.
    fn original(&self, task: &str) -> Option<u64> {
        self.at(&["n-samples", task, "original"]).and_then(Value::as_count)
    }

    /// The hash the results state for a task.
    pub(super) fn hash_of(&self, task: &str) -> Option<&str> {
        self.at(&["task_hashes", task]).and_then(Value::as_str).filter(|hash| !hash.is_empty())
    }

    /// The task with this hash.
    pub(super) fn task_of_hash(&self, hash: &str) -> Option<&str> {
        let hashes = self.at(&["task_hashes"])?.members()?;
        hashes.iter().find(|(_, stated)| stated.as_str() == Some(hash)).map(|(task, _)| task.as_str())
    }

    /// Tasks with their own samples, without groups.
    fn tasks(&self) -> impl Iterator<Item = &str> {
        let counted = self.at(&["n-samples"]).or_else(|| self.at(&["configs"])).and_then(Value::members);
        counted.into_iter().flatten().map(|(task, _)| task.as_str())
    }
}

/// Settles the run.
pub(super) fn settle(set: &ArtifactSet<'_>, results: &Results, name: &str, notes: Notes) -> Result<ParsedRun, Fault> {
    let mut parsed = ParsedRun::of(set);
    parsed.tool.version = results.at(&["lm_eval_version"]).and_then(Value::to_label);
    parsed.claimed = claim::claimed(results);
    let tasks = label(&some_of(results.tasks(), 3));
    parsed.title = format!("lm-eval {tasks}, {}", parsed.claimed.model.as_deref().unwrap_or("unnamed model"));
    parsed.times = times_of(results, name);
    let configuration = ["config", "configs", "versions", "n-shot"];
    let configuration = configuration.map(|key| (key.to_owned(), results.at(&[key]).cloned().unwrap_or(Value::Null)));
    parsed.run = Run {
        native_id: None,
        name: Some(tasks),
        status: RunStatus::Complete,
        config_sha256: Some(Value::Object(configuration.into()).sha256()),
        ..Run::default()
    };
    parsed.observations = observe::observations(results);
    let limit = results.at(&["config", "limit"]).filter(|limit| !limit.is_null());
    reasons(results, limit, &mut parsed);
    (parsed.datasets, parsed.population) = population(results, limit);
    parsed.represent(claim::mock(results));
    parsed.finish(notes)
}

/// `date` is the start in seconds since 1970; `start_time` and `end_time` are a monotonic clock and no dates. Without
/// it, the moment in the file's name says when the file was written, by a clock of unknown zone.
fn times_of(results: &Results, name: &str) -> Times {
    let date = results.at(&["date"]).and_then(|date| times::epoch_seconds(&date.to_label()?));
    let written = || {
        let moment = pairing::moment(name)?;
        let (day, clock) = moment.split_once('T')?;
        times::stated(&format!("{day}T{}", clock.replace('-', ":")), TimeSource::FileName)
    };
    let finished = if date.is_none() { written() } else { None };
    Times { started: date, finished }
}

fn reasons(results: &Results, limit: Option<&Value>, parsed: &mut ParsedRun) {
    if let Some(limit) = limit {
        let shown = limit.to_label().unwrap_or_else(|| "set".to_owned());
        let text = "the run was limited to part of each task (limit {limit})";
        parsed.partial(Message::new("run.limited", text, &[("limit", &shown)]));
    }
    for task in results.tasks() {
        if let (Some(used), Some(total)) = (results.effective(task), results.original(task))
            && used < total
        {
            let text = "{task} was measured on {used} of {total} samples";
            let task = label(task);
            parsed.partial(Message::new(
                "run.incomplete",
                text,
                &[("task", &task), ("used", &used), ("total", &total)],
            ));
        }
    }
    if parsed.observations.is_empty() {
        parsed.partial(Message::new("run.no-results", "the file holds no results", &[]));
    }
}

fn population(results: &Results, limit: Option<&Value>) -> (Vec<DatasetUse>, Population) {
    let datasets: Vec<DatasetUse> = results
        .tasks()
        .map(|task| DatasetUse { name: label(task), total: results.original(task), used: results.effective(task) })
        .collect();
    let sum = |of: fn(&DatasetUse) -> Option<u64>| datasets.iter().map(of).sum::<Option<u64>>();
    let (size, sampled) = (sum(|set| set.total), sum(|set| set.used));
    let counted = sampled.map(|n| format!(", {n} samples")).unwrap_or_default();
    let text = format!("{} tasks{counted}", datasets.len());
    let method = limit.map_or_else(
        || "all".to_owned(),
        |limit| format!("first of each task, limit {}", limit.to_label().unwrap_or_default()),
    );
    (datasets, Population { text, size, sampled, method: Some(method) })
}
