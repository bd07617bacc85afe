//! `assay framework`, and putting one in force beside ISO/IEC 42001.

use serde_json::{Value, json};

use crate::contract::holds;
use crate::support::TestEnvironment;

fn entry<'a>(list: &'a Value, edition: &str) -> &'a Value {
    let all = list["frameworks"].as_array().unwrap();
    all.iter().find(|f| f["edition"] == edition).unwrap_or_else(|| panic!("{list:#}"))
}

#[test]
fn frameworks_are_listed_with_what_is_in_force() {
    let place = TestEnvironment::demo();
    let list = place.json(&["framework", "list"]);
    holds(
        &list,
        &json!({"frameworks": [{
            "slug": "string", "name": "string", "edition": "string", "judged": "integer", "controls": "integer",
            "digest": "string", "in_force": "boolean",
        }]}),
    );
    let of = |slug: &str| {
        let all = list["frameworks"].as_array().unwrap();
        all.iter().filter(|f| f["slug"] == slug).map(|f| f["controls"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!((of("iso42001"), of("iso27001"), of("nist-ai-rmf")), (vec![38], vec![93], vec![0]));
    assert_eq!(of("iso27701"), [78, 49], "two editions side by side, the newest first");
    let in_force: Vec<&Value> =
        list["frameworks"].as_array().unwrap().iter().filter(|f| f["in_force"] == true).collect();
    assert_eq!(in_force.len(), 1);
    assert_eq!(in_force[0]["slug"], "iso42001");
}

#[test]
fn another_framework_has_states_once_it_is_in_force() {
    let place = TestEnvironment::demo();
    place.run(&["posture", "--framework", "nist-ai-rmf"]).refuses(2, &["nist-ai-rmf", "iso42001"]);
    place.run(&["activate", "framework", "nist-ai-rmf"]).succeeds();
    let posture = place.json(&["posture", "--framework", "nist-ai-rmf"]);
    let rows = posture["requirements"].as_array().unwrap();
    assert_eq!(rows.len(), 72);
    // Nothing measures them yet, and what ISO/IEC 42001 shows is no proof of theirs.
    assert!(rows.iter().all(|r| r["state"] == "missing"), "{posture:#}");
    let list = place.json(&["framework", "list"]);
    let name = posture["edition"].as_str().unwrap();
    assert_eq!(entry(&list, name)["in_force"], true);
    let earlier = place.run(&["posture", "--framework", "nist-ai-rmf", "--as-of", "100"]);
    earlier.refuses(2, &["no framework `nist-ai-rmf` was in force then"]);
}

#[test]
fn rows_of_a_law_say_since_when_they_apply() {
    let place = TestEnvironment::demo();
    let view = place.json(&["framework", "show", "eu-ai-act"]);
    let rows = view["requirements"].as_array().unwrap();
    let dated = rows.iter().filter(|r| !r["dates"].as_array().unwrap().is_empty());
    let mut seen = 0;
    for date in dated.flat_map(|r| r["dates"].as_array().unwrap()) {
        for field in ["route", "amended", "sources", "certainty"] {
            assert!(!date[field].is_null(), "{date}");
        }
        seen += 1;
    }
    assert_eq!(seen, 220);
    assert!(place.run(&["framework", "show", "eu-ai-act"]).succeeds().stdout.contains("2027-12-02"));
    place.run(&["framework", "show", "iso9001"]).refuses(2, &["iso9001", "iso42001"]);
    place.run(&["framework", "show", "iso27701", "--edition", "1999"]).refuses(2, &["ISO/IEC 27701:2019"]);
}
