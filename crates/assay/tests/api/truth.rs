//! The document is true: every operation in it answers as it says, with the fields it says.

use serde_json::{Value, json};

use crate::document::{Operation, fits};
use crate::support::Request;
use crate::support::http::Answer;
use crate::world::{INSIDE, World};

#[track_caller]
fn as_described(document: &Value, operation: &Operation, answer: &Answer) {
    let said = answer.text();
    assert_eq!(answer.status, operation.status(), "{}: {said}", operation.id);
    let kind = answer.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default().to_owned();
    let content = operation.content();
    assert!(content.contains_key(&kind), "{} answers {kind}, described is {:?}", operation.id, content.keys());
    if kind == "application/json" {
        let judged = fits(document, &content[&kind]["schema"], &answer.json(), &operation.id);
        assert_eq!(judged, Ok(()), "{said}");
    }
}

#[test]
fn every_question_is_answered_as_described() {
    let world = World::new();
    let (document, owner) = (world.document(), world.owner());
    // Something in quarantine, something erased: their fields are described too.
    let noise = world.place.write("noise", "noise");
    world.place.run(&["ingest", &noise, "--subject", "SYS-3@1.0.0", "--workspace", "demo"]).exits(2);
    world.place.run(&["erase", "PER-9", "--basis", "court-order", "--workspace", "demo"]).succeeds();
    let mut asked = 0;
    // How single sign-on is set is shown where there is a provider, in the hostile tests.
    for operation in world.operations().into_iter().filter(|o| o.method == "GET" && o.id != "showSso") {
        for key in ["SYS-3", "PER-9"] {
            // What is read as one kind has no erased person.
            let of_a_kind = ["/evidence/{key}", "/risks/{key}"].iter().any(|part| operation.path.contains(part));
            if of_a_kind && key == "PER-9" {
                continue;
            }
            let request = world.request(&operation, "demo", key).bearer(Some(world.bearer(&operation, &owner)));
            as_described(&document, &operation, &world.server.send(&request));
        }
        asked += 1;
    }
    assert!(asked >= 15, "{asked}");
}

/// Each query parameter that the document names is one.
#[test]
fn parameters_are_what_they_are_said_to_be() {
    let world = World::new();
    let (document, owner) = (world.document(), world.owner());
    let sample = |operation: &Operation, name: &str| match name {
        // Revisions to compare, or the days of a report.
        "from" | "to" if operation.path.ends_with("/diff") => "1",
        "from" => "2026-07-27",
        "to" => "2027-12-02",
        "kind" => "ai-system",
        "state" if operation.id == "coverage" => "failing",
        "controls" | "own" => "true",
        "area" => "A.6",
        "months" => "6",
        "state" if operation.id == "listRisks" => "treated",
        "show" => "inherent",
        "criteria" => "RCR-1",
        "cell" => "4x4",
        "level" => "high",
        "appetite" => "above",
        "owner" => "PER-1",
        "treatment" => "modify",
        "source" => "machine-learning",
        "harm" => "individuals",
        "due" => "late",
        "sort" if operation.id == "listRisks" => "-due",
        "page" => "2",
        "state" => "in-scope",
        "q" => "digit",
        "link" => "system:SYS-3",
        "as_of" if operation.id == "riskStory" => "2026-11-01",
        "as_of" if ["showEvidence", "listObservations"].contains(&operation.id.as_str()) => "1200",
        "as_of" => "200",
        "after" if operation.id == "listEvidence" => "rest-1",
        "after" => "1",
        "before" => "3",
        "count" => "true",
        "filter" => "state:in-scope",
        "sort" => "-changed",
        "columns" => "key,title",
        "limit" => "3",
        "subject" => "SYS-3@1.0.0",
        "edition" => "ISO/IEC%2042001:2023",
        "requirement" => "A.6.2.4",
        "framework" => "iso42001",
        "size" => "270",
        "trust" => "{vkey}",
        "rebuild" => "false",
        "days" => "120",
        "system" => "SYS-1",
        "format" => "xlsx",
        "word" => "heron",
        "metric" => "digits/match/accuracy",
        "slice" => "language=pt",
        "order" => "metric",
        "versions" => "true",
        other => panic!("say in the tests what `{other}` looks like"),
    };
    let vkey = world.server.as_owner(&Request::get("/api/v1/w/demo/log/vkey")).text();
    let vkey = vkey.trim().replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    for operation in world.operations().into_iter().filter(|o| o.method == "GET") {
        for name in operation.parameters("query") {
            let value = sample(&operation, &name).replace("{vkey}", &vkey);
            let also = operation.must_ask().filter(|(must, _)| *must != name);
            let also = also.map(|(must, value)| format!("&{must}={value}")).unwrap_or_default();
            let also = match (operation.id.as_str(), name.as_str()) {
                ("metricSeries", "subject") => "&metric=digits/match/accuracy".to_owned(),
                ("metricSeries", "metric") => "&subject=workspace".to_owned(),
                _ => also,
            };
            let path = format!("{}?{name}={value}{also}", world.path(&operation, "demo", "SYS-3"));
            let answer = world.server.send(&Request::get(&path).bearer(Some(world.bearer(&operation, &owner))));
            as_described(&document, &operation, &answer);
        }
    }
}

