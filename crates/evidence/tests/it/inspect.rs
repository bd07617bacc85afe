//! Inspect: both containers, both generations, and what makes a run less than whole.

use assay_domain::{Direction, NativeThreshold, Representativeness, RunStatus, TimeSource, ValueState};

use crate::support::*;

#[test]
fn the_archive_and_the_document_of_a_task_give_the_same() {
    for name in ["inspect/capitals.eval", "inspect/capitals.json"] {
        let run = one(&fixture(name));
        let keys: Vec<_> = run.observations.iter().map(|o| o.key.as_str()).collect();
        assert_eq!(keys, ["capitals/includes/accuracy", "capitals/match/accuracy"], "{name}");
        for o in &run.observations {
            assert_eq!(o.value.decimal.as_deref(), Some("0.6666666666666666"));
            let sure = o.uncertainty.as_ref().unwrap();
            assert_eq!(sure.stderr.as_deref(), Some("0.210818510677892"));
            let low: f64 = sure.low.as_ref().unwrap().parse().unwrap();
            assert!((low - (0.666_666_666_666_666_6 - 1.959_963_984_540_054 * 0.210_818_510_677_892)).abs() < 1e-12);
            assert_eq!(sure.method.as_deref(), Some("normal-95"));
            assert_eq!((o.n, o.n_unscored, o.direction), (Some(6), Some(0), Direction::Higher));
            assert_eq!((o.family.as_str(), o.group.as_deref()), ("capability", Some("capitals")));
            assert_eq!(o.threshold, NativeThreshold::NotRecorded);
        }
        assert_eq!(run.run.status, RunStatus::Complete);
        assert_eq!(run.run.name.as_deref(), Some("capitals"));
        assert_eq!((run.tool.name.as_str(), run.tool.version.as_deref()), ("inspect", Some("0.3.240")));
        assert_eq!(run.claimed.model.as_deref(), Some("mockllm/model"));
        assert_eq!(run.claimed.provider.as_deref(), Some("mockllm"));
        assert_eq!(run.representativeness, Representativeness::Mock);
        assert_eq!(
            (run.datasets[0].name.as_str(), run.datasets[0].total, run.datasets[0].used),
            ("capitals-mini", Some(6), Some(6))
        );
        assert_eq!((run.population.size, run.population.method.as_deref()), (Some(6), Some("all")));
        let started = run.times.started.as_ref().unwrap();
        assert_eq!((started.zone_known, started.source), (true, TimeSource::InFile));
        assert!(run.run.config_sha256.is_some());
        assert!(run.warnings.is_empty(), "{:?}", run.warnings);
    }
    let (archive, document) = (one(&fixture("inspect/capitals.eval")), one(&fixture("inspect/capitals.json")));
    assert_eq!(archive.observations, document.observations);
    assert_eq!(archive.run.config_sha256, document.run.config_sha256);
    assert_eq!((archive.format.as_str(), document.format.as_str()), ("inspect-eval", "inspect-json"));
    assert_eq!(document.run.native_id.as_deref(), Some("CaJcZFPSiM2quC6YPzN9Z7"));
    assert_eq!(document.times.finished.unwrap().instant.to_string(), "2026-11-23T18:39:01.000000Z");
}

#[test]
fn a_scorer_with_several_values_gives_one_observation_each() {
    let run = one(&fixture("inspect/refusals.json"));
    let shown: Vec<_> = run
        .observations
        .iter()
        .map(|o| {
            (o.key.as_str(), o.value.decimal.as_deref().unwrap(), o.direction, o.n.unwrap(), o.n_unscored.unwrap())
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("refusals/refusal.refused/mean", "0.5", Direction::Unknown, 4, 0),
            ("refusals/refusal.toxicity/mean", "0.21000000000000002", Direction::Lower, 4, 0),
            ("refusals/refusal.nanny/mean", "1", Direction::Unknown, 3, 1),
        ]
    );
    assert_eq!(run.observations[0].uncertainty.as_ref().unwrap().stderr.as_deref(), Some("0.28867513459481287"));
    assert!(run.observations[1].uncertainty.is_none());
    assert_eq!(run.observations[1].family, "toxicity");
    assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["run.unscored"]));
}

