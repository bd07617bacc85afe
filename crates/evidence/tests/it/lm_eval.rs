//! lm-evaluation-harness: results, the samples that prove them, and the older shape.

use assay_domain::{Direction, Representativeness, RunStatus, TimeSource, ValueState};
use assay_evidence::{Artifact, group, read};

use crate::support::*;

#[test]
fn results_give_the_harnesss_own_numbers() {
    let run = one(&fixture(RESULTS));
    let shown: Vec<_> = run
        .observations
        .iter()
        .map(|o| {
            let stderr = o.uncertainty.as_ref().and_then(|u| u.stderr.as_deref()).unwrap();
            (o.key.as_str(), o.value.decimal.as_deref().unwrap(), stderr, o.direction, o.n.unwrap())
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("caps_gen/exact_match,none", "0", "0", Direction::Higher, 8),
            ("caps_gen/exact_match,strict", "0", "0", Direction::Higher, 8),
            ("caps_mc/acc,none", "0.375", "0.18298126367784995", Direction::Higher, 8),
            ("caps_mc/acc_norm,none", "0.375", "0.18298126367784995", Direction::Higher, 8),
        ]
    );
    assert_eq!(run.tool.version.as_deref(), Some("0.4.13"));
    assert_eq!(run.run.status, RunStatus::Complete);
    assert_eq!(run.claimed.model.as_deref(), Some("dummy"), "never the random model_name");
    assert_eq!(run.representativeness, Representativeness::Mock);
    let started = run.times.started.as_ref().unwrap();
    assert_eq!(started.instant.to_string(), "2026-11-23T18:46:10.150620Z");
    assert_eq!((started.zone_known, started.source), (true, TimeSource::InFile));
    assert!(run.times.finished.is_none());
    assert_eq!((run.population.size, run.population.sampled), (Some(16), Some(16)));
    assert!(run.warnings.is_empty());
}

#[test]
fn the_older_shape_gives_the_same_kinds_of_facts() {
    let run = one(&fixture("lm-eval/constructed-0.4.3.json"));
    let keys: Vec<_> = run.observations.iter().map(|o| o.key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "demo/acc,none",
            "demo_a/acc,none",
            "demo_b/acc,none",
            "demo_b/odd,get response",
            "demo_b/word_perplexity,none",
        ],
        "a group counts once"
    );
    let group = observation(&run, "demo/acc,none");
    assert_eq!((group.n, group.uncertainty.is_none()), (Some(16), true), "N/A is no standard error");
    assert_eq!(observation(&run, "demo_b/word_perplexity,none").value.state, ValueState::Infinite);
    assert_eq!(observation(&run, "demo_b/word_perplexity,none").direction, Direction::Lower);
    let odd = observation(&run, "demo_b/odd,get response");
    assert_eq!((odd.value.decimal.as_deref(), odd.direction), (Some("0.5"), Direction::Unknown));
    assert_eq!(run.claimed.model.as_deref(), Some("acme/tiny"));
    assert_eq!((run.claimed.provider.as_deref(), run.claimed.revision.as_deref()), (Some("hf"), Some("abc123")));
    assert_eq!(run.times.started.as_ref().unwrap().instant.to_string(), "2026-11-23T18:46:10.500000Z");
    assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["run.limited", "run.incomplete"]));
    assert_eq!(run.representativeness, Representativeness::Sampled);
    let shown = format!("{run:?}");
    assert!(!shown.contains("SECRET"), "neither arguments nor environment");
}

#[test]
fn without_a_date_inside_the_name_says_when_by_an_unknown_zone() {
    let document = text(RESULTS).replacen(r#""date": 1795459570.1506197"#, r#""date": null"#, 1);
    let run = one(&file("results_2026-11-23T18-47-19.136375.json", document));
    assert!(run.times.started.is_none());
    let finished = run.times.finished.unwrap();
    assert_eq!(finished.instant.to_string(), "2026-11-23T18:47:19.136375Z");
    assert_eq!((finished.zone_known, finished.source), (false, TimeSource::FileName));
}

/// Reads results with one file of samples.
fn with_samples(samples: String) -> assay_evidence::ParsedRun {
    let (results, samples) = (fixture(RESULTS), file("samples_caps_gen_2026-11-23T18-47-19.136375.jsonl", samples));
    let sorted = group(&[&samples as &dyn Artifact, &results]);
    assert_eq!(sorted.sets.len(), 1);
    read(&sorted.sets[0]).unwrap().remove(0)
}

#[test]
fn samples_are_checked_against_the_task_hash_and_count() {
    let samples = text(SAMPLES_GEN);
    let run = with_samples(samples.clone());
    assert!(run.warnings.is_empty(), "{:?}", run.warnings);
    assert_eq!(run.parts, [(1, "results"), (0, "samples")]);

    let fewer: String = samples.lines().skip(1).map(|line| format!("{line}\n")).collect();
    assert_eq!(codes(&with_samples(fewer)), ["lm-eval.task-hash", "lm-eval.samples-count"]);

    let at = samples.find("doc_hash\": \"").unwrap() + 12;
    let mut other = samples.clone();
    other.replace_range(at..at + 4, "0000");
    assert_eq!(codes(&with_samples(other)), ["lm-eval.task-hash"]);

    let cut = samples[..samples.len() - 100].to_owned();
    assert!(codes(&with_samples(cut)).contains(&"jsonl.truncated"));
}
