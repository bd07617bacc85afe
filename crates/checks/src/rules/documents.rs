//! Documented information: approved, and inside its planned review interval [5.2, 7.5, A.2.4].

use assay_domain::kinds::document::Document;
use assay_domain::{Outcome, Subject};

use super::Finding;
use crate::subjects::Looked;
use crate::world::World;

/// Days that a planned month counts.
pub(super) const MONTH: i64 = 30;

pub(super) fn approved(world: &World, looked: &Looked<'_>, document_type: &str) -> Finding {
    let about = |subject: &Option<Subject>| match (subject, &looked.subject) {
        (None | Some(Subject::Workspace), _) => true,
        (Some(s), l) => s == l || s.system().is_some_and(|k| Some(k) == l.system()),
    };
    let fitting: Vec<_> = world
        .of_kind("document")
        .filter_map(|r| Some((r, r.body::<Document>()?)))
        .filter(|(_, b)| b.document_type.as_deref() == Some(document_type) && about(&b.subject))
        .collect();
    let newest = fitting.iter().filter(|(r, _)| r.state == "approved").max_by_key(|(r, _)| r.state_seq);
    if let Some((record, _)) = newest.filter(|(_, b)| b.review_months.is_none()) {
        return Finding::new(
            Outcome::Undecided,
            "document.no-interval",
            "{document} is approved, but does not say how often it is reviewed",
            &[("document", &record.key)],
        )
        .resting_on([&record.key])
        .observed(record.state_at);
    }
    if let Some((record, body)) = newest {
        let until = body.review_months.map(|m| record.state_at.plus_days(i64::from(m) * MONTH));
        return Finding::new(
            Outcome::Pass,
            "document.approved",
            "{document} was approved on {day}",
            &[("document", &record.key), ("day", &record.state_at.date())],
        )
        .resting_on([&record.key])
        .observed(record.state_at)
        .until(until);
    }
    if let Some((record, _)) = fitting.iter().find(|(r, _)| r.state == "draft" || r.state == "in-review") {
        return Finding::new(
            Outcome::Undecided,
            "document.draft",
            "{document} is written and waits for approval",
            &[("document", &record.key)],
        )
        .resting_on([&record.key]);
    }
    let kind = document_type.replace('-', " ");
    Finding::new(Outcome::Missing, "document.none", "there is no {kind}", &[("kind", &kind)])
}
