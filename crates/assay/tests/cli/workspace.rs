//! `assay workspace`

use serde_json::json;

use crate::contract::holds;
use crate::support::TestEnvironment;

fn workspace() -> serde_json::Value {
    json!({"id": "string", "slug": "string", "organisation": "string", "demo": "boolean", "origin": "string"})
}

#[test]
fn several_workspaces_have_to_be_named() {
    let place = TestEnvironment::demo();
    let made = place.json(&["workspace", "create", "Second Lab", "--owner", "Bo"]);
    holds(&made, &workspace());
    assert_eq!(made["slug"], "second-lab");
    let list = place.json(&["workspace", "list"]);
    holds(&list, &json!({"workspaces": [workspace()]}));
    assert_eq!(list["workspaces"].as_array().unwrap().len(), 2);
    place.run(&["posture"]).refuses(2, &["--workspace", "demo", "second-lab"]);
    let mine = place.json(&["record", "list", "person", "--workspace", "second-lab"]);
    assert_eq!(mine["records"].as_array().unwrap().len(), 1);
    place.run(&["record", "show", "SYS-3", "--workspace", "second-lab"]).refuses(2, &["SYS-3"]);
    place.run(&["record", "show", "SYS-3", "--workspace", "demo"]).succeeds();
    place.run(&["workspace", "create", "Second Lab"]).refuses(3, &["second-lab", "already"]);
    place.run(&["record", "list", "--workspace", "third"]).refuses(2, &["third"]);
    assert!(place.run(&["workspace", "list"]).succeeds().stdout.contains("Aldermoor Language Labs"));
}
