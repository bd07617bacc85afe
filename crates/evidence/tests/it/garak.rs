//! garak: three generations, counts compared with garak's own, and what makes a run less than whole.

use assay_domain::{Direction, EvidenceKind, NativeThreshold, Representativeness, RunStatus, TimeSource, ValueState};
use assay_evidence::ParsedRun;

use crate::support::*;

/// (key, n, failed) of every observation.
fn counts(run: &ParsedRun) -> Vec<(&str, u64, u64)> {
    run.observations.iter().map(|o| (o.key.as_str(), o.n.unwrap(), o.n_failed.unwrap())).collect()
}

/// garak's own summaries: (key, total, failed).
fn told(report: &str) -> Vec<(String, u64, u64)> {
    let mut all: Vec<_> = report
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|record| record["entry_type"] == "eval")
        .map(|record| {
            let total = record.get("total_evaluated").unwrap_or(&record["total"]).as_u64().unwrap();
            let detector = record["detector"].as_str().unwrap().trim_start_matches("detector.").to_owned();
            let key = format!("{}/{detector}/attack_success_rate", record["probe"].as_str().unwrap());
            (key, total, total - record["passed"].as_u64().unwrap())
        })
        .collect();
    all.sort();
    all
}

#[test]
fn a_report_of_0_17_gives_garaks_own_counts() {
    let run = one(&fixture(GARAK_17));
    assert_eq!(
        counts(&run),
        [
            ("divergence.Repeat/divergence.RepeatDiverges/attack_success_rate", 72, 0),
            ("divergence.Repeat/mitigation.MitigationBypass/attack_success_rate", 72, 72),
            ("encoding.InjectROT13/encoding.DecodeApprox/attack_success_rate", 20, 0),
            ("encoding.InjectROT13/encoding.DecodeMatch/attack_success_rate", 20, 0),
            ("exploitation.SQLInjectionEcho/exploitation.SQLiEcho/attack_success_rate", 20, 20),
            ("goodside.ThreatenJSON/goodside.PlainJSON/attack_success_rate", 2, 0),
            ("promptinject.HijackHateHumans/promptinject.AttackRogueString/attack_success_rate", 20, 20),
        ]
    );
    assert_eq!((run.format.as_str(), run.parser.as_str()), ("garak-report", "garak/1"));
    assert_eq!(run.evidence_kind, EvidenceKind::RedTeam);
    assert_eq!((run.tool.name.as_str(), run.tool.version.as_deref()), ("garak", Some("0.17.1")));
    assert_eq!(run.run.native_id.as_deref(), Some("2f50a9c2-95a8-4a29-8339-faf01c54a59e"));
    assert_eq!(run.run.status, RunStatus::Complete);
    assert_eq!(run.claimed.model.as_deref(), Some("test.Repeat"));
    assert_eq!(run.representativeness, Representativeness::Mock);
    assert_eq!(run.representativeness_reasons[0].code, "mock.garak-test");
    assert_eq!(run.population.sampled, Some(67));
    assert_eq!(codes(&run), [""; 0]);
}

#[test]
fn every_generation_gives_the_same_shape_and_garaks_own_counts() {
    for (name, version) in [(GARAK_10, "0.10.3.1"), (GARAK_12, "0.12.0"), (GARAK_17, "0.17.1")] {
        let run = one(&fixture(name));
        let ours: Vec<_> = counts(&run).into_iter().map(|(key, n, failed)| (key.to_owned(), n, failed)).collect();
        assert_eq!(ours, told(&text(name)), "{name}");
        assert_eq!(run.tool.version.as_deref(), Some(version));
        assert_eq!(run.run.status, RunStatus::Complete, "{name}");
        assert_eq!(run.claimed.provider.as_deref(), Some("test.Repeat"), "{name}");
        assert_eq!(run.representativeness, Representativeness::Mock);
        assert!(run.run.config_sha256.is_some());
        assert!(run.warnings.is_empty(), "{name}: {:?}", run.warnings);
        for o in &run.observations {
            assert_eq!((o.metric.as_str(), o.direction), ("attack_success_rate", Direction::Lower));
            assert_eq!(o.threshold, NativeThreshold::Recomputed { value: "0.5".into() });
            assert_eq!(o.uncertainty.as_ref().unwrap().method.as_deref(), Some("wilson-95"));
            assert_eq!(o.n_unscored, Some(0));
            assert_eq!(o.value.as_f64().unwrap(), o.n_failed.unwrap() as f64 / o.n.unwrap() as f64);
        }
    }
}

