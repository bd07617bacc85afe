//! promptfoo: evaluations, red teams, and what makes either less than whole.

use assay_domain::{Direction, EvidenceKind, Representativeness, RunStatus, TimeSource, ValueState};
use assay_evidence::ParsedRun;
use serde_json::{Value, json};

use crate::support::*;

const EVAL: &str = "promptfoo/regression.json";
const RED: &str = "promptfoo/redteam.json";

/// (key, value, n, failed) of every observation.
fn shown(run: &ParsedRun) -> Vec<(&str, &str, u64, Option<u64>)> {
    let value = |o: &'_ assay_domain::Observation| o.value.decimal.clone();
    assert!(run.observations.iter().all(|o| value(o).is_some()));
    run.observations
        .iter()
        .map(|o| (o.key.as_str(), o.value.decimal.as_deref().unwrap(), o.n.unwrap(), o.n_failed))
        .collect()
}

/// A fixture with something changed in it.
fn changed(name: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut document = serde_json::from_str(&text(name)).unwrap();
    change(&mut document);
    document.to_string()
}

/// Both runs with a provider that is no stand-in, and nothing asked for that is missing.
fn real(name: &str, change: impl FnOnce(&mut Value)) -> ParsedRun {
    one_of(changed(name, |document| {
        for row in document["results"]["results"].as_array_mut().unwrap() {
            row["provider"] = json!({"id": "openai:gpt-4o", "label": ""});
        }
        if let Some(plugins) = document["config"]["redteam"]["plugins"].as_array_mut() {
            plugins.retain(|plugin| plugin["id"] != "hijacking");
        }
        change(document);
    }))
}

#[test]
fn an_evaluation_gives_rates_by_prompt_scores_by_name_and_rates_by_tag() {
    let run = one(&fixture(EVAL));
    let third = "0.3333333333333333";
    assert_eq!(
        shown(&run),
        [
            ("prompt 1/pass_rate", third, 3, Some(2)),
            ("prompt 2/pass_rate", third, 3, Some(2)),
            ("prompt 1/grounding/mean", "1", 1, None),
            ("prompt 1/injection/mean", "0", 1, None),
            ("prompt 2/grounding/mean", "1", 1, None),
            ("prompt 2/injection/mean", "0", 1, None),
            ("control/A.6.2.4/pass_rate", "1", 2, Some(0)),
            ("requirement/REQ-7/pass_rate", "1", 2, Some(0)),
        ]
    );
    assert!(run.observations.iter().all(|o| o.direction == Direction::Higher));
    assert_eq!(observation(&run, "prompt 1/injection/mean").family, "injection");
    let tagged = observation(&run, "control/A.6.2.4/pass_rate");
    assert_eq!((tagged.taxonomies[0].scheme.as_str(), tagged.taxonomies[0].id.as_str()), ("control", "A.6.2.4"));
    assert_eq!(run.evidence_kind, EvidenceKind::Evaluation);
    assert_eq!((run.format.as_str(), run.tool.version.as_deref()), ("promptfoo-results", Some("0.121.20")));
    assert_eq!(run.run.native_id.as_deref(), Some("eval-jZm-2026-11-23T18:48:43"));
    assert_eq!(run.run.name.as_deref(), Some("support-assistant regression"));
    assert_eq!(run.run.status, RunStatus::Complete);
    let started = run.times.started.as_ref().unwrap();
    assert_eq!(started.instant.to_string(), "2026-11-23T18:48:43.963000Z");
    assert_eq!((started.zone_known, started.source), (true, TimeSource::InFile));
    assert!(run.times.finished.is_none(), "the moment of the export is not the end of the run");
    assert_eq!(run.claimed.model.as_deref(), Some("echo"));
    assert_eq!(run.representativeness, Representativeness::Mock);
    assert_eq!(run.representativeness_reasons[0].code, "mock.promptfoo-echo");
    assert_eq!(run.population.sampled, Some(6));
    assert_eq!(codes(&run), [""; 0]);
}

