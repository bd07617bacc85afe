//! SARIF: findings by rule and level, and runs that failed, were silent or looked at nothing.

use assay_domain::{Direction, EvidenceKind, Representativeness, RunStatus, TimeSource};
use assay_evidence::ParsedRun;
use serde_json::{Value, json};

use crate::support::*;

const BANDIT: &str = "sarif/bandit-1.9.4.sarif";

/// (key, value) of every observation.
fn shown(run: &ParsedRun) -> Vec<(&str, &str)> {
    run.observations.iter().map(|o| (o.key.as_str(), o.value.decimal.as_deref().unwrap_or("-"))).collect()
}

fn changed(change: impl FnOnce(&mut Value)) -> ParsedRun {
    let mut document: Value = serde_json::from_str(&text(BANDIT)).unwrap();
    change(&mut document["runs"][0]);
    one_of(document.to_string())
}

#[test]
fn findings_are_counted_by_level_and_by_rule() {
    let run = one(&fixture(BANDIT));
    assert_eq!(
        shown(&run),
        [
            ("Bandit/error/findings", "1"),
            ("Bandit/note/findings", "1"),
            ("Bandit/warning/findings", "3"),
            ("Bandit/B301/warning/findings", "1"),
            ("Bandit/B307/warning/findings", "1"),
            ("Bandit/B403/note/findings", "1"),
            ("Bandit/B506/warning/findings", "1"),
            ("Bandit/B602/error/findings", "1"),
        ]
    );
    assert!(run.observations.iter().all(|o| o.direction == Direction::Lower && o.metric == "findings"));
    let shell = observation(&run, "Bandit/B602/error/findings");
    assert_eq!((shell.group.as_deref(), shell.slice["level"].as_str()), (Some("B602"), "error"));
    assert_eq!((shell.taxonomies[0].scheme.as_str(), shell.taxonomies[0].id.as_str()), ("cwe", "CWE-78"));
    assert_eq!((run.format.as_str(), run.evidence_kind), ("sarif-log", EvidenceKind::CodeScan));
    assert_eq!((run.tool.name.as_str(), run.tool.version.as_deref()), ("Bandit", Some("1.9.4")));
    assert_eq!(run.run.status, RunStatus::Complete);
    let ended = run.times.finished.as_ref().unwrap();
    assert_eq!((ended.instant.to_string().as_str(), ended.source), ("2026-11-23T19:12:42.000000Z", TimeSource::InFile));
    assert!(run.times.started.is_none(), "this tool writes its end only");
    assert_eq!(run.representativeness, Representativeness::Unknown, "nothing says what was examined");
    assert_eq!(codes(&run), [""; 0]);
}

#[test]
fn real_files_of_each_tool() {
    for (name, tool, observations, status, why) in [
        ("sarif/bandit-1.9.4-clean.sarif", "Bandit", 3, RunStatus::Complete, vec![]),
        // An empty folder looks like a clean one, but for the lines that were read.
        ("sarif/bandit-1.9.4-empty.sarif", "Bandit", 3, RunStatus::Partial, vec!["sarif.nothing-examined"]),
        ("sarif/bandit-1.9.4-broken.sarif", "Bandit", 3, RunStatus::Partial, vec!["sarif.complaints"]),
        ("sarif/ruff-0.14.5.sarif", "ruff", 6, RunStatus::Unknown, vec!["sarif.silent"]),
        (
            "sarif/ruff-0.14.5-clean.sarif",
            "ruff",
            3,
            RunStatus::Unknown,
            vec!["sarif.silent", "sarif.nothing-examined"],
        ),
        ("sarif/ai-bom-3.6.0.sarif", "ai-bom", 37, RunStatus::Unknown, vec!["sarif.silent"]),
    ] {
        let run = one(&fixture(name));
        assert_eq!((run.tool.name.as_str(), run.observations.len()), (tool, observations), "{name}");
        assert_eq!((run.run.status, reasons(&run)), (status, why), "{name}");
        assert_ne!(run.representativeness, Representativeness::Real, "{name}");
        assert_eq!(codes(&run), [""; 0], "{name}");
    }
    let ruff = one(&fixture("sarif/ruff-0.14.5.sarif"));
    assert_eq!(observation(&ruff, "ruff/error/findings").value.decimal.as_deref(), Some("3"));
    let clean = one(&fixture("sarif/bandit-1.9.4-clean.sarif"));
    assert!(clean.observations.iter().all(|o| o.value.decimal.as_deref() == Some("0")));
    let ai_bom = one(&fixture("sarif/ai-bom-3.6.0.sarif"));
    let keys = observation(&ai_bom, "ai-bom/ai-bom/openai-api-key/note/findings");
    assert_eq!(keys.value.decimal.as_deref(), Some("4"));
    assert_eq!(observation(&ai_bom, "ai-bom/note/findings").value.decimal.as_deref(), Some("44"));
}

