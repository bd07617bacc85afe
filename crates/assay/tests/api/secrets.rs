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
