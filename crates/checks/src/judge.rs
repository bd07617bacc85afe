//! Checks applied to subjects, waivers laid over what fails.

use assay_domain::kinds::waiver::Waiver;
use assay_domain::{Axis, Message, Outcome, Subject, Timestamp, Verdict};

use crate::affected::Affected;
use crate::rules::{self, Finding, row};
use crate::subjects::{Looked, subjects};
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
    for check in &set.checks {
        if !scope.touches(check) {
            continue;
        }
        for looked in subjects(world, check) {
            if check.over == Over::Control {
                if scope.covers(check, &looked.subject) {
                    verdicts.extend(control(world, check, &looked));
                }
            } else if scope.covers(check, &looked.subject) {
                let finding = rules::apply(world, check, &looked);
                verdicts.push(verdict(world, check, &looked, finding));
            }
        }
    }
    Judgement { verdicts, scope }
}

fn verdict(world: &World, check: &CheckDefinition, looked: &Looked<'_>, finding: Finding) -> Verdict {
    let plain = Verdict {
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
    };
    waive(world, plain)
}

/// A row gives two verdicts, both about its own control: designed and implemented.
fn control(world: &World, check: &CheckDefinition, looked: &Looked<'_>) -> Vec<Verdict> {
    let Some(row) = row(looked) else { return Vec::new() };
    let requirement = row.body.requirement.clone();
    let dress = |axis: Axis, suffix: &str, finding: Finding| {
        let mut v = verdict(world, check, looked, finding);
        v.axis = axis;
        v.requirements = vec![requirement.clone()];
        v.check = format!("{}:{suffix}", check.id);
        v
    };
    let designed = dress(Axis::Designed, "designed", rules::apply(world, check, looked));
    if designed.value.as_deref() == Some("not-applicable") || designed.outcome == Outcome::Error {
        return vec![designed];
    }
    vec![designed, dress(Axis::Implemented, "implemented", rules::implemented(&row))]
}

/// A granted waiver for exactly this check and subject makes a fail waived, until its last day; never a pass.
fn waive(world: &World, verdict: Verdict) -> Verdict {
    if verdict.outcome != Outcome::Fail {
        return verdict;
    }
    let granted = world.of_kind("waiver").filter(|r| r.state == "granted").find_map(|r| {
        let body: Waiver = r.body()?;
        let fits = body.check.as_deref() == Some(&verdict.check) && body.subject.as_ref() == Some(&verdict.subject);
        let until = Timestamp::parse(body.until.as_deref()?).ok()?.plus_days(1);
        fits.then(|| (r.key.clone(), until))
    });
    let Some((key, until)) = granted else { return verdict };
    let text = format!("{}; tolerated until {} by {key}", verdict.message.text, until.plus_days(-1).date());
    let mut args = verdict.message.args.clone();
    args.insert("waiver".to_owned(), key.to_string());
    Verdict {
        outcome: Outcome::Waived,
        message: Message { code: "waived".to_owned(), args, text },
        valid_until: Some(until),
        evidence: verdict.evidence.iter().cloned().chain([key.to_string()]).collect(),
        ..verdict
    }
}

/// The subject of a control row's verdicts is the row; for the posture it stands for everything.
pub(crate) fn speaks_for_all(subject: &Subject) -> bool {
    match subject {
        Subject::Workspace => true,
        Subject::Record(key) => key.prefix() == "CTL",
        Subject::Version(..) => false,
    }
}
