//! `assay artifact`

use sha2::{Digest as _, Sha256};

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
fn what_is_not_there() {
    let place = TestEnvironment::demo();
    place.run(&["artifact", "get", &"0".repeat(64)]).refuses(2, &["there is no artifact"]);
    for wrong in ["abc", "../../control.key", "%2e%2e%2f", &"g".repeat(64), &"A".repeat(64)] {
        place.run(&["artifact", "get", wrong, "-o", "x"]).refuses(2, &[]);
        assert!(!place.path("x").exists() && !place.path("x.part").exists());
    }
}
