//! A whole batch, planned on what is known: the pure part of a writer's `step`.

use assay_domain::WorkspaceId;
use assay_ports::Clock;

use super::{Answer, Intervals, Known, Planner, Rows};
use crate::head::LogHead;
use crate::writer::{Done, Job, Outcome};
use crate::{Position, Signer};

/// What a batch comes to: an answer per job, and everything to be written for it.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) rows: Vec<Rows>,
    pub(crate) answers: Vec<(String, Answer)>,
    /// Idempotency keys whose answers go, before those above are kept.
    pub(crate) forgotten: Vec<String>,
    pub(crate) projected: Vec<Projected>,
}

impl Batch {
    /// Whether there is nothing to write: everything was refused, or answered before.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.answers.is_empty() && self.forgotten.is_empty() && self.projected.is_empty()
    }
}

/// What becomes of the verdicts.
#[derive(Debug)]
pub(crate) enum Projected {
    Written(Position, Intervals),
    Forgotten,
}

/// Plans jobs one after the other; what one refuses leaves no trace, neither in what is known nor in the head.
pub(crate) fn batch(
    known: &mut Known,
    head: &mut LogHead,
    jobs: &[Job],
    workspace: WorkspaceId,
    signer: &Signer,
    clock: &dyn Clock,
) -> Batch {
    let mut batch = Batch::default();
    for job in jobs {
        let outcome = match job {
            Job::Change(change) => {
                let mut planned = head.clone();
                let at = planned.tick(clock.now());
                let outcome = Planner { head: &mut planned, workspace, signer, at }.change(known, change);
                if outcome.is_ok() {
                    *head = planned;
                    let kept = known.settle();
                    batch.rows.extend(kept.rows);
                    batch.answers.extend(kept.answers);
                } else {
                    known.undo();
                }
                outcome.map(Done::Committed)
            }
            Job::Project(through, changes) => Intervals::of(changes).map(|intervals| {
                batch.projected.push(Projected::Written(*through, intervals));
                Done::Projected
            }),
            Job::Forget => {
                batch.projected.push(Projected::Forgotten);
                Ok(Done::Projected)
            }
            Job::ForgetAnswers(before, most) => {
                let gone = known.forget_answers(*before, *most);
                batch.answers.retain(|(key, _)| !gone.contains(key));
                let count = Done::Forgotten(gone.len() as u64);
                batch.forgotten.extend(gone);
                Ok(count)
            }
        };
        batch.outcomes.push(outcome);
    }
    batch
}
