//! Addresses that lead where our server must not go (numbers 23, 24 and 25). What goes out are the requests of single
//! sign-on; a name whose address changes between two looks is a test of `assay-ports` (`egress.rs`).

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use serde_json::{Value, json};

use crate::inner::Inner;
use crate::support::Request;
use crate::support::{Server, TestEnvironment};

struct Place {
    server: Server,
    _place: TestEnvironment,
}

fn place(more: &[&str]) -> Place {
    let place = TestEnvironment::empty();
    place.run(&["init", "--organisation", "Second Lab", "--owner", "Ana"]).succeeds();
    Place { server: Server::on(&place, "127.0.0.1:0", more), _place: place }
}

impl Place {
    /// Names a provider; demands that it is refused, that nothing was kept, and that the server lives.
    #[track_caller]
    fn refused(&self, issuer: &str, status: u16, code: &str) -> Value {
        let new = json!({"issuer": issuer, "name": "ID", "address": "https://assay.example", "client_id": "assay"});
        let answer = self.server.as_owner(&Request::new("PUT", "/api/v1/sso").json(&new)).is(status);
        let problem = answer.json();
        assert_eq!(problem["code"], code, "{issuer}: {problem}");
        assert_eq!(self.server.as_owner(&Request::get("/api/v1/sso")).is(404).json()["code"], "sso.none");
        self.server.send(&Request::get("/healthz")).is(200);
        problem
    }
}

#[test]
fn b5_23_addresses_that_are_not_public() {
    let inner = Inner::new(|_, _, _| "inner".into_response());
    let (place, port) = (place(&[]), inner.address.port());
    let hosts = [
        "127.0.0.1",
        "169.254.169.254",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "0x7f000001",
        "2130706433",
        "017700000001",
        "127.1",
        "0",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[fd00::1]",
        "[fe80::1]",
        "10.0.0.1",
        "100.64.0.1",
        "192.168.0.1",
        "224.0.0.1",
        "localhost",
    ];
    for host in hosts {
        let problem = place.refused(&format!("https://{host}:{port}"), 422, "address_not_public");
        assert!(problem["detail"].as_str().unwrap().contains("--egress-allow"), "{problem}");
    }
    for host in ["127.0.0.1", "169.254.169.254"] {
        place.refused(&format!("http://{host}:{port}"), 422, "address_not_public");
    }
    assert_eq!(inner.came(), 0);
}

#[test]
fn b5_24_what_is_allowed_opens_nothing_beside_it() {
    let inner = Inner::new(|_, _, _| "inner".into_response());
    let (outer, provider) = Inner::provider();
    let allowed = outer.address.to_string();
    let place = place(&["--egress-allow", &allowed]);
    // The address that the operator named may be asked; those that it names in turn are checked each for itself.
    for field in ["jwks_uri", "token_endpoint", "authorization_endpoint"] {
        provider.says(field, json!(format!("http://{}/x", inner.address)));
        place.refused(&provider.issuer, 422, "address_not_public");
        provider.says(field, json!(format!("{}/x", provider.issuer)));
    }
    place.refused(&format!("http://localhost:{}", outer.address.port()), 400, "outbound.not-https");
    assert_eq!((inner.came(), outer.came() > 0), (0, true));
}

#[test]
fn b5_25_a_redirect_to_the_inside() {
    let inner = Inner::new(|_, _, _| "inner".into_response());
    let outer = Inner::leading_to(inner.address);
    let (outer_allowed, inner_allowed) = (outer.address.to_string(), inner.address.to_string());
    // Not even where both are allowed.
    let place = place(&["--egress-allow", &outer_allowed, "--egress-allow", &inner_allowed]);
    place.refused(&format!("http://{}", outer.address), 400, "outbound.redirected");
    assert_eq!((outer.came(), inner.came()), (1, 0));

    let large = Inner::new(|_, _, _| "x".repeat(10_000_000).into_response());
    let broken = Inner::new(|_, _, _| StatusCode::INTERNAL_SERVER_ERROR.into_response());
    let (large_allowed, broken_allowed) = (large.address.to_string(), broken.address.to_string());
    let place = self::place(&["--egress-allow", &large_allowed, "--egress-allow", &broken_allowed]);
    place.refused(&format!("http://{}", large.address), 400, "outbound.too-large");
    place.refused(&format!("http://{}", broken.address), 400, "oidc.discovery");
}
