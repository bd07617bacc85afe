//! CycloneDX: the parts list, what is not stated of parts, and what model cards claim.

use assay_domain::{Direction, EvidenceKind, Representativeness, RunStatus, TimeSource, ValueState};
use assay_evidence::ParsedRun;
use serde_json::{Value, json};

use crate::support::*;

const CARD: &str = "cyclonedx/constructed-modelcard-1.6.json";
const MODEL: &str = "cyclonedx/mlbom-1.7.json";
const LIBRARIES: &str = "cyclonedx/requirements-bom.json";

/// (key, value) of every observation.
fn shown(run: &ParsedRun) -> Vec<(&str, &str)> {
    run.observations.iter().map(|o| (o.key.as_str(), o.value.decimal.as_deref().unwrap_or("-"))).collect()
}

fn changed(name: &str, change: impl FnOnce(&mut Value)) -> ParsedRun {
    let mut document = serde_json::from_str(&text(name)).unwrap();
    change(&mut document);
    one_of(document.to_string())
}

#[test]
fn an_ordinary_bill_of_materials_is_a_list_of_parts() {
    let run = one(&fixture(LIBRARIES));
    assert_eq!(
        shown(&run),
        [
            ("library/count", "3"),
            ("library/pickle5@0.0.12/unstated", "1"),
            ("library/torch@2.0.0/unstated", "1"),
            ("library/transformers@4.30.0/unstated", "1"),
        ]
    );
    let torch = observation(&run, "library/torch@2.0.0/unstated");
    assert_eq!((torch.n, torch.n_failed, torch.direction), (Some(3), Some(1), Direction::Lower));
    assert_eq!(torch.slice["identity"], "pkg:pypi/torch@2.0.0");
    assert_eq!((torch.slice["version"].as_str(), torch.slice["unstated"].as_str()), ("2.0.0", "licence"));
    assert_eq!(torch.address.as_deref(), Some("/components/1"));
    assert_eq!((run.format.as_str(), run.evidence_kind), ("cyclonedx-bom", EvidenceKind::Inventory));
    assert_eq!((run.tool.name.as_str(), run.tool.version.as_deref()), ("cyclonedx-py", Some("7.5.0")));
    assert_eq!(run.run.native_id.as_deref(), Some("urn:uuid:3e2c1fe8-c3b7-45c0-81a6-13bf7483918d/1"));
    assert_eq!(run.run.status, RunStatus::Complete);
    let written = run.times.finished.as_ref().unwrap();
    assert_eq!(written.instant.to_string(), "2026-11-23T19:12:44.342813Z");
    assert_eq!((written.zone_known, written.source), (true, TimeSource::InFile));
    assert!(run.times.started.is_none(), "nothing says when anything in it was found out");
    assert_eq!(run.claimed.model, None);
    assert_eq!(run.representativeness, Representativeness::Unknown);
    assert_eq!(run.population.text, "3 parts: 3 library");
    assert_eq!(codes(&run), [""; 0]);
}

#[test]
fn what_a_model_card_claims_is_a_claim() {
    let run = one(&fixture(CARD));
    assert_eq!(
        shown(&run),
        [
            ("data/count", "1"),
            ("machine-learning-model/count", "1"),
            ("machine-learning-model/loan-screener/unstated", "1"),
            ("loan-screener/accuracy/stated", "0.871"),
            ("loan-screener/accuracy[sex=f]/stated", "0.79"),
            ("data/loans-2026/unstated", "3"),
        ]
    );
    let model = observation(&run, "machine-learning-model/loan-screener/unstated");
    assert_eq!((model.n, model.slice["unstated"].as_str()), (Some(7), "supplier"));
    assert_eq!(model.slice["sha256"], "58a5511ae7d8001e4a37a029d2dc102acd85c8f4617ef9c803e6bc21ab41ab2e");
    assert_eq!((model.slice["version"].as_str(), model.slice["licence"].as_str()), ("1.4.0", "Apache-2.0"));
    let accuracy = observation(&run, "loan-screener/accuracy/stated");
    assert_eq!((accuracy.metric.as_str(), accuracy.direction), ("accuracy", Direction::Higher));
    let interval = accuracy.uncertainty.as_ref().unwrap();
    assert_eq!((interval.low.as_deref(), interval.high.as_deref()), (Some("0.84"), Some("0.9")));
    assert_eq!((accuracy.slice.len(), accuracy.n), (0, None));
    assert_eq!(observation(&run, "loan-screener/accuracy[sex=f]/stated").slice["sex"], "f");
    assert_eq!(observation(&run, "data/loans-2026/unstated").slice["unstated"], "version, digest, licence");
    assert_eq!(run.datasets.len(), 1);
    assert_eq!(run.datasets[0].name, "loans-2026");
    assert_eq!(run.claimed.model.as_deref(), Some("loan-portal"));
    assert_eq!(run.claimed.revision.as_deref(), Some("2026.11"));
    assert_eq!(codes(&run), [""; 0]);
}

