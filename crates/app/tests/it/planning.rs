//! Planning: who decides on a risk, what stands still, and when an assessment of impact takes three people.

use assay_app::ErrorClass;
use assay_domain::Kind;
use serde_json::{Value, json};

use crate::house::{House, Open};

/// A body with an honest gap in every field that the move requires.
fn gaps(kind: &str, transition: &str) -> Value {
    let requires = Kind::named(kind).unwrap().workflow.transition(transition).unwrap().requires;
    let gap = json!({"gap": "none", "because": "not part of this test"});
    let mut body = json!({"title": kind, "owner": "PER-1"});
    requires.iter().for_each(|field| body[*field] = gap.clone());
    body
}

#[test]
fn the_risk_owner_treats_a_risk_by_approved_criteria_and_what_was_assessed_stands_still() {
    let house = House::new();
    let open = house.open();
    let approver = open.member("Eva", "approver");
    let top = open.member("Tom", "top-management");
    let criteria = Kind::named("risk-criteria").unwrap().sample();
    let criteria = open.create(&open.owner, "risk-criteria", criteria).unwrap().key;

    let mut body = gaps("risk", "assess");
    body["criteria"] = json!(criteria);
    (body["likelihood"], body["impact"]) = (json!(4), json!(5));
    let risk = open.create(&open.owner, "risk", body).unwrap().key;
    open.transition(&open.owner, &risk, "assess").unwrap();
    let moved = open.change(&open.owner, &risk, &json!({"likelihood": 1})).unwrap_err();
    assert_eq!((moved.code.as_str(), moved.problems[0].at.as_str()), ("record.field-frozen", "/likelihood"));

    open.change(&open.owner, &risk, &json!({"treatment": "modify", "review_due": "2027-03-31"})).unwrap();
    let other = open.transition(&approver, &risk, "treat").unwrap_err();
    assert_eq!((other.class, other.code.as_str()), (ErrorClass::Forbidden, "sod.risk_owner"));
    let early = open.transition(&open.owner, &risk, "treat").unwrap_err();
    assert_eq!(early.code, "transition.guard", "its criteria are a draft");
    assert_eq!(open.transition(&open.owner, &criteria, "approve").unwrap_err().code, "sod.criteria_author");
    open.transition(&top, &criteria, "approve").unwrap();
    assert_eq!(open.transition(&open.owner, &risk, "treat").unwrap().state, "in-treatment");

    open.transition(&open.owner, &risk, "reassess").unwrap();
    open.change(&open.owner, &risk, &json!({"likelihood": 1})).unwrap();
}

/// An assessment that the system owner has submitted.
fn submitted(open: &Open, sensitive: bool) -> String {
    let mut body = gaps("impact-assessment", "submit");
    body["sensitive_use"] = json!(sensitive);
    body["impact_scale"] = json!([{"value": 1, "name": "trouble"}, {"value": 2, "name": "harm", "three_people": true}]);
    body["harms"] = json!([{"to": "applicants", "what": "a late answer", "severity": 1}]);
    body["decision"] = json!("go");
    body["next_review"] = json!("2027-11-01");
    let key = open.create(&open.owner, "impact-assessment", body).unwrap().key;
    open.transition(&open.owner, &key, "submit").unwrap();
    key
}

#[test]
fn a_sensitive_use_takes_three_people_and_a_mild_one_two() {
    let house = House::new();
    let open = house.open();
    let (eva, ida) = (open.member("Eva", "approver"), open.member("Ida", "approver"));

    let sensitive = submitted(open, true);
    let short = open.transition(&eva, &sensitive, "approve-directly").unwrap_err();
    assert_eq!(short.problems[0].at, "/impact_scale");
    assert_eq!(open.transition(&open.owner, &sensitive, "review").unwrap_err().code, "sod.impact_reviewer");
    open.transition(&eva, &sensitive, "review").unwrap();
    assert_eq!(open.transition(&eva, &sensitive, "approve").unwrap_err().code, "sod.impact_approver");
    assert_eq!(open.transition(&open.owner, &sensitive, "approve").unwrap_err().code, "sod.impact_approver");
    assert_eq!(open.transition(&ida, &sensitive, "approve").unwrap().state, "approved");

    let mild = submitted(open, false);
    assert_eq!(open.transition(&open.owner, &mild, "approve-directly").unwrap_err().code, "sod.impact_second");
    assert_eq!(open.transition(&eva, &mild, "approve-directly").unwrap().state, "approved");
}