#[test]
fn a_run_that_failed_or_did_not_look_is_no_run() {
    let crashed = changed(|run| run["invocations"][0]["executionSuccessful"] = json!(false));
    assert_eq!((crashed.run.status, reasons(&crashed)), (RunStatus::Error, vec!["sarif.failed"]));
    assert_eq!(crashed.observations.len(), 8, "what it found before stays");
    for results in [json!(null), json!(7)] {
        let nothing = changed(|run| run["results"] = results);
        assert_eq!((nothing.run.status, reasons(&nothing)), (RunStatus::Partial, vec!["run.no-results"]));
        assert!(nothing.observations.is_empty());
    }
    let silent = changed(|run| drop(run["invocations"][0].as_object_mut().unwrap().remove("executionSuccessful")));
    assert_eq!((silent.run.status, reasons(&silent)), (RunStatus::Unknown, vec!["sarif.silent"]));
    let elsewhere = changed(|run| {
        run["externalPropertyFileReferences"] = json!({"results": [{"location": {"uri": "more.sarif"}}]});
    });
    assert_eq!(reasons(&elsewhere), ["sarif.external"]);
    for runs in ["[]", "null"] {
        let run = one_of(format!(r#"{{"$schema": "sarif", "version": "2.1.0", "runs": {runs}}}"#));
        assert!(run.observations.is_empty() && run.run.status != RunStatus::Complete);
    }
}

#[test]
fn an_empty_list_counts_only_when_something_was_examined() {
    let empty = |change: fn(&mut Value)| {
        changed(|run| {
            run["results"] = json!([]);
            run["properties"] = json!({});
            change(run);
        })
    };
    assert_eq!(reasons(&empty(|_| {})), ["sarif.nothing-examined"], "rules alone examine nothing");
    let named = empty(|run| run["artifacts"] = json!([{"location": {"uri": "app.py"}}, {}]));
    assert_eq!((named.run.status, named.population.sampled), (RunStatus::Complete, Some(2)));
    assert_eq!(observation(&named, "Bandit/error/findings").value.decimal.as_deref(), Some("0"));
}

#[test]
fn what_was_suppressed_is_told_apart_and_needs_a_reason() {
    let run = changed(|run| {
        let results = run["results"].as_array_mut().unwrap();
        let shell = results.iter().find(|result| result["ruleId"] == "B602").unwrap().clone();
        for suppressions in [
            json!([{"kind": "external", "justification": "tests only"}]),
            json!([{"kind": "inSource"}]),
            json!([{"kind": "external", "status": "underReview", "justification": "x"}]),
            json!([{"kind": "external", "status": "accepted"}, {"kind": "external", "status": "rejected"}]),
            json!([]),
        ] {
            let mut result = shell.clone();
            result["suppressions"] = suppressions;
            results.push(result);
        }
    });
    let value = |key: &str| observation(&run, key).value.decimal.clone().unwrap();
    assert_eq!(value("Bandit/error/findings"), "4", "under review, refused and an empty list are open");
    assert_eq!(value("Bandit/error/suppressed_findings"), "2");
    assert_eq!(value("Bandit/error/unjustified_suppressions"), "1");
    assert_eq!(value("Bandit/B602/error/findings"), "4");
    assert_eq!(value("Bandit/B602/error/suppressed_findings"), "2");
    assert_eq!(observation(&run, "Bandit/error/unjustified_suppressions").direction, Direction::Lower);
}

#[test]
fn what_is_new_or_gone_since_an_earlier_run_is_told_apart() {
    let run = changed(|run| {
        for (result, state) in
            run["results"].as_array_mut().unwrap().iter_mut().zip(["new", "unchanged", "absent", "updated", "new"])
        {
            result["baselineState"] = json!(state);
        }
    });
    let value = |key: &str| observation(&run, key).value.decimal.clone().unwrap();
    let sum = |metric: &str| {
        ["error", "warning", "note"]
            .iter()
            .map(|l| value(&format!("Bandit/{l}/{metric}")))
            .filter_map(|v| v.parse::<u32>().ok())
            .sum::<u32>()
    };
    assert_eq!((sum("findings"), sum("new_findings"), sum("absent_findings")), (4, 2, 1));
    assert!(!shown(&one(&fixture(BANDIT))).iter().any(|(key, _)| key.contains("new_findings")), "nothing was compared");
}

#[test]
fn results_that_are_no_findings_are_told_apart() {
    let run = changed(|run| {
        let kinds = ["pass", "open", "notApplicable", "fail", "strange"];
        for (result, kind) in run["results"].as_array_mut().unwrap().iter_mut().zip(kinds) {
            result["kind"] = json!(kind);
        }
    });
    let value = |key: &str| observation(&run, key).value.decimal.clone().unwrap();
    assert_eq!((value("Bandit/passed_results"), value("Bandit/undecided_results")), ("1".into(), "1".into()));
    assert_eq!(codes(&run), ["sarif.words"]);
    let open: u32 = ["error", "warning", "note"]
        .iter()
        .map(|l| value(&format!("Bandit/{l}/findings")).parse::<u32>().unwrap())
        .sum();
    assert_eq!(open, 2, "what nobody knows counts as a finding");
}

#[test]
fn a_level_comes_from_the_rule_wherever_the_rules_stand() {
    let log = |rules_first: bool| {
        let rules = r#""tool": {"driver": {"name": "T", "rules": [{"id": "A", "defaultConfiguration": {"level": "error"}}, {"id": "B"}]},
            "extensions": [{"name": "E", "rules": [{"id": "X", "defaultConfiguration": {"level": "note"}}]}]}"#;
        let results = r#""results": [{"ruleId": "A"}, {"ruleIndex": 0}, {"rule": {"index": 0}}, {"ruleId": "A/part"}, {"ruleId": "B"},
            {"rule": {"index": 0, "toolComponent": {"index": 0}}}, {"message": {}}, {"ruleId": "A", "level": "none"}, {"ruleId": "A", "level": "grave"}]"#;
        let (first, second) = if rules_first { (rules, results) } else { (results, rules) };
        format!(
            r#"{{"version": "2.1.0", "runs": [{{{first}, {second}, "invocations": [{{"executionSuccessful": true}}]}}]}}"#
        )
    };
    let run = one_of(log(true));
    assert_eq!(
        shown(&run),
        [
            ("T/error/findings", "5"),
            ("T/none/findings", "1"),
            ("T/note/findings", "1"),
            ("T/warning/findings", "2"),
            ("T/A/error/findings", "4"),
            ("T/A/none/findings", "1"),
            ("T/A/part/error/findings", "1"),
            ("T/B/warning/findings", "1"),
            ("T/X/note/findings", "1"),
            ("T/unnamed/warning/findings", "1"),
        ]
    );
    assert_eq!(codes(&run), ["sarif.words"], "a level nobody knows counts as the gravest");
    assert_eq!(one_of(log(false)).observations, run.observations);
}

