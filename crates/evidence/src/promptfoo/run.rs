//! What each provider's run shows, once all rows are counted.

use assay_domain::{Claimed, EvidenceKind, Message, Population, Run, RunStatus, TimeSource, Times};

use super::document::Document;
use super::families::is_collection;
use super::target::Target;
use crate::labels::{label, some_label};
use crate::notes::Notes;
use crate::observe::Count;
use crate::{ArtifactSet, Fault, ParsedRun, stand_in, times};

/// Settles the runs; one without observations when the file has no rows.
pub(super) fn settle(set: &ArtifactSet<'_>, mut document: Document, notes: &Notes) -> Result<Vec<ParsedRun>, Fault> {
    let mut targets = std::mem::take(&mut document.targets);
    let mut rows = Count::default();
    targets.values().for_each(|target| rows.add(target.all));
    if targets.is_empty() {
        targets.entry(Default::default()).or_default();
    }
    let alone = targets.len() == 1;
    let settle = |((id, name), target)| one(set, &document, (id, name, alone), &target, rows, notes.clone());
    targets.into_iter().map(settle).collect()
}

fn one(
    set: &ArtifactSet<'_>,
    document: &Document,
    (id, name, alone): (String, String, bool),
    target: &Target,
    rows: Count,
    mut notes: Notes,
) -> Result<ParsedRun, Fault> {
    let mut parsed = ParsedRun::of(set);
    parsed.tool.version = document.head.get("promptfooVersion").cloned();
    parsed.claimed = claimed(&id, &name);
    if target.is_red_team() {
        parsed.evidence_kind = EvidenceKind::RedTeam;
    }
    let shown = parsed.claimed.model.clone().unwrap_or_else(|| "unnamed provider".to_owned());
    let suite = document.description.clone().unwrap_or_else(|| "evaluation".to_owned());
    parsed.title = format!("promptfoo {suite}, {shown}");
    let native = |eval: &String| if alone { eval.clone() } else { label(&format!("{eval}/{id}/{name}")) };
    parsed.run = Run {
        native_id: document.id.as_ref().map(native),
        name: Some(suite),
        status: RunStatus::Complete,
        config_sha256: document.config_sha256(),
        ..Run::default()
    };
    let created = ["evaluationCreatedAt", "timestamp"].iter().find_map(|key| document.head.get(*key));
    let started = created.and_then(|text| times::stated(text, TimeSource::InFile));
    parsed.times = Times { started, finished: None };
    parsed.observations = target.observations();
    parsed.population = population(target);
    compare(document, rows, &mut parsed, &mut notes);
    note_strategies(document, target, &mut notes);
    reasons(document, target, &mut parsed);
    parsed.represent(mock(&id, &name));
    parsed.finish(notes)
}

/// The provider by its id, such as `openai:gpt-4o`; by its label when it is a script or has no id.
fn claimed(id: &str, name: &str) -> Claimed {
    let named = if id.is_empty() || id.starts_with("file://") {
        some_label(name).or_else(|| some_label(id))
    } else {
        some_label(id)
    };
    let provider = id.split_once(':').map(|(provider, _)| provider.to_owned()).and_then(|p| some_label(&p));
    Claimed { model: named, provider, revision: None }
}

fn mock(id: &str, name: &str) -> Option<Message> {
    if id == "echo" {
        let text = "the provider `echo` is a stand-in that promptfoo ships: it answers with the prompt";
        return Some(Message::new("mock.promptfoo-echo", text, &[]));
    }
    stand_in::named(id).or_else(|| stand_in::named(name))
}

fn population(target: &Target) -> Population {
    let what = if target.is_red_team() { "attacks" } else { "rows" };
    let text = format!("{} {what} of {} tests", target.all.all(), target.tests);
    Population { text, size: None, sampled: Some(target.all.all()), method: None }
}

/// Notes strategies that were asked for and left no row of their name. Some change no row's name, so that this alone
/// does not make a run partial.
fn note_strategies(document: &Document, target: &Target, notes: &mut Notes) {
    for strategy in document.strategies.iter().filter(|name| !target.has_strategy(name)).take(20) {
        let text = format!("the strategy `{strategy}` was asked for and no row bears its name");
        notes.warn("promptfoo.strategy-missing", text, None);
    }
}

/// Compares the rows with promptfoo's own sums. The rows count; sums that name more than there are tell of rows that
/// are gone.
fn compare(document: &Document, rows: Count, parsed: &mut ParsedRun, notes: &mut Notes) {
    let Some([passed, failed, errors]) = document.stats else { return };
    let told = passed.saturating_add(failed).saturating_add(errors);
    if (passed, failed, errors) != (rows.passed, rows.failed, rows.errors) {
        let text = format!(
            "promptfoo says that {passed} passed, {failed} failed and {errors} broke; the rows say {}, {} and {}; the \
             rows count",
            rows.passed, rows.failed, rows.errors
        );
        notes.warn("promptfoo.recount", text, None);
    }
    if told > rows.all() {
        let text = "the file holds {rows} of {told} rows";
        parsed.partial(Message::new("run.incomplete", text, &[("rows", &rows.all()), ("told", &told)]));
    }
}

/// Why the run is not a whole one.
fn reasons(document: &Document, target: &Target, parsed: &mut ParsedRun) {
    if target.all.errors > 0 {
        let text = "{count} rows ended in an error";
        parsed.partial(Message::new("run.errors", text, &[("count", &target.all.errors)]));
    }
    if target.all.unscored > 0 {
        let text = "{count} rows have no verdict";
        parsed.partial(Message::new("run.unscored", text, &[("count", &target.all.unscored)]));
    }
    if let Some(tests) = document.tests.filter(|tests| target.tests > 0 && *tests > target.tests) {
        let text = "{used} of {total} tests of the configuration were run";
        parsed.partial(Message::new("run.limited", text, &[("used", &target.tests), ("total", &tests)]));
    }
    for plugin in document.plugins.iter().filter(|name| !is_collection(name) && !target.has_plugin(name)).take(20) {
        let text = "the plugin `{plugin}` was asked for and has no result";
        parsed.partial(Message::new("promptfoo.plugin-missing", text, &[("plugin", plugin)]));
    }
    if target.all.all() == 0 {
        parsed.partial(Message::new("run.no-results", "the file holds no results", &[]));
    }
}
