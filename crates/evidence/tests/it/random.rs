//! Whatever comes in, nothing panics, and what is read keeps its laws.

use std::collections::{BTreeMap, BTreeSet};

use assay_domain::{RunStatus, ValueState};
use proptest::prelude::*;
use serde_json::json;

use crate::support::*;

/// Reads bytes and checks what must hold of any result.
fn survives(bytes: Vec<u8>) {
    let Ok(runs) = try_read(&file("x", bytes)) else { return };
    assert!(!runs.is_empty());
    for run in runs {
        let keys: BTreeSet<_> = run.observations.iter().map(|o| &o.key).collect();
        assert_eq!(keys.len(), run.observations.len());
        for (ordinal, o) in run.observations.iter().enumerate() {
            assert_eq!(o.ordinal as usize, ordinal);
            assert_eq!(o.value.state == ValueState::Finite, o.value.as_f64().is_some());
            assert!(o.n_failed.unwrap_or(0) <= o.n.unwrap_or(u64::MAX));
            assert!(o.key.chars().all(|c| !c.is_control()), "{}", o.key);
        }
        // Nothing observed is never a whole run.
        assert!(!run.observations.is_empty() || run.run.status != RunStatus::Complete, "{run:?}");
    }
}

/// What a red team's rows come to, counted here by itself.
fn red_team(endings: &[(u8, u8)]) -> (String, Vec<(String, u64, u64)>) {
    let mut counts: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let rows: Vec<_> = endings
        .iter()
        .map(|(plugin, ending)| {
            let count = counts.entry(format!("p{plugin}/basic/attack_success_rate")).or_default();
            count.0 += u64::from(*ending < 2);
            count.1 += u64::from(*ending == 1);
            json!({"success": *ending == 0, "failureReason": ending, "provider": {"id": "m"}, "promptIdx": 0,
                   "testCase": {"metadata": {"pluginId": format!("p{plugin}")}}})
        })
        .collect();
    let document = json!({"evalId": "e", "results": {"version": 3, "results": rows}, "config": {}});
    (document.to_string(), counts.into_iter().map(|(key, (n, failed))| (key, n, failed)).collect())
}

/// A JUnit document with suites of tests, and its counts: passed, failed, errors, skipped.
fn junit(suites: &[Vec<u8>]) -> (String, Vec<[u64; 4]>) {
    let inner = ["", "<failure/>", "<error/>", "<skipped/>"];
    let mut document = "<testsuites>".to_owned();
    for (at, tests) in suites.iter().enumerate() {
        document += &format!("<testsuite name='s{at:03}' tests='{}'>", tests.len());
        tests.iter().for_each(|t| document += &format!("<testcase name='t'>{}</testcase>", inner[usize::from(*t)]));
        document += "</testsuite>";
    }
    let count = |tests: &Vec<u8>| [0, 1, 2, 3].map(|kind| tests.iter().filter(|t| **t == kind).count() as u64);
    (document + "</testsuites>", suites.iter().filter(|tests| !tests.is_empty()).map(count).collect())
}

/// Small fixtures of every format, and the first and last lines of the large ones.
fn seeds() -> Vec<Vec<u8>> {
    let report = text(GARAK_17);
    let lines: Vec<&str> = report.lines().collect();
    let short = [&lines[..6], &lines[38..42], &lines[150..]].concat().join("\n") + "\n";
    vec![
        short.into_bytes(),
        bytes(GARAK_10)[..20_000].to_vec(),
        bytes("inspect/constructed-0.3.60.json"),
        bytes("inspect/capitals.eval"),
        bytes(RESULTS),
        bytes("lm-eval/constructed-0.4.3.json"),
        bytes(SAMPLES_MC),
        bytes(GARAK_17_HITS)[..5000].to_vec(),
        bytes("promptfoo/regression.json"),
        bytes("pyrit/attack_results.json"),
        bytes("cyclonedx/constructed-modelcard-1.6.json"),
        bytes("cyclonedx/mlbom-1.7.json"),
        bytes("junit/pytest-9.2.0.xml"),
        bytes("junit/node-20.20.2.xml"),
        bytes("sarif/bandit-1.9.4.sarif"),
        bytes("sarif/ruff-0.14.5.sarif"),
    ]
}

