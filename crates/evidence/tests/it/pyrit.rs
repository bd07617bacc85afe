//! PyRIT: an attack that succeeds is a failure of the target.

use assay_domain::{Direction, EvidenceKind, Representativeness, RunStatus, TimeSource, ValueState};
use assay_evidence::ParsedRun;
use serde_json::{Value, json};

use crate::support::*;

const ATTACKS: &str = "pyrit/attack_results.json";

fn attacks() -> Vec<Value> {
    serde_json::from_str(&text(ATTACKS)).unwrap()
}

/// The fixture against a target with this name, with something changed in it.
fn changed(change: impl FnOnce(&mut Vec<Value>)) -> Vec<Value> {
    let mut list: Vec<Value> = serde_json::from_str(&text(ATTACKS).replace("mock-gpt", "triage-1.3.0")).unwrap();
    change(&mut list);
    list
}

fn run(list: &[Value]) -> ParsedRun {
    one_of(serde_json::to_string(list).unwrap())
}

#[test]
fn success_of_the_attack_is_what_is_counted() {
    let run = one(&fixture(ATTACKS));
    assert_eq!(run.observations.len(), 1);
    let rate = observation(&run, "PromptSendingAttack/attack_success_rate");
    assert_eq!((rate.value.decimal.as_deref(), rate.n, rate.n_failed), (Some("1"), Some(4), Some(4)));
    assert_eq!(rate.direction, Direction::Lower);
    assert_eq!((run.format.as_str(), run.evidence_kind), ("pyrit-attacks", EvidenceKind::RedTeam));
    assert_eq!((run.tool.name.as_str(), run.tool.version.as_deref()), ("pyrit", Some("1.1.0")));
    assert_eq!(run.run.status, RunStatus::Complete);
    assert_eq!(run.claimed.model.as_deref(), Some("mock-gpt"));
    assert_eq!(run.claimed.provider.as_deref(), Some("OpenAIChatTarget"));
    assert_eq!(run.representativeness, Representativeness::Mock);
    assert_eq!(run.representativeness_reasons[0].code, "mock.named");
    assert_eq!(run.population.sampled, Some(4));
    // The end of the first attack less the 1,709 ms it took; the end of the last.
    let (started, finished) = (run.times.started.as_ref().unwrap(), run.times.finished.as_ref().unwrap());
    assert_eq!(started.instant.to_string(), "2026-11-23T19:09:26.213826Z");
    assert_eq!((started.original.as_deref(), started.zone_known, started.source), (None, true, TimeSource::InFile));
    assert_eq!(finished.original.as_deref(), Some("2026-11-23T19:09:28.851213Z"));
    assert_eq!(codes(&run), [""; 0]);
    let shown = format!("{run:?}");
    assert!(!shown.contains("phishing") && !shown.contains("127.0.0.1"), "neither objectives nor endpoints");
}

#[test]
fn every_outcome_counts_as_what_it_is() {
    let list = changed(|list| {
        for (attack, outcome) in list.iter_mut().zip(["success", "failure", "undetermined", "error"]) {
            attack["outcome"] = json!(outcome);
        }
    });
    let run = run(&list);
    let rate = observation(&run, "PromptSendingAttack/attack_success_rate");
    assert_eq!((rate.value.decimal.as_deref(), rate.n, rate.n_failed), (Some("0.5"), Some(2), Some(1)));
    assert_eq!((rate.n_unscored, rate.n_error), (Some(1), Some(1)));
    assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["run.errors", "run.unscored"]));
}

#[test]
fn a_whole_run_against_a_named_model_is_real() {
    let run = run(&changed(|list| list.iter_mut().for_each(|attack| attack["outcome"] = json!("failure"))));
    assert_eq!((run.run.status, run.representativeness), (RunStatus::Complete, Representativeness::Real));
    assert_eq!(observation(&run, "PromptSendingAttack/attack_success_rate").value.decimal.as_deref(), Some("0"));
    assert!(run.run.config_sha256.is_some());
}

