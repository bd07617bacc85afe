//! What was measured over time, the library of evidence, its sources, and states by month, in the demonstration.

use std::collections::BTreeMap;

use assay_app::dto::{
    EvidenceRequest, EvidenceRow, Freshness, MetricsRequest, ObservationsRequest, Preview, SeriesRequest,
    SourcesRequest, StatesRequest,
};
use assay_domain::{Outcome, State, Timestamp};
use assay_ports::Clock as _;

use crate::house::{House, Open};

fn library(open: &Open, limit: usize, as_of: Option<&str>) -> Vec<EvidenceRow> {
    let (mut after, mut rows) = (None, Vec::new());
    loop {
        let request = EvidenceRequest { after, limit: Some(limit), as_of: as_of.map(str::to_owned) };
        let page = open.workspace.evidence_library(&open.owner, &request).unwrap();
        assert!(page.evidence.len() <= limit);
        rows.extend(page.evidence);
        after = page.next;
        if after.is_none() {
            return rows;
        }
    }
}

fn keys(rows: &[EvidenceRow]) -> Vec<&str> {
    rows.iter().map(|row| row.key.as_str()).collect()
}

#[test]
fn the_library_has_each_piece_once_and_what_runs_out_first_comes_first() {
    let house = House::demo();
    let open = house.open();
    let all = library(open, 200, None);
    let recorded = open.all(Some("evidence")).len();
    assert!(recorded > 10 && all.len() == recorded, "{} of {recorded}", all.len());
    for limit in [1, 7] {
        assert_eq!(keys(&library(open, limit, None)), keys(&all), "the same in pages of {limit}");
    }
    let ends: Vec<Timestamp> = all.iter().filter_map(|row| row.ends).collect();
    assert!(ends.len() > 3 && ends.is_sorted(), "by when they run out");
    assert!(all.iter().skip(ends.len()).all(|row| row.ends.is_none()), "and then the rest");
    let now = house.clock.now();
    for row in &all {
        let expected = match (row.verdicts, row.ends) {
            (0, _) => Freshness::Unused,
            (_, Some(ends)) if ends <= now => Freshness::Stale,
            (_, Some(ends)) if ends <= now.plus_days(30) => Freshness::Expiring,
            _ => Freshness::Current,
        };
        assert_eq!(row.freshness, expected, "{}", row.key);
        assert!(!row.collector.is_empty() && !row.subject.is_empty(), "{}", row.key);
    }
}

#[test]
fn evidence_goes_stale_when_what_rests_on_it_runs_out() {
    let house = House::demo();
    let open = house.open();
    let before = library(open, 200, None);
    let fresh = before.iter().find(|row| row.freshness == Freshness::Current && row.ends.is_some()).unwrap();
    let ends = fresh.ends.unwrap();
    house.clock.set(ends.plus_micros(1));
    let after = library(open, 200, None);
    let then = after.iter().find(|row| row.key == fresh.key).unwrap();
    assert_eq!(then.freshness, Freshness::Stale);
    let at = after.iter().position(|row| row.key == fresh.key).unwrap();
    assert!(after[..=at].iter().all(|row| row.freshness == Freshness::Stale), "what is stale stands before the rest");
}

#[test]
fn one_piece_of_evidence_says_who_when_how_and_what_rests_on_it() {
    let house = House::demo();
    let open = house.open();
    let used = library(open, 200, None).into_iter().find(|row| row.verdicts > 0 && row.observations > 0).unwrap();
    let view = open.workspace.show_evidence(&open.owner, &used.key, None).unwrap();
    assert_eq!(view.uses.len(), used.verdicts);
    let all = open.workspace.check(&open.owner, None, None).unwrap().verdicts;
    let resting: Vec<_> =
        all.iter().filter(|v| v.evidence.contains(&used.key)).map(|v| (&v.check, &v.subject)).collect();
    assert_eq!(view.uses.iter().map(|u| (&u.check, &u.subject)).collect::<Vec<_>>(), resting, "the same verdicts");
    assert!(view.uses.iter().all(|u| !u.title.is_empty() && !u.requirements.is_empty()));
    assert!(view.started.is_some() && !view.files.is_empty() && view.observations_root.is_some());
    let files = open.workspace.files_of(&open.owner, &used.key).unwrap();
    let named: Vec<_> = view.files.iter().map(|f| (f.name.clone(), f.sha256.to_string(), f.size)).collect();
    assert_eq!(files.iter().map(|f| (f.name.clone(), f.sha256.clone(), f.size)).collect::<Vec<_>>(), named);
    let Preview::Text { start, more } = &files[0].preview else { panic!("{:?}", files[0]) };
    assert!(!start.is_empty() && (*more || start.len() as u64 == files[0].size));
    assert!(open.workspace.show_evidence(&open.owner, "EV-9999", None).is_err());
    assert!(open.workspace.show_evidence(&open.owner, "SYS-1", None).is_err(), "a system is no evidence");
}

#[test]
fn observations_come_in_pages_of_one_evidence() {
    let house = House::demo();
    let open = house.open();
    let rows = library(open, 200, None);
    let many = rows.iter().max_by_key(|row| row.observations).unwrap();
    assert!(many.observations > 1);
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let request = ObservationsRequest { after, limit: Some(1), ..ObservationsRequest::default() };
        let page = open.workspace.observations(&open.owner, &many.key, &request).unwrap();
        assert_eq!(page.total, u64::from(many.observations));
        seen.extend(page.observations.into_iter().map(|o| o.ordinal));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, (0..many.observations).collect::<Vec<_>>());
    let wrong = ObservationsRequest { order: Some("best".into()), ..ObservationsRequest::default() };
    assert_eq!(open.workspace.observations(&open.owner, &many.key, &wrong).unwrap_err().code, "order.unknown");
}