#[test]
fn a_model_that_only_the_metadata_names_is_a_part() {
    let run = one(&fixture(MODEL));
    let counts: Vec<_> = shown(&run).into_iter().filter(|(key, _)| key.ends_with("/count")).collect();
    assert_eq!(
        counts,
        [("data/count", "2"), ("file/count", "1"), ("library/count", "2"), ("machine-learning-model/count", "1")]
    );
    let model = observation(&run, "machine-learning-model/loan-screener/unstated");
    assert_eq!((model.slice["version"].as_str(), model.slice["licence"].as_str()), ("1.4.0", "Apache-2.0"));
    assert_eq!(model.slice["unstated"], "digest, supplier, uses, limitations, training data");
    assert_eq!(model.address.as_deref(), Some("/metadata/component"));
    assert_eq!(observation(&run, "file/weights/model.pkl/unstated").slice["sha256"].len(), 64);
    assert_eq!(observation(&run, "data/loans-2026/unstated").slice["licence"], "CC-BY-4.0");
    assert_eq!(
        (run.claimed.model.as_deref(), run.representativeness),
        (Some("loan-screener"), Representativeness::Real)
    );
    assert!(run.times.finished.is_none() && run.run.native_id.is_none(), "this tool writes neither");
    assert_eq!((run.tool.name.as_str(), run.observations.len()), ("cyclonedx", 10));
    assert_eq!(codes(&run), [""; 0]);
}

#[test]
fn real_files_of_each_tool_are_read_with_what_is_odd_about_them() {
    for (name, tool, parts, observations, warnings) in [
        ("cyclonedx/requirements-1.4.json", "cyclonedx-py", 3, 4, vec![]),
        ("cyclonedx/requirements-1.5.json", "cyclonedx-py", 3, 4, vec![]),
        ("cyclonedx/cdxgen-12.8.4-1.7.json", "cdxgen", 9, 10, vec![]),
        ("cyclonedx/rust-aibom-generator-1.6.json", "rust-aibom-generator", 1, 2, vec![]),
        ("cyclonedx/spec-machine-learning-env-1.7.json", "cyclonedx", 1, 2, vec![]),
        ("cyclonedx/ai-bom-3.6.0-invalid-1.6.json", "ai-bom", 44, 49, vec!["cyclonedx.repeated", "cyclonedx.type"]),
        ("cyclonedx/spec-attestation-1.7.json", "cyclonedx", 0, 0, vec!["run.no-results"]),
    ] {
        let run = one(&fixture(name));
        assert_eq!(run.tool.name, tool, "{name}");
        assert_eq!((run.population.size, run.observations.len()), (Some(parts), observations), "{name}");
        assert_eq!(codes(&run), warnings, "{name}");
        let status = if parts == 0 { RunStatus::Partial } else { RunStatus::Complete };
        assert_eq!(run.run.status, status, "{name}");
    }
    let same = |name| one(&fixture(name)).observations;
    assert_eq!(same("cyclonedx/requirements-1.4.json"), same("cyclonedx/requirements-1.5.json"));
    let unpinned = one(&fixture("cyclonedx/requirements-1.5.json"));
    assert_eq!(observation(&unpinned, "library/numpy/unstated").slice["unstated"], "version, licence");
    let ai_bom = one(&fixture("cyclonedx/ai-bom-3.6.0-invalid-1.6.json"));
    assert_eq!(observation(&ai_bom, "service/count").value.decimal.as_deref(), Some("10"));
    assert_eq!(observation(&ai_bom, "machine-learning-model/OpenAI API Key/unstated#3").n, Some(7));
    let model = one(&fixture("cyclonedx/rust-aibom-generator-1.6.json"));
    let part = observation(&model, "machine-learning-model/tencent/HunyuanWorld-Voyager/unstated");
    assert_eq!(part.slice["supplier"], "tencent");
}

