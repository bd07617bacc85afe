//! Records that others answer: each has one that points at it [6.1.3, 7.2, 9.3.3, 10.2], and those a record names are
//! where they have to be [9.2.2, 9.3.1].

use std::collections::BTreeMap;

use assay_domain::Outcome;

use super::kept::{can_become, says, spoken};
use super::{Finding, NAMED, gravest};
use crate::population::named;
use crate::predicate::{Answered, Points};
use crate::world::{Record, World};

fn asked<'w>(world: &'w World, kind: &str, states: &[String], only: &BTreeMap<String, String>) -> Vec<&'w Record> {
    let fits = |r: &&Record| only.iter().all(|(field, is)| says(r.body.get(field), is));
    world.of_kind(kind).filter(|r| states.contains(&r.state)).filter(fits).collect()
}

/// Each record has one of another kind that points at it and counts.
pub(super) fn answered(world: &World, rule: &Answered) -> Finding {
    let asking = asked(world, &rule.kind, &rule.states, &rule.only);
    if asking.is_empty() {
        return Finding::new(
            Outcome::Missing,
            "answered.nothing",
            "no {kind} is recorded that would need an answer",
            &[("kind", &spoken(&rule.kind))],
        );
    }
    // One pass over the answers, however many records ask.
    let mut answers: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for record in world.of_kind(&rule.by) {
        for key in named(record, &rule.field) {
            answers.entry(key).or_default().push(record);
        }
    }
    let newest = asking.iter().map(|r| r.state_at).max();
    let findings = asking.iter().map(|r| {
        let key = r.key.to_string();
        one_answered(rule, r, answers.get(key.as_str()).map_or(&[], Vec::as_slice))
    });
    let findings: Vec<Finding> = findings.collect();
    let all: Vec<String> = findings.iter().flat_map(|f| f.evidence.clone()).take(NAMED).collect();
    match gravest(findings) {
        Some(f) if f.outcome == Outcome::Pass && asking.len() > 1 => {
            let n = asking.len();
            let args: [(&str, &dyn std::fmt::Display); 2] = [("n", &n), ("kind", &spoken(&rule.kind))];
            let mut whole =
                Finding::new(Outcome::Pass, "answered.all", "all {n} records of the kind {kind} are answered", &args)
                    .resting_on(all);
            whole.observed_at = newest;
            whole
        }
        Some(f) => f,
        None => Finding::new(Outcome::Missing, "answered.nothing", "nothing asks for an answer", &[]),
    }
}

fn one_answered(rule: &Answered, asks: &Record, answers: &[&Record]) -> Finding {
    let key = &asks.key;
    let kind = spoken(&rule.by);
    let newest = answers.iter().filter(|r| rule.by_states.contains(&r.state)).max_by_key(|r| r.state_seq);
    let Some(answer) = newest else {
        let waiting = answers.iter().find(|r| can_become(&rule.by, &r.state, &rule.by_states));
        return match waiting {
            Some(w) => Finding::new(
                Outcome::Undecided,
                "answered.waiting",
                "{record} is answered by {answer}, which is {state} so far",
                &[("record", key), ("answer", &w.key), ("state", &w.state)],
            )
            .resting_on([key, &w.key]),
            None => Finding::new(
                Outcome::Fail,
                "answered.none",
                "{record} has no {kind} that is {states}",
                &[("record", key), ("kind", &kind), ("states", &rule.by_states.join(" or "))],
            )
            .resting_on([key]),
        };
    };
    let both = |f: Finding| f.resting_on([key, &answer.key]).observed(answer.state_at);
    if rule.other_hand && answer.state_by == answer.creator {
        return both(Finding::new(
            Outcome::Undecided,
            "answered.own-hand",
            "who made {answer} also judged it; somebody else has to",
            &[("answer", &answer.key)],
        ));
    }
    let args: [(&str, &dyn std::fmt::Display); 2] = [("record", key), ("answer", &answer.key)];
    both(Finding::new(Outcome::Pass, "answered.one", "{record} is answered by {answer}", &args))
}

/// The records that the newest record of a kind names are in the states they have to be in.
pub(super) fn points(world: &World, rule: &Points) -> Finding {
    let none = BTreeMap::new();
    let all = asked(world, &rule.kind, &rule.states, &none);
    let Some(record) = all.into_iter().max_by_key(|r| r.state_seq) else {
        return Finding::new(
            Outcome::Missing,
            "points.nothing",
            "no {kind} is {states}",
            &[("kind", &spoken(&rule.kind)), ("states", &rule.states.join(" or "))],
        );
    };
    let key = &record.key;
    let field = rule.field.replace('_', " ");
    let on = |f: Finding| f.resting_on([key]).observed(record.state_at);
    let targets = named(record, &rule.field);
    if targets.is_empty() {
        let gap = record.body.get(&rule.field).is_some_and(|v| v.get("gap").is_some());
        let outcome = if gap { Outcome::Undecided } else { Outcome::Fail };
        let args: [(&str, &dyn std::fmt::Display); 2] = [("record", key), ("field", &field)];
        return on(Finding::new(outcome, "points.none", "{record} names nothing as {field}", &args));
    }
    let targets: Vec<_> = targets.into_iter().map(|k| (k, k.parse().ok().and_then(|k| world.get(&k)))).collect();
    let wrong = targets.iter().find(|(_, r)| r.is_none_or(|r| r.body.is_null() || !rule.in_states.contains(&r.state)));
    let keys: Vec<&str> = targets.iter().map(|(k, _)| *k).collect();
    if let Some((named, found)) = wrong {
        let state = found.map_or("gone", |r| r.state.as_str());
        let args: [(&str, &dyn std::fmt::Display); 4] =
            [("record", key), ("field", &field), ("named", named), ("state", &state)];
        let text = "{record} names {named} as {field}, which is {state}";
        return on(Finding::new(Outcome::Fail, "points.wrong-state", text, &args)).resting_on([*named]);
    }
    let planned = rule.months.map(|m| record.state_at.plus_days(i64::from(m) * super::documents::MONTH));
    let args: [(&str, &dyn std::fmt::Display); 3] = [("record", key), ("field", &field), ("keys", &keys.join(", "))];
    on(Finding::new(Outcome::Pass, "points.hold", "{record} names {keys} as {field}", &args))
        .resting_on(keys)
        .until(planned)
}
