//! Records of a kind that count: they are there, state what is asked, and none has run out [4.1 to 10.1].

use assay_domain::{Day, Kind, Outcome, Timestamp};
use serde_json::Value;

use super::documents::MONTH;
use super::{Finding, fields, gravest};
use crate::predicate::{Kept, Take};
use crate::subjects::Looked;
use crate::world::{Record, World};

pub(super) fn kept(world: &World, looked: &Looked<'_>, rule: &Kept) -> Finding {
    let all = about(world, looked, rule);
    let mut counting: Vec<&Record> = all.iter().copied().filter(|r| rule.states.contains(&r.state)).collect();
    counting.sort_by_key(|r| (r.state_at, r.state_seq));
    let Some(newest) = counting.last().copied() else { return nothing(&all, rule) };
    let looked_at = match rule.take {
        Take::Newest => &counting[counting.len() - 1..],
        Take::Each => &counting[..],
    };
    let findings = looked_at.iter().map(|record| one(world, looked, rule, record)).collect();
    match gravest(findings) {
        Some(finding) if finding.outcome == Outcome::Pass && counting.len() > 1 && rule.take == Take::Each => {
            let n = counting.len();
            let args: [(&str, &dyn std::fmt::Display); 3] =
                [("n", &n), ("kind", &spoken(&rule.kind)), ("record", &newest.key)];
            Finding::new(Outcome::Pass, "kept.all", "{n} records of the kind {kind} hold, {record} the newest", &args)
                .resting_on(counting.iter().map(|r| &r.key))
                .observed(newest.state_at)
                .until(finding.valid_until)
        }
        Some(finding) => finding,
        None => nothing(&all, rule),
    }
}

/// The kind as one says it.
pub(super) fn spoken(kind: &str) -> String {
    kind.replace('-', " ")
}

/// Records of the kind that speak of the subject and fit.
fn about<'w>(world: &'w World, looked: &Looked<'_>, rule: &Kept) -> Vec<&'w Record> {
    let fits = |r: &&Record| rule.only.iter().all(|(field, is)| says(r.body.get(field), is));
    match looked.subject.system() {
        Some(system) => world.about(&rule.kind, system).filter(fits).collect(),
        None => world.of_kind(&rule.kind).filter(fits).collect(),
    }
}

/// Whether a value is that text, or a list that holds it.
pub(super) fn says(value: Option<&Value>, is: &str) -> bool {
    match value {
        Some(Value::String(text)) => text == is,
        Some(Value::Bool(truth)) => truth.to_string() == is,
        Some(Value::Array(items)) => items.iter().any(|item| item == is),
        _ => false,
    }
}

/// Nothing counts: either nothing was written, or what was written may still come to count.
fn nothing(all: &[&Record], rule: &Kept) -> Finding {
    let only: Vec<String> = rule.only.iter().map(|(f, is)| format!("{}: {is}", f.replace('_', " "))).collect();
    let (kind, only) = (spoken(&rule.kind), only.join(", "));
    let states = rule.states.join(" or ");
    // What counted before and does no more has ended, even if it could be taken up again.
    let ended = |r: &Record| r.state_before.as_ref().is_some_and(|before| rule.states.contains(before));
    let open = all.iter().filter(|r| !ended(r) && can_become(&rule.kind, &r.state, &rule.states));
    let waiting = open.max_by_key(|r| r.state_seq);
    match waiting {
        Some(record) => Finding::new(
            Outcome::Undecided,
            "kept.waiting",
            "{record} is {state}; it counts once it is {states}",
            &[("record", &record.key), ("state", &record.state), ("states", &states)],
        )
        .resting_on([&record.key]),
        None if only.is_empty() => Finding::new(
            Outcome::Missing,
            "kept.none",
            "no {kind} is {states}; record one",
            &[("kind", &kind), ("states", &states)],
        ),
        None => Finding::new(
            Outcome::Missing,
            "kept.none",
            "no {kind} with {only} is {states}; record one",
            &[("kind", &kind), ("only", &only), ("states", &states)],
        ),
    }
}

/// Whether moves lead from a state to one of these.
pub(super) fn can_become(kind: &str, from: &str, states: &[String]) -> bool {
    let Some(kind) = Kind::named(kind) else { return false };
    let mut reached = vec![from];
    let mut next = 0;
    while let Some(&here) = reached.get(next) {
        next += 1;
        for t in kind.workflow.transitions.iter().filter(|t| t.from.contains(&here)) {
            if states.iter().any(|s| s == t.to) {
                return true;
            }
            if !reached.contains(&t.to) {
                reached.push(t.to);
            }
        }
    }
    false
}

fn one(world: &World, looked: &Looked<'_>, rule: &Kept, record: &Record) -> Finding {
    let stated = fields::on_record(record, &rule.fields);
    match stated.outcome {
        Outcome::Pass => {}
        // What counts and says nothing of what it has to say is wrong, not absent.
        Outcome::Missing => return Finding { outcome: Outcome::Fail, ..stated },
        _ => return stated,
    }
    let key = &record.key;
    if rule.since_version
        && let Some(version) = newer_version(world, looked, record)
    {
        let args: [(&str, &dyn std::fmt::Display); 2] = [("record", key), ("version", &version.key)];
        let text = "{record} is older than {version}, which is in service; look at it anew";
        return Finding::new(Outcome::Fail, "kept.before-version", text, &args)
            .resting_on([key, &version.key])
            .observed(record.state_at);
    }
    let planned = rule.months.map(|m| record.state_at.plus_days(i64::from(m) * MONTH));
    let ends = match rule.until.as_deref().map(|field| (field, end_of(record.body.get(field)))) {
        None => planned,
        Some((_, End::Day(end))) => Some(planned.map_or(end, |p| p.min(end))),
        Some((_, End::Never)) => planned,
        Some((field, End::Unknown)) => {
            let field = field.replace('_', " ");
            return Finding::new(
                Outcome::Undecided,
                "kept.no-end",
                "{record} does not state a day for: {field}",
                &[("record", key), ("field", &field)],
            )
            .resting_on([key])
            .observed(record.state_at);
        }
    };
    Finding::new(
        Outcome::Pass,
        "kept.one",
        "{record} is {state} since {day}",
        &[("record", key), ("state", &record.state), ("day", &record.state_at.date())],
    )
    .resting_on([key])
    .observed(record.state_at)
    .until(ends)
}

/// A version in service that was not there yet when the record came into its state. What precedes a release, as it
/// has to, is still about the version released.
fn newer_version<'w>(world: &'w World, looked: &Looked<'_>, record: &Record) -> Option<&'w Record> {
    let versions = world.about("system-version", looked.subject.system()?);
    versions.filter(|v| v.state == "released" && v.created_seq > record.state_seq).max_by_key(|v| v.created_seq)
}

/// What a day field says about an end.
pub(super) enum End {
    /// The first moment after the day.
    Day(Timestamp),
    /// That there is none.
    Never,
    /// Nothing that helps.
    Unknown,
}

/// The end that a day, or a period, names.
pub(super) fn end_of(value: Option<&Value>) -> End {
    match value {
        Some(Value::String(day)) => {
            Day::from(day.as_str()).start().map_or(End::Unknown, |start| End::Day(start.plus_days(1)))
        }
        Some(Value::Object(gap)) if gap.get("gap").and_then(Value::as_str) == Some("none") => End::Never,
        Some(Value::Object(period)) if period.contains_key("from") || period.contains_key("to") => {
            period.get("to").map_or(End::Never, |to| end_of(Some(to)))
        }
        _ => End::Unknown,
    }
}
