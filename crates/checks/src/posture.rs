//! From verdicts to the state of each requirement, for each subject, at a moment.

use std::collections::BTreeMap;

use assay_domain::{Axis, AxisState, Message, Outcome, Posture, State, Subject, Timestamp, Verdict};

use crate::judge::speaks_for_all;
use crate::rules::gravity;
use crate::{CheckSet, Over};

/// Days before its end that validity counts as running out.
pub const EXPIRING_DAYS: i64 = 30;

/// One requirement with its subjects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementState {
    /// Qualified requirement.
    pub requirement: String,
    /// The worst applicable subject's state.
    pub state: State,
    /// Why.
    pub message: Message,
    /// Each subject.
    pub subjects: Vec<Posture>,
}

/// A verdict's outcome at a moment: a waiver past its day no longer holds.
#[must_use]
pub fn effective_outcome(verdict: &Verdict, now: Timestamp) -> Outcome {
    let over = verdict.valid_until.is_some_and(|until| until <= now);
    if verdict.outcome == Outcome::Waived && over { Outcome::Fail } else { verdict.outcome }
}

/// Whether what a pass rests on has run out.
#[must_use]
pub fn stale(verdict: &Verdict, now: Timestamp) -> bool {
    verdict.outcome == Outcome::Pass && verdict.valid_until.is_some_and(|until| until <= now)
}

fn expiring(verdict: &Verdict, now: Timestamp) -> bool {
    verdict.outcome == Outcome::Pass
        && verdict.valid_until.is_some_and(|until| until > now && until <= now.plus_days(EXPIRING_DAYS))
}

/// When time alone may next change what the verdict says: it runs out, or begins to.
#[must_use]
pub fn next_turn(verdict: &Verdict, now: Timestamp) -> Option<Timestamp> {
    let until = verdict.valid_until?;
    [until.plus_days(-EXPIRING_DAYS), until].into_iter().find(|turn| *turn > now)
}

/// The verdict that decides an axis among those that bear on a subject: the gravest, and of passes one that ran out.
#[must_use]
pub fn deciding<'v>(all: impl IntoIterator<Item = &'v Verdict>, axis: Axis, now: Timestamp) -> Option<&'v Verdict> {
    let of_axis = all.into_iter().filter(|v| v.axis == axis);
    of_axis.min_by_key(|v| (gravity(effective_outcome(v, now)), !stale(v, now)))
}

/// The states of these requirements, in their order.
#[must_use]
pub fn roll_up<'r, 'v>(
    set: &CheckSet,
    requirements: impl IntoIterator<Item = &'r str>,
    verdicts: impl IntoIterator<Item = &'v Verdict>,
    now: Timestamp,
) -> Vec<RequirementState> {
    let mut by_requirement: BTreeMap<&str, Vec<&Verdict>> = BTreeMap::new();
    for verdict in verdicts.into_iter().filter(|v| v.in_service) {
        for requirement in &verdict.requirements {
            by_requirement.entry(requirement).or_default().push(verdict);
        }
    }
    let empty = Vec::new();
    requirements
        .into_iter()
        .map(|requirement| one(set, requirement, by_requirement.get(requirement).unwrap_or(&empty), now))
        .collect()
}

