//! Whatever comes in, nothing panics, and what is read keeps its laws.

use std::collections::BTreeSet;

use assay_domain::ValueState;
use proptest::prelude::*;

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
        }
    }
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
        "NaN", "null", "{", "}", "[", "]", "\"", ",", ":", "\\", "\\ud800", "-", "1e999", "\n", "\u{0}", "true", "[]",
        "{}",
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
    fn damaged_files_never_panic(seed in 0..8_usize, damages in prop::collection::vec(damage(), 1..6)) {
        let mut bytes = seeds().swap_remove(seed);
        damages.iter().for_each(|damage| apply(&mut bytes, damage));
        survives(bytes);
    }
}
