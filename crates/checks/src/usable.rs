//! Which evidence may decide about a version, and why the rest may not.

use std::collections::BTreeSet;

use assay_domain::kinds::evidence::Evidence;
use assay_domain::kinds::evidence_review::{Conclusion, EvidenceReview};
use assay_domain::{EvidenceOrigin, Key, Message, Representativeness, RunStatus, Subject, SubjectMatch, Timestamp};

use crate::world::{Record, World};

/// Evidence bound to a version, read once.
#[derive(Debug, Clone)]
pub(crate) struct Bound<'w> {
    pub(crate) record: &'w Record,
    pub(crate) body: Evidence,
}

impl Bound<'_> {
    /// When the run took place, as far as anything says. What a person states is as old as the last day it speaks of,
    /// whenever it was written down.
    pub(crate) fn when(&self) -> Timestamp {
        let created = self.record.created_at;
        if self.body.origin == EvidenceOrigin::HumanAct {
            let last = self.body.period.as_ref().and_then(|p| p.to.as_ref()?.start());
            return last.map_or(created, |last| last.min(created));
        }
        let stated = self.body.times.started.as_ref().or(self.body.times.finished.as_ref());
        stated.map_or(created, |t| t.instant)
    }

    pub(crate) fn key(&self) -> &Key {
        &self.record.key
    }
}

/// Evidence of a version, newest run first. What a newer reading replaced is left out.
pub(crate) fn bound<'w>(world: &'w World, subject: &Subject) -> Vec<Bound<'w>> {
    let mut all: Vec<Bound<'w>> = world
        .bound_to(&subject.to_string())
        .filter(|r| r.kind == "evidence")
        .filter_map(|record| Some(Bound { record, body: record.body()? }))
        .collect();
    let replaced: Vec<Key> = all.iter().filter_map(|b| Some(b.body.supersedes.as_ref()?.key().clone())).collect();
    all.retain(|b| !replaced.contains(b.key()));
    all.sort_by_key(|b| std::cmp::Reverse((b.when(), b.record.created_seq)));
    all
}

/// Evidence of these types bound to a subject, newest first. Only what is of the type is read whole.
pub(crate) fn bound_of<'w>(world: &'w World, subject: &Subject, types: &[String]) -> Vec<Bound<'w>> {
    let records: Vec<&Record> = world.bound_to(&subject.to_string()).filter(|r| r.kind == "evidence").collect();
    let text = |r: &'w Record, field: &str| r.body.get(field).and_then(serde_json::Value::as_str);
    let replaced: BTreeSet<&str> = records.iter().filter_map(|r| text(r, "supersedes")).collect();
    let fits = |r: &&&'w Record| {
        let kind = text(r, "evidence_kind").unwrap_or("evaluation");
        types.iter().any(|t| t == kind) && !replaced.contains(r.key.to_string().as_str())
    };
    let mut all: Vec<Bound<'w>> =
        records.iter().filter(fits).filter_map(|record| Some(Bound { record, body: record.body()? })).collect();
    all.sort_by_key(|b| std::cmp::Reverse((b.when(), b.record.created_seq)));
    all
}

/// The newest conclusion that anyone but the collector reached on evidence.
pub(crate) fn review(world: &World, evidence: &Key) -> Option<(Key, Conclusion)> {
    let collector = world.get(evidence).map(|e| &e.creator);
    world
        .bound_to(&evidence.to_string())
        .filter(|r| r.kind == "evidence-review" && Some(&r.creator) != collector)
        .filter_map(|r| Some((r, r.body::<EvidenceReview>()?)))
        .max_by_key(|(r, _)| r.created_seq)
        .and_then(|(r, body)| Some((r.key.clone(), body.conclusion?)))
}

/// Why evidence may not decide; nothing when it may.
pub(crate) fn unusable(world: &World, bound: &Bound<'_>) -> Option<Message> {
    let key = bound.key();
    let say = |code: &str, text: &str| Some(Message::new(code, text, &[("evidence", key)]));
    let body = &bound.body;
    if body.representativeness == Representativeness::Mock {
        return say("evidence.mock", "{evidence} is a run against a stand-in, which never satisfies a control");
    }
    if body.subject_match == SubjectMatch::Mismatch {
        return say("evidence.mismatch", "{evidence} names another target than the version it was bound to");
    }
    if body.representativeness == Representativeness::Unknown && body.subject_match == SubjectMatch::NotStated {
        return say("evidence.unattributed", "nothing in {evidence} says what was tested");
    }
    if body.times.started.as_ref().is_some_and(|t| t.earliest() > bound.record.created_at) {
        return say("evidence.from-the-future", "{evidence} names a start that lay ahead when it was delivered");
    }
    if let Some(other) = other_build(world, bound) {
        return Some(other);
    }
    match body.run.status {
        RunStatus::Complete => {}
        RunStatus::Partial => return say("evidence.partial", "{evidence} covers only part of the planned run"),
        RunStatus::Interrupted => return say("evidence.interrupted", "{evidence} stopped before its end"),
        RunStatus::Error => return say("evidence.error", "{evidence} ended in an error"),
        RunStatus::Unknown => {
            return say("evidence.unknown-end", "{evidence} does not say whether the run came to its end");
        }
    }
    if body.representativeness == Representativeness::Sampled {
        return say("evidence.sampled", "{evidence} looked at part of the data set only");
    }
    if let Some((_, Conclusion::Rejected)) = review(world, key) {
        return say("evidence.rejected", "{evidence} was rejected by its reviewer");
    }
    None
}

/// That the version names other parts now than when the evidence was bound to it.
pub(crate) fn other_build(world: &World, bound: &Bound<'_>) -> Option<Message> {
    let parts = &bound.body.subject_parts;
    let text = "{evidence} was made on other parts than the version names now";
    (parts.is_some() && *parts != world.parts_of(bound.body.subject.as_ref()))
        .then(|| Message::new("evidence.other-build", text, &[("evidence", bound.key())]))
}
