//! ETag, If-Match and Idempotency-Key.

use serde_json::{Value, json};

use crate::support::Request;
use crate::world::World;

fn put(key: &str, title: &str) -> Request {
    Request::new("PUT", &format!("/api/v1/w/demo/records/{key}")).json(&json!({"body": {"title": title}}))
}

#[test]
fn a_record_is_changed_only_from_what_was_seen() {
    let world = World::new();
    let key = world.person();
    let path = format!("/api/v1/w/demo/records/{key}");
    let seen = world.server.as_owner(&Request::get(&path)).is(200);
    let tag = seen.header("etag").unwrap().to_owned();
    assert_eq!(tag, "\"1\"");

    let changed = world.server.as_owner(&put(&key, "Second").header("If-Match", &tag)).is(200);
    assert_eq!(changed.header("etag"), Some("\"2\""));
    let refused = world.server.as_owner(&put(&key, "Third").header("If-Match", &tag)).is(412).json();
    assert_eq!(refused["code"], "record.conflict");
    let details = &refused["details"];
    assert_eq!((&details["yours"]["title"], &details["theirs"]["title"]), (&json!("Third"), &json!("Second")));
    assert_eq!((&details["expected"], &details["actual"]), (&json!(1), &json!(2)));
    assert_eq!(world.get(&format!("records/{key}"))["title"], "Second");

    world.server.as_owner(&put(&key, "Blind")).is(400);
    for wrong in ["nonsense", "\"0x1\"", "\"-1\"", "\"99999999999999\""] {
        world.server.as_owner(&put(&key, "Wrong").header("If-Match", wrong)).is(400);
    }
    assert_eq!(world.get(&format!("records/{key}"))["revision"], 2);
}

/// Of many who saw the same revision, one changes it.
#[test]
fn one_of_many_wins() {
    let world = World::new();
    let key = world.person();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let ask = |n: usize| {
            let request = put(&key, &format!("Writer {n}")).header("If-Match", "\"1\"");
            world.server.as_owner(&request).status
        };
        let asked: Vec<_> = (0..8).map(|n| scope.spawn(move || ask(n))).collect();
        asked.into_iter().map(|a| a.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|s| **s == 200).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|s| **s == 412).count(), 7, "{statuses:?}");
    assert_eq!(world.get(&format!("records/{key}"))["revision"], 2);
}

#[test]
fn a_repeated_request_is_harmless() {
    let world = World::new();
    let create = Request::post("/api/v1/w/demo/records", &json!({"kind": "person", "body": {"title": "Once"}}));
    let create = create.header("Idempotency-Key", "k-1");
    let first = world.server.as_owner(&create).is(201).json();
    let size = world.size();
    assert_eq!(world.server.as_owner(&create).is(201).json(), first);

    let key = first["key"].as_str().unwrap();
    let update = put(key, "Twice").header("If-Match", "\"1\"").header("Idempotency-Key", "k-2");
    let changed = world.server.as_owner(&update).is(200).json();
    assert_eq!(changed["revision"], 2);
    assert_eq!(world.server.as_owner(&update).is(200).json(), changed, "a repeated update");
    assert_eq!(world.size(), size + 1);

    let path = format!("/api/v1/w/demo/records/{key}/transitions");
    let leave = Request::post(&path, &json!({"transition": "retire"})).header("Idempotency-Key", "k-3");
    let moved = world.server.as_owner(&leave).is(200).json();
    assert_eq!(world.server.as_owner(&leave).is(200).json(), moved, "a repeated move");
    assert_eq!(world.size(), size + 2);

    // The same key for another request is a mistake, not a repetition.
    let other = Request::post("/api/v1/w/demo/records", &json!({"kind": "person", "body": {"title": "Other"}}));
    let refused = world.server.as_owner(&other.header("Idempotency-Key", "k-1")).is(400).json();
    assert_eq!(refused["code"], "idempotency.reused");
    assert_eq!(world.size(), size + 2);
}

/// One key, many at once: one record.
#[test]
fn a_key_used_at_once_makes_one_record() {
    let world = World::new();
    let create = Request::post("/api/v1/w/demo/records", &json!({"kind": "person", "body": {"title": "Once"}}));
    let create = create.header("Idempotency-Key", "at-once");
    let keys: Vec<Value> = std::thread::scope(|scope| {
        let asked: Vec<_> = (0..6).map(|_| scope.spawn(|| world.server.as_owner(&create).is(201).json())).collect();
        asked.into_iter().map(|a| a.join().unwrap()["key"].clone()).collect()
    });
    assert!(keys.windows(2).all(|w| w[0] == w[1]), "{keys:?}");
}