#[test]
fn every_act_answers_as_described() {
    let world = World::new();
    let document = world.document();
    let mut done = Vec::new();
    for operation in world.operations().into_iter().filter(|o| o.method != "GET") {
        let request = match operation.id.as_str() {
            "revokeToken" => {
                let made = json!({"title": "to revoke", "scopes": ["read"]});
                let made = world.server.as_owner(&Request::post("/api/v1/w/demo/tokens", &made)).is(201).json();
                world.request(&operation, "demo", made["key"].as_str().unwrap())
            }
            // Whoever is signed out, or loses a second factor, has to have come in, which is a test of its own.
            "signMemberOut" | "resetSecondFactor" => {
                world.server.as_owner(&world.request(&operation, "demo", "MBR-2")).is(404);
                done.push(operation.id);
                continue;
            }
            // A provider that can be reached is a test of its own too.
            "setSso" | "removeSso" => {
                let status = if operation.method == "PUT" { 422 } else { 404 };
                world.server.as_owner(&world.request(&operation, "demo", "-")).is(status);
                done.push(operation.id);
                continue;
            }
            inside if INSIDE.contains(&inside) => {
                let request = world.request(&operation, "demo", "-").bearer(Some(&world.room.token));
                as_described(&document, &operation, &world.server.send(&request));
                done.push(operation.id);
                continue;
            }
            // The room of the others goes on.
            "endRoom" => {
                let body = world.operations().iter().find(|o| o.id == "openRoom").map(|o| world.body(o)).unwrap();
                let made = world.server.as_owner(&Request::post("/api/v1/w/demo/rooms", &body)).is(201).json();
                Request::post(&format!("/api/v1/w/demo/rooms/{}/end", made["key"].as_str().unwrap()), &json!({}))
            }
            // A view that is somebody's own is there once they kept it.
            "renameView" | "removeView" => {
                let new = json!({"name": "Tasks", "path": "/w/demo/records", "query": "kind=task"});
                let made = world.server.as_owner(&Request::post("/api/v1/w/demo/views", &new)).is(201).json();
                let path = world.path(&operation, "demo", "-").replace("/views/1", &format!("/views/{}", made["id"]));
                let request = Request::new(&operation.method, &path);
                if operation.takes_json() { request.json(&world.body(&operation)) } else { request }
            }
            "inviteMember" => world.request(&operation, "demo", "MBR-2"),
            "acknowledgeNotice" => {
                let task = json!({"kind": "task", "body": {"title": "Late", "owner": "PER-1", "due": "2020-01-31"}});
                world.server.as_owner(&Request::post("/api/v1/w/demo/records", &task)).is(201);
                world.server.as_owner(&Request::post("/api/v1/w/demo/jobs/expiry/run", &json!({}))).is(200);
                world.request(&operation, "demo", "-")
            }
            // What is in force cannot be put in force again: the same answer as the document's default.
            "activate" => {
                let request = world.request(&operation, "demo", "-");
                let refused = world.server.as_owner(&request).is(409);
                let problem = document.pointer("/components/schemas/Problem").unwrap();
                assert_eq!(fits(&document, problem, &refused.json(), "activate"), Ok(()));
                done.push(operation.id);
                continue;
            }
            _ => world.request(&operation, "demo", &world.person()),
        };
        let answer = world.server.as_owner(&request);
        as_described(&document, &operation, &answer);
        done.push(operation.id);
    }
    assert!(done.len() >= 13, "{done:?}");
    assert!(world.place.path("backup/control.sqlite").exists());
}
