//! A token of one workspace learns nothing of another, not even that it exists.

use serde_json::json;

use crate::support::Request;
use crate::world::{ALL, World};

#[test]
fn every_route_hides_the_other_workspace() {
    let world = World::new();
    let mine = world.token_of("second-lab", "MBR-1", &ALL);
    let size = world.size();
    let mut tried = 0;
    for operation in world.operations().into_iter().filter(|o| o.of_workspace()) {
        let ask = |workspace: &str| {
            let answer = world.server.send(&world.request(&operation, workspace, "SYS-3").bearer(Some(&mine)));
            (answer.status, answer.text().replace(workspace, "?"))
        };
        let (theirs, nobodys) = (ask("demo"), ask("nowhere"));
        assert_eq!(theirs.0, 404, "{}: {}", operation.id, theirs.1);
        assert_eq!(theirs, nobodys, "{} tells the two apart", operation.id);
        tried += 1;
    }
    assert!(tried >= 28, "{tried}");
    assert_eq!(world.size(), size, "a refused request wrote something");
}

/// Keys and digests of the other workspace mean nothing here.
#[test]
fn ids_do_not_cross() {
    let world = World::new();
    let mine = world.token_of("second-lab", "MBR-1", &ALL);
    let ask = |request: Request| world.server.send(&request.bearer(Some(&mine)));
    for path in ["records/SYS-3", "records/SYS-3@1.0.0", "records/EV-34", "records/EV-34/history", "log/proof/SYS-3"] {
        ask(Request::get(&format!("/api/v1/w/second-lab/{path}"))).is(404);
    }
    ask(Request::get(&format!("/api/v1/w/second-lab/artifacts/{}", world.sha256))).is(404);
    let body = json!({"files": [{"name": "x", "sha256": world.sha256}], "subject": "SYS-3@1.0.0"});
    ask(Request::post("/api/v1/w/second-lab/evidence", &body)).is(404);
    // The same bytes are new here: nobody learns from the answer that somebody else has them.
    let bytes = std::fs::read(crate::support::files::example("1.0.0.eval")).unwrap();
    let stored = ask(Request::new("POST", "/api/v1/w/second-lab/artifacts").body(bytes)).is(201).json();
    assert_eq!(stored["existed"], false);
    let id = &world.get("records/SYS-3")["id"];
    ask(Request::get(&format!("/api/v1/w/second-lab/records/{}", id.as_str().unwrap()))).is(400);
    let list = ask(Request::get("/api/v1/workspaces")).is(200).json();
    assert_eq!(list["workspaces"].as_array().unwrap().len(), 1);
    assert_eq!(list["workspaces"][0]["slug"], "second-lab");
}
