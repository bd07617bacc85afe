//! What has to be stated about a record or the records it rests on. An honest gap is undecided, never a pass.

use assay_domain::{Key, Outcome};
use serde_json::Value;

use super::{Finding, gravest};
use crate::subjects::Looked;
use crate::world::{Record, World};

pub(super) fn stated(world: &World, looked: &Looked<'_>, of: &str, fields: &[String]) -> Finding {
    let Some(record) = looked.record else {
        return Finding::new(Outcome::Error, "fields.no-record", "there is no record to look at", &[]);
    };
    if of == "self" {
        return on_record(record, fields);
    }
    let named: Vec<Key> = record
        .body
        .get(of)
        .and_then(Value::as_array)
        .map(|all| all.iter().filter_map(|k| k.as_str()?.parse().ok()).collect())
        .unwrap_or_default();
    if named.is_empty() {
        return Finding::new(
            Outcome::Missing,
            "fields.none-named",
            "{record} names no {of}",
            &[("record", &record.key), ("of", &of)],
        )
        .resting_on([&record.key]);
    }
    let findings: Vec<Finding> = named.iter().filter_map(|k| world.get(k)).map(|r| on_record(r, fields)).collect();
    let keys: Vec<String> = named.iter().map(ToString::to_string).collect();
    match gravest(findings) {
        Some(f) if f.outcome == Outcome::Pass => {
            let all = keys.join(", ");
            Finding::new(Outcome::Pass, "fields.stated", "what is asked is stated by {records}", &[("records", &all)])
                .resting_on(keys)
        }
        Some(f) => f,
        None => Finding::new(Outcome::Error, "fields.gone", "the records it names do not exist", &[]),
    }
}

pub(super) fn on_record(record: &Record, fields: &[String]) -> Finding {
    let (mut absent, mut gaps) = (Vec::new(), Vec::new());
    for field in fields {
        match record.body.get(field) {
            None => absent.push(field.replace('_', " ")),
            Some(Value::Object(gap)) if gap.contains_key("gap") => {
                let none = gap.get("gap").and_then(Value::as_str) == Some("none");
                if !none {
                    gaps.push(field.replace('_', " "));
                }
            }
            Some(_) => {}
        }
    }
    let key = &record.key;
    let finding = if !absent.is_empty() {
        let outcome = if absent.len() == fields.len() { Outcome::Missing } else { Outcome::Fail };
        let list = absent.join(", ");
        Finding::new(
            outcome,
            "fields.absent",
            "{record} does not state: {fields}",
            &[("record", key), ("fields", &list)],
        )
    } else if !gaps.is_empty() {
        let list = gaps.join("; ");
        Finding::new(
            Outcome::Undecided,
            "fields.unknown",
            "{record} does not know: {fields}",
            &[("record", key), ("fields", &list)],
        )
    } else {
        Finding::new(Outcome::Pass, "fields.stated", "what is asked is stated by {records}", &[("records", key)])
    };
    finding.resting_on([key]).observed(record.state_at)
}
