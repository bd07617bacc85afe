//! Work is done by its day [8.1]. The clock is not read: the earliest open day is where the pass ends.

use assay_domain::kinds::task::Task;
use assay_domain::{Outcome, Timestamp};

use super::Finding;
use crate::world::World;

pub(super) fn in_time(world: &World) -> Finding {
    let open = world.of_kind("task").filter(|r| r.state == "open").filter_map(|r| {
        let due = Timestamp::parse(r.body::<Task>()?.due.as_ref()?.as_str()).ok()?;
        Some((due.plus_days(1), r))
    });
    match open.min_by_key(|(due, _)| *due) {
        None if world.of_kind("task").next().is_none() => {
            Finding::new(Outcome::Missing, "tasks.none", "no task has been recorded", &[])
        }
        None if world.of_kind("task").any(|r| r.state == "open") => {
            Finding::new(Outcome::Pass, "tasks.no-day", "no open task has a day to be done by", &[])
        }
        None if !world.of_kind("task").any(|r| r.state == "done") => {
            Finding::new(Outcome::Missing, "tasks.none-done", "no task has been finished", &[])
        }
        None => Finding::new(Outcome::Pass, "tasks.all-done", "no task is open", &[]),
        Some((end, task)) => Finding::new(
            Outcome::Pass,
            "tasks.next",
            "{task} is open and due on {day}",
            &[("task", &task.key), ("day", &end.plus_days(-1).date())],
        )
        .resting_on([&task.key])
        .until(Some(end)),
    }
}
