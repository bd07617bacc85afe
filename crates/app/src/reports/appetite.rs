//! Risks above appetite without an approved treatment [6.1.3].

use std::collections::{BTreeMap, BTreeSet};

use assay_domain::Key;
use assay_domain::kinds::risk::Risk;
use assay_domain::kinds::risk_acceptance::RiskAcceptance;
use assay_domain::kinds::risk_criteria::RiskCriteria;
use assay_domain::kinds::treatment_plan::TreatmentPlan;

use super::ReportRequest;
use super::gather::{Gather, known, line, section, word};
use crate::Answer;
use crate::dto::ReportSection;

pub(super) fn make(gather: &Gather<'_>, _: &ReportRequest) -> Answer<Vec<ReportSection>> {
    let criteria: BTreeMap<Key, RiskCriteria> =
        gather.all::<RiskCriteria>("risk-criteria")?.into_iter().map(|(r, b)| (r.key, b)).collect();
    let plans = gather.all::<TreatmentPlan>("treatment-plan")?;
    let approved = |state: &str| matches!(state, "approved" | "in-force" | "completed");
    let treated: BTreeSet<&Key> = plans
        .iter()
        .filter(|(r, _)| approved(&r.state))
        .flat_map(|(_, p)| known(p.risks.as_ref()).into_iter().flatten().map(assay_domain::Ref::key))
        .collect();
    let now = gather.at.time;
    let accepted = gather.all::<RiskAcceptance>("risk-acceptance")?;
    let (mut lines, mut unrated) = (Vec::new(), Vec::new());
    for (record, risk) in gather.all::<Risk>("risk")?.iter().filter(|(r, _)| r.state != "closed") {
        let by = known(risk.criteria.as_ref()).and_then(|c| criteria.get(c.key()));
        let Some(above) = by.and_then(|c| risk.is_above_appetite(c, &record.state)) else {
            unrated.push(line(record, "its level is not known: likelihood, impact or criteria are not stated"));
            continue;
        };
        if !above || treated.contains(&record.key) {
            continue;
        }
        let level =
            by.and_then(|c| if record.state == "treated" { risk.residual_level(c) } else { risk.inherent_level(c) });
        let level = level.map(|l| word(&l)).unwrap_or_default();
        let holds =
            |p: &TreatmentPlan| known(p.risks.as_ref()).is_some_and(|all| all.iter().any(|k| *k.key() == record.key));
        let plan = match plans.iter().rev().find(|(_, p)| holds(p)) {
            Some((r, _)) => format!("{} is {}, not approved", r.key, r.state),
            None => "no treatment plan names it".to_owned(),
        };
        let kept = accepted.iter().find(|(r, a)| {
            let this = known(a.risk.as_ref()).is_some_and(|k| *k.key() == record.key);
            r.state == "accepted" && this && known(a.until.as_ref()).is_some_and(|d| !d.is_over(now))
        });
        let kept = kept.map(|(r, _)| format!("; top management keeps it for a time by {}", r.key)).unwrap_or_default();
        lines.push(line(record, format!("{level}, {}; {plan}{kept}", record.state)).with("level", level));
    }
    Ok(vec![
        section("Above appetite, no approved treatment", lines, "Every risk above appetite has an approved treatment."),
        section("Level not known", unrated, "Every open risk has a level."),
    ])
}
