//! What the tests show.

use assay_domain::{Claimed, Message, Population, Run, RunStatus, Times};

use super::suite::Results;
use crate::labels::{label, some_of};
use crate::notes::Notes;
use crate::{ArtifactSet, Fault, ParsedRun, stand_in};

/// Settles the run.
pub(super) fn settle(set: &ArtifactSet<'_>, results: &Results, mut notes: Notes) -> Result<ParsedRun, Fault> {
    let mut parsed = ParsedRun::of(set);
    runner(results).clone_into(&mut parsed.tool.name);
    let names = label(&some_of(results.suites.keys().map(String::as_str), 3));
    let all = results.all();
    parsed.title = format!("{} {names}, {} tests", parsed.tool.name, all.all());
    // One name for what was tested, or none.
    let model = Some(&results.models).filter(|models| models.len() == 1).and_then(|models| models.first().cloned());
    if results.models.len() > 1 {
        let text = format!(
            "the suites name several models ({}), so that none is taken as what was tested",
            some_of(results.models.iter().map(String::as_str), 5)
        );
        notes.warn("junit.models", text, None);
    }
    let mock = model.as_deref().and_then(stand_in::named);
    parsed.claimed = Claimed { model, ..Claimed::default() };
    parsed.run = Run {
        native_id: None,
        name: Some(names).filter(|name| !name.is_empty()),
        status: RunStatus::Complete,
        ..Run::default()
    };
    parsed.times = Times { started: results.started.clone(), finished: None };
    parsed.population = Population {
        text: format!("{} tests in {} suites, {} of them skipped", all.all(), results.suites.len(), all.unscored),
        size: Some(all.all()),
        sampled: Some(all.all() - all.unscored),
        method: None,
    };
    parsed.observations = results.observations();
    note(results, all.unscored, &mut notes);
    if parsed.tool.name == "promptfoo" {
        let text = "this form does not say which provider was tested; promptfoo's JSON does (`-o results.json`)";
        notes.warn("junit.promptfoo", text, None);
    }
    reasons(results, &mut parsed);
    parsed.represent(mock);
    parsed.finish(notes)
}

/// The runner, where the file tells it.
fn runner(results: &Results) -> &'static str {
    match results.root_name.as_deref() {
        Some("pytest tests") => "pytest",
        Some("promptfoo") => "promptfoo",
        None if results.suites.keys().any(|path| path == "pytest") => "pytest",
        _ => "junit",
    }
}

fn note(results: &Results, skipped: u64, notes: &mut Notes) {
    for (suite, stated, counted) in &results.differing {
        let shown = |count: Option<u64>| count.map_or_else(|| "?".to_owned(), |count| count.to_string());
        let text = format!(
            "{suite}: the attributes say {} tests, {} failures and {} errors; counted were {}, {} and {}, which count",
            shown(stated.tests),
            shown(stated.failures),
            shown(stated.errors),
            counted.all(),
            counted.failed,
            counted.errors
        );
        notes.warn("junit.recount", text, None);
    }
    if skipped > 0 {
        notes.warn("junit.skipped", format!("{skipped} tests were skipped; nothing is known of them"), None);
    }
    if results.flaky > 0 {
        let text = format!("{} tests passed only when they were run again", results.flaky);
        notes.warn("junit.flaky", text, None);
    }
}

/// Why the run is not a whole one.
fn reasons(results: &Results, parsed: &mut ParsedRun) {
    let all = results.all();
    for suite in &results.empty {
        parsed.partial(Message::new("junit.empty-suite", "the suite {suite} has no tests", &[("suite", suite)]));
    }
    for (suite, stated, counted) in &results.differing {
        // Tests or failures that were stated and are not there may be the very ones that matter.
        let more = |stated: Option<u64>, counted: u64| stated.is_some_and(|stated| stated > counted);
        if more(stated.tests, counted.all())
            || more(stated.failures, counted.failed)
            || more(stated.errors, counted.errors)
        {
            let text = "the attributes of {suite} state tests or failures that the file does not hold";
            parsed.partial(Message::new("junit.missing", text, &[("suite", suite)]));
        }
    }
    if results.suite_errors > 0 {
        let text = "{count} errors are of a suite as a whole: some of its tests may not have run";
        parsed.partial(Message::new("junit.suite-error", text, &[("count", &results.suite_errors)]));
    }
    if results.misplaced > 0 {
        let text = "{count} tests or suites stand where none is looked for; they were not counted";
        parsed.partial(Message::new("junit.misplaced", text, &[("count", &results.misplaced)]));
    }
    if all.all() > 0 && all.all() == all.unscored {
        parsed.partial(Message::new("junit.nothing-ran", "all tests were skipped", &[]));
    }
    if all.all() == 0 {
        parsed.partial(Message::new("run.no-results", "the file holds no tests", &[]));
    }
}