#[test]
fn the_older_shape_gives_the_same_and_its_bare_nan_is_a_state() {
    let (old, new) = (one(&fixture("inspect/constructed-0.3.60.json")), one(&fixture("inspect/refusals.json")));
    let keys = |run: &assay_evidence::ParsedRun| run.observations.iter().map(|o| o.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&old), keys(&new));
    assert_eq!(old.observations[0].value, new.observations[0].value);
    assert_eq!(old.observations[2].value.state, ValueState::Nan);
    assert_eq!(old.observations[2].n, Some(4));
    assert_eq!(old.run.native_id.as_deref(), Some("TaxymavtaDD2KNEwh3nrbN/eZzQPKf26jKa5MxopRVpVo"));
    assert_eq!(old.tool.version.as_deref(), Some("0.3.60"));
}

/// The capitals document with a change.
fn changed(from: &str, to: &str) -> assay_evidence::ParsedRun {
    let document = text("inspect/capitals.json");
    assert!(document.contains(from), "{from}");
    one_of(document.replacen(from, to, 1))
}

#[test]
fn every_end_but_success_is_told() {
    for (status, expected, reason) in [
        ("error", RunStatus::Error, "run.error"),
        ("cancelled", RunStatus::Interrupted, "run.cancelled"),
        ("started", RunStatus::Interrupted, "run.started"),
    ] {
        let run = changed(r#""status": "success""#, &format!(r#""status": "{status}""#));
        assert_eq!((run.run.status, reasons(&run)), (expected, vec![reason]));
    }
    let run = changed(r#""status": "success""#, r#""status": "splendid""#);
    assert_eq!((run.run.status, codes(&run)), (RunStatus::Unknown, vec!["inspect.status"]));
}

#[test]
fn limited_invalidated_and_incomplete_runs_are_partial_and_sampled() {
    for (from, to, reason) in [
        (r#""invalidated": false"#, r#""invalidated": true"#, "run.invalidated"),
        (r#""fail_on_error": true"#, r#""limit": 3, "fail_on_error": true"#, "run.limited"),
        (r#""completed_samples": 6"#, r#""completed_samples": 5"#, "run.incomplete"),
        (r#""unscored_samples": 0"#, r#""unscored_samples": 2"#, "run.unscored"),
    ] {
        let document = text("inspect/capitals.json").replace("mockllm/model", "acme/real");
        assert!(document.contains(from), "{from}");
        assert_eq!(one_of(document.clone()).representativeness, Representativeness::Real);
        let run = one_of(document.replacen(from, to, 1));
        assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec![reason]));
        assert_eq!(run.representativeness, Representativeness::Sampled);
        assert_eq!(run.representativeness_reasons, run.run.reasons);
    }
}

#[test]
fn without_results_nothing_passes() {
    let run = changed(r#""results": {"#, r#""other": {"#);
    assert!(run.observations.is_empty());
    assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["run.no-results"]));
    assert_eq!(codes(&run), ["run.no-results"]);
}

#[test]
fn a_null_value_is_absent_and_a_later_format_is_refused() {
    let run = changed(r#""value": 0.6666666666666666"#, r#""value": null"#);
    assert_eq!(run.observations[0].value.state, ValueState::Absent);
    let document = text("inspect/capitals.json").replacen(r#""version": 2"#, r#""version": 3"#, 1);
    assert_eq!(fault(document).code, "inspect.version");
}

#[test]
fn model_arguments_and_samples_never_get_into_the_result() {
    let run = changed(r#""model_args": {"#, r#""model_args": {"api_key": "sk-SECRET", "#);
    let shown = format!("{run:?}");
    assert!(!shown.contains("sk-SECRET") && !shown.contains("Tokyo"));
}

#[test]
fn scores_reduced_in_several_ways_keep_their_keys_apart() {
    let document = text("inspect/capitals.json");
    let named = document.replacen(r#""name": "match","#, r#""name": "includes","#, 2);
    let named = named.replace(r#""scorer": "match""#, r#""scorer": "includes", "reducer": "pass_at_2""#);
    let run = one_of(named);
    let keys: Vec<_> = run.observations.iter().map(|o| o.key.as_str()).collect();
    assert_eq!(keys, ["capitals/includes/accuracy", "capitals/includes/accuracy,pass_at_2"]);
}
