//! The EU AI Act as it changed: which dates an amendment moved, what began to apply, what happened; and the obligations
//! here that rest on it.

use std::collections::BTreeMap;
use std::sync::Arc;

use assay_domain::kinds::obligation::Obligation;
use assay_frameworks::{Dated, DatesQuery, Framework, Nature};
use assay_store::Revision;

use super::ReportRequest;
use super::gather::{Gather, bare, day, section, word};
use crate::dto::{ReportLine, ReportSection};
use crate::{Answer, AppError};

/// The framework that holds the law.
pub(super) const SLUG: &str = "eu-ai-act";
/// The day that is meant when none is named: the amendment.
const SINCE: &str = "2026-07-27";

/// The edition in force here, or the shipped one.
pub(super) fn act(gather: &Gather<'_>) -> Answer<Framework> {
    match gather.ws.in_force(SLUG, &gather.at) {
        Ok(in_force) => Ok(Arc::unwrap_or_clone(in_force.framework)),
        Err(_) => {
            let shipped = assay_frameworks::get(SLUG).cloned();
            shipped.ok_or_else(|| AppError::internal("the EU AI Act is not shipped"))
        }
    }
}

/// Obligations recorded here by the row that they rest on.
pub(super) fn recorded(gather: &Gather<'_>) -> Answer<BTreeMap<String, (Revision, Obligation)>> {
    let all = gather.all::<Obligation>("obligation")?;
    Ok(all.into_iter().filter_map(|(r, b)| Some((b.requirement.clone()?, (r, b)))).collect())
}

/// A line about a row, resting on the obligation recorded for it.
pub(super) fn of_row(dated: &Dated<'_>, text: &str, recorded: &BTreeMap<String, (Revision, Obligation)>) -> ReportLine {
    let row = dated.requirement;
    let here = recorded.get(&format!("{SLUG}:{}", row.id));
    let (text, base) = match here {
        Some((r, _)) => (format!("{text}; recorded here as {} ({})", r.key, r.state), super::gather::line(r, "")),
        None => (format!("{text}; nothing recorded here"), bare("", "")),
    };
    let subject = format!("{} {}", row.label(), row.titles.en);
    let made = ReportLine { subject, text, ..base };
    let made = made.with("requirement", &row.id).with("applies_from", dated.application.amended.as_str());
    made.with("certainty", word(&dated.application.certainty)).with("route", word(&dated.application.route))
}

pub(super) fn make(gather: &Gather<'_>, request: &ReportRequest) -> Answer<Vec<ReportSection>> {
    let since = day("from", request.from.as_deref().unwrap_or(SINCE))?;
    let today = day("as_of", &gather.at.time.date())?;
    let act = act(gather)?;
    let recorded = recorded(gather)?;
    let law = act.law.as_ref().ok_or_else(|| AppError::internal("the EU AI Act states no calendar"))?;
    let everything = DatesQuery::default();
    let duties = || act.dates(&everything).filter(|d| d.obligation.nature == Nature::Duty);
    let amended = law.amendment_in_force >= since && law.amendment_in_force <= today;
    let moved = duties().filter(|d| amended && d.application.original.as_ref() != Some(&d.application.amended));
    let moved = moved.map(|d| {
        let before = d.application.original.as_ref().map_or("no date of its own", assay_frameworks::Day::as_str);
        let (route, sure) = (word(&d.application.route), word(&d.application.certainty));
        let text =
            format!("from {} instead of {before} (route {route}, certainty {sure})", d.application.amended.as_str());
        of_row(&d, &text, &recorded).with("before", before)
    });
    let begun = duties().filter(|d| d.application.amended >= since && d.application.amended <= today);
    let begun = begun.map(|d| {
        let legacy = d.obligation.legacy_until.as_ref();
        let legacy =
            legacy.map(|l| format!("; systems already on the market have until {}", l.as_str())).unwrap_or_default();
        of_row(&d, &format!("applies since {}{legacy}", d.application.amended.as_str()), &recorded)
    });
    let events = law.events.iter().filter(|e| e.day >= since && e.day <= today);
    let events = events.map(|e| bare(&e.title, format!("{} (certainty {})", e.day.as_str(), word(&e.certainty))));
    Ok(vec![
        section("Dates that the amendment moved", moved.collect(), "No amendment came into force since then."),
        section("Duties that began to apply", begun.collect(), "No duty began to apply since then."),
        section("Events", events.collect(), "None is known since then."),
    ])
}
