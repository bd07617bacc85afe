//! `assay notice`

use serde_json::json;

use crate::contract::holds;
use crate::support::TestEnvironment;

fn notice() -> serde_json::Value {
    json!({
        "id": "integer", "code": "string", "text": "string", "key": "string", "kind": "string", "title": "string",
        "revision": "integer", "field": "string", "ends": "string", "days": "integer", "owner?": "string",
        "given_at": "string", "acknowledged_by?": "string", "acknowledged_at?": "string",
    })
}

#[test]
fn notices_are_listed_and_acknowledged() {
    let place = TestEnvironment::demo();
    let due = ["--set", "title=Look at it", "--set", "owner=PER-1", "--set", "due=2020-01-31"];
    place.run(&[&["record", "create", "task"][..], &due].concat()).succeeds();
    assert!(!place.run(&["notice", "list"]).succeeds().stdout.contains("Look at it"), "the job gives notice");
    place.run(&["job", "run", "expiry"]).succeeds();
    let list = place.json(&["notice", "list"]);
    holds(&list, &json!({"notices": [notice()]}));
    let all = list["notices"].as_array().unwrap();
    let ours = all.iter().find(|n| n["title"] == "Look at it").unwrap();
    assert_eq!((&ours["code"], &ours["days"]), (&json!("notice.ended"), &json!(0)));
    let id = ours["id"].to_string();
    let taken = place.json(&["notice", "acknowledge", &id]);
    assert!(taken["acknowledged_by"].as_str().unwrap().starts_with("MBR-"));
    place.run(&["notice", "acknowledge", &id]).refuses(3, &["before"]);
    place.run(&["notice", "acknowledge", "999999"]).refuses(2, &["999999"]);
}
