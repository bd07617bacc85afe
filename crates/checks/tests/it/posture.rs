//! From a world to the state of a requirement: what is in service, whom a row speaks for, and what time does.

use assay_checks::{CheckSet, RequirementState, judge_all, roll_up};
use assay_domain::{Axis, Outcome, State, Timestamp};
use serde_json::{Value, json};

use crate::support::{day, facts, fixture, start, world};

const VV: &str = "iso42001:A.6.2.4";

fn judged(start_with: &str, further: &[Value], requirement: &str, now: Timestamp) -> RequirementState {
    judged_by(CheckSet::baseline(), start_with, further, requirement, now)
}

fn judged_by(
    set: &CheckSet,
    start_with: &str,
    further: &[Value],
    requirement: &str,
    now: Timestamp,
) -> RequirementState {
    let lines = start(start_with).into_iter().chain(further.iter().cloned());
    let verdicts = judge_all(&world(facts(lines)), set).verdicts;
    roll_up(set, [requirement], &verdicts, now).remove(0)
}

/// The first edition of the set, in which one check serves each requirement of which a single rule is shown here.
fn first_edition() -> CheckSet {
    CheckSet::parse(include_str!("../data/baseline-1.toml")).unwrap()
}

/// The verified version with further facts, three weeks after its run.
fn verified(further: &[Value]) -> RequirementState {
    judged("verified", further, VV, day(30))
}

#[test]
fn a_verified_version_is_effective_then_expiring_then_stale() {
    // The run began on the ninth day of the fixture at eleven o'clock; its result holds for 90 days.
    let ends = Timestamp::parse("2026-01-10T11:00:00Z").unwrap().plus_days(90);
    let at = |now| judged("verified", &[], VV, now).state;
    assert_eq!(at(day(30)), State::Effective);
    assert_eq!(at(ends.plus_days(-30).plus_micros(-1)), State::Effective);
    assert_eq!(at(ends.plus_days(-30)), State::Expiring);
    assert_eq!(at(ends), State::Stale);
}

#[test]
fn a_retired_threshold_or_plan_takes_it_back() {
    assert_eq!(verified(&[json!({ "key": "THR-1", "state": "withdrawn" })]).state, State::Partly);
    assert_eq!(verified(&[json!({ "key": "PLN-1", "state": "withdrawn" })]).state, State::Partly);
    assert_eq!(verified(&[json!({ "key": "CTL-1", "state": "draft" })]).state, State::Partly);
}

#[test]
fn a_candidate_is_judged_and_does_not_count() {
    let seen = json!([{ "key": "digits/match/accuracy", "value": "0.10", "n": 899 }]);
    let further = |state: &str| {
        [
            json!({ "key": "VER-2", "state": state, "body": { "system": "SYS-1", "version": "2.0.0" } }),
            json!({ "key": "EV-2", "body": { "subject": "SYS-1@2.0.0" }, "observations": seen }),
        ]
    };
    let lines = start("verified").into_iter().chain(further("candidate"));
    let verdicts = judge_all(&world(facts(lines)), CheckSet::baseline()).verdicts;
    let candidate = verdicts.iter().find(|v| v.check == "vv.threshold" && v.subject.to_string() == "SYS-1@2.0.0");
    let candidate = candidate.unwrap();
    assert_eq!((candidate.outcome, candidate.in_service), (Outcome::Fail, false));
    assert_eq!(verified(&further("candidate")).state, State::Effective);
    assert_eq!(verified(&further("released")).state, State::Failing);
    assert_eq!(verified(&further("retired")).state, State::Effective);
    assert_eq!(verified(&further("draft")).state, State::Effective);
}

#[test]
fn a_version_in_service_without_data_makes_the_requirement_missing() {
    let second = json!({ "key": "VER-2", "body": { "system": "SYS-1", "version": "2.0.0" } });
    let plan_of_one = json!({ "key": "PLN-1", "state": "withdrawn" });
    let found = verified(&[second, plan_of_one]);
    assert_eq!(found.state, State::Missing);
    let states: Vec<(String, State)> = found.subjects.iter().map(|s| (s.subject.to_string(), s.state)).collect();
    assert_eq!(states, [("SYS-1@1.0.0".to_owned(), State::Partly), ("SYS-1@2.0.0".to_owned(), State::Missing)]);
}

#[test]
fn a_system_without_a_version_in_service_is_missing_and_not_green() {
    let found = verified(&[json!({ "key": "VER-1", "state": "retired" })]);
    assert_eq!((found.state, found.message.code.as_str()), (State::Missing, "version.none-in-service"));
    let found = verified(&[json!({ "key": "SYS-2" })]);
    assert_eq!(found.state, State::Missing);
    let states: Vec<(String, State)> = found.subjects.iter().map(|s| (s.subject.to_string(), s.state)).collect();
    assert_eq!(states, [("SYS-2".to_owned(), State::Missing), ("SYS-1@1.0.0".to_owned(), State::Effective)]);
}

#[test]
fn no_system_in_scope_is_missing_and_not_green() {
    let found = verified(&[json!({ "key": "SYS-1", "state": "retired" })]);
    assert_eq!((found.state, found.message.code.as_str()), (State::Missing, "posture.no-subject"));
    assert!(found.subjects.is_empty());
}

