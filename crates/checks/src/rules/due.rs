//! What is open is done by its day [8.1, 8.3, 9.2.2, 10.2]. The clock is not read: the earliest day is where the pass ends.

use assay_domain::{Outcome, Timestamp};

use super::Finding;
use super::kept::{End, end_of, spoken};
use crate::predicate::Due;
use crate::world::{Record, World};

pub(super) fn in_time(world: &World, rule: &Due) -> Finding {
    let kind = spoken(&rule.kind);
    let mut earliest: Option<(Timestamp, &Record)> = None;
    let mut any = false;
    for record in world.of_kind(&rule.kind) {
        any = true;
        if !rule.open.contains(&record.state) {
            continue;
        }
        match end_of(record.body.get(&rule.due)) {
            End::Day(end) => {
                if earliest.as_ref().is_none_or(|(first, _)| end < *first) {
                    earliest = Some((end, record));
                }
            }
            End::Never => {}
            End::Unknown => {
                return Finding::new(
                    Outcome::Undecided,
                    "due.no-day",
                    "{record} is {state} and has no day to be done by",
                    &[("record", &record.key), ("state", &record.state)],
                )
                .resting_on([&record.key]);
            }
        }
    }
    match earliest {
        Some((end, record)) => Finding::new(
            Outcome::Pass,
            "due.next",
            "{record} is {state} and due on {day}",
            &[("record", &record.key), ("state", &record.state), ("day", &end.plus_days(-1).date())],
        )
        .resting_on([&record.key])
        .until(Some(end)),
        None if any => Finding::new(Outcome::Pass, "due.none-open", "no {kind} is open", &[("kind", &kind)]),
        None => Finding::new(Outcome::Missing, "due.nothing", "no {kind} is recorded", &[("kind", &kind)]),
    }
}
