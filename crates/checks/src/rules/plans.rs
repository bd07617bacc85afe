//! The runs expected against the runs delivered: no cherry-picking [A.6.2.4].

use assay_domain::kinds::test_plan::{PlannedRun, TestPlan};
use assay_domain::kinds::threshold::Threshold;
use assay_domain::{Outcome, Subject};

use super::{Finding, gravest};
use crate::subjects::Looked;
use crate::usable::{Bound, bound, unusable};
use crate::world::{Record, World};

/// Approved plans that bind a version.
fn plans<'w>(world: &'w World, subject: &Subject) -> Vec<(&'w Record, TestPlan)> {
    let binds = |plan: &Subject| match plan {
        Subject::Workspace => true,
        Subject::Record(key) => subject.system() == Some(key),
        version @ Subject::Version(..) => version == subject,
    };
    world
        .of_kind("test-plan")
        .filter(|r| r.state == "approved")
        .filter_map(|r| Some((r, r.body::<TestPlan>()?)))
        .filter(|(_, b)| b.subject.as_ref().is_some_and(binds))
        .collect()
}

pub(super) fn approved(world: &World, looked: &Looked<'_>) -> Finding {
    let plans = plans(world, &looked.subject);
    let Some((plan, _)) = plans.iter().min_by_key(|(r, _)| r.state_seq) else {
        return Finding::new(Outcome::Missing, "plan.none", "no approved test plan says which runs are expected", &[]);
    };
    // What was read anew since was known all the same.
    let known = world.bound_to(&looked.subject.to_string()).filter(|r| r.kind == "evidence");
    let earliest = known.min_by_key(|r| r.created_seq);
    if let Some(first) = earliest.filter(|r| r.created_seq < plan.state_seq) {
        return Finding::new(
            Outcome::Undecided,
            "plan.after-result",
            "{plan} was approved after {evidence} was delivered",
            &[("plan", &plan.key), ("evidence", &first.key)],
        )
        .resting_on([&plan.key, &first.key]);
    }
    let begun = bound(world, &looked.subject)
        .into_iter()
        .find(|b| b.body.times.started.as_ref().is_some_and(|t| t.earliest() < plan.state_at));
    if let Some(run) = begun {
        return Finding::new(
            Outcome::Undecided,
            "plan.after-run",
            "{plan} was approved after the run of {evidence} began, or within doubt of its time zone",
            &[("plan", &plan.key), ("evidence", run.key())],
        )
        .resting_on([&plan.key, run.key()]);
    }
    Finding::new(
        Outcome::Pass,
        "plan.approved",
        "{plan} was approved on {day}, before the first result",
        &[("plan", &plan.key), ("day", &plan.state_at.date())],
    )
    .resting_on([&plan.key])
    .observed(plan.state_at)
}

pub(super) fn delivered(world: &World, looked: &Looked<'_>) -> Finding {
    let plans = plans(world, &looked.subject);
    let evidence = bound(world, &looked.subject);
    let findings: Vec<Finding> = plans
        .iter()
        .flat_map(|(plan, body)| body.runs.iter().map(|run| one(world, plan, run, &evidence)).collect::<Vec<_>>())
        .collect();
    let runs = findings.len();
    match gravest(findings) {
        None => Finding::new(Outcome::Missing, "plan.none", "no approved test plan says which runs are expected", &[]),
        Some(f) if f.outcome == Outcome::Pass && runs > 1 => Finding {
            message: assay_domain::Message::new(
                "plan.delivered-all",
                "all {n} planned runs were delivered",
                &[("n", &runs)],
            ),
            ..f
        },
        Some(f) => f,
    }
}

fn one(world: &World, plan: &Record, run: &PlannedRun, evidence: &[Bound<'_>]) -> Finding {
    let pattern = Threshold { metric: run.suite.clone(), ..Threshold::default() };
    let fits = |b: &&Bound<'_>| {
        let named = b.body.run.name.as_deref().is_some_and(|n| pattern.matches(n));
        let group = world.get(b.key()).into_iter().flat_map(|r| r.observations.iter());
        let mut grouped = group.filter_map(|o| o.group.as_deref());
        b.body.tool.name == run.tool && (named || grouped.any(|g| pattern.matches(g)))
    };
    let found: Vec<&Bound<'_>> = evidence.iter().filter(fits).collect();
    let whole: Vec<&&Bound<'_>> = found.iter().filter(|b| unusable(world, b).is_none()).collect();
    let args: [(&str, &dyn std::fmt::Display); 3] = [("plan", &plan.key), ("suite", &run.suite), ("tool", &run.tool)];
    let Some(newest) = whole.first() else {
        return match found.first().and_then(|b| unusable(world, b)) {
            Some(why) => Finding::of(Outcome::Missing, why).resting_on([found[0].key()]),
            None => Finding::new(
                Outcome::Missing,
                "plan.not-delivered",
                "{plan} expects {suite} by {tool}; it was not delivered",
                &args,
            )
            .resting_on([&plan.key]),
        };
    };
    let until = run.every_days.map(|days| newest.when().plus_days(i64::from(days)));
    let on = |f: Finding| f.resting_on([&plan.key, newest.key()]).observed(newest.when()).until(until);
    let n = newest.body.population.sampled.or(newest.body.population.size);
    if let (Some(min), None) = (run.min_n, n) {
        return on(Finding::new(
            Outcome::Undecided,
            "plan.n-unknown",
            "{evidence} does not say how many samples it looked at, {plan} expects {min}",
            &[("evidence", newest.key()), ("plan", &plan.key), ("min", &min)],
        ));
    }
    if let (Some(min), Some(n)) = (run.min_n, n)
        && n < u64::from(min)
    {
        return on(Finding::new(
            Outcome::Fail,
            "plan.too-few",
            "{evidence} looked at {n} samples, {plan} expects {min}",
            &[("evidence", newest.key()), ("n", &n), ("plan", &plan.key), ("min", &min)],
        ));
    }
    if run.every_days.is_none() && whole.len() > 1 {
        // The best of several runs is no result: a person must say why there were several.
        let keys: Vec<String> = whole.iter().map(|b| b.key().to_string()).collect();
        return on(Finding::new(
            Outcome::Undecided,
            "plan.repeated",
            "{suite} was planned once and delivered {n} times ({keys}); reject in review what does not count, and say why",
            &[("suite", &run.suite), ("n", &whole.len()), ("keys", &keys.join(", "))],
        ));
    }
    on(Finding::new(Outcome::Pass, "plan.delivered", "{suite} by {tool} was delivered as {plan} expects", &args))
}
