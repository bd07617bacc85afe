//! What is kept of one run. Results are counted while they pass.

use std::io::Read;

use assay_domain::{TimeSource, TimeStated};

use super::finding::Finding;
use super::rules::Rules;
use super::tally::Tally;
use super::text;
use crate::scan::{Kind, Scanner, Value};
use crate::{Fault, times};

/// One run of a log.
#[derive(Debug, Default)]
pub(super) struct SarifRun {
    pub(super) tool: Option<String>,
    pub(super) tool_version: Option<String>,
    pub(super) rules: Rules,
    pub(super) tally: Tally,
    /// Whether there was a list of results, be it empty.
    pub(super) has_results: bool,
    listed: bool,
    /// Whether results lie in other files.
    pub(super) external: bool,
    pub(super) calls: Calls,
    /// Files the log names as examined.
    pub(super) artifacts: u64,
    /// Lines examined, where the tool counts them.
    pub(super) lines: Option<u64>,
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
    pub(super) revision: Option<String>,
}

/// The invocations of the tool that made the run.
#[derive(Debug, Default)]
pub(super) struct Calls {
    pub(super) successful: u64,
    pub(super) failed: u64,
    pub(super) silent: u64,
    /// Notifications of the level `error`.
    pub(super) complaints: u64,
    pub(super) started: Option<TimeStated>,
    pub(super) ended: Option<TimeStated>,
}

impl SarifRun {
    /// Pulls the kept parts out of a run and passes over the rest.
    pub(super) fn pull<R: Read>(scanner: &mut Scanner<R>) -> Result<Self, Fault> {
        let mut run = Self::default();
        scanner.object_or_skip(|scanner, key| run.member(scanner, key))?;
        Ok(run)
    }

    fn member<R: Read>(&mut self, scanner: &mut Scanner<R>, key: &str) -> Result<(), Fault> {
        match key {
            "tool" => scanner.object_or_skip(|scanner, key| self.tool_member(scanner, key))?,
            "results" => {
                scanner.once(&mut self.listed, key)?;
                self.has_results = scanner.array_or_skip(|scanner| self.tally.take(Finding::pull(scanner)?))?;
            }
            "invocations" => {
                scanner.array_or_skip(|scanner| self.calls.take(scanner))?;
            }
            "artifacts" => {
                scanner.array_or_skip(|scanner| {
                    self.artifacts += 1;
                    scanner.skip()
                })?;
            }
            "automationDetails" => {
                let details = scanner.only(&["id", "guid"])?;
                self.id = text(&details, &["guid"]).or_else(|| text(&details, &["id"]));
                self.name = text(&details, &["id"]);
            }
            "versionControlProvenance" => {
                scanner.array_or_skip(|scanner| {
                    let revision = text(&scanner.only(&["revisionId"])?, &["revisionId"]);
                    self.revision = self.revision.take().or(revision);
                    Ok(())
                })?;
            }
            "externalPropertyFileReferences" => {
                let parts = scanner.only(&["results"])?;
                self.external = parts.get("results").is_some_and(|list| !list.items().is_empty());
            }
            "properties" => self.properties(scanner)?,
            _ => scanner.skip()?,
        }
        Ok(())
    }

    fn tool_member<R: Read>(&mut self, scanner: &mut Scanner<R>, key: &str) -> Result<(), Fault> {
        match key {
            "driver" => {
                let (mut version, mut semantic) = (None, None);
                scanner.object_or_skip(|scanner, key| {
                    match key {
                        "name" => self.tool = scanner.value()?.to_label(),
                        "version" => version = scanner.value()?.to_label(),
                        "semanticVersion" => semantic = scanner.value()?.to_label(),
                        "rules" => self.rules.pull(scanner, None)?,
                        _ => scanner.skip()?,
                    }
                    Ok(())
                })?;
                self.tool_version = semantic.or(version);
            }
            "extensions" => {
                let mut index = 0;
                scanner.array_or_skip(|scanner| {
                    scanner.object_or_skip(|scanner, key| match key {
                        "rules" => self.rules.pull(scanner, Some(index)),
                        _ => scanner.skip(),
                    })?;
                    index += 1;
                    Ok(())
                })?;
            }
            _ => scanner.skip()?,
        }
        Ok(())
    }

    /// Bandit says here how many lines it looked at, and nowhere else.
    fn properties<R: Read>(&mut self, scanner: &mut Scanner<R>) -> Result<(), Fault> {
        scanner.object_or_skip(|scanner, key| {
            if key != "metrics" || scanner.kind()? != Kind::Object {
                return scanner.skip();
            }
            let totals = scanner.only(&["_totals"])?;
            self.lines = totals.at(&["_totals", "loc"]).and_then(Value::as_count);
            Ok(())
        })
    }

    /// Whether the file shows that anything was examined.
    pub(super) fn examined(&self) -> bool {
        self.artifacts > 0 || self.lines.unwrap_or(0) > 0 || self.tally.results > 0
    }
}

impl Calls {
    fn take<R: Read>(&mut self, scanner: &mut Scanner<R>) -> Result<(), Fault> {
        let mut success = None;
        scanner.object_or_skip(|scanner, key| {
            match key {
                "executionSuccessful" => success = Some(scanner.passing()?),
                "startTimeUtc" => self.started = first(self.started.take(), time(&scanner.passing()?)),
                "endTimeUtc" => self.ended = last(self.ended.take(), time(&scanner.passing()?)),
                "toolExecutionNotifications" | "toolConfigurationNotifications" => {
                    scanner.array_or_skip(|scanner| {
                        let notification = scanner.only(&["level"])?;
                        self.complaints += u64::from(text(&notification, &["level"]).as_deref() == Some("error"));
                        Ok(())
                    })?;
                }
                _ => scanner.skip()?,
            }
            Ok(())
        })?;
        match success {
            Some(Value::Bool(true)) => self.successful += 1,
            Some(Value::Bool(false)) => self.failed += 1,
            _ => self.silent += 1,
        }
        Ok(())
    }
}

/// The properties are named UTC, and a time without a zone is one.
fn time(value: &Value) -> Option<TimeStated> {
    let stated = times::stated(value.as_str()?, TimeSource::InFile)?;
    Some(TimeStated { zone_known: stated.original.as_ref().is_some_and(|text| text.len() > 10), ..stated })
}

fn first(one: Option<TimeStated>, other: Option<TimeStated>) -> Option<TimeStated> {
    one.into_iter().chain(other).min_by_key(|time| time.instant)
}

fn last(one: Option<TimeStated>, other: Option<TimeStated>) -> Option<TimeStated> {
    one.into_iter().chain(other).max_by_key(|time| time.instant)
}