#[test]
fn an_outcome_nobody_knows_is_not_judged() {
    for outcome in [json!("partly"), json!(null), json!(1)] {
        let run = run(&changed(|list| list[0]["outcome"] = outcome));
        assert_eq!(codes(&run), ["pyrit.outcome"]);
        assert_eq!(reasons(&run), ["run.unscored"]);
    }
}

#[test]
fn harms_are_measured_beside_the_whole_and_not_doubled() {
    let list = changed(|list| {
        list[0]["targeted_harm_categories"] = json!(["violence", "privacy", "violence"]);
        list[1]["targeted_harm_categories"] = json!(["violence"]);
        list[1]["outcome"] = json!("failure");
    });
    let run = run(&list);
    let n = |key: &str| (observation(&run, key).n, observation(&run, key).n_failed);
    assert_eq!(n("PromptSendingAttack/attack_success_rate"), (Some(4), Some(3)));
    assert_eq!(n("PromptSendingAttack/violence/attack_success_rate"), (Some(2), Some(1)));
    assert_eq!(n("PromptSendingAttack/privacy/attack_success_rate"), (Some(1), Some(1)));
    assert_eq!(observation(&run, "PromptSendingAttack/privacy/attack_success_rate").family, "privacy");
}

#[test]
fn each_target_is_a_run_of_its_own() {
    let list = changed(|list| {
        let path = "/atomic_attack_identifier/children/attack_technique/children/attack/children/objective_target";
        list[0].pointer_mut(path).unwrap()["underlying_model_name"] = json!("gpt-4o");
        *list[1].pointer_mut(path).unwrap() = json!({"class_name": "TextTarget"});
    });
    let runs = try_read(&file("x", serde_json::to_string(&list).unwrap())).unwrap();
    let shown: Vec<_> = runs
        .iter()
        .map(|run| (run.claimed.model.as_deref().unwrap(), run.population.sampled.unwrap(), run.representativeness))
        .collect();
    assert_eq!(
        shown,
        [
            ("gpt-4o", 1, Representativeness::Real),
            ("triage-1.3.0", 2, Representativeness::Real),
            ("TextTarget", 1, Representativeness::Mock),
        ]
    );
}

#[test]
fn an_attack_that_occurs_twice_counts_once() {
    let run_of = |list: &[Value]| run(list);
    let twice = run_of(&changed(|list| list.push(list[0].clone())));
    assert_eq!(codes(&twice), ["pyrit.repeated"]);
    assert_eq!((twice.population.sampled, twice.run.status), (Some(4), RunStatus::Complete));
    let otherwise = run_of(&changed(|list| {
        let mut again = list[0].clone();
        again["outcome"] = json!("failure");
        list.insert(0, again);
    }));
    assert_eq!((otherwise.run.status, reasons(&otherwise)), (RunStatus::Partial, vec!["pyrit.contradicted"]));
}

#[test]
fn one_object_or_one_a_line_give_the_same() {
    let lines: String = attacks().iter().map(|attack| format!("{attack}\n")).collect();
    let run = one_of(lines.clone());
    assert_eq!(run.observations, one(&fixture(ATTACKS)).observations);
    assert_eq!(run.times, one(&fixture(ATTACKS)).times);
    assert_eq!(one_of(attacks()[0].to_string()).population.sampled, Some(1));

    let cut = one_of(&lines.as_bytes()[..lines.len() - 100]);
    assert_eq!((cut.run.status, reasons(&cut)), (RunStatus::Partial, vec!["jsonl.truncated"]));
    assert_eq!((cut.population.sampled, codes(&cut)), (Some(3), vec!["jsonl.truncated"]));
    assert_eq!(cut.warnings[0].line, Some(4));
}

#[test]
fn attacks_without_a_description_name_no_target() {
    let list = changed(|list| {
        list.iter_mut().for_each(|attack| attack["atomic_attack_identifier"] = json!({"children": {"a": null}}));
    });
    let run = run(&list);
    assert_eq!((run.claimed.model.as_deref(), run.representativeness), (None, Representativeness::Unknown));
    assert_eq!(observation(&run, "attack/attack_success_rate").n, Some(4));
    assert_eq!(observation(&run, "attack/attack_success_rate").value.state, ValueState::Finite);
}
