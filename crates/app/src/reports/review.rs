//! What a management review reads [9.3.2]: for each input the records that came or changed in a period.

use assay_domain::Timestamp;
use serde_json::Value;

use super::ReportRequest;
use super::gather::{Gather, day, line, section};
use crate::Answer;
use crate::dto::ReportSection;

/// Days back when no first day is named: half a year.
const BACK: i64 = 184;

/// Each input with the kinds that feed it.
const INPUTS: [(&str, &[&str]); 9] = [
    ("9.3.2 a) Actions from earlier reviews", &["management-decision", "task"]),
    ("9.3.2 b) Changes in external and internal issues", &["context-issue", "obligation"]),
    ("9.3.2 c) Changes in needs and expectations of interested parties", &["interested-party", "customer-requirement"]),
    ("9.3.2 d) Nonconformities and corrective actions", &["nonconformity", "corrective-action"]),
    ("9.3.2 d) Monitoring and measurement results", &["measurement", "objective"]),
    ("9.3.2 d) Audit results", &["audit", "finding"]),
    ("9.3.2 e) Opportunities for continual improvement", &["improvement", "opportunity"]),
    ("Besides: incidents and concerns", &["incident", "concern"]),
    (
        "Besides: risks, impacts and suppliers",
        &["risk-assessment-round", "impact-assessment", "supplier", "certificate-check"],
    ),
];

/// Fields that say in a word what a record comes to.
const SAYS: [&str; 7] = ["grade", "value", "evaluation", "decision", "outcome", "conclusion", "due"];

pub(super) fn make(gather: &Gather<'_>, request: &ReportRequest) -> Answer<Vec<ReportSection>> {
    let now = gather.at.time;
    let from = match &request.from {
        Some(text) => start(day("from", text)?.as_str()),
        None => now.plus_days(-BACK),
    };
    let to = match &request.to {
        Some(text) => start(day("to", text)?.as_str()).plus_days(1),
        None => now,
    };
    let span = format!("{} to {}", from.date(), to.plus_micros(-1).date());
    let mut sections = Vec::new();
    for (title, kinds) in INPUTS {
        let mut lines = Vec::new();
        for kind in kinds {
            for (record, body) in gather.all::<Value>(kind)? {
                if record.at < from || record.at >= to {
                    continue;
                }
                let what = kind.replace('-', " ");
                let said =
                    SAYS.iter().filter_map(|f| Some(format!("; {}: {}", f.replace('_', " "), body.get(f)?.as_str()?)));
                let said: String = said.collect();
                let text = format!("{what}, {} since {}{said}", record.state, record.at.date());
                lines.push(line(&record, text).with("kind", *kind));
            }
        }
        let nothing = format!("NOTHING WAS RECORDED for this input from {span} ({}).", kinds.join(", "));
        sections.push(section(title, lines, &nothing));
    }
    Ok(sections)
}

fn start(day: &str) -> Timestamp {
    Timestamp::parse(day).unwrap_or_default()
}
