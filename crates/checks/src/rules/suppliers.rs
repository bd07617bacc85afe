//! What a supplier delivers rests on something that was looked at and has not run out [8.1, A.10.3].

use assay_domain::kinds::certificate_check::CertificateCheck;
use assay_domain::kinds::supplier::Supplier;
use assay_domain::{Key, Outcome, Ref, Stated, Timestamp};

use super::kept::{End, end_of};
use super::{Finding, NAMED, gravest};
use crate::world::{Record, World};

/// An assurance that stands for ever is given this end, so that it can be compared.
const FAR: Timestamp = Timestamp::from_micros(i64::MAX);

pub(super) fn assured(world: &World) -> Finding {
    let ours = world.of_kind("supplier").filter(|r| r.state.starts_with("approved"));
    let suppliers: Vec<&Record> = ours.collect();
    let n = suppliers.len();
    let findings: Vec<Finding> = suppliers.iter().map(|s| one(world, s)).collect();
    let all: Vec<String> = findings.iter().flat_map(|f| f.evidence.clone()).take(NAMED).collect();
    match gravest(findings) {
        None => Finding::new(Outcome::Missing, "suppliers.none", "no supplier has been approved", &[]),
        Some(f) if f.outcome == Outcome::Pass && n > 1 => {
            let text = "{n} suppliers are held by clauses or certificates in force";
            let mut whole =
                Finding::new(Outcome::Pass, "suppliers.all", text, &[("n", &n)]).resting_on(all).until(f.valid_until);
            whole.observed_at = f.observed_at;
            whole
        }
        Some(f) => f,
    }
}

fn keys<K>(stated: Option<&Stated<Vec<Ref<K>>>>) -> Vec<Key> {
    stated.and_then(Stated::known).into_iter().flatten().map(|r| r.key().clone()).collect()
}

fn one(world: &World, record: &Record) -> Finding {
    let key = &record.key;
    let args: [(&str, &dyn std::fmt::Display); 1] = [("supplier", key)];
    let on = |f: Finding| f.resting_on([key]).observed(record.state_at);
    let Some(body) = record.body::<Supplier>() else {
        return on(Finding::new(Outcome::Error, "suppliers.unreadable", "{supplier} does not read", &args));
    };
    let certificates = keys(body.certificates.as_ref()).into_iter().filter_map(|k| certificate(world, &k));
    let clauses = keys(body.contract_clauses.as_ref()).into_iter().filter_map(|k| clause(world, &k));
    let Some((assurance, end)) = certificates.chain(clauses).max_by_key(|(_, end)| *end) else {
        let text = "{supplier} is approved, and no certificate that covers what we buy and no clause in force holds it";
        return on(Finding::new(Outcome::Fail, "suppliers.nothing-holds", text, &args));
    };
    let review = match end_of(record.body.get("next_review")) {
        End::Day(end) => end,
        End::Never => FAR,
        End::Unknown => {
            let text = "{supplier} does not say when it is looked at next";
            return on(Finding::new(Outcome::Undecided, "suppliers.no-review", text, &args)).resting_on([assurance]);
        }
    };
    let args: [(&str, &dyn std::fmt::Display); 2] = [("supplier", key), ("assurance", &assurance)];
    let until = review.min(end);
    on(Finding::new(Outcome::Pass, "suppliers.held", "{supplier} is held by {assurance}", &args))
        .resting_on([assurance])
        .until((until != FAR).then_some(until))
}

/// A certificate that was looked up and covers what we buy, with its last moment.
fn certificate(world: &World, key: &Key) -> Option<(Key, Timestamp)> {
    let record = world.get(key).filter(|r| r.state == "concluded")?;
    let body: CertificateCheck = record.body()?;
    let expires = body.expires.as_ref()?.known()?.start()?;
    // Whatever else it needs is asked of its last day, on which only the rest can be wrong.
    body.holds(expires).then(|| (key.clone(), expires.plus_days(1)))
}

fn clause(world: &World, key: &Key) -> Option<(Key, Timestamp)> {
    let record = world.get(key).filter(|r| r.state == "in-force" && !r.body.is_null())?;
    let end = match record.body.get("term").map(|term| end_of(Some(term))) {
        Some(End::Day(end)) => end,
        _ => FAR,
    };
    Some((key.clone(), end))
}
