//! `assay token`

use serde_json::json;

use crate::contract::{self, holds};
use crate::support::{Request, Server, TestEnvironment};

#[test]
fn the_secret_is_printed_once_and_kept_nowhere() {
    let place = TestEnvironment::demo();
    let args = ["token", "create", "--title", "CI", "--member", "MBR-8", "--scopes", "read,collect"];
    let made = place.run(&args).succeeds();
    let secret = made.stdout.trim();
    assert!(secret.starts_with("assay_") && secret.len() == 6 + 64 + 8, "{secret}");
    assert!(made.stderr.contains("TOK-1 for MBR-8") && !made.stderr.contains(secret), "{}", made.stderr);
    let record = place.json(&["record", "show", "TOK-1"]);
    assert_eq!(record["body"]["scopes"], json!(["read", "collect"]), "{record}");
    for folder in [place.data(), place.data().join("workspaces")] {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let files = if entry.path().is_dir() {
                std::fs::read_dir(entry.path()).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file()).collect()
            } else {
                vec![entry.path()]
            };
            for file in files {
                let bytes = std::fs::read(&file).unwrap();
                assert!(!bytes.windows(64).any(|w| w == &secret.as_bytes()[6..70]), "{}", file.display());
            }
        }
    }
}

#[test]
fn json_contract_and_revocation() {
    let place = TestEnvironment::demo();
    let args =
        ["token", "create", "--title", "Audit", "--member", "MBR-7", "--scopes", "read", "--expires", "2099-01-31"];
    let made = place.json(&args);
    let pattern =
        json!({"key": "string", "token": "string", "member": "string", "scopes": ["string"], "expires": "string|null"});
    holds(&made, &pattern);
    let server = Server::start(&place);
    let ask = || server.send(&Request::get("/api/v1/w/-/records").bearer(made["token"].as_str())).status;
    assert_eq!(ask(), 200);
    let revoked = place.json(&["token", "revoke", made["key"].as_str().unwrap()]);
    holds(&revoked, &contract::record());
    assert_eq!(revoked["state"], "revoked");
    assert_eq!(ask(), 401);
    place.run(&["token", "revoke", made["key"].as_str().unwrap()]).refuses(3, &["was revoked before"]);
}

#[test]
fn wrong_tokens() {
    let place = TestEnvironment::demo();
    let create = |more: &[&str]| place.run(&[&["token", "create", "--title", "x"], more].concat());
    create(&[]).refuses(2, &["--scopes"]);
    create(&["--scopes", "fly"]).refuses(2, &["`fly` is no scope", "collect"]);
    create(&["--scopes", "read", "--expires", "2001-01-01"]).refuses(2, &["lies in the past"]);
    create(&["--scopes", "read", "--expires", "soon"]).refuses(2, &["soon"]);
    create(&["--scopes", "read", "--member", "MBR-99"]).refuses(2, &["MBR-99"]);
    create(&["--scopes", "read", "--member", "PER-1"]).refuses(2, &["no active member"]);
    place.run(&["token", "revoke", "SYS-1"]).refuses(2, &["is no token"]);
}
