//! Checking and mending: what stands still, what has to be there first, and whose turn it is.

use assay_app::ErrorClass;
use assay_app::log::EraseRequest;
use assay_domain::Timestamp;
use serde_json::json;

use crate::house::{House, Open};

fn gap(why: &str) -> serde_json::Value {
    json!({"gap": "none", "because": why})
}

/// A nonconformity that calls for an action, analysed.
fn nonconformity(open: &Open) -> String {
    let body = json!({"title": "Pilot before its assessment", "owner": "PER-1"});
    let key = open.create(&open.owner, "nonconformity", body).unwrap().key;
    let refused = open.transition(&open.owner, &key, "analyse").unwrap_err();
    assert_eq!(refused.code, "transition.requires");
    let known = json!({"source": "internal-audit", "criterion": "iso42001:8.4", "description": "it began too early",
        "grade": "major", "detected_on": "2026-10-13", "correction": "stopped", "consequences": gap("nobody was ranked"),
        "cause_method": "five-whys", "root_cause": "the gate does not ask", "similar_cases": gap("looked at both others"),
        "action_needed": true});
    open.change(&open.owner, &key, &known).unwrap();
    open.transition(&open.owner, &key, "analyse").unwrap();
    key
}

#[test]
fn a_nonconformity_closes_when_somebody_else_has_judged_its_action() {
    let house = House::new();
    let open = house.open();
    let ncr = nonconformity(open);
    let refused = open.transition(&open.owner, &ncr, "resolve").unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Conflict, "transition.guard"));

    let body = json!({"title": "The gate asks", "owner": "PER-1", "nonconformity": ncr, "action": "the gate asks for it",
        "due": "2026-11-30", "criteria": [{"text": "no release without assessment"}], "review_after": "2027-02-01",
        "similar_systems": gap("there is no other pipeline")});
    let action = open.create(&open.owner, "corrective-action", body).unwrap().key;
    open.transition(&open.owner, &action, "agree").unwrap();
    let moved = open.change(&open.owner, &action, &json!({"criteria": [{"text": "fewer releases without it"}]}));
    assert_eq!(moved.unwrap_err().code, "record.field-frozen", "criteria are fixed with the action");
    open.change(&open.owner, &action, &json!({"done": "in the pipeline"})).unwrap();
    open.transition(&open.owner, &action, "finish").unwrap();

    let other = open.member("Eva", "approver");
    let met = json!({"results": [{"criterion": 1, "met": "yes", "on": "2027-01-20", "seen": "two releases"}]});
    open.change(&other, &action, &met).unwrap();
    let early = open.transition(&other, &action, "find-effective").unwrap_err();
    assert_eq!(early.code, "transition.guard", "its day has not come");
    house.clock.set(Timestamp::parse("2027-02-02T09:00:00Z").unwrap());
    let own = open.transition(&open.owner, &action, "find-effective").unwrap_err();
    assert_eq!((own.class, own.code.as_str()), (ErrorClass::Forbidden, "sod.action_effectiveness"));
    assert_eq!(open.transition(&other, &action, "find-effective").unwrap().state, "effective");

    open.transition(&open.owner, &ncr, "resolve").unwrap();
    assert_eq!(open.transition(&open.owner, &ncr, "close").unwrap_err().code, "sod.nonconformity_close");
    assert_eq!(open.transition(&other, &ncr, "close").unwrap().state, "closed");
}

#[test]
fn a_criterion_that_was_not_met_is_never_found_effective() {
    let house = House::new();
    let open = house.open();
    let ncr = nonconformity(open);
    let body = json!({"title": "The gate asks", "owner": "PER-1", "nonconformity": ncr, "action": "it asks",
        "due": "2026-11-30", "criteria": [{"text": "no release without assessment"}], "review_after": "2026-11-25",
        "similar_systems": gap("none"), "done": "done",
        "results": [{"criterion": 1, "met": "no", "on": "2026-11-26", "seen": "one release"}]});
    let action = open.create(&open.owner, "corrective-action", body).unwrap().key;
    open.transition(&open.owner, &action, "agree").unwrap();
    open.transition(&open.owner, &action, "finish").unwrap();
    let other = open.member("Eva", "approver");
    let refused = open.transition(&other, &action, "find-effective").unwrap_err();
    assert_eq!(refused.problems[0].code, "effect.not-met");
    assert_eq!(open.transition(&other, &action, "find-ineffective").unwrap().state, "ineffective");
}