#[test]
fn each_run_of_a_log_is_a_run() {
    let mut document: Value = serde_json::from_str(&text(BANDIT)).unwrap();
    let mut second = document["runs"][0].clone();
    second["tool"]["driver"]["name"] = json!("Other");
    second["automationDetails"] = json!({"id": "nightly/2026-11-23", "guid": "6b0c"});
    second["versionControlProvenance"] = json!([{"repositoryUri": "https://x", "revisionId": "abc123"}]);
    second["invocations"][0]["startTimeUtc"] = json!("2026-11-23T19:12:40Z");
    document["runs"].as_array_mut().unwrap().push(second);
    let runs = try_read(&file("x", document.to_string())).unwrap();
    let names: Vec<_> = runs.iter().map(|run| run.tool.name.as_str()).collect();
    assert_eq!(names, ["Bandit", "Other"]);
    assert_eq!(runs[1].run.name.as_deref(), Some("nightly/2026-11-23"));
    assert_eq!(runs[1].claimed.revision.as_deref(), Some("abc123"));
    assert_eq!(runs[1].times.started.as_ref().unwrap().original.as_deref(), Some("2026-11-23T19:12:40Z"));
    assert_eq!(runs[1].observations.len(), 8);
}

#[test]
fn other_versions_are_refused() {
    for version in ["2.0.0", "2.1.0-rtm.5", "2.2.0", "1.0.0"] {
        let document = text(BANDIT).replacen(r#""version": "2.1.0""#, &format!(r#""version": "{version}""#), 1);
        assert_eq!(fault(document).code, "sarif.version", "{version}");
    }
}

#[test]
fn keys_that_occur_twice_and_marks_are_noted() {
    let twice = text(BANDIT).replacen(
        r#""executionSuccessful": true"#,
        r#""executionSuccessful": true, "executionSuccessful": false"#,
        1,
    );
    let run = one_of(twice);
    assert_eq!((codes(&run), run.run.status), (vec!["json.duplicate-key"], RunStatus::Error));
    let run = one_of(format!("\u{feff}{}", text(BANDIT)));
    assert_eq!((codes(&run), run.observations.len()), (vec!["text.bom"], 8));
}