#[test]
fn a_metric_over_time_has_its_criteria_and_the_releases_of_its_system() {
    let house = House::demo();
    let open = house.open();
    let criterion = open.all(Some("threshold")).into_iter().find(|r| r.state == "approved").unwrap();
    let subjects: Vec<String> = library(open, 200, None).into_iter().map(|row| row.subject).collect();
    let mut found = 0;
    for subject in subjects.iter().collect::<std::collections::BTreeSet<_>>() {
        let request = MetricsRequest { subject: subject.clone(), ..MetricsRequest::default() };
        for newest in open.workspace.metrics(&open.owner, &request).unwrap().metrics {
            let metric = newest.observation.key.clone();
            let request = SeriesRequest { subject: subject.clone(), metric, ..SeriesRequest::default() };
            let view = open.workspace.series(&open.owner, &request).unwrap();
            let own = view.series.iter().find(|s| s.subject == *subject).unwrap();
            assert_eq!(own.points.last().unwrap().evidence, newest.evidence, "the newest is the last");
            let with = SeriesRequest { versions: Some(true), ..request };
            let all = open.workspace.series(&open.owner, &with).unwrap();
            assert!(all.series.len() >= view.series.len());
            for line in &view.thresholds {
                assert!(line.value.parse::<f64>().is_ok() && line.approved_at <= house.clock.now());
                found += usize::from(line.key == criterion.key);
            }
            assert!(view.releases.is_sorted_by_key(|r| r.at));
        }
    }
    assert!(found > 0, "{} is a criterion of something that was measured", criterion.key);
    let nothing = SeriesRequest { subject: "SYS-999".into(), metric: "x".into(), ..SeriesRequest::default() };
    assert!(open.workspace.series(&open.owner, &nothing).is_err());
}

#[test]
fn sources_count_what_came_and_what_was_kept_agrees_with_a_fresh_look() {
    let house = House::demo();
    let open = house.open();
    let look = || open.workspace.evidence_sources(&open.owner, &SourcesRequest::default()).unwrap();
    let first = look();
    assert!(!first.sources.is_empty());
    let since = Timestamp::parse(&first.first_day).unwrap();
    let mut expected: BTreeMap<Option<String>, u32> = BTreeMap::new();
    for record in open.all(Some("evidence")).iter().filter(|r| r.at >= since) {
        let tool = record.body["tool"]["name"].as_str().map(str::to_owned);
        let tool = tool.filter(|_| record.body["origin"] == "tool-run");
        *expected.entry(tool).or_default() += 1;
    }
    let counted: BTreeMap<_, _> = first.sources.iter().map(|s| (s.tool.clone(), s.deliveries)).collect();
    assert_eq!(counted, expected);
    for source in &first.sources {
        assert_eq!((source.days.len(), source.days.iter().sum::<u32>()), (60, source.deliveries));
        assert!(source.days.iter().zip(&source.doubtful).all(|(came, doubtful)| doubtful <= came));
    }
    assert_eq!(format!("{:?}", look().sources), format!("{:?}", first.sources), "kept, and the same");
    house.clock.set(house.clock.now().plus_days(90));
    assert!(look().sources.is_empty(), "ninety days later nothing came in the last sixty");
}

#[test]
fn states_by_month_are_those_of_the_posture_then() {
    let house = House::demo();
    let open = house.open();
    let request = StatesRequest { months: Some(4), ..StatesRequest::default() };
    for _ in 0..2 {
        let view = open.workspace.states_by_month(&open.owner, &request).unwrap();
        assert_eq!(view.months.len(), 4);
        assert!(view.months.is_sorted_by_key(|m| m.at.time));
        for month in &view.months {
            assert_eq!(month.at.time.month(), month.month);
            let Some(states) = &month.states else { continue };
            let posture = open.workspace.posture(&open.owner, "iso42001", Some(&month.at.time.to_string())).unwrap();
            let mut expected: BTreeMap<State, usize> = BTreeMap::new();
            for requirement in posture.requirements {
                *expected.entry(requirement.state).or_default() += 1;
            }
            assert_eq!(*states, expected, "{}", month.month);
        }
        assert!(view.months.iter().filter(|m| m.states.is_some()).count() > 1);
    }
}

#[test]
fn the_library_as_it_was_holds_nothing_that_came_later() {
    let house = House::demo();
    let open = house.open();
    let now = library(open, 200, None);
    let records = open.all(Some("evidence"));
    let middle = records[records.len() / 2].at;
    let then = library(open, 200, Some(&middle.to_string()));
    let expected = records.iter().filter(|r| r.at <= middle).count();
    assert_eq!(then.len(), expected);
    assert!(then.len() < now.len());
    let later = records.last().unwrap();
    let as_of = middle.to_string();
    assert!(open.workspace.show_evidence(&open.owner, &later.key, Some(&as_of)).is_err());
    assert!(now.iter().any(|row| row.verdicts > 0));
    let used = open.workspace.check(&open.owner, None, None).unwrap().verdicts;
    assert!(used.iter().any(|v| v.outcome == Outcome::Pass));
}
