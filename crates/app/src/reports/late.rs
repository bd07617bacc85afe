//! Nonconformities past their day, and which step is late [10.2].

use assay_domain::Kind;
use assay_domain::kinds::corrective_action::CorrectiveAction;
use assay_domain::kinds::nonconformity::Nonconformity;
use assay_store::Revision;

use super::ReportRequest;
use super::gather::{Gather, known, line, section};
use crate::Answer;
use crate::dto::ReportSection;
use crate::workspace::Workspace;

pub(super) fn make(gather: &Gather<'_>, _: &ReportRequest) -> Answer<Vec<ReportSection>> {
    let now = gather.at.time;
    let actions = gather.all::<CorrectiveAction>("corrective-action")?;
    let mut late = Vec::new();
    for (record, body) in gather.all::<Nonconformity>("nonconformity")? {
        let Some(due) = body.due.as_ref().filter(|_| body.is_overdue(&record.state, now)) else { continue };
        let own: Vec<&(Revision, CorrectiveAction)> = actions
            .iter()
            .filter(|(_, a)| known(a.nonconformity.as_ref()).is_some_and(|n| *n.key() == record.key))
            .collect();
        let who = body.owner.as_ref().map(|o| gather.name(o.key())).transpose()?.unwrap_or_default();
        let step = step(&record, &own);
        let text = format!("due on {due}, answered for by {who}; late: {step}");
        late.push(line(&record, text).with("due", due.as_str()).with("step", step));
    }
    let overdue = actions.iter().filter(|(r, a)| a.is_overdue(&r.state, now)).map(|(record, action)| {
        let due = known(action.due.as_ref()).map(ToString::to_string).unwrap_or_default();
        let of = known(action.nonconformity.as_ref()).map(ToString::to_string).unwrap_or_default();
        line(record, format!("was due on {due} and is {}; for {of}", record.state)).with("nonconformity", of)
    });
    Ok(vec![
        section("Nonconformities", late, "No nonconformity is past its day."),
        section("Corrective actions", overdue.collect(), "No corrective action is past its day."),
    ])
}

/// The step that has not been taken, and what it waits for.
fn step(record: &Revision, actions: &[&(Revision, CorrectiveAction)]) -> String {
    match record.state.as_str() {
        "open" => {
            let kind = Kind::named("nonconformity");
            let lacks = kind.map(|k| k.lacks("analyse", &Workspace::body(record))).unwrap_or_default();
            let fields: Vec<String> = lacks.iter().map(|p| p.at.trim_start_matches('/').replace('_', " ")).collect();
            let rest = if fields.is_empty() { String::new() } else { format!("; not stated: {}", fields.join(", ")) };
            format!("the analysis{rest}")
        }
        "analysed" if actions.is_empty() => "no corrective action was drafted".to_owned(),
        "analysed" => {
            let open: Vec<String> = actions.iter().map(|(r, _)| format!("{} is {}", r.key, r.state)).collect();
            format!("the corrective action: {}", open.join(", "))
        }
        "resolved" => "somebody else has to close it".to_owned(),
        other => format!("it is {other}"),
    }
}
