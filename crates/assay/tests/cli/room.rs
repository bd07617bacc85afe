//! `assay room`

use serde_json::{Value, json};

use crate::contract::holds;
use crate::support::TestEnvironment;

/// Later than any demo's beginning, and near enough for a room: a demo ends today.
fn until(days: i64) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_micros();
    assay_domain::Timestamp::from_micros(i64::try_from(now).unwrap()).plus_days(days).to_string()
}

fn auditor(place: &TestEnvironment) -> String {
    let person = place.json(&["record", "create", "person", "--set", "title=Mara Quint"]);
    let person = format!("person={}", person["key"].as_str().unwrap());
    let (roles, end) = ("roles=external-auditor", format!("until={}", until(30)));
    let made = place.json(&[
        "record",
        "create",
        "member",
        "--set",
        "title=Mara Quint",
        "--set",
        &person,
        "--set",
        roles,
        "--set",
        &end,
    ]);
    made["key"].as_str().unwrap().to_owned()
}

fn room() -> Value {
    let named = json!({"key": "string", "title": "string"});
    json!({
        "key": "string", "title": "string", "state": "string", "audit": "string|null",
        "certification_audit": "string|null", "owner": named, "auditors": [named], "from": "string", "until": "string", "minutes_left": "integer",
        "requirements": ["string"], "waiting": "integer", "requests": "list",
        "stands_at": {"position": "integer", "time": "string", "seed": "string", "checkpoint": "string", "vkey": "string"},
    })
}

#[test]
fn a_room_is_opened_listed_drawn_from_and_ended() {
    let place = TestEnvironment::demo();
    let (member, end) = (auditor(&place), until(7));
    let open = ["room", "open", "Stage 2", "--auditor", &member, "--certification-audit", "CAUD-1", "--until", &end];
    let made = place.json(&open);
    holds(&made, &room());
    let key = made["key"].as_str().unwrap();
    assert_eq!((&made["state"], &made["auditors"][0]["title"]), (&json!("open"), &json!("Mara Quint")));
    holds(&place.json(&["room", "list"]), &json!({"rooms": [room()]}));
    assert!(place.run(&["room", "list"]).succeeds().stdout.contains("Stage 2"));

    let sample = ["room", "sample", key, "--kind", "risk", "--size", "4"];
    let drawn = place.json(&sample);
    assert_eq!(drawn["items"].as_array().unwrap().len(), 4);
    assert_eq!(place.json(&sample), drawn, "drawn again, the same");
    assert_ne!(place.json(&[&sample[..], &["--word", "heron"]].concat())["items"], drawn["items"]);
    let told = place.run(&sample).succeeds().stdout;
    for part in [&drawn["seed"], &drawn["population_sha256"], &drawn["items"][0]["key"]] {
        assert!(told.contains(part.as_str().unwrap()), "{told}");
    }
    place.run(&["room", "sample", key, "--kind", "audit-note", "--size", "4"]).succeeds();
    place.run(&["room", "sample", key, "--kind", "risk", "--state", "gone"]).refuses(2, &["gone", "assessed"]);

    assert_eq!(place.json(&["room", "end", key])["state"], "ended");
    place.run(&["room", "end", key]).refuses(3, &["ended"]);
    place.run(&["room", "end", "ROOM-99"]).refuses(2, &["ROOM-99"]);
}

#[test]
fn what_a_room_needs_is_said() {
    let place = TestEnvironment::demo();
    let (member, end) = (auditor(&place), until(7));
    let open = |auditor: &str, end: &str, more: &[&str]| {
        place.run(&[&["room", "open", "R", "--auditor", auditor, "--until", end][..], more].concat())
    };
    open(&member, &end, &[]).refuses(2, &["audit that the room serves"]);
    let audit = ["--certification-audit", "CAUD-1"];
    open("MBR-2", &end, &audit).refuses(3, &["MBR-2", "external-auditor"]);
    open(&member, "2020-01-01", &audit).refuses(3, &["until"]);
    open(&member, &until(200), &audit).refuses(2, &["90 days"]);
    open(&member, &end, &["--certification-audit", "CAUD-1", "--as-of", "999999"]).refuses(2, &["999999"]);
    open(&member, &end, &["--certification-audit", "CAUD-1", "--requirement", "iso42001:A.99"]).refuses(2, &["A.99"]);
}
