//! What verdicts add up to: which state comes before which, and when.

use assay_checks::{CheckSet, EXPIRING_DAYS, effective_outcome, roll_up};
use assay_domain::{Axis, Outcome, State, Subject, Timestamp, Verdict};

use crate::verdicts::{VV, excluded, judged, now, outcome, row, state, until, verdict, version, whole, with};

#[test]
fn all_three_axes_with_a_review_are_effective() {
    let all = judged(&whole("1"));
    assert_eq!(all.state, State::Effective);
    assert_eq!(all.subjects.len(), 1);
    assert!(all.subjects[0].axes.iter().all(|a| a.outcome == Some(Outcome::Pass)));
}

#[test]
fn the_graver_state_comes_first() {
    // Each world holds everything that the ones below it hold, and one thing more.
    let expiring = until(verdict("vv.threshold", version("1"), Outcome::Pass), now().plus_days(1));
    let partly = verdict("vv.reviewed", version("1"), Outcome::Undecided);
    let stale = until(verdict("vv.coverage", version("1"), Outcome::Pass), now());
    let missing: Vec<Verdict> = whole("2").into_iter().map(|v| Verdict { outcome: Outcome::Missing, ..v }).collect();
    let failing = verdict("vv.threshold", version("1"), Outcome::Fail);
    let mut all = whole("1");
    let mut found = vec![state(&all)];
    for more in [vec![expiring], vec![partly], vec![stale], missing, vec![failing]] {
        all.extend(more);
        found.push(state(&all));
    }
    let order = [State::Effective, State::Expiring, State::Partly, State::Stale, State::Missing, State::Failing];
    assert_eq!(found, order);
}

#[test]
fn what_cannot_be_evaluated_fails() {
    assert_eq!(state(&outcome("vv.threshold", Outcome::Error)), State::Failing);
}

#[test]
fn missing_undecided_and_waived_leave_it_partly() {
    for open in [Outcome::Missing, Outcome::Undecided, Outcome::Waived] {
        for check in ["vv.plan", "vv.coverage", "vv.reviewed", "soa.row:designed", "soa.row:implemented"] {
            let mut all = outcome(check, open);
            all.iter_mut().for_each(|v| v.valid_until = (v.outcome == Outcome::Waived).then(|| now().plus_days(90)));
            assert_eq!(state(&all), State::Partly, "{check} {open:?}");
        }
    }
}

#[test]
fn a_version_without_any_measurement_is_missing() {
    let mut all = whole("1");
    for v in &mut all {
        if v.axis == Axis::Operating {
            v.outcome = Outcome::Missing;
        }
    }
    let missing = judged(&all);
    assert_eq!(missing.state, State::Missing);
    assert_eq!(missing.message.code, "test.vv.coverage");
}

#[test]
fn an_axis_that_nothing_speaks_to_is_unmet() {
    for (axis, state_then) in
        [(Axis::Designed, State::Partly), (Axis::Implemented, State::Partly), (Axis::Operating, State::Missing)]
    {
        let all: Vec<Verdict> = whole("1").into_iter().filter(|v| v.axis != axis).collect();
        let found = judged(&all);
        assert_eq!(found.state, state_then, "{axis:?}");
        let unmet = found.subjects[0].axes.iter().find(|a| a.axis == axis).unwrap();
        assert_eq!(unmet.outcome, None);
    }
}

#[test]
fn thirty_days_before_its_end_it_is_expiring() {
    let ends = |at: Timestamp| state(&with("vv.threshold", |v| v.valid_until = Some(at)));
    let edge = now().plus_days(EXPIRING_DAYS);
    assert_eq!(EXPIRING_DAYS, 30);
    assert_eq!(ends(edge.plus_micros(1)), State::Effective);
    assert_eq!(ends(edge), State::Expiring);
    assert_eq!(ends(now().plus_micros(1)), State::Expiring);
    assert_eq!(ends(now()), State::Stale);
    assert_eq!(ends(now().plus_micros(-1)), State::Stale);
}

#[test]
fn the_message_names_the_day_it_runs_out() {
    let mut all = with("vv.threshold", |v| v.valid_until = Some(now().plus_days(20)));
    all.push(until(verdict("vv.coverage", version("1"), Outcome::Pass), now().plus_days(10)));
    let soon = judged(&all).message;
    assert_eq!(soon.code, "posture.expiring");
    assert_eq!(soon.args["day"], now().plus_days(10).date());
    let stale = judged(&with("vv.threshold", |v| v.valid_until = Some(now().plus_days(-3)))).message;
    assert_eq!((stale.code.as_str(), &stale.args["day"]), ("posture.stale", &now().plus_days(-3).date()));
}

#[test]
fn what_runs_out_on_an_axis_is_no_pass_there() {
    let all = with("vv.threshold", |v| v.valid_until = Some(now()));
    let axes = &judged(&all).subjects[0].axes;
    let operating = axes.iter().find(|a| a.axis == Axis::Operating).unwrap();
    assert_eq!(operating.outcome, Some(Outcome::Undecided));
    assert!(operating.message.text.starts_with("ran out"));
}