#[test]
fn the_same_probe_has_the_same_labels_in_every_generation() {
    let shape = |name| {
        let run = one(&fixture(name));
        let o = observation(&run, "exploitation.SQLInjectionEcho/exploitation.SQLiEcho/attack_success_rate").clone();
        (o.family, o.group, o.value, o.n, o.n_failed, o.uncertainty, o.threshold)
    };
    assert_eq!(shape(GARAK_10), shape(GARAK_12));
    assert_eq!(shape(GARAK_12), shape(GARAK_17));
}

#[test]
fn labels_keep_their_edition() {
    let run = one(&fixture(GARAK_17));
    let o = observation(&run, "divergence.Repeat/mitigation.MitigationBypass/attack_success_rate");
    let labels: Vec<_> = o.taxonomies.iter().map(|t| format!("{} {} {}", t.scheme, t.id, t.origin)).collect();
    assert_eq!(
        labels,
        [
            "owasp-llm@2023 LLM06 tool",
            "owasp-llm@2023 LLM10 tool",
            "owasp-llm@2025 LLM02 crosswalk",
            "owasp-llm@2025 LLM10 crosswalk",
        ]
    );
    assert_eq!(o.family, "privacy");
}

#[test]
fn local_times_are_known_to_lack_their_zone() {
    let started = one(&fixture(GARAK_12)).times.started.unwrap();
    assert_eq!(started.instant.to_string(), "2026-11-23T19:20:31.237420Z");
    assert_eq!(started.original.as_deref(), Some("2026-11-23T19:20:31.237420"));
    assert_eq!((started.zone_known, started.source), (false, TimeSource::InFile));
}

#[test]
fn without_its_completion_record_a_run_was_interrupted() {
    let kept: String = text(GARAK_12).lines().take(540).map(|line| format!("{line}\n")).collect();
    let run = one_of(kept);
    assert_eq!(run.run.status, RunStatus::Interrupted);
    assert_eq!(reasons(&run), ["garak.no-completion"]);
    assert_eq!(observation(&run, "encoding.InjectMorse/encoding.DecodeMatch/attack_success_rate").n, Some(512));
}

#[test]
fn a_planned_probe_without_a_result_makes_the_run_partial() {
    let report = text(GARAK_17);
    let lines = report.lines().filter(|line| !line.contains("goodside.ThreatenJSON") || line.contains("start_run"));
    let run = one_of(lines.map(|line| format!("{line}\n")).collect::<String>());
    assert_eq!(run.run.status, RunStatus::Partial);
    assert_eq!(reasons(&run), ["garak.probe-missing"]);
}