#[derive(Debug, Clone)]
enum Damage {
    Set(usize, u8),
    Remove(usize, usize),
    Repeat(usize, usize),
    Insert(usize, &'static str),
    Cut(usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let words = prop::sample::select(vec![
        "NaN",
        "null",
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "\\",
        "\\ud800",
        "-",
        "1e999",
        "\n",
        "\u{0}",
        "true",
        "[]",
        "{}",
        "<",
        ">",
        "&",
        "/>",
        "]]>",
        "<testcase/>",
        "]}",
        "1e400",
    ]);
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Damage::Set(at, byte)),
        (any::<usize>(), 1..200_usize).prop_map(|(at, count)| Damage::Remove(at, count)),
        (any::<usize>(), 1..200_usize).prop_map(|(at, count)| Damage::Repeat(at, count)),
        (any::<usize>(), words).prop_map(|(at, word)| Damage::Insert(at, word)),
        any::<usize>().prop_map(Damage::Cut),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    if bytes.is_empty() {
        return;
    }
    let place = |at: usize| at % bytes.len();
    match damage {
        Damage::Set(at, byte) => {
            let at = place(*at);
            bytes[at] = *byte;
        }
        Damage::Remove(at, count) => {
            let at = place(*at);
            let until = (at + count).min(bytes.len());
            bytes.drain(at..until);
        }
        Damage::Repeat(at, count) => {
            let at = place(*at);
            let part = bytes[at..(at + count).min(bytes.len())].to_vec();
            bytes.splice(at..at, part);
        }
        Damage::Insert(at, word) => {
            let at = place(*at);
            bytes.splice(at..at, word.bytes());
        }
        Damage::Cut(at) => bytes.truncate(place(*at)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        survives(bytes);
    }

    #[test]
    fn damaged_files_never_panic(seed in 0..16_usize, damages in prop::collection::vec(damage(), 1..6)) {
        let mut bytes = seeds().swap_remove(seed);
        damages.iter().for_each(|damage| apply(&mut bytes, damage));
        survives(bytes);
    }

    #[test]
    fn rows_of_a_red_team_are_counted_once_each(rows in prop::collection::vec((0..4_u8, 0..3_u8), 0..60)) {
        let (document, counts) = red_team(&rows);
        let run = one_of(document);
        let found: Vec<_> =
            run.observations.iter().map(|o| (o.key.clone(), o.n.unwrap(), o.n_failed.unwrap())).collect();
        prop_assert_eq!(found, counts);
        let errors = rows.iter().any(|(_, ending)| *ending == 2);
        prop_assert_eq!(run.run.status == RunStatus::Complete, !errors && !rows.is_empty());
    }

    #[test]
    fn tests_are_counted_once_each(suites in prop::collection::vec(prop::collection::vec(0..4_u8, 0..12), 0..8)) {
        let (document, counts) = junit(&suites);
        let run = one_of(document);
        let found: Vec<_> = run
            .observations
            .iter()
            .map(|o| {
                let (ran, failed, errors) = (o.n.unwrap(), o.n_failed.unwrap(), o.n_error.unwrap());
                [ran - failed - errors, failed, errors, o.n_unscored.unwrap()]
            })
            .collect();
        prop_assert_eq!(&found, &counts);
        let whole = counts.len() == suites.len() && counts.iter().any(|c| c[0] + c[1] + c[2] > 0);
        prop_assert_eq!(run.run.status == RunStatus::Complete, whole);
    }

    #[test]
    fn the_order_of_attacks_does_not_matter(order in Just((0..4_usize).collect::<Vec<_>>()).prop_shuffle(), outcomes in prop::collection::vec(0..4_usize, 4)) {
        let mut list: Vec<serde_json::Value> = serde_json::from_str(&text("pyrit/attack_results.json")).unwrap();
        for (attack, outcome) in list.iter_mut().zip(outcomes) {
            attack["outcome"] = json!(["success", "failure", "undetermined", "error"][outcome]);
        }
        let shuffled: Vec<_> = order.iter().map(|at| list[*at].clone()).collect();
        let run = |list: &[serde_json::Value]| one_of(serde_json::to_string(list).unwrap());
        prop_assert_eq!(run(&shuffled), run(&list));
    }
}
