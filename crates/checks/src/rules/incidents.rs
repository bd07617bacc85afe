//! Each incident was told to those who have to know, in time [A.8.4].

use assay_domain::kinds::incident::Incident;
use assay_domain::kinds::incident_communication::IncidentCommunication;
use assay_domain::{Moment, Outcome, Stated};

use super::{Finding, gravest};
use crate::world::{Record, World};

pub(super) fn told(world: &World) -> Finding {
    let incidents: Vec<&Record> = world.of_kind("incident").collect();
    let n = incidents.len();
    let notices: Vec<(&Record, IncidentCommunication)> = world
        .of_kind("incident-communication")
        .filter(|r| r.state != "ended")
        .filter_map(|r| Some((r, r.body()?)))
        .filter(|(_, b): &(&Record, IncidentCommunication)| b.incident.is_some())
        .collect();
    let findings: Vec<Finding> = incidents.iter().flat_map(|r| of_one(r, &notices)).collect();
    let all: Vec<String> = findings.iter().flat_map(|f| f.evidence.clone()).collect();
    match gravest(findings) {
        None => Finding::new(Outcome::Missing, "told.no-incident", "no incident has been recorded", &[]),
        Some(f) if f.outcome == Outcome::Pass && n > 1 => {
            let text = "{n} incidents were told, or are within their time";
            let mut whole =
                Finding::new(Outcome::Pass, "told.all", text, &[("n", &n)]).resting_on(all).until(f.valid_until);
            whole.observed_at = f.observed_at;
            whole
        }
        Some(f) => f,
    }
}

fn of_one(record: &Record, notices: &[(&Record, IncidentCommunication)]) -> Vec<Finding> {
    let key = &record.key;
    let on = |f: Finding| f.resting_on([key]).observed(record.state_at);
    let args: [(&str, &dyn std::fmt::Display); 1] = [("incident", key)];
    let Some(incident) = record.body::<Incident>() else {
        return vec![on(Finding::new(Outcome::Error, "told.unreadable", "{incident} does not read", &args))];
    };
    let own: Vec<_> = notices.iter().filter(|(_, n)| n.incident.as_ref().is_some_and(|i| i.key() == key)).collect();
    if own.is_empty() {
        return vec![on(if incident.clocks_run() {
            let text = "nobody was told of {incident}, and nobody has said that it is not serious";
            // Who has only just noticed is finding out.
            let outcome = if record.state == "open" { Outcome::Undecided } else { Outcome::Fail };
            Finding::new(outcome, "told.nobody", text, &args)
        } else {
            let text = "{incident} is not serious and has no notice";
            Finding::new(Outcome::Pass, "told.not-serious", text, &args)
        })];
    }
    own.iter().map(|(notice, body)| one(record, &incident, notice, body)).collect()
}

fn one(record: &Record, incident: &Incident, notice: &Record, body: &IncidentCommunication) -> Finding {
    let args: [(&str, &dyn std::fmt::Display); 2] = [("incident", &record.key), ("notice", &notice.key)];
    let on = |f: Finding| f.resting_on([&record.key, &notice.key]).observed(notice.state_at);
    let due = body.due(incident);
    let sent = body.sent_at.as_ref().and_then(Stated::known).and_then(Moment::at);
    match (notice.state == "sent", sent, due) {
        (true, Some(sent), Some(due)) if sent > due => {
            on(Finding::new(Outcome::Fail, "told.late", "{notice} about {incident} went out after its time", &args))
        }
        (true, Some(_), Some(_)) => {
            on(Finding::new(Outcome::Pass, "told.in-time", "{notice} about {incident} went out in time", &args))
        }
        (false, _, Some(due)) => {
            let text = "{notice} about {incident} is still within its time";
            on(Finding::new(Outcome::Pass, "told.running", text, &args)).until(Some(due))
        }
        (_, _, None) | (true, None, _) => {
            let text =
                "whether {notice} about {incident} is in time is not known: start, time limit or sending is open";
            on(Finding::new(Outcome::Undecided, "told.unknown", text, &args))
        }
    }
}