/// A second system, as well verified as the first, and a row that is missing for the systems named.
fn two_systems(missing_for: &[&str]) -> Vec<Value> {
    let seen = json!([{ "key": "digits/match/accuracy", "value": "0.97", "n": 899 }]);
    let binding = json!({ "subject": "SYS-2", "runs": [{ "suite": "digits", "tool": "inspect" }] });
    let mark = json!({ "requirement": VV, "subject": "SYS-2", "metric": "digits/*", "operator": ">=", "value": "0.9" });
    let review = json!({ "evidence": "EV-2", "conclusion": "accepted", "reason": "Read." });
    let row = json!({
        "requirement": VV, "applicable": true, "reason": "We build AI.", "statement": "As written.",
        "implementation": "partial", "missing_for": missing_for,
    });
    vec![
        json!({ "key": "SYS-2" }),
        json!({ "key": "VER-2", "body": { "system": "SYS-2", "version": "5" } }),
        json!({ "key": "PLN-2", "body": binding }),
        json!({ "key": "THR-2", "body": mark }),
        json!({ "key": "EV-2", "body": { "subject": "SYS-2@5" }, "observations": seen }),
        json!({ "key": "REV-2", "actor": "MBR-2", "body": review }),
        json!({ "key": "CTL-1", "body": row }),
    ]
}

#[test]
fn a_gap_is_held_against_the_systems_it_names_and_no_other() {
    let states = |missing_for: &[&str]| -> Vec<(String, State)> {
        let found = verified(&two_systems(missing_for));
        found.subjects.iter().map(|s| (s.subject.to_string(), s.state)).collect()
    };
    let (first, second) = ("SYS-1@1.0.0".to_owned(), "SYS-2@5".to_owned());
    assert_eq!(states(&["SYS-2"]), [(first.clone(), State::Effective), (second.clone(), State::Partly)]);
    assert_eq!(states(&["SYS-1"]), [(first.clone(), State::Partly), (second.clone(), State::Effective)]);
    assert_eq!(states(&["SYS-1", "SYS-2"]), [(first.clone(), State::Partly), (second.clone(), State::Partly)]);
    // In part, without a name, speaks of all.
    assert_eq!(states(&[]), [(first, State::Partly), (second, State::Partly)]);
}

#[test]
fn the_key_of_another_system_is_not_taken_for_a_part_of_it() {
    let found = verified(&two_systems(&["SYS-22"]));
    assert!(found.subjects.iter().all(|s| s.state == State::Effective));
}

#[test]
fn in_place_here_shows_on_the_axis() {
    let found = verified(&two_systems(&["SYS-2"]));
    let implemented = |index: usize| {
        let axes = &found.subjects[index].axes;
        axes.iter().find(|a| a.axis == Axis::Implemented).unwrap().clone()
    };
    assert_eq!(implemented(0).outcome, Some(Outcome::Pass));
    assert_eq!(implemented(0).message.text, "CTL-1 is in place here");
    assert_eq!(implemented(1).outcome, Some(Outcome::Undecided));
    assert!(implemented(1).message.text.contains("not in place for SYS-2"));
}

#[test]
fn not_applicable_only_by_an_approved_row() {
    let row = json!({ "requirement": VV, "applicable": false, "reason": "We build nothing." });
    let said = |state: &str| verified(&[json!({ "key": "CTL-1", "state": state, "body": row })]).state;
    assert_eq!(said("approved"), State::NotApplicable);
    assert_eq!(said("draft"), State::Partly);
}

#[test]
fn an_overdue_task_is_stale_when_somebody_looks() {
    let task = json!({ "key": "TSK-1", "body": { "due": "2026-03-10" } });
    let at = |now: &str| {
        let now = Timestamp::parse(now).unwrap();
        judged_by(&first_edition(), "people", std::slice::from_ref(&task), "iso42001:8.1", now).state
    };
    assert_eq!(at("2026-02-01"), State::Effective);
    assert_eq!(at("2026-03-10T23:59:59Z"), State::Expiring);
    assert_eq!(at("2026-03-11"), State::Stale);
}

#[test]
fn a_policy_past_its_review_is_stale() {
    let body = json!({ "document_type": "ai-policy", "text": "As written.", "review_months": 6 });
    let policy = json!({ "key": "DOC-1", "at": "2026-01-10", "body": body });
    let at = |days: i64| {
        let now = Timestamp::parse("2026-01-10").unwrap().plus_days(days);
        judged_by(&first_edition(), "people", std::slice::from_ref(&policy), "iso42001:5.2", now).state
    };
    assert_eq!([at(1), at(150), at(179), at(180)], [State::Effective, State::Expiring, State::Expiring, State::Stale]);
}

#[test]
fn what_a_register_says_runs_out_with_its_interval() {
    for (check, requirement) in [("context.scope", "iso42001:4.3"), ("context.parties", "iso42001:4.2")] {
        let mut set = CheckSet::baseline().clone();
        set.checks.retain(|c| c.id == check);
        let verdicts = judge_all(&world(fixture(check, "passes").facts), &set).verdicts;
        let ends = verdicts[0].valid_until.unwrap();
        assert!(!verdicts[0].evidence.is_empty() && verdicts[0].observed_at.is_some());
        let at = |now| roll_up(&set, [requirement], &verdicts, now).remove(0).state;
        let states = [at(ends.plus_days(-31)), at(ends.plus_days(-30)), at(ends)];
        assert_eq!(states, [State::Effective, State::Expiring, State::Stale], "{check}");
    }
}

#[test]
fn a_person_who_leaves_takes_the_design_along() {
    let found = verified(&[json!({ "key": "PER-1", "state": "retired" })]);
    assert_eq!((found.state, found.message.code.as_str()), (State::Failing, "soa.no-owner"));
}
