//! Each risk above the appetite is being treated in time, or was accepted by somebody who may [6.1.3, 8.3].

use std::collections::BTreeMap;

use assay_domain::kinds::risk::Risk;
use assay_domain::kinds::risk_acceptance::RiskAcceptance;
use assay_domain::kinds::risk_criteria::RiskCriteria;
use assay_domain::{Key, Outcome, Stated, Timestamp};

use super::kept::{End, end_of};
use super::{Finding, gravest};
use crate::world::{Record, World};

const LIVE: [&str; 3] = ["assessed", "in-treatment", "treated"];

pub(super) fn settled(world: &World) -> Finding {
    let risks: Vec<&Record> = world.of_kind("risk").filter(|r| LIVE.contains(&r.state.as_str())).collect();
    if risks.is_empty() {
        return Finding::new(Outcome::Missing, "risks.none", "no risk has been assessed", &[]);
    }
    let mut accepted: BTreeMap<Key, Vec<(&Record, Option<Timestamp>)>> = BTreeMap::new();
    for record in world.of_kind("risk-acceptance").filter(|r| r.state == "accepted") {
        let risk = record.body::<RiskAcceptance>().and_then(|b| Some(b.risk?.known()?.key().clone()));
        let until = match end_of(record.body.get("until")) {
            End::Day(end) => Some(end),
            End::Never | End::Unknown => None,
        };
        if let Some(risk) = risk {
            accepted.entry(risk).or_default().push((record, until));
        }
    }
    let actions = actions(world);
    let n = risks.len();
    let findings: Vec<Finding> = risks
        .iter()
        .map(|r| {
            one(
                world,
                r,
                accepted.get(&r.key).map_or(&[], Vec::as_slice),
                actions.get(&r.key).map_or(&[], Vec::as_slice),
            )
        })
        .collect();
    let all: Vec<String> = findings.iter().flat_map(|f| f.evidence.clone()).collect();
    let newest = risks.iter().map(|r| r.state_at).max();
    match gravest(findings) {
        Some(f) if f.outcome == Outcome::Pass && n > 1 => {
            let text = "{n} risks are within the appetite, in treatment or accepted";
            let mut whole =
                Finding::new(Outcome::Pass, "risks.settled", text, &[("n", &n)]).resting_on(all).until(f.valid_until);
            whole.observed_at = newest;
            whole
        }
        Some(f) => f,
        None => Finding::new(Outcome::Missing, "risks.none", "no risk has been assessed", &[]),
    }
}

/// Treatment that is under way, by risk, with the day it is due.
fn actions(world: &World) -> BTreeMap<Key, Vec<(&Record, Timestamp)>> {
    let mut all: BTreeMap<Key, Vec<(&Record, Timestamp)>> = BTreeMap::new();
    for record in world.of_kind("treatment-action").filter(|r| r.state == "open") {
        let End::Day(due) = end_of(record.body.get("due")) else { continue };
        let risks = record.body.get("risks").and_then(serde_json::Value::as_array);
        for risk in risks.into_iter().flatten().filter_map(|k| k.as_str()?.parse().ok()) {
            all.entry(risk).or_default().push((record, due));
        }
    }
    all
}

fn one(
    world: &World,
    record: &Record,
    accepted: &[(&Record, Option<Timestamp>)],
    actions: &[(&Record, Timestamp)],
) -> Finding {
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
    if let Some((acceptance, until)) = accepted.iter().filter(|(_, u)| u.is_some()).max_by_key(|(_, until)| *until) {
        let args: [(&str, &dyn std::fmt::Display); 2] = [("risk", key), ("acceptance", &acceptance.key)];
        let text = "{risk} is above the appetite and accepted by {acceptance}";
        return on(Finding::new(Outcome::Pass, "risks.accepted", text, &args))
            .resting_on([&acceptance.key])
            .until(*until);
    }
    if record.state == "in-treatment"
        && let Some((action, due)) = actions.iter().min_by_key(|(_, due)| *due)
    {
        let args: [(&str, &dyn std::fmt::Display); 2] = [("risk", key), ("action", &action.key)];
        let text = "{risk} is above the appetite and in treatment by {action}";
        return on(Finding::new(Outcome::Pass, "risks.in-treatment", text, &args))
            .resting_on([&action.key])
            .until(Some(*due));
    }
    let text = "{risk} is above the appetite, with no treatment under way and nobody who accepted it until a day";
    on(Finding::new(Outcome::Fail, "risks.above", text, &args))
}
