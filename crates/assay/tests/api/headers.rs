//! Headers that every answer carries.

use crate::support::{Request, Server, TestEnvironment};

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                   connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
                   require-trusted-types-for 'script'; trusted-types assay";

#[test]
fn every_answer_is_guarded() {
    let place = TestEnvironment::demo();
    let server = Server::start(&place);
    let page = server.send(&Request::get("/")).text();
    let style =
        page.split('"').find(|part| part.starts_with("/assets/")).expect("the page has a style sheet").to_owned();
    let large = Request::new("POST", "/api/v1/w/-/records").header("Content-Type", "application/json");
    let asked = [
        (Request::get("/"), 200),
        (Request::get("/controls"), 200),
        (Request::get("/controls/A.6.2.4"), 200),
        (Request::get("/controls/A.99"), 404),
        (Request::get("/w/-/records"), 200),
        (Request::get("/w/-/records/SYS-3"), 200),
        (Request::get("/w/-/records/new?kind=risk"), 200),
        (Request::new("POST", "/w/-/records/new?kind=task"), 403),
        (Request::get("/nowhere"), 404),
        (Request::get(&style), 200),
        (Request::get("/assets/nothing.css"), 404),
        (Request::get("/favicon.ico"), 307),
        (Request::get("/healthz"), 200),
        (Request::get("/api/v1/openapi.json"), 200),
        (Request::get("/api/v1/nowhere"), 404),
        (Request::get("/api/v1/w/-/records"), 401),
        (Request::new("DELETE", "/"), 405),
        (Request::new("PATCH", "/api/v1/w/-/records"), 405),
        (large.body(vec![b' '; 5_000_000]), 401),
    ];
    for (request, status) in asked {
        let answer = server.send(&request).is(status);
        let what = format!("{request:.200?}");
        assert_eq!(answer.header("content-security-policy"), Some(CSP), "{what}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{what}");
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{what}");
        assert_eq!(answer.header("strict-transport-security"), Some("max-age=63072000; includeSubDomains"), "{what}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{what}");
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"), "{what}");
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"), "{what}");
        assert!(answer.header("permissions-policy").is_some(), "{what}");
        assert!(answer.header("cache-control").is_some(), "{what}");
        for telling in ["server", "x-powered-by", "access-control-allow-origin"] {
            assert_eq!(answer.header(telling), None, "{what}");
        }
    }
}

/// What is read says how long it took; how long a secret took to be checked is not told.
#[test]
fn what_is_read_says_how_long_it_took() {
    let place = TestEnvironment::demo();
    let server = Server::start(&place);
    let page = server.send(&Request::get("/risks")).is(200);
    let said = page.header("server-timing").and_then(|said| said.strip_prefix("app;dur="));
    assert!(said.is_some_and(|ms| ms.parse::<f64>().is_ok_and(|ms| ms > 0.0)), "{said:?}");
    let act = server.send(&Request::new("POST", "/w/-/records/new?kind=task"));
    assert_eq!(act.header("server-timing"), None);
}

/// What the policy forbids is not on the pages either.
#[test]
fn pages_hold_no_inline_script_and_no_inline_style() {
    let place = TestEnvironment::demo();
    let server = Server::start(&place);
    let pages = ["/", "/controls", "/controls/A.6.2.4", "/nowhere", "/w/-/records/SYS-3", "/w/-/records/SYS-3/edit"];
    for path in pages {
        let page = server.send(&Request::get(path)).text();
        for forbidden in ["<script", " style=", "<style", " onclick", "javascript:", "http://", "//cdn"] {
            let ours = "<script type=\"module\" src=\"/assets/";
            let inert = page.replace("http://www.w3.org/", "").replace(ours, "");
            assert!(!inert.contains(forbidden), "{path} holds {forbidden}");
        }
    }
}

/// An artifact is saved by a browser, never shown: it is whatever a stranger delivered.
#[test]
fn artifacts_are_downloads() {
    let place = TestEnvironment::demo();
    let server = Server::start(&place);
    let page = Request::new("POST", "/api/v1/w/-/artifacts").body("<script>alert(1)</script>");
    let stored = server.as_owner(&page).is(201).json();
    let path = format!("/api/v1/w/-/artifacts/{}", stored["sha256"].as_str().unwrap());
    let answer = server.as_owner(&Request::get(&path)).is(200);
    assert_eq!(answer.header("content-type"), Some("application/octet-stream"));
    assert!(answer.header("content-disposition").is_some_and(|d| d.starts_with("attachment")));
}
