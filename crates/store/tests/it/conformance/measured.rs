//! Observations and verdicts over time: bounded answers, the same in every home, and nothing in them that is hidden.

use std::collections::BTreeMap;

use assay_domain::{Axis, Key, Message, Outcome, Timestamp, Verdict};
use assay_store::VerdictChange::Set;
use assay_store::{Ending, MetricsQuery, ObservationOrder, ObservationQuery, SeriesQuery};
use proptest::prelude::*;

use super::{Fresh, Home};
use crate::made;

const SUBJECT: &str = "SYS-1@1.0";

fn key(ordinal: u32) -> String {
    format!("suite/case {ordinal}/accuracy")
}

fn series(ordinal: u32) -> SeriesQuery {
    SeriesQuery { subject: SUBJECT.to_owned(), metric: key(ordinal), slice: None, from: None, to: None, limit: 100 }
}

/// Evidence and value of each measure, oldest first.
fn told(home: &Home, query: &SeriesQuery) -> (Vec<(String, String)>, bool) {
    let found = home.store.series(&home.scope, query).unwrap();
    assert!(found.measures.windows(2).all(|pair| pair[0].at <= pair[1].at), "oldest first");
    let value = |m: &assay_store::Measure| m.observation.value.decimal.clone().unwrap_or_default();
    (found.measures.iter().map(|m| (m.evidence.to_string(), value(m))).collect(), found.more)
}

fn evidence(found: &(Vec<(String, String)>, bool)) -> Vec<&str> {
    found.0.iter().map(|(key, _)| key.as_str()).collect()
}

pub(crate) fn a_metric_over_time_is_in_order_and_bounded(fresh: Fresh) {
    let home = fresh();
    for n in 0..7 {
        let values = [(0, format!("0.{n}")), (1, "0.9".to_owned())];
        let values: Vec<(u32, &str)> = values.iter().map(|(o, v)| (*o, v.as_str())).collect();
        home.write(made::new("evidence", "EV", "run").observing(SUBJECT, &values).effective(n + 1));
    }
    home.write(made::new("evidence", "EV", "of another").observing("SYS-2", &[(0, "0.5")]).effective(3));
    let all = told(&home, &series(0));
    assert_eq!(evidence(&all), ["EV-1", "EV-2", "EV-3", "EV-4", "EV-5", "EV-6", "EV-7"]);
    assert_eq!(all.0[3].1, "0.3");
    assert!(!all.1);
    let newest = told(&home, &SeriesQuery { limit: 3, ..series(0) });
    assert_eq!(evidence(&newest), ["EV-5", "EV-6", "EV-7"]);
    assert!(newest.1, "there are older ones, and it says so");
    assert!(!told(&home, &SeriesQuery { limit: 7, ..series(0) }).1);
    let day = |n: i64| Some(made::day(n));
    let within = told(&home, &SeriesQuery { from: day(2), to: day(4), ..series(0) });
    assert_eq!(evidence(&within), ["EV-2", "EV-3"], "from a moment, and before another");
    assert!(told(&home, &SeriesQuery { metric: "suite".to_owned(), ..series(0) }).0.is_empty());
}

pub(crate) fn a_slice_is_asked_for_by_all_it_says(fresh: Fresh) {
    let home = fresh();
    home.write(made::new("evidence", "EV", "run").observing(SUBJECT, &[(0, "0.5")]));
    let slice = |pairs: &[(&str, &str)]| {
        let pairs: BTreeMap<String, String> = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        told(&home, &SeriesQuery { slice: Some(pairs), ..series(0) }).0.len()
    };
    assert_eq!(slice(&[("language", "pt")]), 1);
    assert_eq!([slice(&[]), slice(&[("language", "en")]), slice(&[("language", "pt"), ("age", "9")])], [0, 0, 0]);
}

