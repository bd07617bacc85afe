//! Many writes at once: all or nothing means one change, and no rule is got around by putting two acts into one request.

use assay_app::exchange::{BulkMode, BulkOperation, BulkRequest, MOST_OPERATIONS};
use assay_app::{Answer, ErrorClass, dto::BulkReport};
use assay_domain::Idempotency;
use serde_json::{Value, json};

use crate::house::{House, Open};

fn bulk(open: &Open, mode: BulkMode, operations: &[Value]) -> Answer<BulkReport> {
    let operations = operations.iter().map(|o| serde_json::from_value(o.clone()).unwrap()).collect();
    open.workspace.bulk(&open.owner, &BulkRequest { operations, mode }, None)
}

fn task(title: &str) -> Value {
    json!({"op": "create", "kind": "task", "body": {"title": title, "owner": "PER-1"}})
}

fn size(open: &Open) -> u64 {
    open.posture(None).0
}

#[test]
fn all_or_nothing() {
    let house = House::new();
    let open = house.open();
    let key = open.create(&open.owner, "task", json!({"title": "t", "owner": "PER-1"})).unwrap().key;
    let before = size(open);
    let update =
        |revision| json!({"op": "update", "key": key, "revision": revision, "body": {"title": "u", "owner": "PER-1"}});
    let refused = bulk(open, BulkMode::Atomic, &[task("a"), update(7), task(""), task("d")]).unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Conflict, "bulk.refused"));
    let items = refused.details["items"].as_array().unwrap();
    let said: Vec<(u64, &str)> =
        items.iter().map(|i| (i["index"].as_u64().unwrap(), i["error"]["code"].as_str().unwrap())).collect();
    assert_eq!(said, [(1, "record.conflict"), (2, "body.invalid")]);
    assert_eq!(size(open), before);

    // What only the writer finds out undoes the rest as well.
    let lost = json!({"op": "create", "kind": "task", "body": {"title": "t", "owner": "PER-99"}});
    assert_eq!(bulk(open, BulkMode::Atomic, &[task("a"), lost.clone()]).unwrap_err().code, "reference.unknown");
    assert_eq!(size(open), before);

    let report = bulk(open, BulkMode::Atomic, &[task("a"), update(1), task("c")]).unwrap();
    assert_eq!((report.done, report.refused, size(open)), (3, 0, before + 3));
    let seqs: Vec<u64> = report.items.iter().map(|i| i.record.as_ref().unwrap().seq).collect();
    assert_eq!(seqs, [before, before + 1, before + 2]);

    let report = bulk(open, BulkMode::Each, &[task("a"), lost, update(9), task("d")]).unwrap();
    assert_eq!((report.done, report.refused, size(open)), (2, 2, before + 5));
    assert_eq!(report.items[2].error.as_ref().unwrap().code, "record.conflict");
}

#[test]
fn a_repeated_request_is_answered_as_the_first_was() {
    let house = House::new();
    let open = house.open();
    for mode in [BulkMode::Atomic, BulkMode::Each] {
        let request = BulkRequest {
            operations: vec![serde_json::from_value(task("a")).unwrap(), serde_json::from_value(task("b")).unwrap()],
            mode,
        };
        let once = Idempotency { key: format!("{mode:?}"), request: [1; 32] };
        let send = |once: &Idempotency| open.workspace.bulk(&open.owner, &request, Some(once.clone()));
        let first = send(&once).unwrap();
        let before = size(open);
        let again = send(&once).unwrap();
        let keys = |r: &BulkReport| r.items.iter().map(|i| i.record.as_ref().unwrap().key.clone()).collect::<Vec<_>>();
        assert_eq!(keys(&again), keys(&first), "{mode:?}");
        assert_eq!(size(open), before, "{mode:?}");
    }
}

