//! Counting the hits of a hit log.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::record::tree;
use super::tally::Text;
use crate::notes::Notes;
use crate::scan::{Lines, Value};
use crate::{Artifact, Fault};

/// No hit log names more runs.
const MAX_RUNS: usize = 10_000;

/// Hits by run.
#[derive(Debug, Default)]
pub(super) struct Hits {
    by_run: BTreeMap<String, u64>,
    cut: Option<u64>,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'a"))]
struct Hit<'a> {
    #[serde(borrow)]
    run_id: Text<'a>,
}

impl Hits {
    /// Counts the lines of a file.
    pub(super) fn count(&mut self, artifact: &dyn Artifact) -> Result<(), Fault> {
        let mut lines = Lines::new(artifact.reader().map_err(|error| Fault::read(&error))?);
        while let Some(line) = lines.next()? {
            if let Ok(hit) = serde_json::from_str::<Hit<'_>>(line.text) {
                self.hit(hit.run_id.as_str());
            } else {
                match tree(line, &mut Notes::default())? {
                    Some(value) => self.hit(value.get("run_id").and_then(Value::as_str).unwrap_or_default()),
                    None => self.cut = Some(line.number),
                }
            }
        }
        Ok(())
    }

    fn hit(&mut self, run: &str) {
        if let Some(count) = self.by_run.get_mut(run) {
            *count += 1;
        } else if self.by_run.len() < MAX_RUNS {
            self.by_run.insert(run.to_owned(), 1);
        }
    }

    /// Hits of a run; nothing when no hit log has any of that run.
    pub(super) fn of(&self, run: Option<&str>) -> Option<u64> {
        self.by_run.get(run?).copied()
    }

    /// All hits.
    pub(super) fn total(&self) -> u64 {
        self.by_run.values().sum()
    }

    /// The run, when it is only one.
    pub(super) fn only_run(&self) -> Option<String> {
        let mut names = self.by_run.keys().filter_map(|name| crate::labels::some_label(name));
        names.next().filter(|_| self.by_run.len() == 1)
    }

    /// Notes that the last line was cut off.
    pub(super) fn note_cut(&self, notes: &mut Notes) {
        if let Some(line) = self.cut {
            let text = "the hit log ends in the middle of a line: it was cut off; whole lines were counted";
            notes.warn("jsonl.truncated", text, Some(line));
        }
    }
}
