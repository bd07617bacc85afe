//! `assay job`

use serde_json::json;

use crate::contract::holds;
use crate::support::TestEnvironment;

fn job() -> serde_json::Value {
    json!({
        "name": "string", "about": "string", "every_seconds": "integer", "state": "string", "next": "string|null",
        "failures": "integer", "runs": "integer", "failed": "integer", "ran_at": "string|null", "ok": "boolean|null",
        "result": "string|null", "error": "string|null", "error_at": "string|null",
    })
}

#[test]
fn jobs_are_listed_and_run() {
    let place = TestEnvironment::demo();
    let list = place.json(&["job", "list"]);
    holds(&list, &json!({"jobs": [job()]}));
    let names: Vec<&str> = list["jobs"].as_array().unwrap().iter().filter_map(|j| j["name"].as_str()).collect();
    assert_eq!(names, ["doctor", "expiry", "housekeeping", "idempotency"]);
    holds(&place.json(&["job", "run", "doctor"]), &job());
    place.run(&["job", "run", "nothing"]).refuses(2, &["nothing", "doctor, expiry, housekeeping, idempotency"]);
    let after = place.json(&["job", "list"]);
    assert_eq!(after["jobs"][0]["runs"], 1, "kept from one process to the next");
    assert!(place.run(&["job", "list"]).succeeds().stdout.contains("in order"));
}
