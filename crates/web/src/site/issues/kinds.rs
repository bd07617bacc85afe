//! What a table shows of each kind of issue.

use assay_app::overview::open_states;
use assay_domain::Kind;

use crate::parts::links;
use crate::parts::table::Asked;
use crate::parts::words::{IssueWord, Lang, t};

/// The column that says when a notice has to be out.
pub(super) const ENDS: &str = "ends";

/// How a kind is shown unless somebody chooses.
struct Look {
    kind: &'static str,
    name: IssueWord,
    /// The order in which what waits longest or is due first comes first.
    sort: &'static str,
    columns: &'static [&'static str],
}

const LOOKS: &[Look] = &[
    Look {
        kind: "incident",
        name: IssueWord::Incidents,
        // Reporting clocks begin with awareness.
        sort: "aware_at",
        columns: &["state", "severity", "serious", "version", "aware_at", "owner"],
    },
    Look {
        kind: "incident-communication",
        name: IssueWord::Communications,
        sort: "incident",
        columns: &["state", ENDS, "incident", "audience", "channel", "sent_at", "owner"],
    },
    Look {
        kind: "concern",
        name: IssueWord::Concerns,
        // The time for a first answer counts from here.
        sort: "received_on",
        columns: &["state", "category", "received_on", "first_answer_on", "handler", "system"],
    },
    Look {
        kind: "nonconformity",
        name: IssueWord::Nonconformities,
        sort: "due",
        columns: &["state", "due", "grade", "source", "detected_on", "owner"],
    },
    Look {
        kind: "corrective-action",
        name: IssueWord::CorrectiveActions,
        sort: "due",
        columns: &["state", "due", "nonconformity", "review_after", "owner"],
    },
    Look {
        kind: "finding",
        name: IssueWord::Findings,
        sort: "due",
        columns: &["state", "due", "grade", "audit", "raised_on", "nonconformity", "owner"],
    },
    Look {
        kind: "improvement",
        name: IssueWord::Improvements,
        sort: "due",
        columns: &["state", "due", "source", "owner"],
    },
];

fn look(kind: &str) -> Option<&'static Look> {
    LOOKS.iter().find(|look| look.kind == kind)
}

/// What people call records of a kind.
pub(super) fn name(lang: Lang, kind: &str) -> &'static str {
    look(kind).map_or("", |look| t(lang, look.name))
}

/// The columns that are shown unless somebody chooses.
pub(super) fn columns(kind: &str) -> &'static [&'static str] {
    look(kind).map_or(&[], |look| look.columns)
}

/// The records of a kind that are open, what is due first first. Both stand in the address, where either can be taken away.
pub(super) fn open(kind: &Kind) -> Asked {
    Asked {
        path: links::ISSUES.to_owned(),
        kept: vec![("kind".to_owned(), kind.name.to_owned())],
        filters: vec![format!("state:{}", open_states(kind.name).join(","))],
        sort: look(kind.name).map_or("", |look| look.sort).to_owned(),
        ..Asked::default()
    }
}

#[cfg(test)]
mod tests {
    use assay_app::overview::ISSUES;

    use super::*;

    #[test]
    fn each_kind_of_issue_is_shown_by_fields_that_its_lists_know() {
        assert_eq!(
            LOOKS.iter().map(|look| look.kind).collect::<Vec<_>>(),
            ISSUES.iter().map(|one| one.0).collect::<Vec<_>>()
        );
        for look in LOOKS {
            let kind = Kind::named(look.kind).unwrap();
            let known = |name: &str| ["state", ENDS].contains(&name) || kind.indexed_field(name).is_some();
            for name in look.columns.iter().chain([&look.sort]) {
                assert!(known(name), "{}: {name}", look.kind);
            }
            let asked = open(kind);
            let (path, query) = (asked.path.clone(), asked.address());
            let read = Asked::read(&path, &["kind"], query.split_once('?').unwrap().1);
            assert_eq!(read, asked, "an address is read as what it was made of");
        }
    }
}
