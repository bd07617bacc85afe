//! `assay record export`, `import`, `diff` and `schema`

use serde_json::{Value, json};

use crate::contract::holds;
use crate::support::TestEnvironment;

fn import_contract() -> Value {
    json!({
        "kind": "string", "applied": "boolean", "repeated": "boolean", "created": "integer", "updated": "integer",
        "unchanged": "integer", "refused": "integer",
        "rows": [{
            "row": "integer", "fate": "string", "key?": "string", "revision?": "integer", "title": "string",
            "problems?": [{"column?": "string", "code": "string", "text": "string"}],
        }],
    })
}

#[test]
fn every_kind_of_the_demonstration_goes_out_and_says_what_is_recorded() {
    let place = TestEnvironment::demo();
    for kind in ["ai-system", "control", "risk", "person", "system-version", "task"] {
        for ending in ["csv", "xlsx"] {
            let file = place.path(&format!("{kind}.{ending}"));
            let file = file.to_str().unwrap();
            place.run(&["record", "export", kind, "--file", file]).succeeds();
            let first = std::fs::read(file).unwrap();
            place.run(&["record", "export", kind, "--file", file]).succeeds();
            assert_eq!(std::fs::read(file).unwrap(), first, "{kind}.{ending}: the same records, the same bytes");
            let report = place.json(&["record", "import", kind, file]);
            holds(&report, &import_contract());
            let rows = report["rows"].as_array().unwrap().len();
            assert_eq!(
                (&report["unchanged"], &report["refused"]),
                (&json!(rows), &json!(0)),
                "{kind}.{ending}: {report:#}"
            );
        }
    }
}

#[test]
fn a_sheet_is_looked_at_then_taken_in() {
    let place = TestEnvironment::demo();
    let sheet = place.write("tasks.csv", "title,owner,due\n=1+1,PER-1,2026-12-01\nSecond,PER-1,soon\n");
    let looked = place.run(&["record", "import", "task", &sheet]).exits(1).stdout;
    assert!(looked.contains("due: `soon` is not a") && looked.contains("nothing written"), "{looked}");
    let refused = place.run(&["record", "import", "task", &sheet, "--apply"]).exits(2);
    assert!(refused.stderr.contains("1 of 2 rows"), "{}", refused.stderr);
    assert!(refused.stdout.contains("soon"), "{}", refused.stdout);
    let sheet = place.write("tasks.csv", "title,owner,due\n=1+1,PER-1,2026-12-01\nSecond,PER-1,2026-12-02\n");
    let report = place.json(&["record", "import", "task", &sheet, "--apply"]);
    assert_eq!((&report["applied"], &report["created"]), (&json!(true), &json!(2)), "{report:#}");
    let key = report["rows"][0]["key"].as_str().unwrap();
    assert_eq!(place.json(&["record", "show", key])["title"], "=1+1");
    let printed = place.run(&["record", "export", "task", "-q", "Second"]).succeeds().stdout;
    assert!(printed.starts_with("key,state,revision,title,owner,") && printed.contains(",Second,"), "{printed}");
    place.run(&["record", "import", "task", "nowhere.csv"]).refuses(2, &["nowhere.csv"]);
    place.run(&["record", "import", "artifact", &sheet]).refuses(2, &["its own command makes it"]);
    let broken = place.write("broken.xlsx", "no workbook");
    place.run(&["record", "import", "task", &broken]).refuses(2, &["XLSX workbook"]);
}

#[test]
fn differences_and_schemas() {
    let place = TestEnvironment::demo();
    let made = place.json(&["record", "create", "task", "--set", "title=One", "--set", "owner=PER-1"]);
    let key = made["key"].as_str().unwrap();
    place.run(&["record", "update", key, "--set", "title=Two"]).succeeds();
    let diff = place.json(&["record", "diff", key]);
    let side = json!({"revision": "integer", "state": "string", "op": "string", "actor": "string", "at": "string", "erased": "boolean"});
    holds(
        &diff,
        &json!({
            "key": "string", "kind": "string", "from": side, "to": side,
            "changes": [{
                "path": "string", "how": "string", "old?": "string", "new?": "string",
                "lines?": [{"how?": "string", "text": "string"}],
            }],
        }),
    );
    assert_eq!(diff["changes"][0]["path"], "/title");
    let text = place.run(&["record", "diff", key, "--from", "2", "--to", "1"]).succeeds().stdout;
    assert!(text.contains("- Two") && text.contains("+ One"), "{text}");
    place.run(&["record", "diff", key, "--from", "7"]).refuses(2, &["revision 7"]);

    let schema = place.json(&["record", "schema", "risk"]);
    assert_eq!(schema["$id"], "urn:assay:kind:risk/1");
    assert_eq!(schema["properties"]["owner"]["x-labels"]["pt-PT"], "Dono do risco");
    let treat = schema["x-assay"]["transitions"].as_array().unwrap().iter().find(|t| t["name"] == "treat").unwrap();
    assert_eq!(treat["requires"], json!(["treatment", "review_due"]));
    assert!(treat["who"]["roles"].as_array().unwrap().contains(&json!("approver")), "{treat}");
    place.run(&["record", "schema", "colour"]).refuses(2, &["colour"]);
}
