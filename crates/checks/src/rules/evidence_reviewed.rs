//! A person other than the collector looked at the evidence that decides [A.6.2.4, 9.1].

use assay_domain::kinds::evidence_review::Conclusion;
use assay_domain::{Outcome, Subject};

use super::thresholds::{Deciding, criteria, deciding};
use super::{Finding, gravest};
use crate::CheckDefinition;
use crate::subjects::Looked;
use crate::usable::{Bound, bound, review, unusable};
use crate::world::World;

pub(super) fn reviewed(world: &World, check: &CheckDefinition, looked: &Looked<'_>) -> Finding {
    let runs = deciding_runs(world, check, &looked.subject);
    if runs.is_empty() {
        return Finding::new(Outcome::Missing, "review.nothing", "there is no whole run to review", &[]);
    }
    let findings = runs.iter().map(|run| one(world, run)).collect();
    gravest(findings)
        .unwrap_or_else(|| Finding::new(Outcome::Missing, "review.nothing", "there is no whole run to review", &[]))
}

/// The runs that thresholds rest on; without thresholds, every whole run.
fn deciding_runs<'w>(world: &'w World, check: &CheckDefinition, subject: &Subject) -> Vec<Bound<'w>> {
    let criteria = criteria(world, check, subject, "approved");
    let mut runs: Vec<Bound<'w>> = if criteria.is_empty() {
        bound(world, subject).into_iter().filter(|b| unusable(world, b).is_none()).collect()
    } else {
        let decided = criteria.iter().map(|c| deciding(world, c, subject));
        decided.filter_map(|d| if let Deciding::Run(run) = d { Some(*run) } else { None }).collect()
    };
    runs.sort_by(|a, b| a.key().cmp(b.key()));
    runs.dedup_by(|a, b| a.key() == b.key());
    runs
}

fn one(world: &World, run: &Bound<'_>) -> Finding {
    match review(world, run.key()) {
        Some((key, Conclusion::Accepted)) => {
            let by = world.get(&key).map(|r| r.creator.to_string()).unwrap_or_default();
            Finding::new(
                Outcome::Pass,
                "review.accepted",
                "{evidence} was accepted by {by} in {review}",
                &[("evidence", run.key()), ("by", &by), ("review", &key)],
            )
            .resting_on([run.key(), &key])
        }
        Some((key, Conclusion::Rejected)) => Finding::new(
            Outcome::Fail,
            "review.rejected",
            "{evidence} was rejected in {review}",
            &[("evidence", run.key()), ("review", &key)],
        )
        .resting_on([run.key(), &key]),
        None => Finding::new(
            Outcome::Undecided,
            "review.waiting",
            "{evidence} waits for a review by somebody other than its collector",
            &[("evidence", run.key())],
        )
        .resting_on([run.key()]),
    }
}
