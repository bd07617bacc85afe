//! A waiver tolerates a failure for a time: its own state, never a pass.

use assay_checks::{CheckSet, effective_outcome, judge_all, roll_up};
use assay_domain::{Outcome, State, Timestamp, Verdict};
use serde_json::{Value, json};

use crate::support::{facts, start, world};

const VV: &str = "iso42001:A.6.2.4";

fn waiver(number: u32, until: &str) -> Value {
    let body = json!({ "check": "vv.threshold", "subject": "SYS-1@1.0.0", "reason": "Pilot.", "until": until });
    json!({ "key": format!("WVR-{number}"), "body": body })
}

/// A verified version whose newest run misses the mark, with these waivers.
fn verdicts(waivers: &[Value]) -> Vec<Verdict> {
    let seen = json!([{ "key": "digits/match/accuracy", "value": "0.90", "n": 899 }]);
    let run = json!({ "key": "EV-2", "observations": seen });
    let lines = start("verified").into_iter().chain([run]).chain(waivers.iter().cloned());
    judge_all(&world(facts(lines)), CheckSet::baseline()).verdicts
}

fn threshold(verdicts: &[Verdict]) -> &Verdict {
    verdicts.iter().find(|v| v.check == "vv.threshold").unwrap()
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn state(verdicts: &[Verdict], now: Timestamp) -> State {
    roll_up(CheckSet::baseline(), [VV], verdicts, now)[0].state
}

#[test]
fn it_holds_through_its_last_day_and_no_longer() {
    let waived = verdicts(&[waiver(1, "2026-02-10")]);
    let verdict = threshold(&waived);
    assert_eq!(verdict.outcome, Outcome::Waived);
    assert_eq!(verdict.valid_until, Some(at("2026-02-11")));
    assert!(verdict.message.text.contains("tolerated until 2026-02-10 by WVR-1"), "{}", verdict.message.text);
    assert!(verdict.evidence.contains(&"WVR-1".to_owned()) && verdict.evidence.contains(&"EV-2".to_owned()));
    let last = at("2026-02-10T23:59:59.999999Z");
    assert_eq!(effective_outcome(verdict, last), Outcome::Waived);
    assert_eq!(effective_outcome(verdict, at("2026-02-11")), Outcome::Fail);
    assert_eq!(state(&waived, last), State::Partly);
    assert_eq!(state(&waived, at("2026-02-11")), State::Failing);
}

#[test]
fn without_it_the_failure_fails() {
    assert_eq!(state(&verdicts(&[]), at("2026-02-01")), State::Failing);
}

#[test]
fn it_is_never_effective() {
    let waived = verdicts(&[waiver(1, "2099-12-31")]);
    for day in ["2026-01-20", "2026-06-01", "2050-01-01", "2099-12-31"] {
        assert!(state(&waived, at(day)) <= State::Partly, "{day}");
    }
}

#[test]
fn a_renewed_waiver_holds_beside_the_old_one() {
    for order in [["2026-02-10", "2026-12-31"], ["2026-12-31", "2026-02-10"]] {
        let waived = verdicts(&[waiver(1, order[0]), waiver(2, order[1])]);
        assert_eq!(threshold(&waived).valid_until, Some(at("2027-01-01")), "{order:?}");
    }
}

#[test]
fn a_pass_needs_no_waiver_and_keeps_its_own_end() {
    let lines = start("verified").into_iter().chain([waiver(1, "2026-12-31")]);
    let judged = judge_all(&world(facts(lines)), CheckSet::baseline()).verdicts;
    let verdict = threshold(&judged);
    assert_eq!(verdict.outcome, Outcome::Pass);
    assert_eq!(verdict.message.code, "threshold.met");
    assert_ne!(verdict.valid_until, Some(at("2027-01-01")));
}