#[test]
fn a_red_team_gives_rates_of_success_by_plugin_and_strategy() {
    let run = one(&fixture(RED));
    assert_eq!(
        shown(&run),
        [
            ("contracts/base64/attack_success_rate", "0.5", 2, Some(1)),
            ("contracts/basic/attack_success_rate", "0", 2, Some(0)),
            ("contracts/leetspeak/attack_success_rate", "0", 2, Some(0)),
            ("excessive-agency/base64/attack_success_rate", "0", 2, Some(0)),
            ("excessive-agency/basic/attack_success_rate", "0", 2, Some(0)),
            ("excessive-agency/leetspeak/attack_success_rate", "0.5", 2, Some(1)),
            ("pii:direct/base64/attack_success_rate", "0.4", 5, Some(2)),
            ("pii:direct/basic/attack_success_rate", "0", 5, Some(0)),
            ("pii:direct/leetspeak/attack_success_rate", "0.4", 5, Some(2)),
            ("sql-injection/base64/attack_success_rate", "1", 2, Some(2)),
            ("sql-injection/basic/attack_success_rate", "0.5", 2, Some(1)),
            ("sql-injection/leetspeak/attack_success_rate", "0.5", 2, Some(1)),
        ]
    );
    assert_eq!(run.evidence_kind, EvidenceKind::RedTeam);
    let leak = observation(&run, "pii:direct/base64/attack_success_rate");
    assert_eq!((leak.direction, leak.family.as_str()), (Direction::Lower, "privacy"));
    assert_eq!((leak.slice["severity"].as_str(), leak.slice["strategy"].as_str()), ("critical", "base64"));
    assert_eq!((leak.taxonomies[0].id.as_str(), leak.taxonomies[0].origin.as_str()), ("LLM02", "crosswalk"));
    assert_eq!(leak.uncertainty.as_ref().unwrap().method.as_deref(), Some("wilson-95"));
    assert_eq!(run.claimed.model.as_deref(), Some("mock:support-assistant@1.2.0"));
    assert_eq!(run.representativeness, Representativeness::Mock);
    // Five plugins were asked for; one made no tests, which only the configuration tells.
    assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["promptfoo.plugin-missing"]));
    assert_eq!(run.run.reasons[0].args["plugin"], "hijacking");
    assert_eq!(codes(&run), [""; 0]);
}

#[test]
fn a_whole_run_against_a_named_provider_is_real() {
    for name in [EVAL, RED] {
        let run = real(name, |_| {});
        assert_eq!((run.run.status, run.representativeness), (RunStatus::Complete, Representativeness::Real), "{name}");
        assert_eq!(run.claimed.model.as_deref(), Some("openai:gpt-4o"));
        assert_eq!(run.claimed.provider.as_deref(), Some("openai"));
    }
}

#[test]
fn errors_are_neither_failures_nor_passes_and_make_the_run_partial() {
    let run = real(EVAL, |document| {
        let row = &mut document["results"]["results"][0];
        row["failureReason"] = json!(2);
        row["error"] = json!("API error: 500");
        row["success"] = json!(false);
        document["results"]["stats"] = json!({"successes": 1, "failures": 4, "errors": 1});
    });
    let rate = observation(&run, "prompt 1/pass_rate");
    assert_eq!((rate.n, rate.n_failed, rate.n_error), (Some(2), Some(2), Some(1)));
    assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["run.errors"]));
    assert_eq!(run.representativeness, Representativeness::Sampled);
    assert_eq!(codes(&run), [""; 0]);
}

#[test]
fn rows_without_a_verdict_are_not_counted_as_anything() {
    let run = real(EVAL, |document| {
        document["results"]["results"][0].as_object_mut().unwrap().remove("success");
        document["results"]["results"][0]["namedScores"]["grounding"] = json!(null);
    });
    let rate = observation(&run, "prompt 1/pass_rate");
    assert_eq!((rate.n, rate.n_unscored, rate.value.decimal.as_deref()), (Some(2), Some(1), Some("0")));
    let mean = observation(&run, "prompt 1/grounding/mean");
    assert_eq!((mean.value.state, mean.n, mean.n_unscored), (ValueState::Absent, Some(0), Some(1)));
    assert_eq!(reasons(&run), ["run.unscored"]);
}

#[test]
fn sums_that_disagree_are_noted_and_the_rows_count() {
    let run = real(EVAL, |document| document["results"]["stats"]["successes"] = json!(6));
    assert_eq!(codes(&run), ["promptfoo.recount"]);
    assert_eq!(reasons(&run), ["run.incomplete"], "rows that the sums name are gone");
    let run = real(EVAL, |document| document["results"]["stats"]["failures"] = json!(3));
    assert_eq!((codes(&run), run.run.status), (vec!["promptfoo.recount"], RunStatus::Complete));
}

#[test]
fn rows_that_were_taken_out_make_the_run_partial() {
    let run = real(EVAL, |document| document["results"]["results"].as_array_mut().unwrap().truncate(2));
    assert_eq!(reasons(&run), ["run.incomplete", "run.limited"]);
    let run = real(EVAL, |document| document["results"]["results"] = json!([]));
    assert!(run.observations.is_empty());
    assert_eq!(reasons(&run), ["run.incomplete", "run.no-results"]);
    assert_eq!(codes(&run), ["promptfoo.recount", "run.no-results"]);
}