fn one(set: &CheckSet, requirement: &str, verdicts: &[&Verdict], now: Timestamp) -> RequirementState {
    let done =
        |state, message, subjects| RequirementState { requirement: requirement.to_owned(), state, message, subjects };
    // Only controls can be left out [6.1.3 f]; the clauses of the standard cannot.
    let excluded = |v: &&&Verdict| v.message.code == "soa.not-applicable" && is_control(requirement);
    if let Some(left_out) = verdicts.iter().find(excluded) {
        return done(State::NotApplicable, left_out.message.clone(), Vec::new());
    }
    let in_force = |c: &&crate::CheckDefinition| c.requirements.iter().any(|r| r == requirement);
    let checks: Vec<_> = set.checks.iter().filter(in_force).collect();
    if checks.is_empty() {
        let text = "no check in force measures this";
        let shared: Vec<&Verdict> = verdicts.to_vec();
        let posture = Posture {
            requirement: requirement.to_owned(),
            subject: Subject::Workspace,
            state: State::Missing,
            message: Message::new("posture.no-check", text, &[]),
            axes: axes(&shared, now),
            checks: shared.iter().map(|v| v.check.clone()).collect(),
        };
        let failing = shared.iter().find(|v| effective_outcome(v, now) == Outcome::Fail);
        let (state, message) = match failing {
            Some(v) => (State::Failing, v.message.clone()),
            None => (State::Missing, posture.message.clone()),
        };
        return done(state, message.clone(), vec![Posture { state, message, ..posture }]);
    }
    let (shared, own): (Vec<&Verdict>, Vec<&Verdict>) =
        verdicts.iter().copied().partition(|v| speaks_for_all(&v.subject));
    let per_subject = checks.iter().any(|c| matches!(c.over, Over::AiSystem | Over::SystemVersion));
    let mut subjects: BTreeMap<&Subject, Vec<&Verdict>> = BTreeMap::new();
    for verdict in own {
        subjects.entry(&verdict.subject).or_default().push(verdict);
    }
    if subjects.is_empty() {
        if per_subject {
            let text = "no AI system in scope has a version in service to look at";
            let failing = shared.iter().find(|v| effective_outcome(v, now) == Outcome::Fail);
            return match failing {
                Some(v) => done(State::Failing, v.message.clone(), Vec::new()),
                None => done(State::Missing, Message::new("posture.no-subject", text, &[]), Vec::new()),
            };
        }
        let posture = subject_state(set, requirement, &Subject::Workspace, &shared, &shared, now);
        return done(posture.state, posture.message.clone(), vec![posture]);
    }
    let cleared: Vec<Option<Verdict>> = shared.iter().map(|v| in_place_elsewhere(v)).collect();
    let postures: Vec<Posture> = subjects
        .into_iter()
        .map(|(subject, own)| {
            let fitting = shared.iter().zip(&cleared).map(|(v, cleared)| match cleared {
                Some(cleared) if !names(v, subject) => cleared,
                _ => *v,
            });
            let all: Vec<&Verdict> = fitting.chain(own.iter().copied()).collect();
            subject_state(set, requirement, subject, &all, &own, now)
        })
        .collect();
    let Some(worst) = worst(&postures) else { return done(State::Missing, Message::default_missing(), postures) };
    let (state, message) = (worst.state, worst.message.clone());
    done(state, message, postures)
}

/// Whether a requirement is a control, of Annex A or of our own, and not a clause.
fn is_control(requirement: &str) -> bool {
    let (framework, id) = requirement.split_once(':').unwrap_or(("", requirement));
    framework == "own" || id.starts_with("A.")
}

/// The posture that decides for all: the gravest state.
#[must_use]
pub fn worst(postures: &[Posture]) -> Option<&Posture> {
    postures.iter().min_by_key(|p| p.state)
}

/// A row that names the systems it is missing for is in place for all others: what it then says to them.
fn in_place_elsewhere(verdict: &Verdict) -> Option<Verdict> {
    if verdict.message.code != "soa.missing-for" {
        return None;
    }
    let row = verdict.message.args.get("row").cloned().unwrap_or_default();
    let message = Message::new("soa.implemented-here", "{row} is in place here", &[("row", &row)]);
    Some(Verdict { outcome: Outcome::Pass, message, ..verdict.clone() })
}

/// Whether a row's verdict names the subject's system as one that it is missing for.
fn names(verdict: &Verdict, subject: &Subject) -> bool {
    let named = verdict.message.args.get("systems").map(String::as_str).unwrap_or_default();
    subject.system().is_none_or(|s| named.split(", ").any(|n| n == s.to_string()))
}

trait DefaultMissing {
    fn default_missing() -> Self;
}

impl DefaultMissing for Message {
    fn default_missing() -> Self {
        Self::new("posture.nothing", "nothing was measured", &[])
    }
}

