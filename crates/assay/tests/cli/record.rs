//! `assay record`

use serde_json::{Value, json};

use crate::contract::{self, holds};
use crate::support::TestEnvironment;

fn keys(list: &Value) -> Vec<String> {
    list["records"].as_array().unwrap().iter().map(|r| r["key"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn list_contract() {
    let place = TestEnvironment::demo();
    let list = place.json(&["record", "list", "--limit", "500"]);
    holds(&list, &json!({"records": [contract::record()], "next": "string|null"}));
    assert!(keys(&list).len() == 500 && list["next"].is_string(), "{}", list["next"]);
    let risks = place.json(&["record", "list", "risk", "--limit", "500"]);
    assert!(keys(&risks).len() > 10);
    assert_eq!(risks["next"], Value::Null);
    let text = place.run(&["record", "list", "member"]).succeeds().stdout;
    assert!(text.lines().next().unwrap().split_whitespace().eq(["KEY", "KIND", "STATE", "REV", "TITLE"]), "{text}");
    assert!(text.contains("Hiroshi Kanda"), "{text}");
}

#[test]
fn pages_add_up_to_the_whole() {
    let place = TestEnvironment::demo();
    let whole = keys(&place.json(&["record", "list", "control", "--limit", "500"]));
    assert_eq!(whole.len(), 41);
    let (mut pages, mut after) = (Vec::new(), None::<String>);
    loop {
        let mut args = vec!["record", "list", "control", "--limit", "7"];
        args.extend(after.iter().flat_map(|a| ["--after", a.as_str()]));
        let page = place.json(&args);
        assert!(keys(&page).len() <= 7);
        pages.extend(keys(&page));
        match page["next"].as_str() {
            Some(next) => after = Some(next.to_owned()),
            None => break,
        }
    }
    assert_eq!(pages, whole);
    place.run(&["record", "list", "--after", "nonsense"]).refuses(2, &[]);
    place.run(&["record", "list", "colour"]).refuses(2, &["no kind `colour`", "ai-system"]);
}

#[test]
fn filters() {
    let place = TestEnvironment::demo();
    let released = place.json(&["record", "list", "system-version", "--state", "released"]);
    assert!(released["records"].as_array().unwrap().iter().all(|r| r["state"] == "released"));
    let versions = place.json(&["record", "list", "system-version", "--link", "system:SYS-3"]);
    assert_eq!(keys(&versions).len(), 2);
    let found = place.json(&["record", "list", "-q", "Aldermoor Chat"]);
    assert!(keys(&found).contains(&"SYS-1".to_owned()), "{found}");
    let early = place.json(&["record", "list", "--as-of", "3"]);
    assert_eq!(keys(&early), ["WSP-1", "PER-1", "MBR-1"]);
    place.run(&["record", "list", "--link", "SYS-3"]).refuses(2, &["field:KEY"]);
}

#[test]
fn show_takes_keys_versions_and_moments() {
    let place = TestEnvironment::demo();
    let system = place.json(&["record", "show", "SYS-3"]);
    holds(&system, &contract::record());
    assert_eq!(place.json(&["record", "show", "SYS-3@1.0.0"])["kind"], "system-version");
    let seq = system["seq"].as_u64().unwrap().to_string();
    let before = place.json(&["record", "show", "SYS-3", "--as-of", &seq]);
    assert_eq!(before["revision"].as_u64().unwrap() + 1, system["revision"].as_u64().unwrap());
    let text = place.run(&["record", "show", "SYS-3"]).succeeds().stdout;
    assert!(text.starts_with("SYS-3 Digit reader · in-scope · revision"), "{text}");
    let signed = place.json(&["record", "show", "THR-1"]);
    holds(&signed, &contract::record());
    assert_eq!(
        (&signed["signatures"][0]["signer"], &signed["signatures"][0]["digest"]),
        (&json!("MBR-3"), &signed["digest"])
    );
    for command in ["show", "history"] {
        let text = place.run(&["record", command, "THR-1"]).succeeds().stdout;
        assert!(text.contains(": MBR-3 approves this criterion before any result is known (proved by local"), "{text}");
        assert!(text.contains(signed["digest"].as_str().unwrap()), "{text}");
    }
    place.run(&["record", "show", "SYS-99"]).refuses(2, &["there is no record SYS-99"]);
    place.run(&["record", "show", "nonsense"]).refuses(2, &["nonsense"]);
    place.run(&["record", "show", "SYS-3@9"]).refuses(2, &["SYS-3@9"]);
}

#[test]
fn create_update_move_history() {
    let place = TestEnvironment::demo();
    let made = place.json(&["record", "create", "ai-system", "--set", "title=Sorter", "--set", "owner=PER-1"]);
    holds(&made, &contract::record());
    assert_eq!((&made["state"], &made["revision"], &made["via"]), (&json!("draft"), &json!(1), &json!("local-cli")));
    let key = made["key"].as_str().unwrap();
    place.run(&["record", "transition", key, "admit"]).refuses(2, &["roles", "intended_use"]);
    let roles = r#"roles=["user"]"#;
    let args = ["record", "update", key, "--set", roles, "--set", "intended_use=Sorts", "--revision", "1"];
    let text = place.run(&args).succeeds().stdout;
    assert!(text.starts_with(&format!("{key} Sorter · draft · revision 2 · entry ")), "{text}");
    assert_eq!(place.json(&["record", "transition", key, "admit"])["state"], "in-scope");
    place.run(&["record", "transition", key, "admit"]).refuses(3, &["does not start from in-scope", "retire"]);
    let history = place.json(&["record", "history", key]);
    holds(&history, &json!({"revisions": [contract::record()]}));
    let acts: Vec<&str> = history["revisions"].as_array().unwrap().iter().map(|r| r["op"].as_str().unwrap()).collect();
    assert_eq!(acts, ["create", "update", "admit"]);
    // An empty value takes a field away; a file is a whole body.
    let body = place.write("body.json", r#"{"title": "Sorter two", "owner": "PER-1"}"#);
    let replaced = place.json(&["record", "update", key, "--file", &body]);
    assert_eq!((&replaced["title"], &replaced["body"]["intended_use"]), (&json!("Sorter two"), &Value::Null));
}

#[test]
fn a_stale_revision_is_a_conflict_with_both_sides() {
    let place = TestEnvironment::demo();
    let args = ["record", "update", "SYS-3", "--set", "intended_use=Mine", "--revision", "1"];
    place.run(&args).refuses(3, &["SYS-3 is at revision 4, not 1"]);
    let refused = place.run(&[&args[..], &["--output", "json"]].concat()).exits(3).json();
    holds(&refused, &contract::error());
    let details = &refused["error"]["details"];
    assert_eq!(details["yours"]["intended_use"], "Mine");
    assert_eq!(details["theirs"]["intended_use"], "Reads handwritten digits on paper forms that customers send in");
    assert_eq!((&details["expected"], &details["actual"]), (&json!(1), &json!(4)));
    let args = ["record", "transition", "SYS-3@1.1.0", "release", "--revision", "1"];
    place.run(&args).refuses(3, &["revision"]);
}

#[test]
fn wrong_bodies_say_where_and_what() {
    let place = TestEnvironment::demo();
    let create = |pairs: &[&str]| {
        let sets = pairs.iter().flat_map(|p| ["--set", *p]);
        place.run(&["record", "create", "ai-system"].into_iter().chain(sets).collect::<Vec<_>>())
    };
    create(&["colour=red", "title=X"]).refuses(2, &["no field `colour`", "intended_use"]);
    create(&["title"]).refuses(2, &["is not FIELD=VALUE"]);
    create(&[]).refuses(2, &["--set FIELD=VALUE"]);
    create(&["title=X", "owner=PER-999"]).refuses(2, &["PER-999"]);
    create(&["title=X", "owner=SYS-1"]).refuses(2, &["`SYS-1` is not a person"]);
    create(&["title=X", "owner=PER-1", r#"roles=["magician"]"#]).refuses(2, &["magician", "developer"]);
    place.run(&["record", "create", "evidence", "--set", "title=X"]).refuses(2, &["not made by hand"]);
    place.run(&["record", "create", "ai-system", "--file", "absent.json"]).refuses(2, &["cannot read absent.json"]);
    let broken = place.write("broken.json", "{\"title\": ");
    place.run(&["record", "create", "ai-system", "--file", &broken]).refuses(2, &["holds no JSON object"]);
}