#[test]
fn a_waiver_past_its_day_is_a_failure() {
    let waived = until(verdict("vv.threshold", version("1"), Outcome::Waived), now());
    assert_eq!(effective_outcome(&waived, now().plus_micros(-1)), Outcome::Waived);
    assert_eq!(effective_outcome(&waived, now()), Outcome::Fail);
    let mut all = outcome("vv.threshold", Outcome::Waived);
    all.iter_mut().filter(|v| v.check == "vv.threshold").for_each(|v| v.valid_until = Some(now()));
    assert_eq!(state(&all), State::Failing);
}

#[test]
fn a_requirement_takes_its_worst_subject() {
    let mut all = whole("1");
    all.extend(whole("2").into_iter().filter(|v| v.check != "vv.reviewed"));
    all.push(verdict("vv.reviewed", version("2"), Outcome::Undecided));
    let found = judged(&all);
    assert_eq!(found.state, State::Partly);
    assert_eq!(found.message.code, "test.vv.reviewed");
    let states: Vec<State> = found.subjects.iter().map(|s| s.state).collect();
    assert_eq!(states, [State::Effective, State::Partly]);
}

#[test]
fn no_subject_at_all_is_missing_and_not_green() {
    let rows: Vec<Verdict> = whole("1").into_iter().filter(|v| v.subject == row()).collect();
    let found = judged(&rows);
    assert_eq!((found.state, found.message.code.as_str()), (State::Missing, "posture.no-subject"));
    assert_eq!(state(&[]), State::Missing);
}

#[test]
fn a_failing_row_says_why_even_without_a_subject() {
    let found = judged(&[verdict("soa.row:implemented", row(), Outcome::Fail)]);
    assert_eq!((found.state, found.message.code.as_str()), (State::Failing, "test.soa.row:implemented"));
}

#[test]
fn a_candidate_does_not_count() {
    let mut all = whole("1");
    let failing = verdict("vv.threshold", version("2"), Outcome::Fail);
    all.push(Verdict { in_service: false, ..failing.clone() });
    assert_eq!(state(&all), State::Effective);
    all.push(failing);
    assert_eq!(state(&all), State::Failing);
}

#[test]
fn only_a_row_makes_a_control_not_applicable() {
    let mut all = whole("1");
    all.push(excluded(VV));
    assert_eq!(state(&all), State::NotApplicable);
    // A value that a tool reports cannot say so.
    let mut all = outcome("vv.threshold", Outcome::Fail);
    all.iter_mut().filter(|v| v.check == "vv.threshold").for_each(|v| v.value = Some("not-applicable".to_owned()));
    assert_eq!(state(&all), State::Failing);
}

#[test]
fn a_clause_of_the_standard_cannot_be_left_out() {
    let clause = "iso42001:5.2";
    let states = roll_up(CheckSet::baseline(), [clause], &[excluded(clause)], now());
    assert_ne!(states[0].state, State::NotApplicable);
}

#[test]
fn what_no_check_measures_is_missing_however_well_it_is_designed() {
    let mut set = CheckSet::baseline().clone();
    set.checks.retain(|c| !c.requirements.contains(&"iso42001:A.5.5".to_owned()));
    let mut rows: Vec<Verdict> = whole("1").into_iter().filter(|v| v.subject == row()).collect();
    rows.iter_mut().for_each(|v| v.requirements = vec!["iso42001:A.5.5".to_owned()]);
    let found = roll_up(&set, ["iso42001:A.5.5"], &rows, now()).remove(0);
    assert_eq!((found.state, found.message.code.as_str()), (State::Missing, "posture.no-check"));
    rows[1].outcome = Outcome::Fail;
    assert_eq!(roll_up(&set, ["iso42001:A.5.5"], &rows, now())[0].state, State::Failing);
}

#[test]
fn tool_output_alone_never_makes_a_policy_effective() {
    let mut set = CheckSet::baseline().clone();
    set.needs_person.push("A.6.2.4".to_owned());
    let found = roll_up(&set, [VV], &whole("1"), now()).remove(0);
    assert_eq!((found.state, found.message.code.as_str()), (State::Partly, "posture.needs-person"));
    let policy = set.checks.iter_mut().find(|c| c.id == "policy.approved").unwrap();
    policy.requirements.push(VV.to_owned());
    let mut all = whole("1");
    all.push(verdict("policy.approved", Subject::Workspace, Outcome::Pass));
    assert_eq!(roll_up(&set, [VV], &all, now())[0].state, State::Effective);
}

#[test]
fn a_clause_needs_no_row() {
    let clause = "iso42001:8.1";
    let mut done = verdict("tasks.in-time", Subject::Workspace, Outcome::Pass);
    done.requirements = vec![clause.to_owned()];
    let states = roll_up(CheckSet::baseline(), [clause], std::slice::from_ref(&done), now());
    assert_eq!(states[0].state, State::Effective);
}

#[test]
fn the_answer_keeps_the_order_of_the_question() {
    let asked = [VV, "iso42001:5.2", "iso42001:A.2.2", "iso42001:5.2"];
    let states = roll_up(CheckSet::baseline(), asked, &whole("1"), now());
    assert_eq!(states.iter().map(|s| s.requirement.as_str()).collect::<Vec<_>>(), asked);
}
