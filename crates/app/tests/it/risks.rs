//! Where risks stand: counted, in order, and told, the same by the log as it grows and by the lists of a moment.

use assay_app::dto::{Appetite, NamedView, RiskRegister, RiskSummary};
use assay_app::exchange::SheetFormat;
use assay_app::{Principal, RiskListRequest, RiskSummaryRequest, Sight};
use assay_domain::Kind;
use assay_domain::kinds::risk::Risk;
use assay_domain::kinds::risk_criteria::{Level, RiskCriteria};
use serde_json::{Value, json};

use crate::house::{House, Open};
use crate::restricted::restrict;

fn typed<B: serde::de::DeserializeOwned>(mut body: Value) -> B {
    body.as_object_mut().unwrap().remove("schema");
    serde_json::from_value(body).unwrap()
}

fn summary(open: &Open, by: &Principal) -> RiskSummary {
    open.workspace.risk_summary(by, &RiskSummaryRequest::default()).unwrap()
}

fn register(open: &Open, by: &Principal, request: RiskListRequest) -> RiskRegister {
    open.workspace.risk_register(by, &RiskListRequest { limit: Some(500), ..request }).unwrap()
}

fn only(name: &str, value: &str) -> RiskListRequest {
    serde_json::from_value(json!({name: value})).unwrap()
}

/// The levels of open risks as they count now, worked out from the records alone.
fn levels(open: &Open) -> Vec<(String, Option<Level>, Option<bool>)> {
    let of = |key: &str| typed::<RiskCriteria>(open.workspace.show(&open.owner, key, None).unwrap().body);
    let risks = open.all(Some("risk")).into_iter().filter(|r| r.state != "closed");
    risks
        .map(|r| {
            let body: Risk = typed(r.body);
            let criteria = body.criteria.as_ref().and_then(|c| c.known()).map(|c| of(&c.key().to_string()));
            let level = criteria
                .as_ref()
                .and_then(|c| if r.state == "treated" { body.residual_level(c) } else { body.inherent_level(c) });
            (r.key, level, criteria.and_then(|c| body.is_above_appetite(&c, &r.state)))
        })
        .collect()
}

#[test]
fn what_is_counted_is_what_the_records_say() {
    let house = House::demo();
    let open = house.open();
    let (sum, known) = (summary(open, &open.owner), levels(open));
    let above = known.iter().filter(|(.., above)| *above == Some(true)).count();
    assert!(above > 2 && known.len() > 10, "the demo has risks above appetite");
    assert_eq!((sum.open, sum.above), (known.len(), above));
    assert_eq!(sum.unknown, known.iter().filter(|(.., above)| above.is_none()).count());
    let matrix = sum.matrix.unwrap();
    assert_eq!(matrix.cells.iter().map(|c| c.residual).sum::<usize>() + matrix.unplaced, matrix.criteria.risks);
    assert_eq!(matrix.criteria.state, "approved");
    for cell in matrix.cells.iter().filter(|c| c.residual > 0) {
        let request = RiskListRequest {
            criteria: Some(matrix.criteria.key.clone()),
            ..only("cell", &format!("{}x{}", cell.likelihood, cell.impact))
        };
        assert_eq!(register(open, &open.owner, request).found, cell.residual);
    }
    let all = register(open, &open.owner, RiskListRequest::default());
    let got: Vec<Option<Level>> = all.rows.iter().map(|r| r.residual.as_ref().and_then(|s| s.level)).collect();
    let mut wanted: Vec<Option<Level>> = known.iter().map(|(_, level, _)| *level).collect();
    wanted.sort_by_key(|level| std::cmp::Reverse(*level));
    assert_eq!(got, wanted, "the gravest come first");
    assert_eq!(all.rows.iter().filter(|r| r.appetite == Appetite::Above).count(), above);
}

#[test]
fn a_moment_reads_the_same_from_lists_and_after_a_restart() {
    let mut house = House::demo();
    let open = house.open();
    let before = register(open, &open.owner, RiskListRequest::default());
    let at = Some(before.as_of.position.to_string());
    let first = before.rows[0].key.clone();
    open.create(&open.owner, "risk", json!({"title": "Something new", "owner": "PER-1"})).unwrap();
    open.transition(&open.owner, &first, "reassess").unwrap();
    open.change(&open.owner, &first, &json!({"likelihood": 1, "impact": 1, "title": "Looked at anew"})).unwrap();
    let now = register(open, &open.owner, RiskListRequest::default());
    assert_eq!(now.found, before.found + 1);
    let moved = now.rows.iter().find(|r| r.key == first).unwrap();
    assert_eq!((moved.title.as_str(), moved.moves.len()), ("Looked at anew", before.rows[0].moves.len() + 1));
    let then = register(open, &open.owner, RiskListRequest { as_of: at.clone(), ..RiskListRequest::default() });
    assert_eq!((then.rows, then.owners), (before.rows.clone(), before.owners.clone()));
    house.reopen();
    let open = house.open();
    assert_eq!(register(open, &open.owner, RiskListRequest::default()).rows, now.rows);
    let then = register(open, &open.owner, RiskListRequest { as_of: at, ..RiskListRequest::default() });
    assert_eq!(then.rows, before.rows);
    let sum = summary(open, &open.owner);
    assert!(sum.lowered >= 1, "what fell this quarter is counted: {sum:?}");
}

