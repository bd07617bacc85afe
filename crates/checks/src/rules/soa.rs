//! The Statement of Applicability as a whole: approved, complete, and still what the rows say [6.1.3].

use std::collections::BTreeSet;

use assay_domain::kinds::control::Control;
use assay_domain::kinds::soa_version::SoaVersion;
use assay_domain::{AIMS, Outcome};

use super::Finding;
use crate::world::World;

pub(super) fn approved(world: &World, rows: usize) -> Finding {
    let versions = world.of_kind("soa-version").filter_map(|r| Some((r, r.body::<SoaVersion>()?)));
    let ours: Vec<_> = versions.filter(|(_, body)| body.is_of(AIMS)).collect();
    let Some((record, body)) = ours.iter().filter(|(r, _)| r.state == "approved").max_by_key(|(r, _)| r.state_seq)
    else {
        let draft = ours.iter().any(|(r, _)| r.state == "draft");
        let text = if draft {
            "the Statement of Applicability is drafted; top management has not approved it"
        } else {
            "no Statement of Applicability has been approved"
        };
        return Finding::new(Outcome::Missing, "soa.none", text, &[]);
    };
    let key = &record.key;
    let on = |f: Finding| f.resting_on([key]).observed(record.state_at);
    let controls = body.rows.iter().map(|r| r.requirement.as_str()).filter(|r| r.starts_with("iso42001:A."));
    let annex = controls.collect::<BTreeSet<_>>().len();
    if annex != rows {
        return on(Finding::new(
            Outcome::Fail,
            "soa.incomplete",
            "{soa} holds {found} of the {rows} Annex A controls",
            &[("soa", key), ("found", &annex), ("rows", &rows)],
        ));
    }
    let moved: Vec<String> = body
        .rows
        .iter()
        .filter(|row| {
            let now = world.get(row.control.key());
            let as_frozen = now.is_some_and(|r| r.state == "approved" && r.revision == row.revision);
            let body = now.and_then(crate::world::Record::body::<Control>);
            let same = body.is_some_and(|b| b.requirement == row.requirement && b.applicable == Some(row.applicable));
            !(as_frozen && same)
        })
        .map(|row| row.requirement.trim_start_matches("iso42001:").to_owned())
        .collect();
    if !moved.is_empty() {
        return on(Finding::new(
            Outcome::Undecided,
            "soa.diverged",
            "{n} rows were decided anew since {soa} was approved: {rows}; approve a new version",
            &[("soa", key), ("n", &moved.len()), ("rows", &moved.join(", "))],
        ));
    }
    on(Finding::new(Outcome::Pass, "soa.current", "{soa} is approved and says what the rows say", &[("soa", key)]))
}
