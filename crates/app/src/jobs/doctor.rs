//! Compares log, rows, artifacts and verdicts, as `assay doctor` does.

use crate::Answer;
use crate::scheduler::{HOUR, JobType, Ran, Task};

pub(super) static JOB: JobType = JobType {
    name: "doctor",
    about: "Compares log, rows, artifacts and verdicts",
    every: 24 * HOUR,
    first: HOUR,
    lease: 2 * HOUR,
    run,
};

/// Most findings that are kept; `assay doctor` tells all.
const MOST: usize = 5;

fn run(task: &Task<'_>) -> Answer<Ran> {
    let report = task.workspace.examine(task.scope, task.stop)?;
    let wrong: Vec<String> =
        report.findings.iter().filter(|f| !f.ok).map(|f| format!("{}: {}", f.item, f.text)).collect();
    let text = if wrong.is_empty() {
        format!("{} findings, all in order", report.findings.len())
    } else {
        let more = wrong.len().saturating_sub(MOST);
        let rest = if more == 0 { String::new() } else { format!("; and {more} more, see `assay doctor`") };
        format!("{}{rest}", wrong[..wrong.len() - more].join("; "))
    };
    Ok(Ran { ok: report.ok, text })
}