#[test]
fn a_filtered_run_is_told_by_the_tests_of_its_configuration() {
    let run = real(EVAL, |document| {
        document["results"]["results"].as_array_mut().unwrap().truncate(2);
        document["results"]["stats"] = json!({"successes": 2, "failures": 0, "errors": 0});
    });
    assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["run.limited"]));
    // Tests in files are not counted.
    let run = real(EVAL, |document| {
        document["results"]["results"].as_array_mut().unwrap().truncate(2);
        document["results"]["stats"] = json!({"successes": 2, "failures": 0, "errors": 0});
        document["config"]["tests"] = json!(["file://a.yaml", "file://b.yaml"]);
    });
    assert_eq!(run.run.status, RunStatus::Complete);
}

#[test]
fn each_provider_is_a_run_of_its_own() {
    let document = changed(EVAL, |document| {
        for row in document["results"]["results"].as_array_mut().unwrap() {
            if row["promptIdx"] == 1 {
                row["provider"] = json!({"id": "https://me:pw@api.example/v1?key=s3cret", "label": "gateway"});
            } else {
                row["provider"] = json!("anthropic:messages:claude");
            }
        }
    });
    let runs = try_read(&file("x", document)).unwrap();
    let names: Vec<_> = runs.iter().map(|run| run.claimed.model.as_deref().unwrap()).collect();
    assert_eq!(names, ["anthropic:messages:claude", "https://api.example/v1"]);
    let ids: Vec<_> = runs.iter().map(|run| run.run.native_id.as_deref().unwrap()).collect();
    assert_ne!(ids[0], ids[1]);
    assert!(runs.iter().all(|run| run.observations.iter().filter_map(|o| o.n).max() == Some(3)));
    assert!(!format!("{runs:?}").contains("s3cret"), "no secrets of addresses");
}

#[test]
fn a_script_is_named_by_its_label() {
    let run = real(EVAL, |document| {
        for row in document["results"]["results"].as_array_mut().unwrap() {
            row["provider"] = json!({"id": "file://prov.js", "label": "triage-1.3.0"});
        }
    });
    assert_eq!(run.claimed.model.as_deref(), Some("triage-1.3.0"));
}

#[test]
fn keys_in_the_configuration_are_not_kept() {
    let run = real(EVAL, |document| {
        document["config"]["env"] = json!({"OPENAI_API_KEY": "s3cret"});
        document["config"]["providers"] = json!([{"id": "x", "config": {"apiKey": "s3cret"}}]);
    });
    assert!(!format!("{run:?}").contains("s3cret"));
    assert_eq!(run.run.config_sha256, real(EVAL, |_| {}).run.config_sha256, "and decide nothing");
    let other = real(EVAL, |document| document["config"]["tests"][0]["threshold"] = json!(0.1));
    assert_ne!(run.run.config_sha256, other.run.config_sha256);
}

#[test]
fn other_versions_are_refused() {
    for version in [json!(2), json!(4), json!(null), json!("three")] {
        let document = changed(EVAL, |document| document["results"]["version"] = version.clone());
        assert_eq!(fault(document).code, "promptfoo.version", "{version}");
    }
}

#[test]
fn a_verdict_written_twice_is_noted_and_the_later_counts() {
    let run = one_of(text(EVAL).replacen(r#""success": true"#, r#""success": false, "success": true"#, 1));
    assert_eq!(codes(&run), ["json.duplicate-key"]);
    assert_eq!(run.observations, one(&fixture(EVAL)).observations);
}

#[test]
fn a_bare_nan_is_no_score_and_no_pass() {
    let run = one_of(text(EVAL).replace(r#""grounding": 1"#, r#""grounding": NaN"#));
    let rate = |run: &ParsedRun| observation(run, "prompt 1/grounding/mean").clone();
    assert_eq!((rate(&run).value.state, rate(&run).n_unscored), (ValueState::Absent, Some(1)));
    let run = one_of(text(EVAL).replacen(r#""success": true"#, r#""success": NaN"#, 1));
    assert_eq!(observation(&run, "prompt 1/pass_rate").n_unscored, Some(1));
}

#[test]
fn the_order_of_members_does_not_matter() {
    let sorted: std::collections::BTreeMap<String, Value> = serde_json::from_str(&text(RED)).unwrap();
    let run = one_of(serde_json::to_string(&sorted).unwrap());
    assert_eq!(run.observations, one(&fixture(RED)).observations);
    assert_eq!(run.run, one(&fixture(RED)).run);
}
