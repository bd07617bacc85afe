//! What a system has to show by a day: duties of the EU AI Act for the roles and classes recorded for it.

use std::collections::BTreeSet;

use assay_domain::ActClass as Recorded;
use assay_domain::kinds::ai_system::AiSystem;
use assay_frameworks::{ActClass, ActRole, DatesQuery, Nature, Route};
use serde_json::Value;

use super::gather::{Gather, day, known, line, section, word};
use super::law::{act, of_row, recorded};
use super::{ReportRequest, system_of};
use crate::dto::ReportSection;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

pub(super) fn make(gather: &Gather<'_>, request: &ReportRequest) -> Answer<Vec<ReportSection>> {
    let record = system_of(gather, request)?;
    let system: AiSystem = Workspace::read_body(&record)
        .ok_or_else(|| AppError::input("system.unreadable", format!("{} does not read", record.key)))?;
    let to = request
        .to
        .as_deref()
        .ok_or_else(|| AppError::input("day.missing", "name the day, for example to 2027-12-02"))?;
    let to = day("to", to)?;
    let act = act(gather)?;
    let recorded = recorded(gather)?;
    let classes = known(system.act_classes.as_ref());
    let roles = known(system.act_roles.as_ref());
    let facts = format!(
        "roles under the Act: {}; classes: {}",
        roles.map_or_else(|| "not stated".to_owned(), |all| all.iter().map(word).collect::<Vec<_>>().join(", ")),
        classes.map_or_else(|| "none stated".to_owned(), |all| all.iter().map(word).collect::<Vec<_>>().join(", ")),
    );
    let asked: Vec<ActClass> = classes.into_iter().flatten().filter_map(|c| class_of(*c)).collect();
    let route = match classes {
        Some(all) if all.contains(&Recorded::HighRiskUse) => Some(Route::AnnexIii),
        Some(all) if all.contains(&Recorded::HighRiskProduct) => Some(Route::AnnexI),
        _ => None,
    };
    let mut seen = BTreeSet::new();
    let (mut due, mut already) = (Vec::new(), Vec::new());
    let today = gather.at.time.date();
    for role in roles.into_iter().flatten().filter_map(|r| role_of(&word(r))) {
        let query = DatesQuery { route, role: Some(role), classes: &asked, under: None };
        for dated in act.dates(&query) {
            let (id, from) = (&dated.requirement.id, &dated.application.amended);
            let speaks = dated.obligation.classes.is_empty() || !asked.is_empty();
            if dated.obligation.nature != Nature::Duty || *from > to || !speaks || !seen.insert((id, from)) {
                continue;
            }
            let shows = dated.obligation.typical_evidence.join(", ");
            let text =
                format!("from {} (certainty {}); shown by: {shows}", from.as_str(), word(&dated.application.certainty));
            let made = of_row(&dated, &text, &recorded);
            if from.as_str() > today.as_str() { due.push(made) } else { already.push(made) }
        }
    }
    Ok(vec![
        section("The system", vec![line(&record, facts)], ""),
        section(&format!("To be shown by {}", to.as_str()), due, "No duty begins between now and then."),
        section("Applies already", already, "No duty applies yet."),
    ])
}

fn role_of(recorded: &str) -> Option<ActRole> {
    serde_json::from_value(Value::String(recorded.replace('-', "_"))).ok()
}

/// The law's classes are wider than those recorded; a use that is taken out of high-risk is of none of them.
fn class_of(recorded: Recorded) -> Option<ActClass> {
    Some(match recorded {
        Recorded::ProhibitedPractice => ActClass::Prohibited,
        Recorded::HighRiskProduct | Recorded::HighRiskUse => ActClass::HighRisk,
        Recorded::DerogatedUse => return None,
        Recorded::InteractionNotice
        | Recorded::SyntheticContentMarking
        | Recorded::EmotionOrCategorisationNotice
        | Recorded::DeepFakeOrTextDisclosure => ActClass::Transparency,
        Recorded::GpaiComponent => ActClass::Gpai,
    })
}
