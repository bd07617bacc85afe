//! Records of a kind that count: they are there, state what is asked, and none has run out [4.1 to 10.1].

use assay_domain::{Day, Key, Kind, Outcome, Timestamp};
use serde_json::Value;

use super::documents::MONTH;
use super::{Finding, NAMED, fields, gravest};
use crate::population::{Look, Members};
use crate::predicate::{Kept, Take};
use crate::subjects::Looked;
use crate::world::{Record, World};

pub(super) fn kept(world: &World, looked: &Looked<'_>, rule: &Kept) -> Finding {
    match looked.subject.system() {
        Some(system) => of_system(world, system, rule),
        None => in_all(world, rule),
    }
}

/// Of the records that name a system: they are few.
fn of_system(world: &World, system: &Key, rule: &Kept) -> Finding {
    let all: Vec<&Record> = world.about(&rule.kind, system).filter(|r| fits(rule, r)).collect();
    let mut counting: Vec<&Record> = all.iter().copied().filter(|r| rule.states.contains(&r.state)).collect();
    counting.sort_by_key(|r| (r.state_at, r.state_seq));
    let Some(newest) = counting.last().copied() else {
        return nothing(rule, Some(system), all.into_iter().filter(|r| waits(rule, r)).max_by_key(|r| r.state_seq));
    };
    let looked_at = match rule.take {
        Take::Newest => &counting[counting.len() - 1..],
        Take::Each => &counting[..],
    };
    let findings = looked_at.iter().map(|record| one(world, Some(system), rule, record)).collect();
    let Some(gravest) = gravest(findings) else { return nothing(rule, Some(system), None) };
    let n = counting.len();
    whole(rule, gravest, n, newest, counting.iter().take(NAMED).map(|r| &r.key))
}

/// Of all records of the kind, which may be very many.
fn in_all(world: &World, rule: &Kept) -> Finding {
    world.population(rule, |all| {
        let record = |key: &Key| world.get(key);
        let Some(newest) = all.newest().and_then(|(_, key)| record(key)) else {
            return nothing(rule, None, all.waiting().and_then(record));
        };
        let decides = match rule.take {
            Take::Newest => Some(newest),
            Take::Each => all.gravest().and_then(record),
        };
        let gravest = one(world, None, rule, decides.unwrap_or(newest));
        whole(rule, gravest, all.len(), newest, all.some(NAMED))
    })
}

impl Members for Kept {
    fn name(&self) -> String {
        format!("{self:?}")
    }

    fn kind(&self) -> &str {
        &self.kind
    }

    fn look(&self, world: &World, record: &Record, _pointing: &[&Record]) -> Look {
        if !fits(self, record) {
            Look::Passes
        } else if self.states.contains(&record.state) {
            Look::Counts(one(world, None, self, record))
        } else if waits(self, record) {
            Look::Waits
        } else {
            Look::Passes
        }
    }
}

/// What is told of all, where each has to hold and does; otherwise what is found about the one that decides.
fn whole<'k>(
    rule: &Kept,
    gravest: Finding,
    n: usize,
    newest: &Record,
    some: impl IntoIterator<Item = &'k Key>,
) -> Finding {
    if gravest.outcome != Outcome::Pass || n < 2 || rule.take == Take::Newest {
        return gravest;
    }
    let args: [(&str, &dyn std::fmt::Display); 3] = [("n", &n), ("kind", &spoken(&rule.kind)), ("record", &newest.key)];
    Finding::new(Outcome::Pass, "kept.all", "{n} records of the kind {kind} hold, {record} the newest", &args)
        .resting_on(some)
        .observed(newest.state_at)
        .until(gravest.valid_until)
}

/// The kind as one says it.
pub(super) fn spoken(kind: &str) -> String {
    kind.replace('-', " ")
}

/// Whether a record is one of those the rule is about.
fn fits(rule: &Kept, record: &Record) -> bool {
    rule.only.iter().all(|(field, is)| says(record.body.get(field), is))
}

/// Whether a record that does not count may come to. What counted before and does no more has ended, even if it could be
/// taken up again.
fn waits(rule: &Kept, record: &Record) -> bool {
    let ended = record.state_before.as_ref().is_some_and(|before| rule.states.contains(before));
    !ended && can_become(&rule.kind, &record.state, &rule.states)
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
fn nothing(rule: &Kept, of: Option<&Key>, waiting: Option<&Record>) -> Finding {
    let only: Vec<String> = rule.only.iter().map(|(f, is)| format!("{}: {is}", f.replace('_', " "))).collect();
    let (kind, only) = (spoken(&rule.kind), only.join(", "));
    let states = rule.states.join(" or ");
    match waiting {
        Some(record) => Finding::new(
            Outcome::Undecided,
            "kept.waiting",
            "{record} is {state}; it counts once it is {states}",
            &[("record", &record.key), ("state", &record.state), ("states", &states)],
        )
        .resting_on([&record.key]),
        None => {
            let of_one = of.map(|key| key as &dyn std::fmt::Display);
            let text = match (only.is_empty(), of_one.is_some()) {
                (true, false) => "no {kind} is {states}; record one",
                (true, true) => "no {kind} of {subject} is {states}; record one",
                (false, false) => "no {kind} with {only} is {states}; record one",
                (false, true) => "no {kind} of {subject} with {only} is {states}; record one",
            };
            let mut args: Vec<(&str, &dyn std::fmt::Display)> = vec![("kind", &kind), ("states", &states)];
            args.extend(of_one.map(|key| ("subject", key)));
            args.extend((!only.is_empty()).then_some(("only", &only as &dyn std::fmt::Display)));
            Finding::new(Outcome::Missing, "kept.none", text, &args)
        }
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

fn one(world: &World, system: Option<&Key>, rule: &Kept, record: &Record) -> Finding {
    let stated = fields::on_record(record, &rule.fields);
    match stated.outcome {
        Outcome::Pass => {}
        // What counts and says nothing of what it has to say is wrong, not absent.
        Outcome::Missing => return Finding { outcome: Outcome::Fail, ..stated },
        _ => return stated,
    }
    let key = &record.key;
    if rule.since_version
        && let Some(version) = system.and_then(|system| newer_version(world, system, record))
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
fn newer_version<'w>(world: &'w World, system: &Key, record: &Record) -> Option<&'w Record> {
    let versions = world.about("system-version", system);
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
