//! `assay ingest`

use serde_json::json;

use crate::contract::{self, holds};
use crate::support::TestEnvironment;
use crate::support::files::{example, fixture};

#[test]
fn report_contract() {
    let place = TestEnvironment::demo();
    let noise = place.write("noise.bin", [7_u8; 4000]);
    let args = ["ingest", &example("1.0.0.eval"), &noise, "--subject", "SYS-3@1.0.0", "--output", "json"];
    let report = place.run(&args).exits(2).json();
    holds(&report, &contract::ingest());
    let run = &report["artifacts"][0];
    assert_eq!((&run["file"], &run["evidence"]), (&json!("1.0.0.eval"), &json!("EV-34")));
    assert_eq!(run["tool"], json!({"name": "inspect", "version": "0.3.285"}));
    assert_eq!(run["run"], json!({"status": "complete", "representativeness": "real"}));
    assert_eq!(run["observations"], 2);
    assert_eq!(
        (&report["errors"][0]["file"], &report["errors"][0]["code"]),
        (&json!("noise.bin"), &json!("format.unknown"))
    );
    let changed = &report["changed"][0];
    assert_eq!(
        (&changed["id"], &changed["before"], &changed["after"]),
        (&json!("A.6.2.4"), &json!("missing"), &json!("failing"))
    );
}

#[test]
fn text_says_what_it_means() {
    let place = TestEnvironment::demo();
    let text = place.run(&["ingest", &example("1.0.0.eval"), "--subject", "SYS-3@1.0.0"]).succeeds().stdout;
    assert!(text.starts_with("1.0.0.eval: EV-34 · inspect 0.3.285 · 2 observations · run complete · real"), "{text}");
    assert!(text.contains("A.6.2.4 AI system verification and validation (SYS-3@1.0.0): missing -> failing"), "{text}");
    assert!(text.contains("because digit_reading/match/accuracy is 0.8467 in EV-34"), "{text}");
}

#[test]
fn the_same_bytes_twice_are_one_piece_of_evidence() {
    let place = TestEnvironment::demo();
    let args = ["ingest", &example("1.0.0.eval"), "--subject", "SYS-3@1.0.0"];
    let first = place.json(&args);
    assert_eq!(first["artifacts"][0]["duplicate"], false);
    // Under another name it is the same run still.
    let renamed = place.write("again.eval", std::fs::read(example("1.0.0.eval")).unwrap());
    let second = place.json(&["ingest", &renamed, "--subject", "SYS-3@1.0.0"]);
    assert_eq!(second["artifacts"][0]["duplicate"], true);
    assert_eq!(second["artifacts"][0]["evidence"], first["artifacts"][0]["evidence"]);
    assert_eq!(second["changed"], json!([]));
    place.run(&["record", "show", "EV-35"]).refuses(2, &["EV-35"]);
    let sha256 = &first["artifacts"][0]["sha256"];
    let artifacts = place.json(&["record", "list", "artifact", "--limit", "500"]);
    let records = artifacts["records"].as_array().unwrap();
    let mine: Vec<_> = records.iter().filter(|r| &r["body"]["sha256"] == sha256).collect();
    assert_eq!(mine.len(), 1);
    assert_eq!(mine[0]["body"]["deliveries"].as_array().unwrap().len(), 2, "{}", mine[0]);
    let text = place.run(&args).succeeds().stdout;
    assert!(text.contains("the same bytes were delivered before; this delivery is noted"), "{text}");
}

#[test]
fn a_folder_is_a_delivery() {
    let place = TestEnvironment::demo();
    let folder = std::path::Path::new(&fixture("lm-eval/x")).parent().unwrap().to_str().unwrap().to_owned();
    let report =
        place.json(&["ingest", &folder, "--subject", "SYS-3@1.1.0", "--pipeline", "nightly", "--attempt", "2"]);
    assert_eq!(report["errors"], json!([]));
    let evidence = report["artifacts"][0]["evidence"].as_str().unwrap();
    let body = &place.json(&["record", "show", evidence])["body"];
    assert_eq!((&body["run"]["pipeline"], &body["run"]["attempt"]), (&json!("nightly"), &json!(2)));
}

#[test]
fn wrong_subjects_and_files() {
    let place = TestEnvironment::demo();
    let log = example("1.0.0.eval");
    place.run(&["ingest", &log]).refuses(2, &["--subject"]);
    place.run(&["ingest", "--subject", "SYS-3@1.0.0"]).refuses(2, &["<PATH>"]);
    place.run(&["ingest", &log, "--subject", "SYS-3@9.9.9"]).refuses(2, &["SYS-3@9.9.9"]);
    place.run(&["ingest", &log, "--subject", "workspace"]).refuses(2, &["cannot be a subject", "SYS-1@1.1.0"]);
    place.run(&["ingest", "absent.eval", "--subject", "SYS-3@1.0.0"]).refuses(2, &["cannot read absent.eval"]);
    place.run(&["record", "show", "EV-34"]).refuses(2, &["EV-34"]);
}