#[test]
fn a_request_is_bounded_and_writes_a_record_once() {
    let house = House::new();
    let open = house.open();
    assert_eq!(bulk(open, BulkMode::Atomic, &[]).unwrap_err().code, "bulk.out-of-range");
    let many: Vec<Value> = (0..=MOST_OPERATIONS).map(|n| task(&n.to_string())).collect();
    assert_eq!(bulk(open, BulkMode::Each, &many).unwrap_err().code, "bulk.out-of-range");
    let key = open.create(&open.owner, "task", json!({"title": "t", "owner": "PER-1"})).unwrap().key;
    let start = transition(&key, "finish");
    let refused = bulk(open, BulkMode::Atomic, &[start.clone(), start]).unwrap_err();
    assert_eq!(refused.details["items"][0]["error"]["code"], "bulk.twice");
    let unknown = serde_json::from_value::<BulkOperation>(json!({"op": "erase", "key": key}));
    assert!(unknown.is_err());
}

fn transition(key: &str, verb: &str) -> Value {
    json!({"op": "transition", "key": key, "transition": verb})
}

#[test]
fn the_last_two_owners_cannot_go_together() {
    let house = House::new();
    let open = house.open();
    let person = open.create(&open.owner, "person", json!({"title": "Second"})).unwrap().key;
    let body = json!({"title": "Second", "person": person, "roles": ["owner"]});
    let second = open.create(&open.owner, "member", body).unwrap().key;
    let administrator = open.member("Carl", "administrator");
    let operations = [open.owner.key.to_string(), second.clone()].map(|key| transition(&key, "remove"));
    let operations = operations.into_iter().map(|o| serde_json::from_value(o).unwrap()).collect();
    let request = BulkRequest { operations, mode: BulkMode::Atomic };
    let refused = open.workspace.bulk(&administrator, &request, None).unwrap_err();
    let codes: Vec<&Value> = refused.details["items"].as_array().unwrap().iter().map(|i| &i["error"]["code"]).collect();
    assert_eq!(codes, [&json!("owner.last"), &json!("owner.last")]);
    // One of them may go, as long as the other stays.
    assert!(open.transition(&administrator, &second, "remove").is_ok());
}

#[test]
fn a_move_does_not_rest_on_what_the_same_request_changes() {
    let house = House::new();
    let open = house.open();
    let system = json!({"title": "Reader", "owner": "PER-1", "roles": ["provider"], "intended_use": "reads digits"});
    let system = open.create(&open.owner, "ai-system", system).unwrap().key;
    open.transition(&open.owner, &system, "admit").unwrap();
    let version = json!({"title": "Reader 1", "owner": "PER-1", "system": system, "version": "1.0.0",
        "parts": {"gap": "none", "because": "bought as a whole"}});
    let version = open.create(&open.member("Eva", "contributor"), "system-version", version).unwrap().key;
    let before = size(open);
    // Each of the two may be done as things stand; after either, the other may not.
    for operations in [
        [transition(&system, "retire"), transition(&version, "release")],
        [transition(&version, "release"), transition(&system, "retire")],
    ] {
        let refused = bulk(open, BulkMode::Atomic, &operations).unwrap_err();
        assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Conflict, "bulk.entangled"));
        assert_eq!(size(open), before);
    }
    let each = [transition(&version, "release"), transition(&system, "retire")];
    let report = bulk(open, BulkMode::Each, &each).unwrap();
    assert_eq!((report.done, report.refused), (1, 1));
    assert_eq!(report.items[1].error.as_ref().unwrap().code, "transition.guard");
}

#[test]
fn rights_are_those_of_single_writes() {
    let house = House::new();
    let open = house.open();
    let viewer = open.member("Vera", "viewer");
    let operations = vec![serde_json::from_value(task("a")).unwrap()];
    let request = BulkRequest { operations, mode: BulkMode::Atomic };
    let refused = open.workspace.bulk(&viewer, &request, None).unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Forbidden, "role.lacks-action"));
}
