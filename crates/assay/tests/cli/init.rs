//! `assay init`

use std::os::unix::fs::PermissionsExt as _;

use serde_json::json;

use crate::contract::holds;
use crate::support::{Request, Server, TestEnvironment};

#[test]
fn a_new_folder_says_what_to_trust() {
    let place = TestEnvironment::empty();
    let made = place.run(&["init", "--organisation", "My Lab", "--owner", "Ana Ribeiro"]).succeeds();
    assert!(made.stdout.starts_with("Created workspace `my-lab` of My Lab in "), "{}", made.stdout);
    assert!(made.stdout.contains("Verifier key: assay/"), "{}", made.stdout);
    assert!(made.stdout.contains(&place.vkey()));
    assert_eq!(place.json(&["record", "show", "PER-1"])["title"], "Ana Ribeiro");
    assert_eq!(place.json(&["record", "show", "MBR-1"])["body"]["roles"], json!(["owner"]));
    place.run(&["doctor"]).succeeds();
}

#[test]
fn json_names_the_workspace() {
    let place = TestEnvironment::empty();
    let view = place.json(&["init", "--workspace", "lab"]);
    let pattern =
        json!({"id": "string", "slug": "string", "organisation": "string", "demo": "boolean", "origin": "string"});
    holds(&view, &pattern);
    assert_eq!((&view["slug"], &view["demo"]), (&json!("lab"), &json!(false)));
}

#[test]
fn a_demo_says_so_for_ever() {
    let place = TestEnvironment::demo();
    assert_eq!(place.json(&["workspace", "list"])["workspaces"][0]["demo"], true);
    assert!(place.vkey().starts_with("assay-demo/"));
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let place = TestEnvironment::demo();
    let before = place.run(&["log", "checkpoint"]).succeeds().stdout;
    place.run(&["init"]).refuses(3, &["holds an installation already", "assay workspace create"]);
    place.run(&["init", "--demo"]).refuses(3, &["assay workspace create"]);
    assert_eq!(place.run(&["log", "checkpoint"]).succeeds().stdout, before);
}

#[test]
fn wrong_command_lines() {
    let place = TestEnvironment::empty();
    place.run(&["init", "--demo", "--organisation", "X"]).refuses(2, &["cannot be used with"]);
    place.run(&["init", "--organisation", " "]).refuses(2, &["name the organisation"]);
    place.run(&["init", "--workspace", "No Slug"]).refuses(2, &["lower-case letters"]);
    place.run(&["init", "--server", "https://assay.example.org"]).refuses(2, &["works on a data folder"]);
    place.run(&["init"]).succeeds();
}

/// Keys are for the owner's eyes.
#[test]
fn key_files_are_private() {
    let place = TestEnvironment::empty();
    place.run(&["init"]).succeeds();
    let mut keys = vec![place.data().join("control.key"), place.data().join("master.key")];
    for space in std::fs::read_dir(place.data().join("workspaces")).unwrap() {
        keys.push(space.unwrap().path().join("log.key"));
    }
    assert_eq!(keys.len(), 3);
    for key in keys {
        assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600, "{}", key.display());
    }
}

#[test]
fn what_is_known_of_the_organisation_is_drafted_and_put_in_force() {
    let env = TestEnvironment::empty();
    let known = ["--role", "provider", "--role", "developer", "--framework", "eu-ai-act", "--jurisdiction", "de"];
    let args = ["init", "--organisation", "Aldermoor", "--owner", "Ana", "--jurisdiction", "Brazil"];
    env.run(&[&args[..], &known[..]].concat()).succeeds();
    let list = |kind: &str| env.json(&["record", "list", kind]);
    let titles = |kind: &str| {
        let records = list(kind)["records"].as_array().unwrap().clone();
        records.iter().map(|r| r["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let scope = &list("scope-statement")["records"][0];
    assert_eq!((&scope["state"], &scope["body"]["roles"]), (&json!("draft"), &json!(["provider", "developer"])));
    assert_eq!(titles("context-issue"), ["Law on AI: Brazil", "Law on AI: DE"]);
    let in_force = titles("activation");
    assert!(
        in_force.iter().any(|t| t.contains("EU AI Act")) && !in_force.iter().any(|t| t.contains("27001")),
        "{in_force:?}"
    );
    // Today has what is missing.
    let tasks = list("task")["records"].as_array().unwrap().clone();
    assert_eq!(tasks.len(), 3);
    for task in &tasks {
        assert_eq!((&task["state"], &task["body"]["owner"]), (&json!("open"), &json!("PER-1")), "{task}");
        assert!(task["body"]["subject"].is_string() && task["body"]["requirement"].is_string(), "{task}");
    }
}

#[test]
fn what_cannot_be_had_makes_nothing() {
    let env = TestEnvironment::empty();
    let refused = env.run(&["init", "--framework", "iso9999"]);
    assert!(refused.stderr.contains("no framework `iso9999` is shipped"), "{}", refused.stderr);
    let password = env.write("password", "password1234\n");
    let ana = ["init", "--owner", "Ana", "--admin-login", "ana@lab.example", "--admin-password-file", &password];
    let weak = env.run(&ana);
    assert!(weak.stderr.contains("easily guessed"), "{}", weak.stderr);
    for incomplete in [ana[..5].to_vec(), [&ana[..1], &ana[3..]].concat()] {
        assert_eq!(env.run(&incomplete).code, 2, "{incomplete:?}");
    }
    env.run(&["init", "--organisation", "Aldermoor"]).succeeds();
}

#[test]
fn the_first_administrator_is_made_without_a_browser() {
    let env = TestEnvironment::empty();
    let password = env.write("password", "lantern gravel osprey\nnot this line\n");
    let ana = ["init", "--owner", "Ana", "--admin-login", "Ana@lab.example", "--admin-password-file", &password];
    let said = env.run(&ana).succeeds();
    assert!(said.stdout.contains("Sign in as Ana@lab.example") && !said.stdout.contains("lantern"), "{}", said.stdout);
    let server = Server::start(&env);
    assert_eq!(server.setup_code(), None, "somebody has an account");
    let form = "login=ana%40lab.example&password=lantern+gravel+osprey";
    let form = Request::new("POST", "/sign-in").header("Sec-Fetch-Site", "same-origin").body(form);
    let entered = server.send(&form.header("Content-Type", "application/x-www-form-urlencoded")).is(303);
    assert_eq!(entered.header("location"), Some("/"));
}
