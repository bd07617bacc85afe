//! Forgets idempotency keys that nobody repeats any more: until then a repetition is answered as the first request was,
//! after that it is a new request.

use crate::Answer;
use crate::scheduler::{HOUR, JobType, MINUTE, Ran, Task};

pub(super) static JOB: JobType = JobType {
    name: "idempotency",
    about: "Forgets idempotency keys after 30 days",
    every: 6 * HOUR,
    first: 10 * MINUTE,
    lease: 10 * MINUTE,
    run,
};

/// Days for which a key is kept.
const KEPT_DAYS: i64 = 30;
/// Most keys that go in one step of the writer, which other writes wait for.
const STEP: usize = 1_000;

fn run(task: &Task<'_>) -> Answer<Ran> {
    let before = task.now.plus_days(-KEPT_DAYS);
    let mut gone = 0_u64;
    loop {
        task.go_on()?;
        let step = task.workspace.store.forget_answers(task.scope, before, STEP)?;
        gone += step;
        if step < STEP as u64 {
            return Ok(Ran { ok: true, text: format!("{gone} idempotency keys forgotten") });
        }
    }
}
