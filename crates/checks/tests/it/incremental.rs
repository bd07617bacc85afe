//! Judging what an entry may have changed gives what judging everything gives, whatever the log holds.

use std::collections::{BTreeMap, BTreeSet};

use assay_checks::{Affected, BASELINE, CheckSet, Fact, World, affected, judge, judge_all};
use assay_domain::{Key, Kind, Subject, Verdict};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::random_log::{Act, KINDS, RECORDS, REGISTER, act, act_on, log};
use crate::support::{facts, start, world};

/// The proposed set, with a Statement of two rows, so that a random world can hold a whole one.
fn set() -> CheckSet {
    let few = BASELINE.replace("rows = 38", "rows = 2");
    assert_ne!(few, BASELINE);
    CheckSet::parse(&few).unwrap()
}

type Current = BTreeMap<(String, String), Verdict>;

fn by_key(verdicts: Vec<Verdict>) -> Current {
    let many = verdicts.len();
    let map: Current = verdicts.into_iter().map(|v| ((v.check.clone(), v.subject.to_string()), v)).collect();
    assert_eq!(map.len(), many, "two verdicts of one check about one subject");
    map
}

/// What the projection does with one entry: judge what it may have changed, replace and end.
fn step(world: &mut World, set: &CheckSet, current: &mut Current, fact: &Fact) {
    let before = world.get(&fact.key).map(|r| r.body.clone());
    world.apply(fact.clone());
    let scope = affected(world, fact, before.as_deref());
    if scope == Affected::Nothing {
        return;
    }
    let judgement = judge(world, set, scope);
    let fresh = by_key(judgement.verdicts.clone());
    current.retain(|_, v| !judgement.covers(set, v));
    current.extend(fresh);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn step_by_step_is_the_same_as_all_at_once(acts in prop::collection::vec(act(), 1..60)) {
        same_as_all_at_once(&acts)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn so_it_is_for_records_of_every_kind(acts in prop::collection::vec(act_on(RECORDS), 40..100)) {
        same_as_all_at_once(&acts)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn so_it_is_for_a_register_and_what_points_at_it(acts in prop::collection::vec(act_on(REGISTER), 20..80)) {
        same_as_all_at_once(&acts)?;
    }
}

fn same_as_all_at_once(acts: &[Act]) -> Result<(), TestCaseError> {
    same_for(log(acts))
}

fn same_for(facts: Vec<Fact>) -> Result<(), TestCaseError> {
    let set = set();
    let mut world = World::default();
    let mut current = by_key(judge_all(&world, &set).verdicts);
    for fact in facts {
        let about = format!("after {} {} {:?}", fact.key, fact.state, fact.body);
        step(&mut world, &set, &mut current, &fact);
        // A copy of the world carries nothing on: what it finds is found from the start.
        let whole = by_key(judge_all(&world.clone(), &set).verdicts);
        prop_assert_eq!(&current, &whole, "{}", about);
    }
    Ok(())
}

/// Risks above what may be kept, each `state`.
fn risk(number: u64, state: &str) -> Value {
    let body = json!({ "criteria": "RCR-1", "likelihood": 4, "impact": 4, "review_due": "2027-01-01",
        "cause": "c", "event": "e" });
    json!({ "key": format!("RISK-{number}"), "state": state, "body": body, "unchecked": true })
}

#[test]
fn what_pointed_elsewhere_before_bears_on_both() {
    let criteria = Kind::named("risk-criteria").unwrap().sample();
    let accepted = |risk: &str, until: &str| json!({ "key": "RAC-1", "state": "accepted", "body": { "risk": risk, "until": until }, "unchecked": true });
    let mut lines = vec![json!({ "key": "RCR-1", "state": "approved", "body": criteria, "unchecked": true })];
    lines.extend([risk(1, "assessed"), accepted("RISK-1", "2027-03-01"), accepted("RISK-2", "2027-03-01")]);
    lines.extend([risk(2, "assessed"), accepted("RISK-1", "2027-03-01"), risk(2, "closed")]);
    let all = facts(lines);
    same_for(all.clone()).unwrap();
    let said = |facts: &[Fact]| {
        let judged = judge_all(&world(facts.to_vec()), &set()).verdicts;
        judged.into_iter().find(|v| v.check == "risk.settled").unwrap().message.code
    };
    let codes: Vec<String> = (2..=all.len()).map(|n| said(&all[..n])).collect();
    assert_eq!(codes, ["risks.above", "risks.accepted", "risks.above", "risks.above", "risks.above", "risks.accepted"]);
}

#[test]
fn of_a_long_register_a_hundred_are_named_and_all_are_counted() {
    let register = |n: u64| {
        let all = world(facts((1..=n).map(|number| risk(number, "assessed"))));
        judge_all(&all, &set()).verdicts.into_iter().find(|v| v.check == "risk.register").unwrap()
    };
    assert_eq!(register(100).evidence.len(), 100);
    let many = register(101);
    assert_eq!((many.evidence.len(), many.message.args["n"].as_str()), (100, "101"));
}

/// A log that never holds a kind proves nothing about the rules that read it.
#[test]
fn the_random_logs_hold_every_kind_that_a_rule_reads() {
    let known: BTreeSet<&str> = RECORDS.iter().chain(KINDS).copied().collect();
    for check in &CheckSet::baseline().checks {
        for kind in check.predicate.reads() {
            assert!(known.contains(kind), "{} reads {kind}", check.id);
        }
    }
}

#[test]
fn a_record_of_every_kind_that_a_rule_reads_is_judged() {
    for kind in CheckSet::baseline().checks.iter().flat_map(|c| c.predicate.reads()) {
        let kind = Kind::named(kind).unwrap();
        let fact = Fact {
            seq: 0,
            at: crate::support::day(0),
            key: Key::new(kind.prefix, 1),
            kind: kind.name.to_owned(),
            revision: 1,
            state: kind.workflow.initial().to_owned(),
            title: String::new(),
            body: Some(kind.sample()),
            actor: Key::new("MBR", 1),
            observations: Vec::new(),
        };
        let scope = affected(&world([fact.clone()]), &fact, None);
        assert_ne!(scope, Affected::Nothing, "{}", kind.name);
        let readers = CheckSet::baseline().checks.iter().filter(|c| c.predicate.reads().contains(&kind.name));
        for check in readers {
            assert!(scope.touches(check), "{} reads {}", check.id, kind.name);
        }
    }
}

/// The verified version with one fact more, and the scope of that fact.
fn scope(further: Value) -> Affected {
    let all = facts(start("verified").into_iter().chain([further]));
    let fact = all.last().unwrap().clone();
    affected(&world(all), &fact, None)
}

#[test]
fn a_run_touches_its_own_system_and_no_row() {
    let scope = scope(json!({ "key": "EV-2" }));
    let reaches = |subject: &str| scope.reaches(&subject.parse().unwrap());
    assert!(reaches("SYS-1@1.0.0") && reaches("workspace"));
    assert!(!reaches("SYS-1@0.9.0") && !reaches("SYS-1"), "evidence is about the one version it is bound to");
    let Affected::Some { kind, systems, rows, .. } = scope else { panic!("a run is judged") };
    assert_eq!(kind, "evidence");
    assert_eq!(systems.unwrap().iter().map(ToString::to_string).collect::<Vec<_>>(), ["SYS-1"]);
    assert!(rows.unwrap().is_empty());
}

#[test]
fn what_no_rule_reads_is_not_judged() {
    let artifact = json!({ "key": "ART-1", "body": { "size": 3 } });
    assert_eq!(scope(artifact), Affected::Nothing);
}

#[test]
fn a_person_bears_on_whatever_they_may_own_and_on_nothing_else() {
    let scope = scope(json!({ "key": "PER-2", "state": "retired" }));
    let touched: BTreeSet<&str> =
        CheckSet::baseline().checks.iter().filter(|c| scope.touches(c)).map(|c| c.id.as_str()).collect();
    for check in &CheckSet::baseline().checks {
        let asks = check.predicate.reads().contains(&"person");
        assert_eq!(touched.contains(check.id.as_str()), asks, "{}", check.id);
    }
    for subject in ["workspace", "SYS-1", "SYS-7@2.0.0"] {
        assert!(scope.reaches(&subject.parse().unwrap()), "{subject}");
    }
    assert!(scope.reaches(&Subject::Record(Key::new("CTL", 3))));
}

#[test]
fn a_run_leaves_the_checks_alone_that_do_not_read_it() {
    let scope = scope(json!({ "key": "EV-2" }));
    let touched: Vec<&str> =
        CheckSet::baseline().checks.iter().filter(|c| scope.touches(c)).map(|c| c.id.as_str()).collect();
    assert!(["vv.plan", "vv.coverage", "vv.threshold", "vv.reviewed"].iter().all(|id| touched.contains(id)));
    for check in CheckSet::baseline().checks.iter().filter(|c| touched.contains(&c.id.as_str())) {
        assert!(check.predicate.reads().contains(&"evidence"), "{} was judged anew for nothing", check.id);
    }
    assert!(touched.len() < CheckSet::baseline().checks.len() / 4, "{touched:?}");
}