#[test]
fn only_the_person_who_is_asked_acknowledges() {
    let house = House::new();
    let open = house.open();
    let reader = open.member("Ida", "viewer");
    let person = open.workspace.show(&open.owner, &reader.key.to_string(), None).unwrap().body["person"].clone();
    let body = json!({"title": "AI policy", "owner": "PER-1", "document_type": "ai-policy", "text": "We ask first."});
    let policy = open.create(&open.owner, "document", body).unwrap();
    let body = json!({"title": "Read by Ida", "owner": "PER-1", "person": person, "document": policy.key,
        "revision": policy.revision, "statement": "I have read it."});
    let asked = open.create(&open.owner, "acknowledgement", body).unwrap().key;
    let refused = open.transition(&open.owner, &asked, "acknowledge").unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Forbidden, "sod.acknowledge_self"));
    assert!(refused.details["may"].to_string().contains("Ida"), "{:?}", refused.details);
    assert_eq!(
        open.transition(&open.owner, &asked, "attest").unwrap_err().code,
        "transition.guard",
        "there is no proof"
    );
    assert_eq!(open.transition(&reader, &asked, "acknowledge").unwrap().state, "acknowledged");
}

#[test]
fn who_answers_for_a_control_does_not_test_it() {
    let house = House::demo();
    let open = house.open();
    let owner = open.member("Olga", "reviewer");
    let tester = open.member("Tia", "internal-auditor");
    let row = open.all(Some("control")).remove(0).key;
    let person = open.workspace.show(&open.owner, &owner.key.to_string(), None).unwrap().body["person"].clone();
    open.transition(&open.owner, &row, "reopen").unwrap();
    open.change(&open.owner, &row, &json!({"owner": person})).unwrap();
    let list = "0".repeat(64);
    let body = json!({"title": "Releases are signed", "owner": "PER-1", "control": row, "attribute": "signed",
        "period": {"from": "2026-07-01", "to": "2026-09-30"},
        "population": {"text": "releases", "source": "manifests", "size": 2, "list": list},
        "reconciliation": {"with": "ci", "source": "pipeline", "count": 2}, "method": "all", "sample_size": 2});
    let test = open.create(&tester, "control-test", body).unwrap().key;
    assert_eq!(open.transition(&owner, &test, "freeze").unwrap_err().code, "sod.test_own_control");
    open.transition(&tester, &test, "freeze").unwrap();
    let refused = open.change(&tester, &test, &json!({"sample_size": 1})).unwrap_err();
    assert_eq!(refused.code, "record.field-frozen");
}

#[test]
fn what_is_held_is_not_erased() {
    let house = House::new();
    let open = house.open();
    let task = open.create(&open.owner, "task", json!({"title": "Ask Ida", "owner": "PER-1"})).unwrap().key;
    let body = json!({"title": "Inquiry", "owner": "PER-1", "reason": "an authority asked", "ordered_by": "counsel",
        "from": "2026-11-20", "records": [task]});
    let hold = open.create(&open.owner, "legal-hold", body).unwrap().key;
    open.transition(&open.owner, &hold, "order").unwrap();
    let request = EraseRequest { legal_basis: "retention-ended".to_owned(), revision: None };
    let refused = open.workspace.erase(&open.owner, &task, &request).unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Conflict, "erase.held"));
    assert!(refused.text.contains(&hold), "{}", refused.text);
    open.change(&open.owner, &hold, &json!({"released_because": "the inquiry ended"})).unwrap();
    open.transition(&open.owner, &hold, "release").unwrap();
    open.workspace.erase(&open.owner, &task, &request).unwrap();
}

#[test]
fn a_row_is_not_left_out_while_an_open_risk_asks_for_it() {
    let house = House::new();
    let open = house.open();
    let row = json!({"title": "Record of logs", "owner": "PER-1", "requirement": "own:X.1", "applicable": false,
        "reason": "nothing is logged"});
    let (row, rui) = (open.create(&open.owner, "control", row).unwrap().key, open.member("Rui", "approver"));
    let body = json!({"title": "Nobody can tell what happened", "owner": "PER-1", "planned_controls": [row]});
    let risk = open.create(&open.owner, "risk", body).unwrap().key;
    assert_eq!(open.transition(&open.owner, &row, "approve").unwrap_err().code, "sod.soa_row_author");
    let refused = open.transition(&rui, &row, "approve").unwrap_err();
    assert_eq!(refused.code, "transition.guard");
    assert!(refused.text.contains(&risk), "{}", refused.text);
    open.change(&open.owner, &risk, &json!({"closed_because": gap("the system is retired")})).unwrap();
    open.transition(&open.owner, &risk, "close").unwrap();
    assert_eq!(open.transition(&rui, &row, "approve").unwrap().state, "approved");
}
