//! A row of the Statement of Applicability: is it designed, and how far is it implemented [6.1.3].

use assay_domain::Outcome;
use assay_domain::kinds::control::{Control, Implementation};

use super::Finding;
use crate::subjects::Looked;
use crate::world::{Record, World};

/// A row, read.
#[derive(Debug, Clone)]
pub(crate) struct Row<'w> {
    pub(crate) record: &'w Record,
    pub(crate) body: Control,
}

pub(crate) fn row<'w>(looked: &Looked<'w>) -> Option<Row<'w>> {
    let record = looked.record?;
    Some(Row { record, body: record.body()? })
}

/// Designed: approved, with an owner and a statement. An approved exclusion is a decision too.
pub(super) fn designed(world: &World, looked: &Looked<'_>) -> Finding {
    let Some(Row { record, body }) = row(looked) else {
        return Finding::new(Outcome::Error, "soa.unreadable", "the row does not read; open it and save it again", &[]);
    };
    let key = &record.key;
    let on = |f: Finding| f.resting_on([key]).observed(record.state_at);
    if record.state != "approved" {
        return on(Finding::new(Outcome::Missing, "soa.not-approved", "{row} is not approved", &[("row", key)]));
    }
    if body.applicable == Some(false) {
        let mut finding =
            Finding::new(Outcome::Pass, "soa.not-applicable", "left out by {row}, which is approved", &[("row", key)]);
        finding.value = Some("not-applicable".to_owned());
        return on(finding);
    }
    if body.statement.is_none() {
        return on(Finding::new(
            Outcome::Missing,
            "soa.no-statement",
            "{row} does not say how it is done",
            &[("row", key)],
        ));
    }
    let owner = body.owner.and_then(|o| world.get(o.key())).filter(|p| p.is_with_us());
    match owner {
        Some(person) => on(Finding::new(
            Outcome::Pass,
            "soa.designed",
            "{row} is approved and owned by {owner}",
            &[("row", key), ("owner", &person.key)],
        )),
        None => {
            on(Finding::new(Outcome::Fail, "soa.no-owner", "the owner of {row} is no longer with us", &[("row", key)]))
        }
    }
}

/// Implemented, as the row itself states it; the systems it is missing for are named.
pub(crate) fn implemented(row: &Row<'_>) -> Finding {
    let key = &row.record.key;
    let missing: Vec<String> = row.body.missing_for.iter().map(ToString::to_string).collect();
    let finding = match row.body.implementation {
        Some(Implementation::Full) if missing.is_empty() => {
            Finding::new(Outcome::Pass, "soa.implemented", "{row} is in place for everything in scope", &[("row", key)])
        }
        Some(Implementation::NotStarted) => {
            Finding::new(Outcome::Fail, "soa.not-started", "{row} is not begun", &[("row", key)])
        }
        Some(_) if !missing.is_empty() => Finding::new(
            Outcome::Undecided,
            "soa.missing-for",
            "{row} is not in place for {systems}",
            &[("row", key), ("systems", &missing.join(", "))],
        ),
        Some(_) => Finding::new(Outcome::Undecided, "soa.partial", "{row} is in place in part", &[("row", key)]),
        None => Finding::new(
            Outcome::Missing,
            "soa.implementation-unstated",
            "{row} does not say how far it is in place",
            &[("row", key)],
        ),
    };
    finding.resting_on([key])
}
