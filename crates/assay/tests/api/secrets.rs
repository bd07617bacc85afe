//! A token is never written anywhere by the server, however wrong the request that carried it.

use serde_json::json;

use crate::support::Request;
use crate::world::World;

#[test]
fn no_token_is_logged() {
    let world = World::new();
    let tokens = [world.owner(), world.token("MBR-7", &["read"]), format!("assay_{}", "ab".repeat(36))];
    for token in &tokens {
        let spoilt = format!("{}x", &token[..token.len() - 1]);
        for secret in [token.as_str(), &spoilt] {
            let some = Some(secret);
            world.server.send(&Request::get("/api/v1/w/demo/records").bearer(some));
            world.server.send(&Request::get("/").bearer(some));
            world.server.send(&Request::get(&format!("/api/v1/w/demo/records?token={secret}")));
            world.server.send(&Request::get(&format!("/api/v1/w/{secret}/records")));
            world.server.send(&Request::get("/api/v1/w/demo/records").header("Authorization", secret));
            world
                .server
                .send(&Request::post("/api/v1/w/demo/records", &json!({"kind": secret, "body": {}})).bearer(some));
            world.server.send(
                &Request::post("/api/v1/w/demo/records", &json!({"kind": "person", "body": secret})).bearer(some),
            );
            world.server.send(&Request::new("POST", "/api/v1/w/demo/records").bearer(some).body("{"));
            world
                .server
                .send(&Request::new("POST", "/api/v1/w/demo/bundle").bearer(some).json(&json!({"withhold": ["x"]})));
        }
    }
    let written = world.server.stop();
    assert!(written.contains("Serving on"), "{written}");
    for token in &tokens {
        // Not whole, and not the part that makes it secret.
        assert!(!written.contains(&token[6..38]), "a token is on stderr");
    }
    // Nor a private key.
    assert!(!written.contains("PRIVATE+KEY"));
}

/// The operator learns of what was refused: which code, at which route, to whom; and not what was asked.
#[test]
fn refusals_are_told_with_their_route_and_member() {
    let world = World::new();
    let viewer = world.token("MBR-7", &["read"]);
    let wrong = Request::post("/api/v1/w/demo/records", &json!({"kind": "person", "body": {"title": "Quiet Name"}}));
    world.server.send(&wrong.bearer(Some(&viewer))).is(403);
    let unknown = format!("assay_{}", "ab".repeat(36));
    world.server.send(&Request::get("/api/v1/w/demo/records").bearer(Some(&unknown))).is(401);
    // Who brings nothing is told, and nobody else is.
    world.server.send(&Request::get("/api/v1/w/demo/changes")).is(401);
    let written = world.server.stop();
    let lines: Vec<&str> = written.lines().filter(|line| line.contains("a request was refused")).collect();
    assert_eq!(lines.len(), 2, "{written}");
    for part in ["WARN", "method=POST", "/w/{workspace}/records", "member=MBR-7", "role.lacks-action"] {
        assert!(lines[0].contains(part), "no {part} in {}", lines[0]);
    }
    assert!(lines[1].contains("token.") && !lines[1].contains("member"), "{}", lines[1]);
    assert!(!written.contains("Quiet Name"), "{written}");
}
