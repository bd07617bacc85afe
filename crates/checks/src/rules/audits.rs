//! Internal audits of the planned period cover every clause and every control that applies [9.2.1].

use assay_domain::Outcome;
use assay_domain::kinds::audit::Audit;
use assay_domain::kinds::control::Control;

use super::Finding;
use super::documents::MONTH;
use crate::world::{Record, World};

pub(super) fn cover(world: &World, clauses: &[String], months: u32) -> Finding {
    let mut audits: Vec<&Record> =
        world.of_kind("audit").filter(|r| r.state == "reported" || r.state == "closed").collect();
    audits.sort_by_key(|r| std::cmp::Reverse((r.state_at, r.state_seq)));
    if audits.is_empty() {
        let text = "no internal audit has been reported";
        return Finding::new(Outcome::Missing, "audits.none", text, &[]);
    }
    let rows: Vec<Control> =
        world.of_kind("control").filter(|r| r.state == "approved").filter_map(Record::body).collect();
    let applicable = rows.iter().filter(|c| c.applicable == Some(true)).map(|c| c.requirement.as_str());
    let annex = applicable.filter(|r| r.starts_with("iso42001:A."));
    let mut open: Vec<&str> = clauses.iter().map(String::as_str).chain(annex).collect();
    let mut used: Vec<&Record> = Vec::new();
    for record in &audits {
        let Some(audit) = record.body::<Audit>() else { continue };
        let left = audit.uncovered(open.iter().copied());
        if left.len() < open.len() {
            used.push(record);
        }
        open = left;
        if open.is_empty() {
            break;
        }
    }
    let keys: Vec<String> = used.iter().map(|r| r.key.to_string()).collect();
    if !open.is_empty() {
        let n = open.len();
        let list: Vec<&str> = open.iter().map(|r| r.trim_start_matches("iso42001:")).collect();
        let args: [(&str, &dyn std::fmt::Display); 2] = [("n", &n), ("list", &list.join(", "))];
        let text = "{n} requirements were in no internal audit yet: {list}";
        return Finding::new(Outcome::Fail, "audits.uncovered", text, &args)
            .resting_on(audits.iter().map(|r| &r.key))
            .observed(audits[0].state_at);
    }
    // The oldest audit that is needed for the whole is the first to run out.
    let oldest = used.last().map(|r| r.state_at.plus_days(i64::from(months) * MONTH));
    let text = "every clause and every control that applies was audited in {audits}";
    Finding::new(Outcome::Pass, "audits.cover", text, &[("audits", &keys.join(", "))])
        .resting_on(keys)
        .observed(audits[0].state_at)
        .until(oldest)
}