#[test]
fn pages_follow_each_other_without_a_gap() {
    let house = House::demo();
    let open = house.open();
    let all = register(open, &open.owner, RiskListRequest::default());
    let mut keys = Vec::new();
    for page in 1.. {
        let request = RiskListRequest { page: Some(page), limit: Some(7), ..RiskListRequest::default() };
        let found = open.workspace.risk_register(&open.owner, &request).unwrap();
        assert_eq!((found.page, found.found), (page, all.found));
        keys.extend(found.rows.into_iter().map(|r| r.key));
        if page == found.pages {
            break;
        }
    }
    assert_eq!(keys, all.rows.iter().map(|r| r.key.clone()).collect::<Vec<_>>());
    for sort in ["inherent", "-title", "key", "due", "-review", "system", "owner", "state"] {
        let by = register(open, &open.owner, only("sort", sort));
        assert_eq!(by.found, all.found, "{sort}");
        let there = by.rows.iter().take_while(|r| sort != "due" || r.action_due.is_some()).count();
        assert!(sort != "due" || by.rows[there..].iter().all(|r| r.action_due.is_none()), "those without come last");
    }
    let file = open.workspace.export_risks(&open.owner, &only("appetite", "above"), SheetFormat::Csv, &[]).unwrap();
    let above = register(open, &open.owner, only("appetite", "above")).found;
    assert_eq!(String::from_utf8(file.bytes).unwrap().trim().lines().count(), above + 1);
    for (name, value) in [("appetite", "maybe"), ("cell", "3-4"), ("treatment", "pray"), ("sort", "score")] {
        let refused = open.workspace.risk_register(&open.owner, &only(name, value)).unwrap_err();
        assert!(refused.text.contains(value), "{refused:?}");
    }
}

#[test]
fn what_is_hidden_is_in_no_count_and_no_row() {
    let house = House::demo();
    let open = house.open();
    let all = register(open, &open.owner, RiskListRequest::default());
    let hidden = all.rows[0].key.clone();
    restrict(open, &open.owner, &hidden, &json!({})).unwrap();
    let reader = open.member("Rui", "viewer");
    let seen = register(open, &reader, RiskListRequest::default());
    assert_eq!(seen.found, all.found - 1);
    assert!(seen.rows.iter().all(|r| r.key != hidden));
    assert_eq!(summary(open, &reader).open, seen.found);
    let refused = open.workspace.risk_story(&reader, &hidden, None).unwrap_err();
    assert!(refused.text.contains("there is no"), "{refused:?}");
}

/// Whether somebody who is told of risks is told the names of people and of systems.
fn names_told(register: &RiskRegister) -> (bool, bool) {
    let told = |named: &NamedView| named.key != named.name;
    let systems: Vec<_> = register.rows.iter().filter_map(|row| row.system.as_ref()).collect();
    assert!(!register.owners.is_empty() && !systems.is_empty(), "the demo names both");
    (register.owners.iter().any(told), systems.into_iter().any(told))
}

#[test]
fn what_was_told_to_one_is_not_told_to_another_who_sees_less() {
    let house = House::demo();
    let open = house.open();
    let reader = open.member("Rui", "viewer");
    let without = |hidden: &str| {
        let kinds = Kind::all().iter().map(|kind| kind.name.to_owned()).filter(|kind| kind != hidden);
        Principal { sight: Sight { kinds: Some(kinds.collect()), ..reader.sight.clone() }, ..reader.clone() }
    };
    let told = |by: &Principal| names_told(&register(open, by, RiskListRequest::default()));
    // Both ways round: nobody is told what was kept for another.
    for _ in 0..2 {
        assert_eq!(told(&without("person")), (false, true));
        assert_eq!(told(&reader), (true, true));
        assert_eq!(told(&without("ai-system")), (true, false));
    }
}

#[test]
fn a_story_tells_who_keeps_a_risk_and_why_it_moved() {
    let house = House::demo();
    let open = house.open();
    let above = register(open, &open.owner, only("appetite", "open"));
    // What was accepted is less than where the risk stands, so that nobody keeps it as it is.
    let less = |r: &&assay_app::dto::RiskRow| r.accepted.as_ref().is_some_and(|a| !a.covers);
    let row = above.rows.iter().find(less).expect("the demo accepts a risk above appetite");
    let story = open.workspace.risk_story(&open.owner, &row.key, None).unwrap();
    assert_eq!(story.row, *row);
    let accepted = story.acceptances.iter().find(|a| a.state == "accepted").unwrap();
    assert!(accepted.decided_by.is_some() && accepted.reason.is_some() && !accepted.over);
    assert!(story.events.iter().any(|e| e.kind == "risk" && e.op == "treat"));
    assert!(story.events.iter().any(|e| e.kind == "risk-assessment-round" && e.reason.is_some()));
    assert!(story.treatments.iter().any(|t| t.kind == "treatment-plan" && t.expected.is_some()));
    assert!(!story.controls.is_empty());
    // Whoever asks for another risk to be kept is told that they may not accept it.
    let open_risk = above.rows.iter().find(|r| r.accepted.is_none()).unwrap().key.clone();
    let body = json!({"title": "Keep it for now", "owner": "PER-1", "risk": open_risk, "likelihood": 5, "impact": 5,
        "reason": "The replacement comes in March.", "until": "2027-03-31"});
    open.create(&open.owner, "risk-acceptance", body).unwrap();
    let story = open.workspace.risk_story(&open.owner, &open_risk, None).unwrap();
    let refusal = story.acceptances[0].refusal.as_deref().unwrap_or_default();
    assert!(refusal.contains("may not accept"), "{refusal}");
    assert_eq!(story.row.appetite, Appetite::Above, "asking changes nothing");
}
