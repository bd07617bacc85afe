//! Checks applied to subjects, waivers laid over what fails.

use std::collections::BTreeMap;

use assay_domain::kinds::waiver::Waiver;
use assay_domain::{Axis, Message, Outcome, Subject, Timestamp, Verdict};

use crate::affected::Affected;
use crate::rules::{self, Finding, row};
use crate::subjects::{Looked, subjects};
use crate::veil::veil;
use crate::world::World;
use crate::{CheckDefinition, CheckSet, Over};

/// Verdicts with the scope they replace: whatever stood within it and is not among them has ended.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// What was judged.
    pub verdicts: Vec<Verdict>,
    /// The scope.
    pub scope: Affected,
}

impl Judgement {
    /// Whether a verdict that stood before lies in the scope of this judgement.
    #[must_use]
    pub fn covers(&self, set: &CheckSet, before: &Verdict) -> bool {
        set.definition(&before.check).is_none_or(|check| self.scope.covers(check, &before.subject))
    }
}

/// Judges everything.
#[must_use]
pub fn judge_all(world: &World, set: &CheckSet) -> Judgement {
    judge(world, set, Affected::Everything)
}

/// Judges what an entry may have changed.
#[must_use]
pub fn judge(world: &World, set: &CheckSet, scope: Affected) -> Judgement {
    let mut verdicts = Vec::new();
    let mut subjects_of: Vec<(Over, Vec<Looked<'_>>)> = Vec::new();
    let touched: Vec<&CheckDefinition> = set.checks.iter().filter(|check| scope.touches(check)).collect();
    // What checks with the same rule find about the same subjects is found once, by the first of them.
    let mut found: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
    for (place, check) in touched.iter().copied().enumerate() {
        // Many checks look at the same subjects: they are found once.
        let known = subjects_of.iter().position(|(over, _)| *over == check.over).unwrap_or_else(|| {
            subjects_of.push((check.over, subjects(world, check.over, &scope)));
            subjects_of.len() - 1
        });
        let looked_at = &subjects_of[known].1;
        if check.over == Over::Control {
            verdicts.extend(looked_at.iter().flat_map(|looked| control(world, check, looked)));
            continue;
        }
        let first = touched[..place].iter().position(|other| finds_as(check, other)).unwrap_or(place);
        let findings = found
            .entry(first)
            .or_insert_with(|| looked_at.iter().map(|looked| veil(rules::apply(world, check, looked))).collect());
        let judged = looked_at.iter().zip(findings.iter());
        verdicts.extend(judged.map(|(looked, finding)| waive(world, check, verdict(check, looked, finding.clone()))));
    }
    Judgement { verdicts, scope }
}

/// Whether both checks find the same about each subject: they differ in what their finding is for.
fn finds_as(one: &CheckDefinition, other: &CheckDefinition) -> bool {
    one.over == other.over
        && one.predicate == other.predicate
        && (!one.predicate.asks_for_its_requirements() || one.requirements == other.requirements)
}

/// From a finding that names nothing told in confidence.
fn verdict(check: &CheckDefinition, looked: &Looked<'_>, finding: Finding) -> Verdict {
    Verdict {
        check: check.id.clone(),
        requirements: check.requirements.clone(),
        axis: check.axis,
        subject: looked.subject.clone(),
        in_service: looked.in_service,
        outcome: finding.outcome,
        message: finding.message,
        value: finding.value,
        threshold: finding.threshold,
        observed_at: finding.observed_at,
        valid_until: finding.valid_until,
        evidence: finding.evidence,
    }
}

/// A row gives two verdicts, both about its own control: designed and implemented. One that does not read gives the
/// first alone, as long as it still says which control it is about.
fn control(world: &World, check: &CheckDefinition, looked: &Looked<'_>) -> Vec<Verdict> {
    let stated = looked.record.and_then(|r| r.body.get("requirement")?.as_str());
    let Some(requirement) = stated else { return Vec::new() };
    let dress = |axis: Axis, suffix: &str, finding: Finding| {
        let mut v = verdict(check, looked, veil(finding));
        v.axis = axis;
        v.requirements = vec![requirement.to_owned()];
        v.check = format!("{}:{suffix}", check.id);
        waive(world, check, v)
    };
    let designed = dress(Axis::Designed, "designed", rules::apply(world, check, looked));
    match row(looked) {
        Some(row) if designed.value.as_deref() != Some("not-applicable") => {
            vec![designed, dress(Axis::Implemented, "implemented", rules::implemented(&row))]
        }
        _ => vec![designed],
    }
}

/// A granted waiver for this check and subject makes a fail waived, until its last day; never a pass. Of several the
/// one that ends last holds. It names the check as the set does, or as the verdict does.
fn waive(world: &World, check: &CheckDefinition, verdict: Verdict) -> Verdict {
    if verdict.outcome != Outcome::Fail {
        return verdict;
    }
    let granted = world.of_kind("waiver").filter(|r| r.state == "granted").filter_map(|r| {
        let body: Waiver = r.body()?;
        let named = body.check.as_deref().is_some_and(|c| c == verdict.check || c == check.id);
        let until = Timestamp::parse(body.until.as_ref()?.as_str()).ok()?.plus_days(1);
        (named && body.subject.as_ref() == Some(&verdict.subject)).then(|| (r.key.clone(), until))
    });
    let Some((key, until)) = granted.max_by_key(|(_, until)| *until) else { return verdict };
    let day = until.plus_days(-1).date();
    let args: [(&str, &dyn std::fmt::Display); 2] = [("day", &day), ("waiver", &key)];
    Verdict {
        outcome: Outcome::Waived,
        message: Message::about("waived", "{what}; tolerated until {day} by {waiver}", &args, &verdict.message),
        valid_until: Some(until),
        evidence: verdict.evidence.iter().cloned().chain([key.to_string()]).collect(),
        ..verdict
    }
}

/// The subject of a control row's verdicts is the row; for the posture it stands for everything.
#[must_use]
pub fn speaks_for_all(subject: &Subject) -> bool {
    match subject {
        Subject::Workspace => true,
        Subject::Record(key) => key.prefix() == "CTL",
        Subject::Version(..) => false,
    }
}
