//! Controls that apply and have no evidence younger than so many days.

use std::collections::BTreeMap;

use assay_domain::Axis;
use assay_domain::kinds::control::Control;

use super::ReportRequest;
use super::gather::{Gather, line, section};
use crate::Answer;
use crate::dto::ReportSection;

/// Days back unless stated.
const BACK: u32 = 90;

pub(super) fn make(gather: &Gather<'_>, request: &ReportRequest) -> Answer<Vec<ReportSection>> {
    let days = request.days.unwrap_or(BACK);
    let since = gather.at.time.plus_days(-i64::from(days));
    let verdicts = gather.ws.verdicts_at(&gather.scope, &gather.at)?;
    // The newest fact of each requirement, with the keys that it rests on.
    let mut newest: BTreeMap<&str, (assay_domain::Timestamp, String)> = BTreeMap::new();
    for verdict in verdicts.iter().filter(|v| v.in_service && v.axis == Axis::Operating) {
        let Some(at) = verdict.observed_at else { continue };
        for requirement in &verdict.requirements {
            let entry = newest.entry(requirement).or_insert_with(|| (at, verdict.evidence.join(", ")));
            if entry.0 < at {
                *entry = (at, verdict.evidence.join(", "));
            }
        }
    }
    let (mut old, mut none) = (Vec::new(), Vec::new());
    for (record, row) in gather.all::<Control>("control")?.iter().filter(|(_, b)| b.applicable == Some(true)) {
        let id = row.requirement.trim_start_matches("iso42001:").trim_start_matches("own:");
        let mut made = match newest.get(row.requirement.as_str()) {
            Some((at, _)) if *at >= since => continue,
            Some((at, keys)) => {
                let made = line(record, format!("newest evidence is of {}: {keys}", at.date()));
                old.push(made.with("requirement", id).with("newest", at.date()));
                continue;
            }
            None => line(record, "nothing shows that it operates: no check in force found anything"),
        };
        made.values.insert("requirement".to_owned(), id.to_owned());
        none.push(made);
    }
    Ok(vec![
        section(&format!("Older than {days} days"), old, "No control has only evidence that is older."),
        section("Nothing at all", none, "Every control that applies has evidence."),
    ])
}
