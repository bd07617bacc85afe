//! `assay artifact`

use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::contract::holds;
use crate::support::TestEnvironment;
use crate::support::files::example;

#[test]
fn the_exact_bytes_come_back() {
    let place = TestEnvironment::demo();
    let file = example("1.0.0.eval");
    let report = place.json(&["ingest", &file, "--subject", "SYS-3@1.0.0"]);
    let sha256 = report["artifacts"][0]["sha256"].as_str().unwrap();
    let original = std::fs::read(&file).unwrap();
    let hex: String = Sha256::digest(&original).iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(sha256, hex);

    let printed = place.command().args(["artifact", "get", sha256]).output().unwrap();
    assert!(printed.status.success() && printed.stdout == original);
    let saved = place.run(&["artifact", "get", sha256, "-o", "back.eval"]).succeeds();
    assert_eq!(saved.stdout, "");
    assert_eq!(std::fs::read(place.path("back.eval")).unwrap(), original);
}

#[test]
fn put_contract() {
    let place = TestEnvironment::demo();
    let (one, two) = (place.write("minutes.pdf", "%PDF-1.7"), place.write("list.csv", "a,b"));
    let stored = place.json(&["artifact", "put", &one, &two]);
    holds(&stored, &json!({"artifacts": [{"name": "string", "sha256": "string"}]}));
    assert_eq!(
        (&stored["artifacts"][0]["name"], &stored["artifacts"][1]["name"]),
        (&json!("minutes.pdf"), &json!("list.csv"))
    );
    // A record names it by its digest.
    let sha256 = format!("sha256={}", stored["artifacts"][0]["sha256"].as_str().unwrap());
    place.json(&["record", "create", "document", "--set", "title=Minutes", "--set", "owner=PER-1", "--set", &sha256]);
    let text = place.run(&["artifact", "put", &two]).succeeds().stdout;
    assert!(text.ends_with("list.csv\n"), "{text}");
    place.run(&["artifact", "put", "absent"]).refuses(2, &["cannot read absent"]);
}

#[test]
fn what_is_not_there() {
    let place = TestEnvironment::demo();
    place.run(&["artifact", "get", &"0".repeat(64)]).refuses(2, &["there is no artifact"]);
    for wrong in ["abc", "../../control.key", "%2e%2e%2f", &"g".repeat(64), &"A".repeat(64)] {
        place.run(&["artifact", "get", wrong, "-o", "x"]).refuses(2, &[]);
        assert!(!place.path("x").exists() && !place.path("x.part").exists());
    }
}
