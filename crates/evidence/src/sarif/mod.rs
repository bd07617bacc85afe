//! SARIF: what analysers of code and configuration found.
//!
//! What real files taught: a result may leave out its level, which then is its rule's, and the rules may come after the
//! results; findings that were suppressed or are gone stand among the others; `results: null` means that nothing ran
//! and an empty list that nothing was found, which only counts when something was examined.

mod document;
mod finding;
mod observe;
mod rules;
mod run;
mod tally;

use document::SarifRun;

use crate::scan::{Scanner, Value};
use crate::{ArtifactSet, Fault, ParsedRun};

/// How many runs one file may hold.
const MAX_RUNS: usize = 1_000;

/// Reads a log: every run in it.
pub(crate) fn read(set: &ArtifactSet<'_>) -> Result<Vec<ParsedRun>, Fault> {
    let mut scanner = Scanner::new(set.main()?.reader().map_err(|error| Fault::read(&error))?);
    let (mut version, mut runs, mut listed) = (None, Vec::new(), false);
    scanner.object(|scanner, key| {
        match key {
            "version" => version = scanner.value()?.to_label(),
            "runs" => {
                scanner.once(&mut listed, key)?;
                scanner.array_or_skip(|scanner| {
                    if runs.len() >= MAX_RUNS {
                        let text = format!("the file holds more than {MAX_RUNS} runs; split it into several");
                        return Err(Fault::new("sarif.too-many-runs", text));
                    }
                    runs.push(SarifRun::pull(scanner)?);
                    Ok(())
                })?;
            }
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    scanner.end()?;
    check_version(version.as_deref())?;
    let notes = scanner.into_notes();
    if runs.is_empty() {
        runs.push(SarifRun::default());
    }
    let alone = runs.len() == 1;
    let settle = |(index, run): (usize, &SarifRun)| run::settle(set, run, (index, alone), notes.clone());
    runs.iter().enumerate().map(settle).collect()
}

/// Refuses other versions, whose meaning differs: before 2.1.0 they were drafts.
fn check_version(version: Option<&str>) -> Result<(), Fault> {
    if version == Some("2.1.0") {
        return Ok(());
    }
    let text = format!(
        "the log is of SARIF {}; 2.1.0 is read: let the tool write that, or convert it with `sarif-multitool transform`",
        version.unwrap_or("(no version)")
    );
    Err(Fault::new("sarif.version", text))
}

/// A member of a value that may be missing on the way.
fn text(value: &Value, path: &[&str]) -> Option<String> {
    value.at(path).and_then(Value::to_label)
}