/// `all` are the verdicts that bear on the subject, `own` those about it alone.
fn subject_state(
    set: &CheckSet,
    requirement: &str,
    subject: &Subject,
    all: &[&Verdict],
    own: &[&Verdict],
    now: Timestamp,
) -> Posture {
    let (state, message) = decide(set, requirement, all, own, now);
    let mut checks: Vec<String> = all.iter().map(|v| v.check.clone()).collect();
    checks.dedup();
    Posture {
        requirement: requirement.to_owned(),
        subject: subject.clone(),
        state,
        message,
        axes: axes(all, now),
        checks,
    }
}

fn decide(set: &CheckSet, requirement: &str, all: &[&Verdict], own: &[&Verdict], now: Timestamp) -> (State, Message) {
    let of = |outcome: Outcome| all.iter().find(|v| effective_outcome(v, now) == outcome);
    if let Some(v) = of(Outcome::Fail).or_else(|| of(Outcome::Error)) {
        return (State::Failing, v.message.clone());
    }
    let measured = |v: &&&Verdict| v.axis == Axis::Operating && v.outcome != Outcome::Missing;
    if !all.iter().any(|v| measured(&v)) || own.iter().all(|v| v.outcome == Outcome::Missing) {
        let operating = all.iter().find(|v| v.axis == Axis::Operating && v.outcome == Outcome::Missing);
        let why = operating.or_else(|| of(Outcome::Missing));
        return (State::Missing, why.map_or_else(Message::default_missing, |v| v.message.clone()));
    }
    if let Some(v) = all.iter().find(|v| stale(v, now)) {
        let day = v.valid_until.map(Timestamp::date).unwrap_or_default();
        let text = "ran out on {day}: {what}";
        return (State::Stale, Message::about("posture.stale", text, &[("day", &day)], &v.message));
    }
    if let Some(v) = of(Outcome::Missing).or_else(|| of(Outcome::Undecided)).or_else(|| of(Outcome::Waived)) {
        return (State::Partly, v.message.clone());
    }
    // A control stands on three legs; a clause of the standard has no row, so only what checks say counts.
    if is_control(requirement) {
        for (axis, text) in [
            (Axis::Designed, "no approved row of the Statement of Applicability says how this is done"),
            (Axis::Implemented, "no row says how far this is in place"),
        ] {
            if !all.iter().any(|v| v.axis == axis) {
                return (State::Partly, Message::new("posture.axis-unmet", text, &[]));
            }
        }
    }
    let id = requirement.split_once(':').map_or(requirement, |(_, id)| id);
    if set.needs_person.iter().any(|c| c == id) {
        let by_person = |v: &&&Verdict| {
            v.axis == Axis::Operating && set.definition(&v.check).is_some_and(|c| c.predicate.by_person())
        };
        if !all.iter().any(|v| by_person(&v)) {
            let text = "tool output alone never makes this effective: a person's decision is missing";
            return (State::Partly, Message::new("posture.needs-person", text, &[]));
        }
    }
    if let Some(v) = all.iter().filter(|v| expiring(v, now)).min_by_key(|v| v.valid_until) {
        let day = v.valid_until.map(Timestamp::date).unwrap_or_default();
        let text = "runs out on {day}: {what}";
        return (State::Expiring, Message::about("posture.expiring", text, &[("day", &day)], &v.message));
    }
    let best = own.iter().filter(|v| v.axis == Axis::Operating).max_by_key(|v| v.value.is_some());
    (State::Effective, best.map_or_else(Message::default_missing, |v| v.message.clone()))
}

fn axes(all: &[&Verdict], now: Timestamp) -> Vec<AxisState> {
    [Axis::Designed, Axis::Implemented, Axis::Operating]
        .into_iter()
        .map(|axis| {
            let gravest = deciding(all.iter().copied(), axis, now);
            let message = match gravest {
                None => Message::new("posture.axis-silent", "no check speaks to this", &[]),
                Some(v) if stale(v, now) => Message::about("posture.axis-stale", "ran out: {what}", &[], &v.message),
                Some(v) => v.message.clone(),
            };
            let outcome = gravest.map(|v| if stale(v, now) { Outcome::Undecided } else { effective_outcome(v, now) });
            AxisState { axis, outcome, message }
        })
        .collect()
}
