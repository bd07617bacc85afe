//! Looking back: everything as it stood at a moment, by the clock of that moment, and nothing can be changed.

use assay_app::records::ListRequest;
use assay_app::{Principal, Sight};
use serde_json::json;

use crate::house::House;
use crate::sign_in::code_of;

#[test]
fn a_moment_is_seen_by_its_own_clock() {
    let house = House::demo();
    let open = house.open();
    let w = &open.workspace;
    let told = |by: &Principal| {
        let posture = w.posture(by, "iso42001", None).unwrap();
        (serde_json::to_value(&posture.requirements).unwrap(), posture.as_of.time)
    };
    let then = w.now();
    let before = told(&open.owner);
    house.clock.advance(400 * 24 * 3_600_000_000);
    let key = open.create(&open.owner, "task", json!({"title": "since", "owner": "PER-1"})).unwrap().key;
    let now = told(&open.owner);
    assert_ne!(now.0, before.0, "evidence went stale meanwhile");
    let (past, at) = w.looking_back(open.owner.clone(), &then.to_string()).unwrap();
    assert_eq!((told(&past), at.time), (before.clone(), then));
    assert!(w.show(&past, &key, None).is_err());
    let (day, at) = w.looking_back(open.owner.clone(), &then.date()).unwrap();
    assert!(at.time > then && at.time.date() == then.date());
    assert_eq!(told(&day).0, before.0);
    assert_eq!(code_of(open.create(&past, "task", json!({"title": "x", "owner": "PER-1"}))), "access.read_only");
    assert!(w.refusal_to_edit(&past, "SYS-3").unwrap().is_some());
    assert_eq!(code_of(w.looking_back(open.owner.clone(), "someday")), "as-of.malformed");
    assert_eq!(code_of(w.looking_back(open.owner.clone(), "9999-01-01")), "as-of.ahead");
    assert_eq!(code_of(w.looking_back(open.owner.clone(), "99999999")), "as-of.ahead");
}

#[test]
fn before_the_first_entry_there_is_nothing() {
    let house = House::demo();
    let open = house.open();
    let (past, at) = open.workspace.looking_back(open.owner.clone(), "2001-01-01").unwrap();
    assert_eq!(at.position, 0);
    assert!(open.workspace.list(&past, &ListRequest::default()).unwrap().records.is_empty());
    assert!(open.workspace.frameworks_in_force(&past, None).unwrap().is_empty());
    assert_eq!(open.workspace.search(&past, "digit").unwrap(), assay_app::search::Found::default());
}

#[test]
fn nobody_looks_beyond_where_they_stand() {
    let house = House::demo();
    let open = house.open();
    let bound = Principal { sight: Sight::default().up_to(5), ..open.owner.clone() };
    let (past, at) = open.workspace.looking_back(bound.clone(), &open.workspace.now().to_string()).unwrap();
    assert_eq!((past.sight.position, at.position), (Some(5), 5));
    let (past, _) = open.workspace.looking_back(bound.clone(), "3").unwrap();
    assert_eq!(past.sight.position, Some(3));
    assert_eq!(code_of(open.workspace.looking_back(bound, "6")), "as-of.ahead");
}
