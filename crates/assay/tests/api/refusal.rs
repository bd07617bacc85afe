//! What is not understood is refused, as a problem document, and changes nothing.

use serde_json::json;

use crate::problem::problem;
use crate::support::Request;
use crate::world::World;

#[test]
fn unknown_fields() {
    let world = World::new();
    let (document, key) = (world.document(), world.person());
    let size = world.size();
    let mut tried = 0;
    for operation in world.operations().into_iter().filter(|o| o.takes_json()) {
        let mut body = world.body(&operation);
        body["surprise"] = json!(1);
        let request = Request::new(&operation.method, &world.path(&operation, "demo", &key)).json(&body);
        problem(&document, &operation.id, &world.server.as_owner(&request));
        tried += 1;
    }
    assert!(tried >= 12, "{tried}");
    // Within the body of a record, and within a list.
    let person = json!({"kind": "person", "body": {"title": "X", "surprise": 1}});
    let refused = world.server.as_owner(&Request::post("/api/v1/w/demo/records", &person)).is(422);
    let refused = problem(&document, "body", &refused);
    assert_eq!(refused["code"], "body.invalid");
    assert!(refused["problems"][0]["text"].as_str().is_some(), "{refused}");
    let files = json!({"files": [{"name": "x", "sha256": world.sha256, "surprise": 1}], "subject": "SYS-3@1.0.0"});
    problem(&document, "files", &world.server.as_owner(&Request::post("/api/v1/w/demo/evidence", &files)));
    assert_eq!(world.size(), size, "a refused request wrote something");
}

#[test]
fn unknown_parameters() {
    let world = World::new();
    let document = world.document();
    for operation in world.operations() {
        if !operation.parameters("query").is_empty() {
            let path = format!("{}?surprise=1", world.path(&operation, "demo", "SYS-3"));
            problem(&document, &operation.id, &world.server.as_owner(&Request::get(&path)));
        }
    }
}

#[test]
fn bodies_that_are_none() {
    let world = World::new();
    let (document, key) = (world.document(), world.person());
    let size = world.size();
    for operation in world.operations().into_iter().filter(|o| o.takes_json()) {
        let path = world.path(&operation, "demo", &key);
        let bare = Request::new(&operation.method, &path);
        let json = bare.clone().header("Content-Type", "application/json");
        let body = world.body(&operation).to_string();
        let wrong = [
            ("no body", json.clone()),
            ("half a body", json.clone().body(&body.as_bytes()[..body.len() / 2])),
            ("a number", json.clone().body("1")),
            ("two bodies", json.clone().body(body.clone() + &body)),
            ("another type", bare.header("Content-Type", "text/plain").body(body)),
        ];
        for (what, request) in wrong {
            problem(&document, &format!("{}: {what}", operation.id), &world.server.as_owner(&request));
        }
    }
    assert_eq!(world.size(), size, "a refused request wrote something");
}

#[test]
fn what_is_not_there() {
    let world = World::new();
    let document = world.document();
    for path in [
        "records/SYS-99",
        "records/SYS-99/history",
        "artifacts/0000000000000000000000000000000000000000000000000000000000000000",
        "log/tile/0/999",
        "log/proof/SYS-99",
        "log/checkpoint?size=99999",
        "nothing",
    ] {
        let answer = world.server.as_owner(&Request::get(&format!("/api/v1/w/demo/{path}")));
        let refused = problem(&document, path, &answer.is(404));
        assert_eq!(refused["class"], "not-found");
    }
    problem(&document, "workspace", &world.server.as_owner(&Request::get("/api/v1/w/nowhere/records")).is(404));
}
