//! Clears what nobody comes back for: deliveries that were cut off, notices of revisions that are long past, and drafts.

use std::collections::BTreeSet;

use crate::Answer;
use crate::drafts::KEPT_DAYS;
use crate::notices::ending;
use crate::scheduler::{HOUR, JobType, MINUTE, Ran, Task};

pub(super) static JOB: JobType = JobType {
    name: "housekeeping",
    about: "Clears deliveries that were cut off, notices that no longer apply, and drafts after 30 days",
    every: 6 * HOUR,
    first: 10 * MINUTE,
    lease: 10 * MINUTE,
    run,
};

/// Days after which a file that is still being delivered is given up.
const STALE_DAYS: i64 = 1;
/// Days for which a notice is kept after what it was about has gone.
const NOTICE_DAYS: i64 = 400;

fn run(task: &Task<'_>) -> Answer<Ran> {
    let files = task.workspace.blobs.sweep(task.now.plus_days(-STALE_DAYS))?;
    let standing: BTreeSet<(String, String, u32)> =
        ending(task.workspace, task.scope)?.into_iter().map(|e| (e.item, e.field, e.revision)).collect();
    let long_ago = task.now.plus_days(-NOTICE_DAYS);
    let mut notices = 0_u64;
    for notice in task.jobs.notices(task.workspace.id)? {
        task.go_on()?;
        let of = (notice.item, notice.field, notice.revision);
        if notice.at < long_ago && !standing.contains(&of) {
            task.jobs.forget_notice(task.workspace.id, notice.id)?;
            notices += 1;
        }
    }
    let drafts = match &task.workspace.control {
        Some(control) => control.forget_drafts(task.workspace.id, task.now.plus_days(-KEPT_DAYS))?,
        None => 0,
    };
    Ok(Ran { ok: true, text: format!("{files} stale files, {notices} past notices and {drafts} old drafts cleared") })
}
