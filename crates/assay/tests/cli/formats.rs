//! `assay formats`

use serde_json::json;

use crate::contract::holds;
use crate::support::TestEnvironment;

#[test]
fn what_can_be_read_is_listed_without_a_data_folder() {
    let place = TestEnvironment::empty();
    let list = place.json(&["formats"]);
    holds(
        &list,
        &json!({"formats": [{
            "id": "string", "tool": "string", "title": "string", "seen_versions": ["string"], "parser": "string",
            "ignores": "string", "limits": "string",
        }]}),
    );
    let ids: Vec<&str> = list["formats"].as_array().unwrap().iter().map(|f| f["id"].as_str().unwrap()).collect();
    for id in ["garak-report", "garak-hitlog", "inspect-eval", "inspect-json", "lm-eval-results", "lm-eval-samples"] {
        assert!(ids.contains(&id), "{ids:?}");
    }
    assert!(place.run(&["formats"]).succeeds().stdout.contains("garak report (.report.jsonl)"));
}