#[test]
fn a_document_that_calls_itself_incomplete_is_partial() {
    for aggregate in ["incomplete", "incomplete_first_party_only"] {
        let run = changed(CARD, |document| document["compositions"] = json!([{"aggregate": aggregate}]));
        assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["cyclonedx.incomplete"]));
    }
    let run = changed(CARD, |document| document["compositions"] = json!([{"aggregate": "complete"}]));
    assert_eq!(run.run.status, RunStatus::Complete);
    let run = one_of(text(MODEL).replace(r#""value": "complete""#, r#""value": "partial""#));
    assert_eq!(reasons(&run), ["cyclonedx.incomplete"]);
}

#[test]
fn values_that_are_no_numbers_stay_without_one() {
    for (value, state) in [
        (json!("87 %"), ValueState::Absent),
        (json!(null), ValueState::Absent),
        (json!("NaN"), ValueState::Nan),
        (json!("Infinity"), ValueState::Infinite),
        (json!("The value of the performance metric"), ValueState::Absent),
    ] {
        let run = changed(CARD, |document| {
            document["components"][0]["modelCard"]["quantitativeAnalysis"]["performanceMetrics"][0]["value"] = value;
        });
        assert_eq!(observation(&run, "loan-screener/accuracy/stated").value.state, state);
        assert_eq!(codes(&run), ["cyclonedx.metric"]);
    }
    let bare = one_of(text(CARD).replacen(r#""0.871""#, "NaN", 1));
    assert_eq!(observation(&bare, "loan-screener/accuracy/stated").value.state, ValueState::Nan);
}

#[test]
fn what_does_not_fit_together_is_noted() {
    let run = changed(CARD, |document| {
        document["components"][1]["bom-ref"] = json!("m1");
        document["components"][0]["hashes"][0]["content"] = json!("58a5");
        document["components"].as_array_mut().unwrap().push(json!({"type": "library"}));
    });
    let mut found = codes(&run);
    found.sort_unstable();
    assert_eq!(found, ["cyclonedx.digest", "cyclonedx.repeated-ref", "cyclonedx.unnamed", "cyclonedx.unresolved-ref"]);
    let model = observation(&run, "machine-learning-model/loan-screener/unstated");
    assert_eq!(model.slice["unstated"], "digest, supplier");
}

#[test]
fn parts_within_parts_are_listed() {
    let run = changed(LIBRARIES, |document| {
        document["components"][0]["components"] = json!([{
            "type": "library", "name": "inner", "version": "1", "components": [{"type": "file", "name": "deep"}]
        }]);
    });
    assert_eq!(run.population.size, Some(5));
    let deep = observation(&run, "file/deep/unstated");
    assert_eq!(deep.address.as_deref(), Some("/components/0/components/0/components/0"));
}

#[test]
fn other_series_are_refused_and_later_versions_noted() {
    for (version, code) in [("2.0", "cyclonedx.version"), ("", "cyclonedx.version"), ("one", "cyclonedx.version")] {
        let document = text(CARD).replacen(r#""specVersion": "1.6""#, &format!(r#""specVersion": "{version}""#), 1);
        assert_eq!(fault(document).code, code, "{version}");
    }
    for (version, warnings) in [("1.5", vec![]), ("1.7", vec![]), ("1.8", vec!["cyclonedx.version"])] {
        let document = text(CARD).replacen(r#""specVersion": "1.6""#, &format!(r#""specVersion": "{version}""#), 1);
        assert_eq!(codes(&one_of(document)), warnings, "{version}");
    }
}

#[test]
fn no_parts_are_never_a_whole_list() {
    for components in [json!([]), json!(null), json!({}), json!([{}, 7, null])] {
        let run = changed(LIBRARIES, |document| document["components"] = components);
        assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["run.no-results"]));
        assert!(run.observations.is_empty());
    }
}
