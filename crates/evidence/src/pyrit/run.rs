//! What the run against each target shows.

use assay_domain::{Claimed, Message, Population, Run, RunStatus, Times};

use super::Walk;
use super::attack::TargetName;
use super::target::Target;
use crate::labels::{label, some_of};
use crate::notes::Notes;
use crate::{ArtifactSet, Fault, ParsedRun, stand_in};

/// Settles the runs; one without observations when the file holds no attacks.
pub(super) fn settle(set: &ArtifactSet<'_>, walk: &Walk, notes: &Notes) -> Result<Vec<ParsedRun>, Fault> {
    let targets = &walk.targets.0;
    if targets.is_empty() {
        return one(set, &TargetName::default(), &Target::default(), walk, notes.clone()).map(|run| vec![run]);
    }
    targets.iter().map(|(name, target)| one(set, name, target, walk, notes.clone())).collect()
}

fn one(
    set: &ArtifactSet<'_>,
    name: &TargetName,
    target: &Target,
    walk: &Walk,
    mut notes: Notes,
) -> Result<ParsedRun, Fault> {
    let mut parsed = ParsedRun::of(set);
    parsed.tool.version = target.versions.last().cloned();
    if target.versions.len() > 1 {
        let text = format!("the attacks are of several versions of PyRIT ({})", some_of(versions(target), 5));
        notes.warn("pyrit.versions", text, None);
    }
    // An endpoint is an address, and not a name.
    parsed.claimed = Claimed {
        model: name.model.clone().or_else(|| name.class.clone()),
        provider: name.class.clone(),
        revision: None,
    };
    let classes = label(&some_of(target.attacks.keys().map(String::as_str), 3));
    let shown = parsed.claimed.model.as_deref().unwrap_or("unnamed target");
    parsed.title = format!("pyrit {classes}, {shown}");
    parsed.run = Run {
        native_id: None,
        name: Some(classes).filter(|name| !name.is_empty()),
        status: RunStatus::Complete,
        config_sha256: target.config_sha256(),
        ..Run::default()
    };
    parsed.times = Times { started: target.begun.clone(), finished: target.ended.clone() };
    parsed.observations = target.observations();
    let attacks = target.all.all();
    parsed.population =
        Population { text: format!("{attacks} attacks"), size: None, sampled: Some(attacks), method: None };
    for outcome in &target.odd_outcomes {
        let text = format!("the outcome `{outcome}` is not known; such attacks count as not judged");
        notes.warn("pyrit.outcome", text, None);
    }
    reasons(target, walk, &mut parsed);
    if let Some(line) = walk.cut {
        notes.warn("jsonl.truncated", "the file ends in the middle of a record; whole records were read", Some(line));
    }
    parsed.represent(mock(name));
    parsed.finish(notes)
}

fn versions(target: &Target) -> impl Iterator<Item = &str> {
    target.versions.iter().map(String::as_str)
}

/// Why the target is a stand-in: PyRIT's own prints prompts instead of sending them.
fn mock(name: &TargetName) -> Option<Message> {
    if name.class.as_deref() == Some("TextTarget") {
        let text = "the target `TextTarget` is a stand-in that PyRIT ships: it prints prompts and answers nothing";
        return Some(Message::new("mock.pyrit-text", text, &[]));
    }
    let named = |name: &Option<String>| name.as_deref().and_then(stand_in::named);
    named(&name.model).or_else(|| named(&name.class))
}

/// Why the run is not a whole one.
fn reasons(target: &Target, walk: &Walk, parsed: &mut ParsedRun) {
    if let Some(line) = walk.cut {
        parsed.partial(Message::new("jsonl.truncated", "the file was cut off in line {line}", &[("line", &line)]));
    }
    if walk.contradicted > 0 {
        let text = "{count} attacks occur twice, with one outcome and with another";
        parsed.partial(Message::new("pyrit.contradicted", text, &[("count", &walk.contradicted)]));
    }
    let Target { all, .. } = target;
    if all.errors > 0 {
        let text = "{count} attacks ended in an error";
        parsed.partial(Message::new("run.errors", text, &[("count", &all.errors)]));
    }
    if all.unscored > 0 {
        let text = "of {count} attacks nobody judged whether they succeeded";
        parsed.partial(Message::new("run.unscored", text, &[("count", &all.unscored)]));
    }
    if all.all() == 0 {
        parsed.partial(Message::new("run.no-results", "the file holds no results", &[]));
    }
}
