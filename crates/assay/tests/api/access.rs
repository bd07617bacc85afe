//! Who may: nobody without a token, nobody beyond their role, nobody beyond their token.

use serde_json::json;

use crate::document::OF_INSTALLATION;
use crate::problem::problem;
use crate::support::{Request, Server};
use crate::world::{ALL, INSIDE, World};

#[test]
fn nothing_without_a_token() {
    let world = World::new();
    let document = world.document();
    let wrong = [
        "",
        "Bearer",
        "Bearer ",
        "Bearer assay_x",
        "Basic YTpi",
        &format!("Bearer assay_{}", "0".repeat(72)),
        "\u{7f}",
    ];
    for operation in world.operations() {
        let request = world.request(&operation, "demo", "SYS-3");
        let answer = world.server.send(&request);
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"), "{}", operation.id);
        problem(&document, &operation.id, &answer.is(401));
    }
    for header in wrong {
        let request = Request::get("/api/v1/w/demo/records").header("Authorization", header);
        let status = world.server.send(&request).status;
        assert!(matches!(status, 400 | 401), "`{header}`: {status}");
    }
    // A token in the address is no token: addresses end up in logs.
    let token = world.owner();
    let status = world.server.send(&Request::get(&format!("/api/v1/w/demo/records?token={token}"))).status;
    assert!(matches!(status, 400 | 401), "{status}");
}

#[test]
fn a_viewer_reads_and_is_told_who_may_do_the_rest() {
    let world = World::new();
    let document = world.document();
    let (viewer, size) = (world.token("MBR-7", &ALL), world.size());
    for operation in world.operations() {
        let request = world.request(&operation, "demo", "SYS-3").bearer(Some(&viewer));
        let answer = world.server.send(&request);
        let administers = ["doctor", "listJobs"].contains(&operation.id.as_str());
        // Views that somebody keeps for themselves are no part of the management system.
        let reads = ["createBundle", "answerQuestionnaire", "saveView", "renameView", "removeView"]
            .contains(&operation.id.as_str());
        let whole = OF_INSTALLATION.contains(&operation.id.as_str());
        let inside = INSIDE.contains(&operation.id.as_str());
        if !administers && !whole && !inside && (operation.method == "GET" || reads) {
            assert_eq!(answer.status, operation.status(), "{}: {}", operation.id, answer.text());
            continue;
        }
        let refused = problem(&document, &operation.id, &answer.is(403));
        if whole {
            assert_eq!(refused["code"], "owner.only");
        } else {
            assert_eq!(refused["code"], "role.lacks-action", "{}", operation.id);
            let roles = refused["details"]["roles"].as_array().unwrap();
            assert!(roles.contains(&json!("owner")) && !roles.contains(&json!("viewer")), "{refused}");
            assert!(refused["detail"].as_str().unwrap().contains(roles[0].as_str().unwrap()), "{refused}");
        }
    }
    assert_eq!(world.size(), size, "a refused request wrote something");
}

/// A token does what its scopes and its member's roles both allow.
#[test]
fn scopes_narrow_and_never_widen() {
    let world = World::new();
    let reading = world.token("MBR-1", &["read"]);
    let create = Request::post("/api/v1/w/demo/records", &json!({"kind": "person", "body": {"title": "X"}}));
    world.server.send(&create.bearer(Some(&reading))).is(403);
    world.server.send(&Request::get("/api/v1/w/demo/records").bearer(Some(&reading))).is(200);
    let blind = world.token("MBR-1", &["collect"]);
    world.server.send(&Request::get("/api/v1/w/demo/records").bearer(Some(&blind))).is(403);
    world.server.send(&Request::post("/api/v1/w/demo/bundle", &json!({})).bearer(Some(&blind))).is(403);
}

#[test]
fn a_foreign_name_opens_no_page() {
    let place = crate::support::TestEnvironment::demo();
    let server = Server::start(&place);
    for path in ["/", "/controls", "/controls/A.6.2.4", "/w/-/records/SYS-3", "/w/-/sheets/person"] {
        server.send(&Request::get(path)).is(200);
        server.send(&Request::get(path).header("Host", "localhost:9999")).is(200);
        for host in [
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "2130706433",
            "",
            "[::1].evil",
            "[::1",
            "localhost:80:90",
            "localhost]:1",
        ] {
            let answer = server.send(&Request::get(path).header("Host", host));
            assert!(matches!(answer.status, 400 | 401), "{host}: {}", answer.status);
            assert!(!answer.text().contains("Aldermoor"), "{host} sees the organisation");
        }
    }
    drop(server);
    // On an address that other machines reach, pages need a token whatever name they are asked for by.
    let open = Server::on(&place, "0.0.0.0:0", &[]);
    let answer = open.send(&Request::get("/").header("Host", "localhost")).is(401);
    assert!(!answer.text().contains("Aldermoor"));
}
