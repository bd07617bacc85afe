//! What people here read otherwise than the shipped files, and how far they say a system is.

use assay_app::dto::{OfferView, ProfileView};
use assay_app::{CrosswalkRequest, ProfileRequest};
use serde_json::{Value, json};

use crate::house::{House, Open};

fn offers(open: &Open, requirement: &str) -> Vec<OfferView> {
    let request = CrosswalkRequest { requirement: requirement.to_owned() };
    open.workspace.crosswalk(&open.owner, &request).unwrap().offers
}

fn between(open: &Open, from: &str, to: &str) -> Option<(String, u8, String)> {
    let found = offers(open, from).into_iter().find(|offer| offer.requirement == to)?;
    Some((found.relation, found.strength, found.standing))
}

/// Written by one, approved by another.
fn approved(open: &Open, kind: &str, body: Value) -> String {
    let key = open.create(&open.owner, kind, body).unwrap().key;
    assert!(open.transition(&open.owner, &key, "approve").unwrap_err().code.starts_with("sod."));
    let names = open.all(Some("member"));
    let other = names
        .iter()
        .find(|member| member.title == "Rui")
        .map_or_else(|| open.member("Rui", "approver"), |_| open.known("Rui"));
    open.transition(&other, &key, "approve").unwrap();
    key
}

#[test]
fn an_approved_correction_counts_from_both_sides_until_it_is_withdrawn() {
    let house = House::new();
    let open = house.open();
    let (control, outcome) = ("iso42001:A.6.2.4", "nist-ai-rmf:MEASURE-2.5");
    let shipped = between(open, control, outcome).unwrap();
    let body = json!({"title": "a part only", "owner": "PER-1", "requirement": control, "other": outcome,
        "correction": "changes", "relation": "subset", "strength": 2, "rationale": "We read it narrowly.",
        "source": "our own reading"});
    let draft = open.create(&open.owner, "crosswalk-correction", body.clone()).unwrap().key;
    assert_eq!(between(open, control, outcome).unwrap(), shipped, "a draft corrects nothing");
    open.transition(&open.owner, &draft, "withdraw").unwrap();
    let key = approved(open, "crosswalk-correction", body);
    assert_eq!(between(open, control, outcome).unwrap(), ("subset".to_owned(), 2, "corrected".to_owned()));
    assert_eq!(between(open, outcome, control).unwrap(), ("superset".to_owned(), 2, "corrected".to_owned()));
    let offer = offers(open, control).into_iter().find(|offer| offer.requirement == outcome).unwrap();
    assert_eq!((offer.crosswalk.as_str(), offer.source.as_str()), (key.as_str(), "our own reading"));

    let gone = json!({"title": "no pair", "owner": "PER-1", "requirement": outcome, "other": control,
        "correction": "withdraws", "rationale": "They speak of different things."});
    let gone = approved(open, "crosswalk-correction", gone);
    assert_eq!(between(open, control, outcome), None);
    assert_eq!(between(open, outcome, control), None);
    open.transition(&open.owner, &gone, "withdraw").unwrap();
    open.transition(&open.owner, &key, "withdraw").unwrap();
    assert_eq!(between(open, control, outcome).unwrap(), shipped, "the file is untouched");
}

#[test]
fn a_pair_that_is_missing_can_be_added_between_requirements_that_exist() {
    let house = House::new();
    let open = house.open();
    let (control, outcome) = ("iso42001:A.2.2", "nist-ai-rmf:MEASURE-2.5");
    assert_eq!(between(open, control, outcome), None);
    let body = |other: &str| {
        json!({"title": "new", "owner": "PER-1", "requirement": control, "other": other, "correction": "adds",
            "relation": "intersects", "strength": 1, "rationale": "The policy asks for it here."})
    };
    let wrong = open.create(&open.owner, "crosswalk-correction", body("nist-ai-rmf:MEASURE-99")).unwrap().key;
    let rui = open.member("Rui", "approver");
    let refused = open.transition(&rui, &wrong, "approve").unwrap_err();
    assert_eq!(refused.code, "transition.guard");
    assert!(refused.text.contains("MEASURE-99"), "{}", refused.text);
    approved(open, "crosswalk-correction", body(outcome));
    assert_eq!(between(open, outcome, control).unwrap(), ("intersects".to_owned(), 1, "corrected".to_owned()));
}

fn profile(open: &Open, system: &str) -> ProfileView {
    let request = ProfileRequest { system: system.to_owned() };
    open.workspace.profile(&open.owner, "nist-ai-rmf", &request).unwrap()
}

#[test]
fn what_lies_between_current_and_target_profile_is_shown() {
    let house = House::new();
    let open = house.open();
    let system = open.create(&open.owner, "ai-system", json!({"title": "Reader", "owner": "PER-1"})).unwrap().key;
    let none = profile(open, &system);
    assert_eq!((none.outcomes, none.not_looked_at, none.rows.len()), (72, 72, 0), "nothing stated is nothing reached");

    let body = |stage: &str, on: &str, rows: Value| {
        json!({"title": stage, "owner": "PER-1", "system": system, "framework": "nist-ai-rmf", "stage": stage,
            "on": on, "rows": rows})
    };
    let row = |outcome: &str, reached: &str| json!({"outcome": outcome, "reached": reached});
    let aside = json!({"outcome": "MAP-1.1", "not_applicable_because": "nobody but us uses it"});
    let current = json!([row("GOVERN-1.1", "fully"), row("MEASURE-2.5", "partly"), aside]);
    let current = approved(open, "framework-profile", body("current", "2026-11-20", current));
    approved(open, "framework-profile", body("current", "2026-05-20", json!([row("GOVERN-1.1", "none")])));
    let meant = ["GOVERN-1.1", "MEASURE-2.5", "MAP-1.1", "MANAGE-4.1"].map(|outcome| row(outcome, "largely"));
    let target = approved(open, "framework-profile", body("target", "2027-06-30", json!(meant)));

    let view = profile(open, &system);
    assert_eq!((view.current, view.target), (Some(current), Some(target)), "of several the one of the latest day");
    assert_eq!((view.target_day.as_deref(), view.not_looked_at), (Some("2027-06-30"), 69));
    let verdicts: Vec<_> = view.rows.iter().map(|row| (row.outcome.as_str(), row.verdict.as_str())).collect();
    let meant = [("GOVERN-1.1", "met"), ("MAP-1.1", "met"), ("MEASURE-2.5", "gap"), ("MANAGE-4.1", "not-looked-at")];
    assert_eq!(verdicts, meant);

    let wrong =
        open.create(&open.owner, "framework-profile", body("target", "2027-06-30", json!([row("X-1", "fully")])));
    let refused = open.transition(&open.known("Rui"), &wrong.unwrap().key, "approve").unwrap_err();
    assert_eq!(refused.code, "transition.guard");
}
