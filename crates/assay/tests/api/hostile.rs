//! Inputs meant to harm: each is refused, none brings the server down or makes it answer with a fault of its own.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::support::Request;
use crate::support::http::PATIENCE;
use crate::world::World;

#[test]
fn paths_lead_nowhere() {
    let world = World::new();
    let long = "a/".repeat(3000);
    let wrong = [
        "artifacts/..%2f..%2f..%2fcontrol.key",
        "artifacts/../../../control.key",
        "artifacts/%00",
        "artifacts/%ff",
        "log/tile/../../../../etc/passwd",
        "log/tile/..%2f..%2f..%2fcontrol.key",
        "log/tile/0/%2e%2e/000",
        "log/tile/",
        "log/tile/0/-1",
        "log/tile/0/000.p/0",
        "log/tile/0/000.p/257",
        "log/tile/0/000.p/99999999",
        "log/tile/64/000",
        "log/tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "log/tile/0/18446744073709551615",
        "log/tile/entries/999",
        "log/tile/0/000.p/01",
        "log/tile/00/000",
        "log/tile/0/0",
        "log/proof/18446744073709551616",
        "log/proof/-1",
        "records/%00",
        "records/SYS-99999999999999999999",
        "records/SYS-0",
        "records/SYS--1",
        "records/SYS-3@",
        "records/@",
        "records/..%2f..",
        "records/%E0%80%80",
        "posture?as_of=18446744073709551616",
        "posture?as_of=-1",
        "posture?as_of=9999-99-99",
        "posture?as_of=%00",
        "posture?framework=..%2f..",
        "log/checkpoint?size=-1",
        "log/checkpoint?size=18446744073709551616",
        "verdicts?subject=%00",
        "verdicts?requirement=%27%22",
        &long,
        "records?link=%00:%00",
        "records?link=a:SYS-99999999999999999999",
        "log/verification?trust=%00",
    ];
    for path in wrong {
        let answer = world.server.as_owner(&Request::get(&format!("/api/v1/w/demo/{path}")));
        assert!((400..500).contains(&answer.status), "{path:.100}: {} {:.300}", answer.status, answer.text());
        assert!(!answer.text().contains("root:"), "{path}");
    }
    for path in [
        "/assets/..%2f..%2fCargo.toml",
        "/assets/../control.key",
        "/controls/..%2f..",
        "/controls/%00",
        "/%ff",
        "/..%2f",
    ] {
        let answer = world.server.send(&Request::get(path));
        assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
    }
}

/// Bytes that are no HTTP, or too much of it. The server answers or hangs up, and goes on serving.
#[test]
fn requests_that_are_none() {
    let world = World::new();
    let many: String = (0..500).map(|i| format!("X-{i}: y\r\n")).collect();
    let raw: Vec<Vec<u8>> = vec![
        b"\r\n\r\n".to_vec(),
        b"GET\r\n\r\n".to_vec(),
        b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n".to_vec(),
        b"GET / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nHost: localhost\r\nConnection: close\r\n\r\n0\r\n\r\n".to_vec(),
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n".to_vec(),
        b"POST /api/v1/w/demo/artifacts HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n".to_vec(),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{many}\r\n").into_bytes(),
        format!("GET /{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "a".repeat(200_000)).into_bytes(),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\nConnection: close\r\n\r\n", "a".repeat(2_000_000)).into_bytes(),
        vec![0; 10_000],
    ];
    for bytes in raw {
        let mut stream = TcpStream::connect(&world.server.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let _ = stream.write_all(&bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 5"), "{:.80?}: {}", bytes, String::from_utf8_lossy(&answer));
        world.server.send(&Request::get("/healthz")).is(200);
    }
}

/// What is accepted as text does no harm where it is shown: in lists, pages, bundles.
#[test]
fn strange_text_is_only_text() {
    let world = World::new();
    let strange =
        ["\u{0}", "<script>alert(1)</script>", "\u{202e}evil", "'; DROP TABLE entry; --", "{{7*7}}", "\u{1b}[31m"];
    for title in strange {
        let body = serde_json::json!({"kind": "person", "body": {"title": title}});
        let answer = world.server.as_owner(&Request::post("/api/v1/w/demo/records", &body));
        assert!(matches!(answer.status, 201 | 422), "{title:?}: {}", answer.text());
    }
    world.get("records?kind=person&limit=500");
    world.server.as_owner(&Request::get("/api/v1/w/demo/doctor")).is(200);
    let page = world.server.send(&Request::get("/")).text();
    assert!(!page.contains("<script>alert"));
    let bundle = world.server.as_owner(&Request::post("/api/v1/w/demo/bundle", &serde_json::json!({}))).is(200);
    let file = world.place.write("bundle.tar", bundle.body);
    world
        .place
        .run(&["verify", &file, "--trust", &world.place.run(&["log", "vkey", "--workspace", "demo"]).stdout])
        .succeeds();
}
