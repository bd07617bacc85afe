//! What is kept of a results file. Rows are counted while they pass.

use std::collections::BTreeMap;
use std::io::Read;

use assay_domain::Digest;
use sha2::{Digest as _, Sha256};

use super::row::Row;
use super::target::Target;
use crate::Fault;
use crate::scan::{Kind, Scanner, Value};

/// The version of the results that is known.
const VERSION: u64 = 3;
/// How many providers one file may compare.
const MAX_TARGETS: usize = 1_000;

/// Members of the configuration that decide the run. Environment and providers may hold keys and are never read.
const DECIDING: &[&str] = &["prompts", "defaultTest", "scenarios", "redteam", "evaluateOptions"];

/// A results file, its rows counted by provider.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) id: Option<String>,
    pub(super) description: Option<String>,
    /// `promptfooVersion`, `evaluationCreatedAt` and `timestamp`.
    pub(super) head: BTreeMap<String, String>,
    /// `successes`, `failures` and `errors` by promptfoo's own count.
    pub(super) stats: Option<[u64; 3]>,
    /// By id and label of the provider.
    pub(super) targets: BTreeMap<(String, String), Target>,
    /// Rows without any provider are of the target with two empty names.
    pub(super) plugins: Vec<String>,
    pub(super) strategies: Vec<String>,
    /// Tests written out in the configuration; nothing when some lie in files.
    pub(super) tests: Option<u64>,
    deciding: BTreeMap<String, Value>,
    listed: bool,
    opened: bool,
    version: Option<u64>,
}

impl Document {
    /// Pulls the kept parts out of a document and passes over the rest.
    pub(super) fn pull<R: Read>(scanner: &mut Scanner<R>) -> Result<Self, Fault> {
        let mut kept = Self::default();
        scanner.object(|scanner, key| match key {
            "evalId" => {
                kept.id = scanner.value()?.to_label();
                Ok(())
            }
            "results" => {
                scanner.once(&mut kept.opened, key)?;
                scanner.object(|scanner, key| kept.results(scanner, key))
            }
            "config" => scanner.object_or_skip(|scanner, key| kept.config(scanner, key)),
            "metadata" => {
                let head = scanner.only(&["promptfooVersion", "evaluationCreatedAt"])?;
                kept.keep_head(head);
                Ok(())
            }
            _ => scanner.skip(),
        })?;
        scanner.end()?;
        kept.check_version()?;
        Ok(kept)
    }

    fn keep_head(&mut self, head: Value) {
        let Value::Object(map) = head else { return };
        let texts = map.into_iter().filter_map(|(key, value)| Some((key, value.to_label()?)));
        self.head.extend(texts);
    }

    fn results<R: Read>(&mut self, scanner: &mut Scanner<R>, key: &str) -> Result<(), Fault> {
        match key {
            "version" => self.version = scanner.value()?.as_count(),
            "timestamp" => {
                let stamp = scanner.value()?;
                self.keep_head(Value::Object([("timestamp".to_owned(), stamp)].into()));
            }
            "stats" => {
                let stats = scanner.only(&["successes", "failures", "errors"])?;
                let count = |key: &str| stats.get(key).and_then(Value::as_count);
                self.stats = count("successes")
                    .zip(count("failures"))
                    .map(|(passed, failed)| [passed, failed, count("errors").unwrap_or(0)]);
            }
            "results" => {
                scanner.once(&mut self.listed, key)?;
                scanner.array_or_skip(|scanner| {
                    let row = Row::pull(scanner)?;
                    self.take(&row)
                })?;
            }
            _ => scanner.skip()?,
        }
        Ok(())
    }

    fn take(&mut self, row: &Row) -> Result<(), Fault> {
        let named = (row.provider.clone(), row.label.clone());
        if !self.targets.contains_key(&named) && self.targets.len() >= MAX_TARGETS {
            let text = format!("the file compares more than {MAX_TARGETS} providers; split it into several");
            return Err(Fault::new("promptfoo.too-many-providers", text));
        }
        self.targets.entry(named).or_default().take(row)
    }

    fn config<R: Read>(&mut self, scanner: &mut Scanner<R>, key: &str) -> Result<(), Fault> {
        match key {
            "description" => self.description = scanner.value()?.to_label(),
            "tests" => self.count_tests(scanner)?,
            key if DECIDING.contains(&key) => {
                let value = scanner.passing()?;
                if key == "redteam" {
                    self.plugins = ids(value.get("plugins"));
                    self.strategies = ids(value.get("strategies"));
                }
                self.decide(key, value.sha256());
            }
            _ => scanner.skip()?,
        }
        Ok(())
    }

    fn decide(&mut self, key: &str, digest: Digest) {
        self.deciding.insert(key.to_owned(), Value::String(digest.to_string()));
    }

    /// Counts the tests of the configuration, of which there may be as many as rows.
    fn count_tests<R: Read>(&mut self, scanner: &mut Scanner<R>) -> Result<(), Fault> {
        let mut hash = Sha256::new();
        let (mut written, mut elsewhere) = (0, false);
        let list = scanner.array_or_skip(|scanner| {
            elsewhere |= scanner.kind()? != Kind::Object;
            written += 1;
            hash.update(scanner.passing()?.sha256().0);
            Ok(())
        })?;
        self.tests = Some(written).filter(|_| list && !elsewhere);
        self.decide("tests", Digest(hash.finalize().into()));
        Ok(())
    }

    /// Digest of what decides the run.
    pub(super) fn config_sha256(&self) -> Option<Digest> {
        (!self.deciding.is_empty()).then(|| Value::Object(self.deciding.clone()).sha256())
    }

    /// Refuses another version of the results, whose meaning is not known.
    fn check_version(&self) -> Result<(), Fault> {
        match self.version {
            Some(VERSION) => Ok(()),
            Some(version) => {
                let text = format!(
                    "the results are of version {version}, this release reads {VERSION}; write them anew with a \
                     current promptfoo (`promptfoo export eval ID`)"
                );
                Err(Fault::new("promptfoo.version", text))
            }
            None => Err(Fault::new("promptfoo.version", "the results do not say of which version they are")),
        }
    }
}

/// Names in a list of names and of objects with an `id`.
fn ids(list: Option<&Value>) -> Vec<String> {
    let items = list.map(Value::items).unwrap_or_default();
    items.iter().filter_map(|item| item.get("id").unwrap_or(item).to_label()).collect()
}