pub(crate) fn the_metrics_of_a_subject_come_with_their_newest_measure(fresh: Fresh) {
    let home = fresh();
    let many: Vec<(u32, &str)> = (0..9).map(|n| (n, "0.1")).collect();
    home.write(made::new("evidence", "EV", "first").observing(SUBJECT, &many).effective(1));
    home.write(made::new("evidence", "EV", "second").observing(SUBJECT, &[(4, "0.8")]).effective(2));
    home.write(made::new("evidence", "EV", "late, of before").observing(SUBJECT, &[(4, "0.2")]).effective(0));
    home.write(made::new("evidence", "EV", "of another").observing("SYS-1", &[(11, "1")]).effective(2));
    let page = |after: Option<String>, limit| {
        let query = MetricsQuery { subject: SUBJECT.to_owned(), after, limit };
        home.store.metrics(&home.scope, &query).unwrap()
    };
    let all = page(None, 100);
    let keys: Vec<String> = all.rows.iter().map(|m| m.observation.key.clone()).collect();
    assert_eq!(keys, (0..9).map(key).collect::<Vec<_>>());
    assert_eq!(all.next, None);
    assert_eq!(
        (all.rows[4].evidence.to_string(), all.rows[4].observation.value.decimal.as_deref()),
        ("EV-2".into(), Some("0.8"))
    );
    let (mut after, mut found) = (None, Vec::new());
    loop {
        let page = page(after, 4);
        found.extend(page.rows.iter().map(|m| m.observation.key.clone()));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(found, keys, "page by page, each once");
}

pub(crate) fn observations_are_paged_ordered_and_found_by_their_key(fresh: Fresh) {
    let home = fresh();
    let values = [(0, "0.5"), (1, "nan"), (2, "-3"), (3, "10"), (4, "0.5"), (5, "9")];
    let run = home.write(made::new("evidence", "EV", "run").observing(SUBJECT, &values)).key;
    home.write(made::new("evidence", "EV", "another").observing(SUBJECT, &[(0, "1")]));
    let query = |order, skip, limit| ObservationQuery { evidence: run.clone(), order, holding: None, skip, limit };
    let places = |query: &ObservationQuery| {
        let page = home.store.observation_page(&home.scope, query).unwrap();
        (page.rows.iter().map(|o| o.ordinal).collect::<Vec<_>>(), page.total)
    };
    assert_eq!(places(&query(ObservationOrder::Place, 0, 4)), (vec![0, 1, 2, 3], 6));
    assert_eq!(places(&query(ObservationOrder::Place, 4, 4)), (vec![4, 5], 6));
    assert_eq!(places(&query(ObservationOrder::Lowest, 0, 9)).0, [2, 0, 4, 5, 3, 1], "what is no number comes last");
    assert_eq!(places(&query(ObservationOrder::Highest, 0, 9)).0, [3, 5, 0, 4, 2, 1]);
    assert_eq!(places(&query(ObservationOrder::Metric, 0, 9)).0, [0, 1, 2, 3, 4, 5]);
    let holding = |text: &str| {
        places(&ObservationQuery { holding: Some(text.to_owned()), ..query(ObservationOrder::Place, 0, 9) })
    };
    assert_eq!(holding("CASE 3"), (vec![3], 1), "letter case aside");
    assert_eq!(holding("%").1 + holding("case _").1 + holding("\0").1, 0, "no sign stands for others");
    let none = ObservationQuery { evidence: Key::new("EV", 9), ..query(ObservationOrder::Place, 0, 9) };
    assert_eq!(places(&none), (vec![], 0));
}

pub(crate) fn what_is_hidden_is_in_no_measure(fresh: Fresh) {
    let home = fresh();
    let first =
        home.write(made::new("evidence", "EV", "first").observing(SUBJECT, &[(0, "0.1"), (1, "0.1")]).effective(1));
    let secret =
        home.write(made::new("evidence", "EV", "secret").observing(SUBJECT, &[(0, "0.2"), (2, "0.2")]).effective(2));
    let last = home.write(made::new("evidence", "EV", "last").observing(SUBJECT, &[(0, "0.3")]).effective(3));
    let metrics = |home: &Home| {
        let query = MetricsQuery { subject: SUBJECT.to_owned(), after: None, limit: 9 };
        let page = home.store.metrics(&home.scope, &query).unwrap();
        page.rows.iter().map(|m| (m.observation.ordinal, m.evidence.to_string())).collect::<Vec<_>>()
    };
    let row = |ordinal: u32, key: &str| (ordinal, key.to_owned());
    assert_eq!(metrics(&home), [row(0, "EV-3"), row(1, "EV-1"), row(2, "EV-2")]);

    let seen = home.records_hidden(&[&secret.key]);
    assert_eq!(evidence(&told(&seen, &series(0))), ["EV-1", "EV-3"]);
    assert_eq!(metrics(&seen), [row(0, "EV-3"), row(1, "EV-1")], "what only the hidden one measured is no metric");
    let page = ObservationQuery {
        evidence: secret.key.clone(),
        order: ObservationOrder::Place,
        holding: None,
        skip: 0,
        limit: 9,
    };
    assert_eq!(seen.store.observation_page(&seen.scope, &page).unwrap().total, 0);

    for seen in [home.kind_hidden("evidence"), home.records_hidden(&[&Key::new("SYS", 1)])] {
        assert!(told(&seen, &series(0)).0.is_empty() && metrics(&seen).is_empty());
    }
    // As it was: what was recorded later is not there, whenever it was measured.
    let then = home.up_to(secret.seq);
    assert_eq!(evidence(&told(&then, &series(0))), ["EV-1"]);
    assert_eq!(metrics(&then), [row(0, "EV-1"), row(1, "EV-1")]);
    assert_eq!(
        home.up_to(0)
            .store
            .metrics(&home.up_to(0).scope, &MetricsQuery { subject: SUBJECT.into(), after: None, limit: 9 })
            .unwrap()
            .rows,
        []
    );
    // Erased is gone.
    home.write(made::erasure(&last, "evidence"));
    assert_eq!(evidence(&told(&home, &series(0))), ["EV-1", "EV-2"]);
    assert_eq!(first.key.to_string(), "EV-1");
}

fn verdict(check: &str, subject: &str, outcome: Outcome, ends: Option<i64>, evidence: &[&str]) -> Box<Verdict> {
    Box::new(Verdict {
        check: check.to_owned(),
        requirements: vec!["iso42001:A.6.2.4".to_owned()],
        axis: Axis::Operating,
        subject: subject.parse().unwrap(),
        in_service: true,
        outcome,
        message: Message::new("test.reason", "because", &[]),
        value: None,
        threshold: None,
        observed_at: None,
        valid_until: ends.map(made::day),
        evidence: evidence.iter().map(|e| (*e).to_owned()).collect(),
    })
}

fn uses(home: &Home, keys: &[&str]) -> Vec<(String, String)> {
    let keys: Vec<Key> = keys.iter().map(|k| k.parse().unwrap()).collect();
    let rows = home.store.resting_on(&home.scope, &keys, 100).unwrap();
    rows.into_iter().map(|r| (r.evidence.to_string(), r.verdict.check)).collect()
}

/// Evidence in the order in which it runs out, by pages.
fn ends(home: &Home, page: usize) -> Vec<(String, Timestamp)> {
    let (mut all, mut last): (Vec<Ending>, Option<Ending>) = (Vec::new(), None);
    loop {
        let rows = home.store.running_out(&home.scope, last.as_ref(), page).unwrap();
        assert!(rows.len() <= page);
        last = rows.last().cloned();
        let done = rows.len() < page;
        all.extend(rows);
        if done {
            return all.into_iter().map(|e| (e.evidence.to_string(), e.ends)).collect();
        }
    }
}

/// Evidence of which nothing runs out, by pages.
fn lasting(home: &Home, page: usize) -> Vec<String> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let keys = home.store.lasting(&home.scope, before, page).unwrap();
        assert!(keys.len() <= page);
        before = keys.last().map(Key::number);
        let done = keys.len() < page;
        all.extend(keys.iter().map(ToString::to_string));
        if done {
            return all;
        }
    }
}

