//! Gives notice of what runs out, once for each threshold and revision.

use assay_store::jobs::NoticeRow;

use crate::Answer;
use crate::notices::{ending, threshold};
use crate::scheduler::{HOUR, JobType, MINUTE, Ran, Task};

pub(super) static JOB: JobType = JobType {
    name: "expiry",
    about: "Gives notice of what runs out within 90, 30 or 7 days, or has run out",
    every: HOUR,
    first: MINUTE,
    lease: 10 * MINUTE,
    run,
};

fn run(task: &Task<'_>) -> Answer<Ran> {
    let now = task.now;
    let (mut looked, mut given) = (0_u64, 0_u64);
    // Verdicts are worked out behind the log.
    task.workspace.settle(task.scope)?;
    for end in ending(task.workspace, task.scope)? {
        task.go_on()?;
        looked += 1;
        let Some(days) = threshold(end.ends, now) else { continue };
        let notice = NoticeRow {
            id: 0,
            workspace: task.workspace.id,
            item: end.item,
            field: end.field,
            revision: end.revision,
            ends: end.ends,
            days,
            at: now,
            acknowledged: None,
        };
        given += u64::from(task.jobs.give_notice(&notice)?);
    }
    Ok(Ran { ok: true, text: format!("{looked} dates looked at, {given} notices given") })
}
