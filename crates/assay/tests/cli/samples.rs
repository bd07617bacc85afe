//! Every file of garak, Inspect and lm-eval that is at hand goes in, is known for what it is, and turns nothing green:
//! they were all run against stand-in models.

use std::path::Path;

use serde_json::Value;

use crate::support::TestEnvironment;
use crate::support::files::{below, root, skipped};

const TOOLS: [(&str, &str); 3] = [("garak", "garak"), ("inspect", "inspect"), ("lm-eval", "lm-eval")];

/// The version that a file's name or text gives away, independent of any parser.
fn version_in(text: &str, tool: &str) -> Option<String> {
    let mark = match tool {
        "garak" => r#""garak_version": ""#,
        "lm-eval" => r#""lm_eval_version": ""#,
        _ => r#""inspect_ai": ""#,
    };
    let rest = text.split_once(mark)?.1;
    Some(rest.split('"').next()?.to_owned())
}

fn take_in(folder: &Path) {
    for (name, tool) in TOOLS {
        let place = TestEnvironment::demo();
        let before = place.states();
        let files = below(&folder.join(name));
        assert!(files.len() >= 3, "{files:?}");
        let mut args: Vec<&str> = vec!["ingest"];
        args.extend(files.iter().map(String::as_str));
        args.extend(["--subject", "SYS-3@1.1.0"]);
        let report = place.json(&args);
        assert_eq!(report["errors"], serde_json::json!([]), "{report:#}");
        let runs = report["artifacts"].as_array().unwrap();
        assert!(runs.len() >= 2 || tool == "lm-eval", "{report:#}");
        for run in runs {
            known(run, tool, &files);
        }
        for (old, new) in before.iter().zip(place.states()) {
            assert!(old.1 == new.1 || new.1 != "\"effective\"", "{old:?} became {new:?}");
        }
        for state in place.json(&args)["artifacts"].as_array().unwrap() {
            assert_eq!(state["duplicate"], true, "{state:#}");
        }
        place.run(&["doctor"]).succeeds();
    }
}

fn known(run: &Value, tool: &str, files: &[String]) {
    assert_eq!(run["tool"]["name"], tool, "{run:#}");
    assert!(run["observations"].as_u64().unwrap() > 0, "{run:#}");
    assert!(run["evidence"].as_str().is_some_and(|e| e.starts_with("EV-")), "{run:#}");
    assert_ne!(run["run"]["representativeness"], "real", "{run:#}");
    let file = files.iter().find(|f| f.ends_with(run["file"].as_str().unwrap())).unwrap();
    let stated = version_in(&String::from_utf8_lossy(&std::fs::read(file).unwrap()), tool);
    match stated {
        Some(version) => assert_eq!(run["tool"]["version"], version, "{file}"),
        // Packed, stated elsewhere, or not at all: one of those that the samples were written by, never a guess.
        None => {
            let seen = ["0.10.3.1", "0.12.0", "0.17.1", "0.3.60", "0.3.240", "0.4.3", "0.4.13"];
            let unstated = run["tool"]["version"].is_null() && !file.ends_with(".eval");
            let version = run["tool"]["version"].as_str().unwrap_or_default();
            assert!(unstated || seen.contains(&version), "{file}: {run:#}");
        }
    }
}

#[test]
fn fixtures() {
    take_in(&root().join("crates/evidence/fixtures"));
}

#[test]
fn samples_beside_the_repository() {
    let folder = root().join("../shared/samples");
    if !folder.is_dir() {
        skipped("there is no folder of samples beside the repository; the fixtures were tested");
        return;
    }
    take_in(&folder);
}

/// Files of the other formats are known by their content, and none of them turns anything green by itself.
#[test]
fn samples_of_the_other_formats() {
    let folder = root().join("../shared/samples");
    if !folder.is_dir() {
        skipped("there is no folder of samples beside the repository, so the other formats were not taken in");
        return;
    }
    let formats = [
        ("promptfoo", "promptfoo-results"),
        ("pyrit", "pyrit-attacks"),
        ("cyclonedx", "cyclonedx-bom"),
        ("junit", "junit-xml"),
        ("sarif", "sarif-log"),
    ];
    for (name, format) in formats {
        let place = TestEnvironment::demo();
        let before = place.states();
        let files = below(&folder.join(name));
        let mut args: Vec<&str> = vec!["ingest"];
        args.extend(files.iter().map(String::as_str));
        args.extend(["--subject", "SYS-3@1.1.0", "--output", "json"]);
        let report = place.run(&args).json();
        let runs = report["artifacts"].as_array().unwrap();
        assert!(runs.iter().any(|run| run["format"] == format), "{name}: {report:#}");
        // promptfoo writes JUnit files as well, and they are known as such.
        let known = |run: &Value| formats.iter().any(|(_, format)| run["format"] == *format);
        assert!(runs.iter().all(known), "{name}: {report:#}");
        for (old, new) in before.iter().zip(place.states()) {
            assert!(old.1 == new.1 || new.1 != "\"effective\"", "{name}: {old:?} became {new:?}");
        }
        place.run(&["doctor"]).succeeds();
    }
}

/// What other tools write is kept and quarantined, never half understood.
#[test]
fn foreign_files_are_quarantined() {
    let folder = root().join("../shared/samples");
    if !folder.is_dir() {
        skipped("there is no folder of samples beside the repository, so foreign files were not tested");
        return;
    }
    let place = TestEnvironment::demo();
    let before = place.states();
    let tools = ["mlflow", "helm", "deepeval", "evidently"];
    let files: Vec<String> = tools.iter().flat_map(|t| below(&folder.join(t))).collect();
    let mut args: Vec<&str> = vec!["ingest"];
    args.extend(files.iter().map(String::as_str));
    args.extend(["--subject", "SYS-3@1.1.0", "--output", "json"]);
    let report = place.run(&args).exits(2).json();
    assert_eq!(report["errors"].as_array().unwrap().len(), files.len(), "{report:#}");
    assert_eq!(place.json(&["quarantine", "list"])["artifacts"].as_array().unwrap().len(), files.len());
    assert_eq!(place.states(), before);
}