pub(crate) fn evidence_knows_what_rests_on_it_and_when_it_runs_out(fresh: Fresh) {
    let home = fresh();
    let written: Vec<_> = (0..4).map(|n| home.write(made::new("evidence", "EV", &n.to_string()))).collect();
    let set = |at, check: &str, outcome, end, on: &[&str]| Set(at, verdict(check, "SYS-1", outcome, end, on));
    let first = vec![
        set(1, "a", Outcome::Pass, Some(40), &["EV-1", "THR-1"]),
        set(2, "b", Outcome::Pass, Some(20), &["EV-2", "EV-1"]),
        set(2, "c", Outcome::Fail, Some(5), &["EV-3"]),
        set(3, "d", Outcome::Pass, None, &["EV-3"]),
    ];
    home.store.project(&home.scope, 3, first).unwrap();
    let row = |key: &str, check: &str| (key.to_owned(), check.to_owned());
    assert_eq!(lasting(&home, 9), ["EV-4", "EV-3"], "the newest first");
    assert_eq!(lasting(&home, 1), ["EV-4", "EV-3"]);
    assert_eq!(uses(&home, &["EV-1"]), [row("EV-1", "a"), row("EV-1", "b")]);
    assert_eq!(uses(&home, &["EV-3", "EV-2", "EV-9", "THR-1"]), [row("EV-2", "b"), row("EV-3", "c"), row("EV-3", "d")]);
    let end = |key: &str, day| (key.to_owned(), made::day(day));
    for page in [1, 2, 9] {
        assert_eq!(
            ends(&home, page),
            [end("EV-1", 20), end("EV-2", 20)],
            "the first end of each; a failure ends nothing"
        );
    }
    home.store.project(&home.scope, 4, vec![set(4, "b", Outcome::Pass, Some(60), &["EV-2"])]).unwrap();
    assert_eq!(uses(&home, &["EV-1"]), [row("EV-1", "a")]);
    assert_eq!(ends(&home, 9), [end("EV-1", 40), end("EV-2", 60)]);

    let then = home.up_to(3);
    assert_eq!(lasting(&then, 9), ["EV-3"], "EV-4 was not there yet");
    assert_eq!(uses(&then, &["EV-1"]), [row("EV-1", "a"), row("EV-1", "b")], "as it was");
    assert_eq!(ends(&then, 1), [end("EV-1", 20), end("EV-2", 20)]);
    let seen = home.records_hidden(&[&written[0].key]);
    assert_eq!(uses(&seen, &["EV-1", "EV-2"]), [row("EV-2", "b")]);
    assert_eq!(ends(&seen, 9), [end("EV-2", 60)]);
    let third: Key = "EV-3".parse().unwrap();
    assert_eq!(lasting(&home.records_hidden(&[&third]), 9), ["EV-4"]);
    let blind = home.kind_hidden("evidence");
    assert!(lasting(&blind, 9).is_empty());
    assert!(uses(&blind, &["EV-1"]).is_empty() && ends(&blind, 9).is_empty());

    home.store.forget_projection(&home.scope).unwrap();
    assert!(uses(&home, &["EV-1"]).is_empty() && ends(&home, 9).is_empty(), "they are forgotten with the verdicts");
    assert_eq!(lasting(&home, 9).len(), 4);
}

