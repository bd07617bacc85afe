//! Each risk above the appetite is being treated in time, or was accepted by somebody who may [6.1.3, 8.3].

use assay_domain::kinds::risk::Risk;
use assay_domain::kinds::risk_criteria::RiskCriteria;
use assay_domain::{Key, Outcome, Stated, Timestamp};

use super::kept::{End, end_of};
use super::{Finding, NAMED};
use crate::population::{Look, Members};
use crate::world::{Record, World};

const LIVE: [&str; 3] = ["assessed", "in-treatment", "treated"];

/// Every risk there is, with what is done about it.
struct Settled;

impl Members for Settled {
    fn name(&self) -> String {
        "risks-settled".to_owned()
    }

    fn kind(&self) -> &'static str {
        "risk"
    }

    fn pointers(&self) -> &[(&str, &str)] {
        &[("risk-acceptance", "risk"), ("treatment-action", "risks")]
    }

    fn bears_on_all(&self) -> &[&str] {
        &["risk-criteria"]
    }

    fn look(&self, world: &World, record: &Record, pointing: &[&Record]) -> Look {
        if LIVE.contains(&record.state.as_str()) { Look::Counts(one(world, record, pointing)) } else { Look::Passes }
    }
}

pub(super) fn settled(world: &World) -> Finding {
    world.population(&Settled, |all| {
        let found = |key: &Key| Some(one(world, world.get(key)?, &all.pointing(world, key)));
        let Some(gravest) = all.gravest().and_then(found) else {
            return Finding::new(Outcome::Missing, "risks.none", "no risk has been assessed", &[]);
        };
        let n = all.len();
        if gravest.outcome != Outcome::Pass || n < 2 {
            return gravest;
        }
        let some = all.some(NAMED).into_iter().filter_map(found).flat_map(|f| f.evidence).take(NAMED);
        let text = "{n} risks are within the appetite, in treatment or accepted";
        let mut whole = Finding::new(Outcome::Pass, "risks.settled", text, &[("n", &n)])
            .resting_on(some.collect::<Vec<_>>())
            .until(gravest.valid_until);
        whole.observed_at = all.newest().map(|(at, _)| at);
        whole
    })
}

/// Acceptances that hold until a day, with its end.
fn accepted<'w>(pointing: &[&'w Record]) -> impl Iterator<Item = (&'w Record, Timestamp)> {
    let of = |r: &&&Record| r.kind == "risk-acceptance" && r.state == "accepted";
    pointing.iter().filter(of).filter_map(|record| match end_of(record.body.get("until")) {
        End::Day(end) => Some((*record, end)),
        End::Never | End::Unknown => None,
    })
}

/// Treatment that is under way, with the end of the day it is due.
fn under_way<'w>(pointing: &[&'w Record]) -> impl Iterator<Item = (&'w Record, Timestamp)> {
    let of = |r: &&&Record| r.kind == "treatment-action" && r.state == "open";
    pointing.iter().filter(of).filter_map(|record| match end_of(record.body.get("due")) {
        End::Day(end) => Some((*record, end)),
        End::Never | End::Unknown => None,
    })
}

fn one(world: &World, record: &Record, pointing: &[&Record]) -> Finding {
    let key = &record.key;
    let on = |f: Finding| f.resting_on([key]).observed(record.state_at);
    let Some(risk) = record.body::<Risk>() else {
        return on(Finding::new(Outcome::Error, "risks.unreadable", "{risk} does not read", &[("risk", key)]));
    };
    let criteria = risk.criteria.as_ref().and_then(Stated::known).and_then(|c| world.get(c.key()));
    let above = criteria.and_then(Record::body::<RiskCriteria>).and_then(|c| risk.is_above_appetite(&c, &record.state));
    let args: [(&str, &dyn std::fmt::Display); 1] = [("risk", key)];
    match above {
        None => {
            return on(Finding::new(
                Outcome::Undecided,
                "risks.no-level",
                "whether {risk} may be kept is not known: it lacks criteria, likelihood or impact",
                &args,
            ));
        }
        Some(false) => return on(Finding::new(Outcome::Pass, "risks.within", "{risk} is within the appetite", &args)),
        Some(true) => {}
    }
    // Of several acceptances the one that holds longest.
    if let Some((acceptance, until)) = accepted(pointing).max_by_key(|(_, until)| *until) {
        let args: [(&str, &dyn std::fmt::Display); 2] = [("risk", key), ("acceptance", &acceptance.key)];
        let text = "{risk} is above the appetite and accepted by {acceptance}";
        return on(Finding::new(Outcome::Pass, "risks.accepted", text, &args))
            .resting_on([&acceptance.key])
            .until(Some(until));
    }
    if record.state == "in-treatment"
        && let Some((action, due)) = under_way(pointing).min_by_key(|(_, due)| *due)
    {
        let args: [(&str, &dyn std::fmt::Display); 2] = [("risk", key), ("action", &action.key)];
        let text = "{risk} is above the appetite and in treatment by {action}";
        return on(Finding::new(Outcome::Pass, "risks.in-treatment", text, &args))
            .resting_on([&action.key])
            .until(Some(due));
    }
    let text = "{risk} is above the appetite, with no treatment under way and nobody who accepted it until a day";
    on(Finding::new(Outcome::Fail, "risks.above", text, &args))
}
