//! Which files belong together.

use assay_domain::{Representativeness, RunStatus};
use assay_evidence::{Artifact, group, read};

use crate::support::*;

#[test]
fn a_mixed_delivery_is_sorted_into_its_runs() {
    let files = [
        fixture(GARAK_17_HITS),
        fixture(SAMPLES_MC),
        fixture("inspect/capitals.eval"),
        file("notes.txt", "hello"),
        fixture(RESULTS),
        fixture(GARAK_12),
        fixture(SAMPLES_GEN),
        fixture(GARAK_17),
        file("empty.json", ""),
    ];
    let given: Vec<&dyn Artifact> = files.iter().map(|f| f as &dyn Artifact).collect();
    let sorted = group(&given);
    let sets: Vec<_> =
        sorted.sets.iter().map(|set| (set.format.id, set.parts.iter().map(|p| p.index).collect::<Vec<_>>())).collect();
    assert_eq!(
        sets,
        [
            ("inspect-eval", vec![2]),
            ("lm-eval-results", vec![4, 1, 6]),
            ("garak-report", vec![5]),
            ("garak-report", vec![7, 0]),
        ]
    );
    let refused: Vec<_> = sorted.refused.iter().map(|(index, fault)| (*index, fault.code)).collect();
    assert_eq!(refused, [(3, "format.unknown"), (8, "file.empty")]);
    for set in &sorted.sets {
        for run in read(set).unwrap() {
            assert!(run.warnings.is_empty(), "{:?}", run.warnings);
            assert!(!run.observations.is_empty());
        }
    }
}

#[test]
fn renamed_samples_are_found_by_their_hash() {
    let files = [file("b.json", bytes(RESULTS)), file("a.jsonl", bytes(SAMPLES_MC))];
    let sorted = group(&[&files[0] as &dyn Artifact, &files[1]]);
    assert_eq!(sorted.sets.len(), 1);
    assert!(read(&sorted.sets[0]).unwrap()[0].warnings.is_empty());
}

#[test]
fn a_hit_log_or_samples_alone_show_nothing() {
    for (name, code) in [(GARAK_17_HITS, "garak.hitlog-alone"), (SAMPLES_GEN, "lm-eval.samples-alone")] {
        let run = one(&fixture(name));
        assert!(run.observations.is_empty());
        assert_eq!(run.run.status, RunStatus::Unknown);
        assert_eq!(run.representativeness, Representativeness::Unknown);
        assert_eq!(codes(&run), [code, "run.no-results"]);
    }
}

#[test]
fn a_hit_log_that_disagrees_is_noted_and_the_report_counts() {
    let hits: String = text(GARAK_17_HITS).lines().skip(3).map(|line| format!("{line}\n")).collect();
    let files = [fixture(GARAK_17), file("hits.jsonl", hits)];
    let sorted = group(&[&files[0] as &dyn Artifact, &files[1]]);
    let run = read(&sorted.sets[0]).unwrap().remove(0);
    assert_eq!(codes(&run), ["garak.hitlog-count"]);
    assert_eq!(run.observations.iter().filter_map(|o| o.n_failed).sum::<u64>(), 112);
}

#[test]
fn a_hit_log_of_another_run_stays_alone() {
    let files = [fixture(GARAK_12), fixture(GARAK_17_HITS)];
    assert_eq!(group(&[&files[0] as &dyn Artifact, &files[1]]).sets.len(), 2);
}
