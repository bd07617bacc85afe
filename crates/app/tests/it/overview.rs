//! The overview says what the records say: counts, what is due, where risks lie; and it keeps up.

use std::collections::BTreeMap;

use assay_app::dto::RecordView;
use assay_app::overview::{OpenIssues, Span, open_states};
use assay_app::records::ListRequest;
use assay_app::{Principal, RiskListRequest};
use assay_domain::Kind;
use serde_json::json;

use crate::house::{House, Open};

fn by_state(records: &[RecordView]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    records.iter().for_each(|record| *counts.entry(record.state.clone()).or_default() += 1);
    counts.into_iter().collect()
}

fn tasks_due(open: &Open) -> (usize, usize, usize) {
    let work = open.workspace.work(&open.owner, 1_000).unwrap().unwrap();
    let of = |span| {
        let group = work.groups.iter().find(|group| group.span == span).unwrap();
        assert!(group.total.more || group.total.n == group.lines.len());
        group.lines.iter().filter(|line| line.kind == "task").count()
    };
    (of(Span::Overdue), of(Span::Week), of(Span::Later))
}

#[test]
fn counts_are_those_of_the_records_now_and_after_each_act() {
    let house = House::demo();
    let open = house.open();
    let kinds: Vec<&'static str> = Kind::all().iter().map(|kind| kind.name).collect();
    let agree = || {
        for count in open.workspace.count_kinds(&open.owner, &kinds).unwrap().unwrap() {
            assert_eq!(count.states, by_state(&open.all(Some(count.kind))), "{}", count.kind);
        }
        let ours = |r: &RecordView| r.body["requirement"].as_str().is_some_and(|named| named.starts_with("own:"));
        let controls = open.all(Some("control")).into_iter().filter(ours).count();
        assert_eq!(open.workspace.count_own_controls(&open.owner).unwrap(), Some(controls));
    };
    agree();
    let control = json!({"title": "Ours", "owner": "PER-1", "requirement": "own:X.9"});
    open.create(&open.owner, "control", control).unwrap();
    agree();
    let before = tasks_due(open);
    let task =
        open.create(&open.owner, "task", json!({"title": "Look", "owner": "PER-1", "due": "2020-01-01"})).unwrap();
    agree();
    assert_eq!(tasks_due(open), (before.0 + 1, before.1, before.2));
    open.change(&open.owner, &task.key, &json!({"due": "2999-01-01"})).unwrap();
    assert_eq!(tasks_due(open), (before.0, before.1, before.2 + 1));
    open.transition(&open.owner, &task.key, "finish").unwrap();
    assert_eq!(tasks_due(open), before, "what is done is not due");
    agree();
}

#[test]
fn work_is_in_order_and_each_line_is_in_its_span() {
    let house = House::demo();
    let open = house.open();
    let now = open.workspace.now();
    let work = open.workspace.work(&open.owner, 1_000).unwrap().unwrap();
    assert!(work.groups.iter().any(|group| !group.lines.is_empty()), "the demo has something that is due");
    for group in &work.groups {
        assert!(group.lines.is_sorted_by_key(|line| line.due));
        for line in &group.lines {
            let span = match line.due {
                None => Span::Undated,
                Some(due) if due <= now => Span::Overdue,
                Some(due) if due < now.plus_days(7) => Span::Week,
                Some(_) => Span::Later,
            };
            assert_eq!(span, group.span, "{}", line.key);
        }
    }
}

#[test]
fn what_has_no_day_and_is_somebodys_comes_after_what_is_due() {
    let house = House::demo();
    let open = house.open();
    let undated = || {
        let work = open.workspace.work(&open.owner, 1_000).unwrap().unwrap();
        let last = work.groups.last().unwrap();
        assert_eq!(last.span, Span::Undated);
        last.lines.iter().map(|line| line.key.clone()).collect::<Vec<_>>()
    };
    let before = undated();
    let task = open.create(&open.owner, "task", json!({"title": "Some day", "owner": "PER-1"})).unwrap();
    let now: Vec<String> = undated().into_iter().filter(|key| !before.contains(key)).collect();
    assert_eq!(now, std::slice::from_ref(&task.key));
    open.change(&open.owner, &task.key, &json!({"due": "2999-01-01"})).unwrap();
    assert_eq!(undated(), before, "it has a day");
    open.change(&open.owner, &task.key, &json!({"due": null})).unwrap();
    assert!(undated().contains(&task.key));
    open.transition(&open.owner, &task.key, "finish").unwrap();
    assert_eq!(undated(), before, "it is done");
}

#[test]
fn every_open_risk_lies_somewhere_once() {
    let house = House::demo();
    let open = house.open();
    let levels = open.workspace.levels(&open.owner).unwrap().unwrap();
    let risks = open.all(Some("risk"));
    let open_ones = risks.iter().filter(|risk| risk.state != "closed").count();
    assert!(open_ones > 0 && levels.total == open_ones);
    let shown: usize = levels.rows.iter().flatten().map(|cell| cell.n).sum();
    assert_eq!(shown + levels.unrated + levels.elsewhere, levels.total);
    assert!(levels.above <= levels.total - levels.unrated);
    // What a number leads to is that number of risks.
    let found = |request: RiskListRequest| open.workspace.risk_register(&open.owner, &request).unwrap().found;
    let all = RiskListRequest::default;
    for cell in levels.rows.iter().flatten() {
        let at = Some(format!("{}x{}", cell.likelihood, cell.impact));
        let listed = found(RiskListRequest { cell: at.clone(), criteria: levels.criteria.clone(), ..all() });
        assert_eq!(listed, cell.n, "{at:?}");
    }
    let of = |word: &str| found(RiskListRequest { appetite: Some(word.to_owned()), ..all() });
    assert_eq!((of("above"), of("unknown")), (levels.above, levels.unrated));
    assert_eq!(found(RiskListRequest { due: Some("review".to_owned()), ..all() }), levels.late.n);
}

#[test]
fn issues_that_are_open_are_those_of_their_lists_now_and_at_a_moment_of_the_past() {
    let house = House::demo();
    let open = house.open();
    let agree = |by: &Principal| {
        let counts = open.workspace.open_by_kind(by).unwrap();
        for one in &counts {
            let filter = vec![format!("state:{}", open_states(one.kind).join(","))];
            let request =
                ListRequest { kind: Some(one.kind.to_owned()), filter, limit: Some(500), ..ListRequest::default() };
            let found = open.workspace.list(by, &request).unwrap().records.len();
            assert_eq!((one.open.n, one.open.more), (found, false), "{}", one.kind);
        }
        counts
    };
    let then = open.workspace.now();
    let before = agree(&open.owner);
    assert!(before.iter().any(|one| one.open.n > 0) && before.iter().any(|one| one.late.n > 0));
    house.clock.advance(3_600_000_000);
    open.create(&open.owner, "improvement", json!({"title": "Fewer steps", "owner": "PER-1"})).unwrap();
    assert_ne!(agree(&open.owner), before);
    let (past, _) = open.workspace.looking_back(open.owner.clone(), &then.to_string()).unwrap();
    let numbers = |counts: &[OpenIssues]| counts.iter().map(|one| (one.kind, one.open)).collect::<Vec<_>>();
    assert_eq!(numbers(&agree(&past)), numbers(&before));
}
