//! Results against criteria that a named owner approved before the run [A.6.2.4].

use assay_domain::kinds::threshold::{Operator, Threshold};
use assay_domain::{Direction, Observation, Outcome, Subject, ValueState, decimal};

use super::{Finding, gravest};
use crate::CheckDefinition;
use crate::subjects::Looked;
use crate::usable::{Bound, bound, unusable};
use crate::world::{Record, World};

/// A threshold that binds the subject, with its record.
pub(super) struct Criterion<'w> {
    pub(super) record: &'w Record,
    pub(super) body: Threshold,
}

/// Thresholds of one state that bind a version for the check's requirements.
pub(super) fn criteria<'w>(
    world: &'w World,
    check: &CheckDefinition,
    subject: &Subject,
    state: &str,
) -> Vec<Criterion<'w>> {
    let binds = |to: &Subject| match to {
        Subject::Workspace => true,
        Subject::Record(key) => subject.system() == Some(key),
        version @ Subject::Version(..) => version == subject,
    };
    world
        .of_kind("threshold")
        .filter(|r| r.state == state)
        .filter_map(|record| Some(Criterion { record, body: record.body()? }))
        .filter(|c| c.body.subject.as_ref().is_some_and(binds))
        .filter(|c| c.body.requirement.as_ref().is_some_and(|r| check.requirements.contains(r)))
        .collect()
}

/// The newest whole run that holds what the threshold judges; or why none does.
pub(super) enum Deciding<'w> {
    Run(Box<Bound<'w>>),
    OnlyUnusable(assay_domain::Message, String),
    Nothing,
}

pub(super) fn deciding<'w>(world: &'w World, criterion: &Criterion<'_>, subject: &Subject) -> Deciding<'w> {
    let fits = |b: &Bound<'_>| {
        let kind = criterion.body.evidence_kind;
        kind.is_none_or(|k| k == b.body.evidence_kind)
            && b.record.observations.iter().any(|o| criterion.body.matches(&o.key))
    };
    let mut refused = None;
    for candidate in bound(world, subject).into_iter().filter(fits) {
        match unusable(world, &candidate) {
            None => return Deciding::Run(Box::new(candidate)),
            Some(why) => {
                refused.get_or_insert((why, candidate.key().to_string()));
            }
        }
    }
    refused.map_or(Deciding::Nothing, |(why, key)| Deciding::OnlyUnusable(why, key))
}

pub(super) fn met(world: &World, check: &CheckDefinition, looked: &Looked<'_>) -> Finding {
    let approved = criteria(world, check, &looked.subject, "approved");
    if approved.is_empty() {
        let draft = criteria(world, check, &looked.subject, "draft");
        return match draft.first() {
            Some(c) => Finding::new(
                Outcome::Missing,
                "threshold.proposed",
                "{threshold} is proposed; nobody has approved it",
                &[("threshold", &c.record.key)],
            )
            .resting_on([&c.record.key]),
            None => Finding::new(
                Outcome::Missing,
                "threshold.none",
                "no approved threshold says what result is good enough",
                &[],
            ),
        };
    }
    if let Some(finding) = withdrawn_after_result(world, check, &looked.subject) {
        return finding;
    }
    let findings = approved.iter().map(|c| against(world, c, &looked.subject)).collect();
    gravest(findings).unwrap_or_else(|| Finding::new(Outcome::Missing, "threshold.none", "nothing was judged", &[]))
}

/// A criterion that stood when a result came in and was taken back afterwards still asks its question, until a newer
/// run answers.
fn withdrawn_after_result(world: &World, check: &CheckDefinition, subject: &Subject) -> Option<Finding> {
    criteria(world, check, subject, "withdrawn").iter().find_map(|criterion| {
        let Deciding::Run(run) = deciding(world, criterion, subject) else { return None };
        // A proposal that nobody approved never stood.
        let stood = criterion.record.state_before.as_deref() == Some("approved")
            && criterion.record.created_seq < run.record.created_seq
            && run.record.created_seq < criterion.record.state_seq;
        let finding = Finding::new(
            Outcome::Undecided,
            "threshold.withdrawn-after-result",
            "{threshold} was withdrawn after {evidence} was recorded; a new run has to answer",
            &[("threshold", &criterion.record.key), ("evidence", run.key())],
        );
        stood.then(|| finding.resting_on([run.key(), &criterion.record.key]))
    })
}

pub(super) fn against(world: &World, criterion: &Criterion<'_>, subject: &Subject) -> Finding {
    let key = &criterion.record.key;
    let run = match deciding(world, criterion, subject) {
        Deciding::Run(run) => run,
        Deciding::OnlyUnusable(why, evidence) => {
            return Finding::of(Outcome::Missing, why).resting_on([evidence, key.to_string()]);
        }
        Deciding::Nothing => {
            return Finding::new(
                Outcome::Missing,
                "threshold.no-result",
                "no run of this version holds {metric}, which {threshold} judges",
                &[("metric", &criterion.body.metric), ("threshold", key)],
            )
            .resting_on([key]);
        }
    };
    let valid = criterion.body.valid_days.map(|days| run.when().plus_days(i64::from(days)));
    let dress = |f: Finding| Finding {
        threshold: Some(mark_text(criterion)),
        ..f.resting_on([run.key(), key]).observed(run.when()).until(valid)
    };
    if let Some(finding) = order(criterion, &run) {
        return dress(finding);
    }
    let judged = run.record.observations.iter().filter(|o| criterion.body.matches(&o.key));
    let findings: Vec<Finding> = judged.map(|o| dress(one(criterion, &run, o))).collect();
    gravest(findings)
        .unwrap_or_else(|| dress(Finding::new(Outcome::Missing, "threshold.no-result", "nothing was judged", &[])))
}