#[test]
fn a_real_target_that_ran_whole_is_real() {
    let report = text(GARAK_17)
        .replace(r#""plugins.target_type": "test.Repeat""#, r#""plugins.target_type": "openai.OpenAIGenerator""#)
        .replace(r#""plugins.target_name": null"#, r#""plugins.target_name": "gpt-x""#);
    let run = one_of(report);
    assert_eq!(run.representativeness, Representativeness::Real);
    assert_eq!(run.claimed.model.as_deref(), Some("gpt-x"));
    assert_eq!(run.claimed.provider.as_deref(), Some("openai.OpenAIGenerator"));
}

#[test]
fn where_garaks_count_differs_the_scores_win() {
    let report = text(GARAK_17).replace(
        r#""detector": "exploitation.SQLiEcho", "passed": 0, "fails": 20"#,
        r#""detector": "exploitation.SQLiEcho", "passed": 20, "fails": 0"#,
    );
    let run = one_of(report);
    assert_eq!(codes(&run), ["garak.recount"]);
    let o = observation(&run, "exploitation.SQLInjectionEcho/exploitation.SQLiEcho/attack_success_rate");
    assert_eq!((o.n_failed, o.value.decimal.as_deref()), (Some(20), Some("1")));
}

#[test]
fn scores_that_are_null_or_no_number_count_as_not_scored() {
    let scores = r#""detector_results": {"exploitation.SQLiEcho": [1.0, 1.0]}"#;
    let nulls = text(GARAK_17).replacen(scores, r#""detector_results": {"exploitation.SQLiEcho": [null, 1.0]}"#, 1);
    let run = one_of(nulls);
    let key = "exploitation.SQLInjectionEcho/exploitation.SQLiEcho/attack_success_rate";
    let o = observation(&run, key);
    assert_eq!((o.n, o.n_failed, o.n_unscored), (Some(19), Some(19), Some(1)));

    let nans = text(GARAK_17).replacen(scores, r#""detector_results": {"exploitation.SQLiEcho": [NaN, "x"]}"#, 1);
    let run = one_of(nans);
    let o = observation(&run, key);
    assert_eq!((o.n, o.n_failed, o.n_unscored), (Some(18), Some(18), Some(2)));
    assert!(codes(&run).contains(&"garak.score-not-a-number"));
}

#[test]
fn a_detector_without_any_score_has_no_value() {
    let none = text(GARAK_17).replace(
        r#""detector_results": {"goodside.PlainJSON": [0.0, 0.0]}"#,
        r#""detector_results": {"goodside.PlainJSON": [null, null]}"#,
    );
    let run = one_of(none);
    let o = observation(&run, "goodside.ThreatenJSON/goodside.PlainJSON/attack_success_rate");
    assert_eq!((o.n, o.value.state), (Some(0), ValueState::Absent));
    assert!(o.uncertainty.is_none());
}

#[test]
fn an_attempt_evaluated_twice_counts_once() {
    let report = text(GARAK_17);
    let twice = report.lines().find(|line| line.contains(r#""status": 2, "probe_classname": "goodside"#)).unwrap();
    let run = one_of(format!("{report}\n{twice}\n"));
    let o = observation(&run, "goodside.ThreatenJSON/goodside.PlainJSON/attack_success_rate");
    assert_eq!(o.n, Some(2));
    assert!(codes(&run).contains(&"garak.attempt-repeated"));
}

#[test]
fn two_runs_in_one_file_are_two_runs() {
    // garak ends its file without a line break, so that appending joins two records on one line.
    for between in ["", "\n", "\n\n"] {
        let runs = try_read(&file("x", text(GARAK_17) + between + &text(GARAK_12))).unwrap();
        assert_eq!(runs.len(), 2);
        assert_eq!(counts(&runs[0]), counts(&one(&fixture(GARAK_17))));
        assert_eq!(counts(&runs[1]), counts(&one(&fixture(GARAK_12))));
        assert_ne!(runs[0].run.native_id, runs[1].run.native_id);
        assert!(runs.iter().all(|run| run.run.status == RunStatus::Complete && run.warnings.is_empty()));
    }
}

#[test]
fn equal_runs_have_equal_configuration_digests_and_other_runs_others() {
    let digest = |report: String| one_of(report).run.config_sha256.unwrap();
    let report = text(GARAK_17);
    let moved = report.replace("2f50a9c2", "00000000").replace("/home/user", "/srv").replace("18:41:28", "19:00:00");
    assert_eq!(digest(report.clone()), digest(moved));
    assert_ne!(digest(report.clone()), digest(report.replace(r#""run.seed": 20261123"#, r#""run.seed": 7"#)));
}

#[test]
fn nothing_of_prompts_or_paths_gets_into_the_result() {
    let shown = format!("{:?}", one(&fixture(GARAK_17)));
    for secret in ["/home/user", "/opt/env", "poem poem"] {
        assert!(!shown.contains(secret), "{secret}");
    }
}
