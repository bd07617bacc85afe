//! Evidence of a type that is not too old, and good enough where a criterion was approved [8.1, A.4 to A.10].

use assay_domain::kinds::evidence_review::Conclusion;
use assay_domain::{Day, EvidenceKind, EvidenceOrigin, Outcome, Timestamp};

use super::thresholds::{Criterion, against, criteria};
use super::{Finding, gravest};
use crate::CheckDefinition;
use crate::predicate::Current;
use crate::subjects::Looked;
use crate::usable::{Bound, bound_of, other_build, review, unusable};
use crate::world::World;

pub(super) fn current(world: &World, check: &CheckDefinition, looked: &Looked<'_>, rule: &Current) -> Finding {
    let types: Vec<String> = rule.types.iter().filter_map(|t| word(*t)).collect();
    let all = bound_of(world, &looked.subject, &types);
    let types = types.join(" or ").replace('-', " ");
    let mut refused: Option<Finding> = None;
    let mut usable = None;
    for run in &all {
        match doubt(world, run) {
            None => {
                usable = Some(run);
                break;
            }
            Some(why) => {
                refused.get_or_insert(why);
            }
        }
    }
    let Some(run) = usable else {
        return refused.unwrap_or_else(|| {
            Finding::new(
                Outcome::Missing,
                "current.none",
                "no evidence of {types} is there; deliver some",
                &[("types", &types)],
            )
        });
    };
    let held = ends(run, rule.days);
    if rule.judged {
        return judged(world, check, looked, rule, run, held);
    }
    Finding::new(
        Outcome::Pass,
        "current.there",
        "{evidence} of {day} shows {types}",
        &[("evidence", run.key()), ("day", &run.when().date()), ("types", &types)],
    )
    .resting_on([run.key()])
    .observed(run.when())
    .until(Some(held))
}

/// The word that bodies use for a type of evidence.
fn word(of: EvidenceKind) -> Option<String> {
    serde_json::to_value(of).ok()?.as_str().map(str::to_owned)
}

/// So many days after it was seen, or the day it names itself.
fn ends(run: &Bound<'_>, days: u32) -> Timestamp {
    let held = run.when().plus_days(i64::from(days));
    let stated = run.body.valid_until.as_ref().and_then(Day::start).map(|d| d.plus_days(1));
    stated.map_or(held, |s| s.min(held))
}

/// Why it does not count. What a person stated needs a second pair of eyes; what a tool wrote has to be whole and real.
fn doubt(world: &World, run: &Bound<'_>) -> Option<Finding> {
    let key = run.key();
    let judged = review(world, key);
    if let Some((review, Conclusion::Rejected)) = &judged {
        let args: [(&str, &dyn std::fmt::Display); 2] = [("evidence", key), ("review", review)];
        let text = "{evidence} was rejected in {review}; deliver what answers the objection";
        return Some(
            Finding::new(Outcome::Fail, "current.rejected", text, &args).resting_on([key, review]).observed(run.when()),
        );
    }
    if run.body.origin == EvidenceOrigin::HumanAct {
        let text = "{evidence} was stated by a person and waits for a review by somebody else";
        let waits = Finding::new(Outcome::Undecided, "current.unreviewed", text, &[("evidence", key)]);
        if judged.is_none() {
            return Some(waits.resting_on([key]).observed(run.when()));
        }
        let other = other_build(world, run);
        return other.map(|why| Finding::of(Outcome::Missing, why).resting_on([key]).observed(run.when()));
    }
    unusable(world, run).map(|why| Finding::of(Outcome::Missing, why).resting_on([key]).observed(run.when()))
}

/// Against the criteria that were approved for the requirement and this type of evidence. A proposal is none.
fn judged(
    world: &World,
    check: &CheckDefinition,
    looked: &Looked<'_>,
    rule: &Current,
    run: &Bound<'_>,
    held: Timestamp,
) -> Finding {
    let fits = |c: &Criterion<'_>| c.body.evidence_kind.is_some_and(|k| rule.types.contains(&k));
    let of = |state: &str| -> Vec<Criterion<'_>> {
        criteria(world, check, &looked.subject, state).into_iter().filter(|c| fits(c)).collect()
    };
    let approved = of("approved");
    if approved.is_empty() {
        let key = run.key();
        return match of("draft").first() {
            Some(c) => Finding::new(
                Outcome::Undecided,
                "current.proposed",
                "{evidence} is there, but {threshold} is only proposed; somebody has to approve what is good enough",
                &[("evidence", key), ("threshold", &c.record.key)],
            )
            .resting_on([key, &c.record.key]),
            None => Finding::new(
                Outcome::Undecided,
                "current.no-criterion",
                "{evidence} is there, but no approved threshold says what is good enough",
                &[("evidence", key)],
            )
            .resting_on([key]),
        }
        .observed(run.when());
    }
    let findings = approved.iter().map(|c| {
        let finding = against(world, c, &looked.subject);
        let until = finding.valid_until.map_or(held, |u| u.min(held));
        finding.until(Some(until))
    });
    gravest(findings.collect()).unwrap_or_else(|| {
        Finding::new(Outcome::Missing, "current.none", "nothing was judged", &[]).resting_on([run.key()])
    })
}