fn mark_text(criterion: &Criterion<'_>) -> String {
    let operator = criterion.body.operator.map_or("", Operator::as_str);
    format!("{operator} {} ({})", criterion.body.value.as_deref().unwrap_or("?"), criterion.record.key)
}

/// Criteria before results: by place in the log, and by the run's own clock as far as that can be known.
fn order(criterion: &Criterion<'_>, run: &Bound<'_>) -> Option<Finding> {
    let args: [(&str, &dyn std::fmt::Display); 2] = [("threshold", &criterion.record.key), ("evidence", run.key())];
    if criterion.record.state_seq > run.record.created_seq {
        return Some(Finding::new(
            Outcome::Undecided,
            "threshold.after-result",
            "criterion set after result: {threshold} was approved after {evidence} was recorded",
            &args,
        ));
    }
    let Some(started) = &run.body.times.started else {
        return Some(Finding::new(
            Outcome::Undecided,
            "threshold.no-time",
            "{evidence} does not say when the run began, so nothing shows that {threshold} came first",
            &args,
        ));
    };
    if criterion.record.state_at > started.instant {
        return Some(Finding::new(
            Outcome::Undecided,
            "threshold.after-run",
            "criterion set after result: {threshold} was approved after the run of {evidence} began",
            &args,
        ));
    }
    if criterion.record.state_at > started.earliest() {
        return Some(Finding::new(
            Outcome::Undecided,
            "threshold.zone-unknown",
            "{evidence} names its start without a time zone; within that doubt {threshold} may have come later",
            &args,
        ));
    }
    None
}

fn one(criterion: &Criterion<'_>, run: &Bound<'_>, o: &Observation) -> Finding {
    let body = &criterion.body;
    let threshold = mark_text(criterion);
    let shown = o.value.decimal.as_deref().map_or_else(|| format!("{:?}", o.value.state).to_lowercase(), short);
    let args: [(&str, &dyn std::fmt::Display); 4] =
        [("metric", &o.key), ("value", &shown), ("threshold", &threshold), ("evidence", run.key())];
    let with = |outcome, code: &str, text: &str| {
        let mut finding = Finding::new(outcome, code, text, &args);
        finding.value = o.value.decimal.clone();
        finding
    };
    let (Some(operator), Some(mark)) = (body.operator, body.mark()) else {
        return with(Outcome::Error, "threshold.unreadable", "{threshold} has no mark that can be compared");
    };
    let Some(value) = o.value.as_f64().filter(|_| o.value.state == ValueState::Finite) else {
        return with(Outcome::Error, "threshold.no-number", "{metric} is {value} in {evidence}: no number to judge");
    };
    let against_sense = matches!(
        (o.direction, operator),
        (Direction::Higher, Operator::AtMost) | (Direction::Lower, Operator::AtLeast)
    );
    if against_sense {
        return with(
            Outcome::Error,
            "threshold.wrong-way",
            "{threshold} compares the wrong way: {metric} is better the other way round",
        );
    }
    // A value over no samples says nothing, whether or not a number was asked for.
    if o.n.is_some_and(|n| n < u64::from(body.min_n.unwrap_or(1).max(1))) {
        return with(Outcome::Undecided, "threshold.too-few", "{metric} rests on too few samples for {threshold}");
    }
    if body.min_n.is_some() && o.n.is_none() {
        return with(
            Outcome::Undecided,
            "threshold.n-unknown",
            "{evidence} does not say how many samples {metric} rests on",
        );
    }
    let judged = if body.use_bound {
        let bound = o.uncertainty.as_ref().and_then(|u| match operator {
            Operator::AtLeast => u.low.as_deref(),
            Operator::AtMost => u.high.as_deref(),
        });
        match bound.and_then(|b| b.parse::<f64>().ok()).filter(|b| b.is_finite()) {
            Some(bound) => bound,
            None => {
                return with(
                    Outcome::Undecided,
                    "threshold.no-bound",
                    "{evidence} gives no confidence bound for {metric}",
                );
            }
        }
    } else {
        value
    };
    if operator.holds(judged, mark) {
        with(Outcome::Pass, "threshold.met", "{metric} is {value} in {evidence}, which reaches {threshold}")
    } else if body.use_bound && operator.holds(value, mark) {
        with(
            Outcome::Fail,
            "threshold.bound-not-met",
            "{metric} is {value} in {evidence}, but its confidence bound does not reach {threshold}",
        )
    } else {
        with(Outcome::Fail, "threshold.not-met", "{metric} is {value} in {evidence}, which does not reach {threshold}")
    }
}

/// Four significant digits are enough in a sentence; the exact value stands beside it.
fn short(text: &str) -> String {
    text.parse::<f64>().map_or_else(|_| text.to_owned(), |v| decimal((v * 10_000.0).round() / 10_000.0))
}
