//! Separation of duties: nobody does this to their own work, whichever way they come in.

use assay_app::ErrorClass;
use assay_domain::Via;
use serde_json::json;

use crate::house::{EVERYTHING, House};

#[test]
fn who_collected_may_not_review() {
    let house = House::demo();
    let open = house.open();
    let report = open.deliver(&open.owner, "1.1.0.eval", "SYS-3@1.1.0").unwrap();
    assert!(report.errors.is_empty(), "{:?}", report.errors);
    let evidence = report.artifacts[0].evidence.clone().unwrap();

    // At the machine, through the socket, with a token: the same human each time.
    let with_token = open.come_in(&open.token(None, &EVERYTHING));
    let through_socket = open.workspace.local_principal(Via::Socket).unwrap();
    for same_human in [&open.owner, &through_socket, &with_token] {
        let refused = open.review(same_human, &evidence, "accepted").unwrap_err();
        assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Forbidden, "sod.collector_reviewer"));
        assert_eq!(refused.details["rule"], "sod.collector_reviewer");
        let may = refused.details["may"].to_string();
        assert!(may.contains("Hiroshi Kanda") && !may.contains("Marcus Oyelaran"), "{may}");
    }
    let size = open.posture(None).0;
    assert!(open.review(&open.owner, &evidence, "rejected").is_err());
    assert_eq!(open.posture(None).0, size, "a refusal writes nothing");
    open.review(&open.known("Hiroshi Kanda"), &evidence, "accepted").unwrap();
}

#[test]
fn who_asks_for_a_waiver_may_not_grant_it() {
    let house = House::new();
    let open = house.open();
    let answers = open.create(&open.owner, "person", json!({"title": "Ida"})).unwrap();
    let body = json!({"title": "tolerated", "owner": answers.key, "check": "vv.threshold", "subject": "workspace",
        "reason": "for now", "until": "2027-03-31"});
    let chief = open.member("Rui", "top-management");
    let asked = open.create(&open.owner, "waiver", body).unwrap();
    let refused = open.transition(&open.owner, &asked.key, "grant").unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Forbidden, "sod.waiver_requester"));

    // Whoever wrote what is granted counts as having asked, though somebody else began it.
    let other = open.member("Eva", "owner");
    open.change(&other, &asked.key, &json!({"reason": "for longer"})).unwrap();
    let refused = open.transition(&other, &asked.key, "grant").unwrap_err();
    assert_eq!(refused.code, "sod.waiver_requester");
    assert_eq!(open.transition(&open.owner, &asked.key, "grant").unwrap_err().code, "sod.waiver_requester");
    assert_eq!(open.transition(&chief, &asked.key, "grant").unwrap().state, "granted");
}

#[test]
fn who_answers_for_what_is_waived_may_not_grant_it() {
    let house = House::new();
    let open = house.open();
    let chief = open.member("Rui", "top-management");
    let person = open.workspace.show(&open.owner, &chief.key.to_string(), None).unwrap().body["person"].clone();
    let body = json!({"title": "tolerated", "owner": person, "check": "vv.threshold", "subject": "workspace",
        "reason": "for now", "until": "2027-03-31"});
    let asked = open.create(&open.owner, "waiver", body).unwrap();
    assert_eq!(open.transition(&chief, &asked.key, "grant").unwrap_err().code, "sod.owner_acceptance");
    let other = open.member("Eva", "top-management");
    assert_eq!(open.transition(&other, &asked.key, "grant").unwrap().state, "granted");
}

#[test]
fn nobody_changes_their_own_access() {
    let house = House::new();
    let open = house.open();
    let administrator = open.member("Rui", "administrator");
    let own = administrator.key.to_string();
    let widened = open.change(&administrator, &own, &json!({"roles": ["owner"]})).unwrap_err();
    assert_eq!((widened.class, widened.code.as_str()), (ErrorClass::Forbidden, "sod.own_roles"));
    assert_eq!(open.transition(&administrator, &own, "remove").unwrap_err().code, "sod.own_roles");
    open.change(&open.owner, &own, &json!({"roles": ["viewer"]})).unwrap();
}
