//! What a run shows.

use assay_domain::{Claimed, Message, Population, Representativeness, Run, RunStatus, Times};

use super::document::SarifRun;
use super::observe::Found;
use crate::labels::label;
use crate::notes::Notes;
use crate::{ArtifactSet, Fault, ParsedRun};

/// Settles one of the runs of a log.
pub(super) fn settle(
    set: &ArtifactSet<'_>,
    run: &SarifRun,
    (index, alone): (usize, bool),
    mut notes: Notes,
) -> Result<ParsedRun, Fault> {
    let mut parsed = ParsedRun::of(set);
    if let Some(tool) = run.tool.clone() {
        parsed.tool.name = tool;
    }
    parsed.tool.version = run.tool_version.clone();
    parsed.claimed = Claimed { model: None, provider: None, revision: run.revision.clone() };
    let found = Found::of(run);
    found.note(&mut notes);
    let (open, suppressed) = (found.open(), found.suppressed());
    parsed.title = format!("{} findings, {open} open and {suppressed} suppressed", parsed.tool.name);
    let native = |id: String| if alone { id } else { label(&format!("{id}/{index}")) };
    parsed.run = Run {
        native_id: run.id.clone().map(native),
        name: Some(run.name.clone().unwrap_or_else(|| parsed.tool.name.clone())),
        status: status(run),
        ..Run::default()
    };
    parsed.times = Times { started: run.calls.started.clone(), finished: run.calls.ended.clone() };
    parsed.population = population(run);
    if run.has_results {
        parsed.observations = found.observations(&label(&parsed.tool.name));
    }
    let reasons = reasons(run);
    reasons.into_iter().for_each(|reason| parsed.partial(reason));
    parsed.represent(None);
    if parsed.run.status == RunStatus::Unknown {
        parsed.representativeness = Representativeness::Unknown;
    }
    parsed.finish(notes)
}

/// As the invocations say. Without one, nothing says whether the tool came to its end.
fn status(run: &SarifRun) -> RunStatus {
    let calls = &run.calls;
    if calls.failed > 0 {
        RunStatus::Error
    } else if calls.successful == 0 || calls.silent > 0 {
        RunStatus::Unknown
    } else {
        RunStatus::Complete
    }
}

fn population(run: &SarifRun) -> Population {
    let files = Some(run.artifacts).filter(|count| *count > 0);
    let counted = files.map(|count| format!(", {count} files named")).unwrap_or_default();
    let lines = run.lines.map(|count| format!(", {count} lines")).unwrap_or_default();
    let text = format!("{} results under {} rules listed{counted}{lines}", run.tally.results, run.rules.count());
    Population { text, size: None, sampled: files, method: None }
}

/// Why the run is not a whole one.
fn reasons(run: &SarifRun) -> Vec<Message> {
    let mut list = Vec::new();
    let mut say = |holds: bool, code: &str, text: &str| {
        if holds {
            list.push(Message::new(code, text, &[]));
        }
    };
    let calls = &run.calls;
    say(calls.failed > 0, "sarif.failed", "the tool says that it did not run successfully");
    say(status(run) == RunStatus::Unknown, "sarif.silent", "the file does not say whether the tool ran to its end");
    say(
        calls.complaints > 0,
        "sarif.complaints",
        "the tool reports errors of its own: it may not have seen everything",
    );
    say(run.external, "sarif.external", "results lie in other files, which were not read");
    say(!run.has_results, "run.no-results", "the file has no list of results: the tool did not look");
    say(
        run.has_results && !run.examined(),
        "sarif.nothing-examined",
        "the list of results is empty, and the file names nothing that was examined",
    );
    list
}
