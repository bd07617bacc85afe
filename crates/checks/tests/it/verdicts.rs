//! Verdicts made by hand, about A.6.2.4 and the versions of one system.

use assay_checks::{CheckSet, RequirementState, roll_up};
use assay_domain::{Axis, Key, Message, Outcome, State, Subject, Timestamp, Verdict};

use crate::support::day;

pub(crate) const VV: &str = "iso42001:A.6.2.4";

/// When everything here is looked at.
pub(crate) fn now() -> Timestamp {
    day(100)
}

pub(crate) fn version(label: &str) -> Subject {
    Subject::Version(Key::new("SYS", 1), label.to_owned())
}

/// A verdict of a check of the proposed set, for A.6.2.4.
pub(crate) fn verdict(check: &str, subject: Subject, outcome: Outcome) -> Verdict {
    let axis = match check {
        "soa.row:designed" => Axis::Designed,
        "soa.row:implemented" => Axis::Implemented,
        id => CheckSet::baseline().definition(id).unwrap().axis,
    };
    Verdict {
        check: check.to_owned(),
        requirements: vec![VV.to_owned()],
        axis,
        subject,
        in_service: true,
        outcome,
        message: Message::new(&format!("test.{check}"), "as made by hand", &[]),
        value: None,
        threshold: None,
        observed_at: None,
        valid_until: None,
        evidence: Vec::new(),
    }
}

/// The verdict with an end.
pub(crate) fn until(mut v: Verdict, end: Timestamp) -> Verdict {
    v.valid_until = Some(end);
    v
}

/// The row of A.6.2.4.
pub(crate) fn row() -> Subject {
    Subject::Record(Key::new("CTL", 1))
}

/// Everything that A.6.2.4 asks of one version, passing.
pub(crate) fn whole(label: &str) -> Vec<Verdict> {
    let own = ["vv.plan", "vv.coverage", "vv.threshold", "vv.reviewed"];
    let rows = ["soa.row:designed", "soa.row:implemented"];
    let own = own.into_iter().map(|c| verdict(c, version(label), Outcome::Pass));
    rows.into_iter().map(|c| verdict(c, row(), Outcome::Pass)).chain(own).collect()
}

/// The whole of version 1 with one verdict of it changed.
pub(crate) fn with(check: &str, change: impl FnOnce(&mut Verdict)) -> Vec<Verdict> {
    let mut all = whole("1");
    change(all.iter_mut().find(|v| v.check == check).unwrap());
    all
}

/// The whole of version 1 with one other outcome.
pub(crate) fn outcome(check: &str, outcome: Outcome) -> Vec<Verdict> {
    with(check, |v| v.outcome = outcome)
}

pub(crate) fn judged(verdicts: &[Verdict]) -> RequirementState {
    roll_up(CheckSet::baseline(), [VV], verdicts, now()).remove(0)
}

pub(crate) fn state(verdicts: &[Verdict]) -> State {
    judged(verdicts).state
}

/// What an approved row says that leaves its control out.
pub(crate) fn excluded(requirement: &str) -> Verdict {
    let mut v = verdict("soa.row:designed", row(), Outcome::Pass);
    v.requirements = vec![requirement.to_owned()];
    v.value = Some("not-applicable".to_owned());
    v.message = Message::new("soa.not-applicable", "left out", &[]);
    v
}
