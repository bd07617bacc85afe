//! Documented information that the clauses ask for, with the records that carry it [7.5.1]: the list that stage 1 reads.

use assay_domain::{AIMS, Kind, Named, record_named};
use assay_store::Revision;
use serde_json::Value;

use super::ReportRequest;
use super::gather::{Gather, bare, line, section};
use crate::Answer;
use crate::dto::{ReportLine, ReportSection};

/// Records named for one item; the rest is counted.
const SHOWN: usize = 5;

pub(super) fn make(gather: &Gather<'_>, _: &ReportRequest) -> Answer<Vec<ReportSection>> {
    let framework = gather.ws.in_force(AIMS, &gather.at)?.framework;
    let (mut there, mut missing, mut waiting) = (Vec::new(), Vec::new(), Vec::new());
    for row in &framework.requirements {
        let Some(clause) = row.clause().filter(|c| !c.documented_information.is_empty()) else { continue };
        let what = clause.documented_information.join("; ");
        let mut found = Vec::new();
        let mut drafts = Vec::new();
        let mut worked_out = Vec::new();
        let mut looked_for = Vec::new();
        for name in &clause.record_types {
            let kind = match record_named(name) {
                Some(
                    Named::Kind(k) | Named::Field(k, _) | Named::State(k, _) | Named::Signature(k, _) | Named::Key(k),
                ) => k,
                Some(Named::WorkedOut(by)) => {
                    worked_out.push(by);
                    continue;
                }
                None => continue,
            };
            if looked_for.contains(&kind) {
                continue;
            }
            looked_for.push(kind);
            let first = Kind::named(kind).map(|k| (k.workflow.initial(), k.workflow.states.len() > 2));
            let mut records = gather.all::<Value>(kind)?;
            records.reverse();
            for (record, _) in records {
                let draft = first.is_some_and(|(initial, moves)| moves && record.state == initial);
                if draft { drafts.push(record) } else { found.push(record) }
            }
        }
        let subject = format!("{} {}", row.id, row.titles.en);
        let tag = |l: ReportLine| ReportLine { subject: subject.clone(), ..l.with("requirement", &row.id) };
        let open = found.iter().chain(&drafts).filter(|r| waits(r));
        waiting.extend(open.map(|r| tag(line(r, format!("{} is {}, and not approved", r.title, r.state)))));
        match (found.first(), drafts.first()) {
            (Some(newest), _) => {
                let keys: Vec<String> =
                    found.iter().take(SHOWN).map(|r| format!("{} {} ({})", r.key, r.title, r.state)).collect();
                let more = found.len().saturating_sub(SHOWN);
                let more = if more == 0 { String::new() } else { format!(" and {more} more") };
                there.push(tag(line(newest, format!("{what}: {}{more}", keys.join(", ")))));
            }
            (None, Some(draft)) => {
                missing.push(tag(line(draft, format!("{what}: only a draft, {} {}", draft.key, draft.title))));
            }
            (None, None) if !worked_out.is_empty() => {
                there.push(tag(bare("", format!("{what}: worked out by the program ({})", worked_out.join(", ")))));
            }
            (None, None) => {
                let kinds = looked_for.join(", ");
                missing.push(tag(bare("", format!("{what}: NOTHING IS RECORDED (looked for: {kinds})"))));
            }
        }
    }
    Ok(vec![
        section("Missing", missing, "Nothing that the clauses ask for is without a record."),
        section("There", there, "NOTHING IS RECORDED."),
        section("Waits for an approval", waiting, "Nothing waits for an approval."),
    ])
}

/// Whether somebody still has to approve it.
fn waits(record: &Revision) -> bool {
    let kind = Kind::named(&record.kind);
    kind.is_some_and(|k| {
        k.workflow.transitions.iter().any(|t| t.name.starts_with("approve") && t.from.contains(&record.state.as_str()))
    })
}
