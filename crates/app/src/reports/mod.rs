//! Reports: questions that auditors, buyers and top management ask, answered from records. Each line names the record
//! it rests on, and where nothing is recorded the report says so. A report shows; it never concludes that a law or a
//! standard is met.

mod appetite;
mod buyer;
mod certificates;
mod deployed;
mod documented;
mod duties;
mod evidence_age;
mod gather;
mod impact;
mod late;
mod law;
mod readiness;
mod review;
mod versions;

use assay_domain::Action;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use buyer::{Question, Questionnaire};
use gather::Gather;

use crate::access::Principal;
use crate::dto::{ReportEntry, ReportList, ReportSection, ReportView};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// What can be said with a report; each reads what it names in the list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReportRequest {
    /// A position of the log, or a time.
    pub as_of: Option<String>,
    /// Days back or ahead.
    pub days: Option<u32>,
    /// An AI system, for example `SYS-1`.
    pub system: Option<String>,
    /// First day, or the first version of the Statement of Applicability.
    pub from: Option<String>,
    /// Last day, or the second version.
    pub to: Option<String>,
}

/// One report.
struct Report {
    name: &'static str,
    title: &'static str,
    parameters: &'static [&'static str],
    note: &'static str,
    make: fn(&Gather<'_>, &ReportRequest) -> Answer<Vec<ReportSection>>,
}

/// Every report, by name.
const REPORTS: [Report; 11] = [
    Report {
        name: "applicability-versions",
        title: "Two versions of the Statement of Applicability compared",
        parameters: &["from", "to", "as_of"],
        note: "Rows are compared as they were frozen: by the revision that each version names.",
        make: versions::make,
    },
    Report {
        name: "controls-without-evidence",
        title: "Controls that apply and have no evidence younger than so many days",
        parameters: &["days", "as_of"],
        note: "What a check found in operation counts, by the day it was observed; what nobody measures has no evidence.",
        make: evidence_age::make,
    },
    Report {
        name: "deployed",
        title: "What is in service against what was tested",
        parameters: &["system", "as_of"],
        note: "It shows what was recorded. That the machines run it is shown only by what they report.",
        make: deployed::make,
    },
    Report {
        name: "documented-information",
        title: "Documented information that ISO/IEC 42001 asks for, for stage 1",
        parameters: &["as_of"],
        note: "A record that exists is named with its state; whether it says enough is for a reader to judge.",
        make: documented::make,
    },
    Report {
        name: "expiring-certificates",
        title: "Certificates that end within so many days",
        parameters: &["days", "as_of"],
        note: "Certificates of suppliers as they were looked up, and our own.",
        make: certificates::make,
    },
    Report {
        name: "impact-assessments-missing",
        title: "AI systems in scope without an approved impact assessment",
        parameters: &["as_of"],
        note: "An assessment counts once it is approved.",
        make: impact::make,
    },
    Report {
        name: "law-changes",
        title: "What changed in duties of the EU AI Act since a day",
        parameters: &["from", "as_of"],
        note: "Dates with both calendars, source and certainty, as shipped or as activated here. No legal advice.",
        make: law::make,
    },
    Report {
        name: "management-review",
        title: "Inputs of a management review",
        parameters: &["from", "to", "as_of"],
        note: "What was recorded or changed in the period, by input of 9.3.2; what it means is for the review.",
        make: review::make,
    },
    Report {
        name: "overdue-nonconformities",
        title: "Nonconformities past their day, and the step that is late",
        parameters: &["as_of"],
        note: "Actions past their day are named too, whether or not their nonconformity is.",
        make: late::make,
    },
    Report {
        name: "risks-above-appetite",
        title: "Risks above appetite without an approved treatment",
        parameters: &["as_of"],
        note: "Levels are worked out from the approved criteria that each risk names.",
        make: appetite::make,
    },
    Report {
        name: "system-duties",
        title: "Duties of the EU AI Act that apply to a system by a day",
        parameters: &["system", "to", "as_of"],
        note: "By the roles and classes recorded for the system; whether each duty applies is for a reader to judge. No legal advice.",
        make: duties::make,
    },
];

/// The reports that there are.
#[must_use]
pub fn reports() -> ReportList {
    let entry = |r: &Report| ReportEntry {
        name: r.name.to_owned(),
        title: r.title.to_owned(),
        parameters: r.parameters.iter().map(|p| (*p).to_owned()).collect(),
    };
    ReportList { reports: REPORTS.iter().map(entry).collect() }
}

impl Workspace {
    /// A report at a moment.
    ///
    /// # Errors
    /// On an unknown report, a parameter that does not read, or a moment ahead of the log.
    pub fn report(&self, principal: &Principal, name: &str, request: &ReportRequest) -> Answer<ReportView> {
        let report = REPORTS.iter().find(|r| r.name == name).ok_or_else(|| {
            let names: Vec<&str> = REPORTS.iter().map(|r| r.name).collect();
            AppError::not_found(format!("report `{name}`; there are {}", names.join(", ")))
        })?;
        let gather = self.gather(principal, request.as_of.as_deref())?;
        let sections = (report.make)(&gather, request)?;
        let (name, title, note) = (report.name.to_owned(), report.title.to_owned(), report.note.to_owned());
        Ok(ReportView { name, title, as_of: gather.at, note, sections })
    }

    /// Everything as it stood, for whoever may read.
    fn gather(&self, principal: &Principal, as_of: Option<&str>) -> Answer<Gather<'_>> {
        let scope = self.enter(principal, Action::Read)?;
        self.settle(&scope)?;
        let at = self.moment(&scope, as_of)?;
        Ok(Gather { ws: self, scope, at })
    }
}

/// The system that a report is asked for.
fn system_of(gather: &Gather<'_>, request: &ReportRequest) -> Answer<assay_store::Revision> {
    let text = request.system.as_deref();
    let text = text.ok_or_else(|| AppError::input("system.missing", "name the AI system, for example system SYS-1"))?;
    let key = crate::records::key(text)?;
    let found = gather.ws.store.as_of(&gather.scope, &key, gather.at.position)?;
    found.filter(|r| r.kind == "ai-system").ok_or_else(|| AppError::not_found(format!("AI system {text}")))
}
