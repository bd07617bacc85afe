//! What is kept of a log.

use std::collections::BTreeMap;
use std::io::Read;

use crate::Fault;
use crate::scan::{Kind, Scanner, Value};

/// The newest version of the log format that is known.
const VERSION: u64 = 2;

/// The kept parts of a log.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) version: Option<u64>,
    pub(super) status: Option<String>,
    pub(super) invalidated: bool,
    /// `eval` without model arguments, sample ids and metadata.
    pub(super) eval: Value,
    pub(super) plan: Value,
    pub(super) results: Value,
    pub(super) stats: Value,
}

impl Document {
    /// Pulls the kept parts out of a document and passes over the rest.
    pub(super) fn pull<R: Read>(scanner: &mut Scanner<R>) -> Result<Self, Fault> {
        let mut kept = Self {
            version: None,
            status: None,
            invalidated: false,
            eval: Value::Null,
            plan: Value::Null,
            results: Value::Null,
            stats: Value::Null,
        };
        scanner.object(|scanner, key| {
            match key {
                "version" => kept.version = scanner.value()?.as_count(),
                "status" => kept.status = scanner.value()?.to_label(),
                "invalidated" => kept.invalidated = scanner.value()?.is_true(),
                "eval" => {
                    kept.eval = without(scanner, &["model_args", "metadata", "task_attribs", "dataset.sample_ids"])?;
                }
                "plan" => kept.plan = scanner.value()?,
                "results" => kept.results = without(scanner, &["metadata"])?,
                "stats" => kept.stats = without(scanner, &["model_usage", "role_usage", "connection_limit_history"])?,
                _ => scanner.skip()?,
            }
            Ok(())
        })?;
        scanner.end()?;
        kept.check_version()?;
        Ok(kept)
    }

    /// Refuses a log of a later format, whose meaning is not known.
    fn check_version(&self) -> Result<(), Fault> {
        match self.version {
            Some(version) if version > VERSION => {
                let text = format!("the log is of format {version}; this release reads up to {VERSION}: update Assay");
                Err(Fault::new("inspect.version", text))
            }
            _ => Ok(()),
        }
    }

    /// A short text of `eval`.
    pub(super) fn text(&self, path: &[&str]) -> Option<String> {
        self.eval.at(path).and_then(Value::to_label)
    }

    /// Digest of what decides the run. Model arguments are not part of it: they are never held.
    pub(super) fn config(&self) -> Value {
        let part = |key: &str| (key.to_owned(), self.eval.get(key).cloned().unwrap_or(Value::Null));
        let mut map: BTreeMap<_, _> =
            ["task", "task_version", "task_args", "model", "model_generate_config", "config", "scorers"]
                .map(part)
                .into();
        map.insert("plan".to_owned(), self.plan.clone());
        Value::Object(map)
    }
}

/// Holds an object without some members; `outer.inner` leaves a member of a member out.
fn without<R: Read>(scanner: &mut Scanner<R>, left_out: &[&str]) -> Result<Value, Fault> {
    if scanner.kind()? != Kind::Object {
        return scanner.value();
    }
    let mut map = BTreeMap::new();
    scanner.object(|scanner, key| {
        let inner: Vec<&str> = left_out
            .iter()
            .filter_map(|path| path.split_once('.'))
            .filter(|(outer, _)| *outer == key)
            .map(|(_, inner)| inner)
            .collect();
        if left_out.contains(&key) {
            return scanner.skip();
        }
        let value = if inner.is_empty() { scanner.value()? } else { without(scanner, &inner)? };
        map.insert(key.to_owned(), value);
        Ok(())
    })?;
    Ok(Value::Object(map))
}
