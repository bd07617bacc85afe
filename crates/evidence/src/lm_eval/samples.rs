//! A file of samples: how many there are by filter, and the hash that proves which task they are of.

use std::collections::BTreeMap;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::pairing;
use super::results::Results;
use crate::notes::Notes;
use crate::scan::{Line, Lines, Scanner, Value};
use crate::{Artifact, Fault};

/// No task has more filters.
const MAX_FILTERS: usize = 1000;

/// What is kept of a file of samples.
#[derive(Debug, Default)]
pub(super) struct Samples {
    pub(super) by_filter: BTreeMap<String, u64>,
    /// SHA-256 over the document, prompt and target hashes of all lines, as the harness computes a task's hash; nothing
    /// when a line lacks one.
    pub(super) hash: Option<String>,
    cut: Option<u64>,
}

#[derive(Deserialize)]
struct Sample {
    filter: Option<String>,
    doc_hash: Option<String>,
    prompt_hash: Option<String>,
    target_hash: Option<String>,
}

impl Samples {
    /// Reads a file line by line.
    pub(super) fn of(artifact: &dyn Artifact) -> Result<Self, Fault> {
        let mut lines = Lines::new(artifact.reader().map_err(|error| Fault::read(&error))?);
        let mut kept = Self::default();
        let mut hash = Some(Sha256::new());
        while let Some(line) = lines.next()? {
            let Some(sample) = sample(line)? else {
                kept.cut = Some(line.number);
                continue;
            };
            let filter = crate::labels::label(sample.filter.as_deref().unwrap_or("none"));
            if kept.by_filter.len() < MAX_FILTERS || kept.by_filter.contains_key(&filter) {
                *kept.by_filter.entry(filter).or_default() += 1;
            }
            match (&mut hash, sample.doc_hash, sample.prompt_hash, sample.target_hash) {
                (Some(hash), Some(doc), Some(prompt), Some(target)) => {
                    [doc, prompt, target].iter().for_each(|h| hash.update(h));
                }
                _ => hash = None,
            }
        }
        kept.hash = hash.map(|hash| assay_domain::Digest(hash.finalize().into()).to_string());
        Ok(kept)
    }

    /// Notes that the last line was cut off.
    pub(super) fn note_cut(&self, name: &str, notes: &mut Notes) {
        if let Some(line) = self.cut {
            let text = format!("{} ends in the middle of a line: it was cut off", crate::labels::label(name));
            notes.warn("jsonl.truncated", text, Some(line));
        }
    }
}

/// Reads a line; nothing when it is the last and was cut off.
fn sample(line: Line<'_>) -> Result<Option<Sample>, Fault> {
    if let Ok(sample) = serde_json::from_str(line.text) {
        return Ok(Some(sample));
    }
    let mut scanner = Scanner::new(line.text.as_bytes());
    match scanner.value() {
        Ok(value) => {
            let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
            Ok(Some(Sample {
                filter: text("filter"),
                doc_hash: text("doc_hash"),
                prompt_hash: text("prompt_hash"),
                target_hash: text("target_hash"),
            }))
        }
        Err(fault) if !line.ended && fault.code == "json.truncated" => Ok(None),
        Err(fault) => {
            let text = format!("a line is damaged ({}); take the file from the tool again", fault.reason);
            Err(Fault::new("jsonl.bad-line", text).on_line(line.number))
        }
    }
}

/// Checks that a file holds the samples of one of the tasks: by hash, and by number for each filter.
pub(super) fn check(artifact: &dyn Artifact, results: &Results, notes: &mut Notes) -> Result<(), Fault> {
    let samples = Samples::of(artifact)?;
    let name = crate::labels::label(artifact.name());
    samples.note_cut(&name, notes);
    let proven = samples.hash.as_deref().and_then(|hash| results.task_of_hash(hash));
    let Some(task) = proven.or_else(|| pairing::task_in_name(artifact.name())) else {
        let text = format!("{name} cannot be told to belong to any task of the results");
        notes.warn("lm-eval.samples-unmatched", text, None);
        return Ok(());
    };
    if proven.is_none() && results.hash_of(task).is_some() {
        let text =
            format!("{name} does not give the hash that the results state for {task}: it is not what was measured");
        notes.warn("lm-eval.task-hash", text, None);
    }
    let Some(effective) = results.effective(task) else { return Ok(()) };
    for (filter, count) in samples.by_filter.iter().filter(|(_, count)| **count != effective) {
        let text =
            format!("{name} has {count} samples for filter {filter}; the results were computed from {effective}");
        notes.warn("lm-eval.samples-count", text, None);
    }
    Ok(())
}