/// Whatever was measured, a page after another gives each metric once with its newest measure.
pub(crate) fn pages_of_metrics_and_of_series_agree(fresh: Fresh) {
    let runs = prop::collection::vec((prop::collection::btree_set(0u32..6, 0..4), 0i64..5), 0..8);
    proptest!(ProptestConfig::with_cases(12), |(runs in runs, limit in 1usize..4)| {
        let home = fresh();
        for (ordinals, day) in &runs {
            let values: Vec<(u32, &str)> = ordinals.iter().map(|o| (*o, "0.5")).collect();
            home.write(made::new("evidence", "EV", "run").observing(SUBJECT, &values).effective(*day));
        }
        let (mut after, mut found) = (None, Vec::new());
        loop {
            let query = MetricsQuery { subject: SUBJECT.to_owned(), after, limit };
            let page = home.store.metrics(&home.scope, &query).unwrap();
            found.extend(page.rows);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let measured: std::collections::BTreeSet<u32> = runs.iter().flat_map(|(ordinals, _)| ordinals.clone()).collect();
        prop_assert_eq!(found.iter().map(|m| m.observation.ordinal).collect::<Vec<_>>(), measured.into_iter().collect::<Vec<_>>());
        for measure in found {
            let all = home.store.series(&home.scope, &series(measure.observation.ordinal)).unwrap().measures;
            prop_assert_eq!(all.len(), runs.iter().filter(|(o, _)| o.contains(&measure.observation.ordinal)).count());
            prop_assert_eq!(all.last(), Some(&measure));
        }
    });
}
