//! Two versions of the Statement of Applicability, row by row as each was frozen [6.1.3].

use std::collections::BTreeMap;

use assay_domain::AIMS;
use assay_domain::kinds::control::Control;
use assay_domain::kinds::soa_version::{SoaRow, SoaVersion};
use assay_store::Revision;

use super::ReportRequest;
use super::gather::{Gather, line, section, word};
use crate::dto::ReportSection;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

fn none(which: &str) -> AppError {
    AppError::not_found(format!("version {which} of the Statement of Applicability"))
}

pub(super) fn make(gather: &Gather<'_>, request: &ReportRequest) -> Answer<Vec<ReportSection>> {
    let versions = gather.all::<SoaVersion>("soa-version")?;
    let asked = |key: &str| versions.iter().position(|(r, _)| r.key.to_string() == key).ok_or_else(|| none(key));
    // Unless one is named, it is the Statement of Applicability of the AIMS that is meant.
    let ours = |framework: &Option<String>, until: usize| {
        versions[..until].iter().rposition(|(_, body)| &body.framework == framework).ok_or_else(|| none("before"))
    };
    let new = match (&request.to, &request.from) {
        (Some(key), _) => asked(key)?,
        (None, Some(from)) => ours(&versions[asked(from)?].1.framework, versions.len())?,
        (None, None) => ours(&Some(AIMS.to_owned()), versions.len())?,
    };
    let old = match &request.from {
        Some(key) => asked(key)?,
        None => ours(&versions[new].1.framework, new)?,
    };
    let (old, new) = (&versions[old], &versions[new]);
    if old.1.framework != new.1.framework {
        let text = format!("{} and {} are Statements of Applicability of two frameworks", old.0.key, new.0.key);
        return Err(AppError::input("soa.two-frameworks", text));
    }
    let by_id = |v: &SoaVersion| v.rows.iter().map(|r| (r.requirement.clone(), r.clone())).collect::<BTreeMap<_, _>>();
    let (before, after) = (by_id(&old.1), by_id(&new.1));
    let (mut came, mut changed, mut gone) = (Vec::new(), Vec::new(), Vec::new());
    for (id, row) in &after {
        let (record, body) = frozen(gather, row)?;
        match before.get(id) {
            None => came
                .push(line(&record, format!("{} is new, {}", short(id), applies(row))).with("requirement", short(id))),
            Some(then) if then.revision != row.revision || then.applicable != row.applicable => {
                let (_, earlier) = frozen(gather, then)?;
                let text = differences(&earlier, &body, then, row);
                changed
                    .push(line(&record, text).with("requirement", short(id)).with("before", then.revision.to_string()));
            }
            Some(_) => {}
        }
    }
    for (id, row) in before.iter().filter(|(id, _)| !after.contains_key(*id)) {
        let (record, _) = frozen(gather, row)?;
        gone.push(line(&record, format!("{} is no longer a row", short(id))).with("requirement", short(id)));
    }
    let count = |v: &SoaVersion, yes: bool| v.rows.iter().filter(|r| r.applicable == yes).count();
    let mut heads = Vec::new();
    for (record, body) in [old, new] {
        let text = format!("{}: {} rows apply, {} are left out", record.state, count(body, true), count(body, false));
        heads.push(
            line(record, text)
                .with("applicable", count(body, true).to_string())
                .with("excluded", count(body, false).to_string()),
        );
    }
    Ok(vec![
        section("The versions", heads, ""),
        section("Rows that came", came, "No row came."),
        section("Rows decided anew", changed, "No row was decided anew."),
        section("Rows that went", gone, "No row went."),
    ])
}

/// The row as the version froze it.
fn frozen(gather: &Gather<'_>, row: &SoaRow) -> Answer<(Revision, Control)> {
    let history = gather.ws.store.history(&gather.scope, row.control.key())?;
    let then = history.into_iter().find(|r| r.revision == row.revision);
    let then = then.ok_or_else(|| AppError::not_found(format!("revision {} of {}", row.revision, row.control)))?;
    let body = Workspace::read_body(&then).unwrap_or_default();
    Ok((then, body))
}

fn differences(old: &Control, new: &Control, then: &SoaRow, now: &SoaRow) -> String {
    let mut parts = Vec::new();
    if then.applicable != now.applicable {
        parts.push(format!("{} instead of {}", applies(now), applies(then)));
    }
    if old.implementation != new.implementation {
        let word = |c: &Control| c.implementation.map_or_else(|| "not stated".to_owned(), |i| word(&i));
        parts.push(format!("in place: {} instead of {}", word(new), word(old)));
    }
    for (name, a, b) in [("reason", &old.reason, &new.reason), ("statement", &old.statement, &new.statement)] {
        if a != b {
            parts.push(format!("{name} is now: {}", b.as_deref().unwrap_or("not stated")));
        }
    }
    if old.owner != new.owner {
        parts.push("another owner".to_owned());
    }
    if parts.is_empty() { "approved again, with the same content".to_owned() } else { parts.join("; ") }
}

fn applies(row: &SoaRow) -> &'static str {
    if row.applicable { "applies" } else { "left out" }
}

fn short(requirement: &str) -> &str {
    requirement.split_once(':').map_or(requirement, |(_, id)| id)
}
