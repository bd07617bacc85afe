//! Too slow, too deep, too much (numbers 29 and 30).

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::lab::Lab;
use crate::support::http::PATIENCE;
use crate::support::{Request, Server, TestEnvironment};

/// How many connections a slow attacker opens, where the machine lets a process have as many files.
const SLOW: usize = 5_000;

/// Files that this process, and a server that it starts, may have open.
fn most_files() -> usize {
    let limits = fs::read_to_string("/proc/self/limits").unwrap();
    let line = limits.lines().find(|line| line.starts_with("Max open files")).unwrap();
    line.split_whitespace().nth(3).unwrap().parse().unwrap_or(usize::MAX)
}

fn open_files(server: &Server) -> usize {
    fs::read_dir(format!("/proc/{}/fd", server.id())).unwrap().count()
}

#[test]
fn b5_29_slow_heads_and_bodies() {
    let place = TestEnvironment::demo();
    let token = place.run(&["token", "create", "--title", "slow", "--scopes", "read,write"]).succeeds().stdout;
    let server = Server::on(&place, "127.0.0.1:0", &["--patience", "2"]);
    let before = open_files(&server);
    let head = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: a\r\n".to_owned();
    let body = format!(
        "POST /api/v1/w/-/records HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{\"kind\":",
        token.trim()
    );
    let upload = body.replace("/records ", "/artifacts ");
    let mut slow = Vec::new();
    for number in 0..SLOW.min(most_files().saturating_sub(200)) {
        let mut stream = TcpStream::connect(&server.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let sent =
            [head.as_str(), body.as_str(), upload.as_str(), ""][if number % 10 < 3 { number % 10 + 1 } else { 0 }];
        stream.write_all(sent.as_bytes()).unwrap();
        slow.push(stream);
        if number.is_multiple_of(50) {
            server.send(&Request::get("/healthz")).is(200);
        }
    }
    assert!(slow.len() > 500, "{} connections", slow.len());
    for mut stream in slow {
        let mut answer = Vec::new();
        // Whatever it is told, its connection ends.
        let ended = stream.read_to_end(&mut answer);
        assert!(ended.is_ok() || ended.is_err_and(|e| e.kind() == std::io::ErrorKind::ConnectionReset));
        assert!(!answer.starts_with(b"HTTP/1.1 5"), "{}", String::from_utf8_lossy(&answer));
    }
    server.send(&Request::get("/healthz")).is(200);
    assert!(open_files(&server) < before + 50, "{} files are open, {before} before", open_files(&server));
    server.as_owner(&Request::get("/api/v1/w/-/doctor")).is(200);
}

fn bodies() -> Vec<(&'static str, Vec<u8>)> {
    let deep = |open: &str, close: &str| (open.repeat(100_000) + "1" + &close.repeat(100_000)).into_bytes();
    let within = |inner: &[u8]| [br#"{"kind": "person", "body": "#, inner, b"}"].concat();
    vec![
        ("nothing", Vec::new()),
        ("deep lists", deep("[", "]")),
        ("deep objects", deep("{\"a\":", "}")),
        ("deep within", within(&deep("[", "]"))),
        ("bad utf-8", within(b"{\"title\": \"\xFF\xFE\xC0\x80\"}")),
        ("half a surrogate", within(br#"{"title": "\ud800"}"#)),
        ("nul", within(br#"{"title": "\u0000"}"#)),
        ("huge integer", within(br#"{"title": 123456789012345678901234567890}"#)),
        ("huge exponent", within(br#"{"title": 1e400}"#)),
        ("nan", within(br#"{"title": NaN}"#)),
        ("twice", within(br#"{"title": "a", "title": "b"}"#)),
        ("twice above", br#"{"kind": "person", "kind": "person", "body": {"title": "a"}}"#.to_vec()),
        ("huge revision", br#"{"body": {}, "revision": 99999999999999999999}"#.to_vec()),
        ("negative revision", br#"{"body": {}, "revision": -1}"#.to_vec()),
        ("long title", within(format!(r#"{{"title": "{}"}}"#, "x".repeat(3_000_000)).as_bytes())),
        ("too large", within(format!(r#"{{"title": "{}"}}"#, "x".repeat(10_000_000)).as_bytes())),
        (
            "many fields",
            within(
                format!("{{{}}}", (0..50_000).map(|i| format!("\"f{i}\":1")).collect::<Vec<_>>().join(",")).as_bytes(),
            ),
        ),
        ("utf-16", "{\"kind\": \"person\"}".encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ]
}

#[test]
fn b5_30_json_that_does_harm() {
    let lab = Lab::new("Bodies");
    let (world, size) = (&lab.world, lab.size());
    let create =
        |inner: &str| Request::new("POST", &lab.path("records")).header("Content-Type", "application/json").body(inner);
    lab.refused(400, "request.syntax", create(r#"{"kind": "person", "body": {"title": 1e400}}"#));
    lab.refused(400, "request.key-twice", create(r#"{"kind": "person", "body": {"title": "a", "title": "b"}}"#));
    lab.refused(
        400,
        "request.key-twice",
        create(r#"{"kind": "task", "body": {"title": "a", "x": [{"y": 1, "y": 2}]}}"#),
    );
    let bodies = bodies();
    for operation in world.operations().into_iter().filter(crate::document::Operation::takes_json) {
        for (what, body) in &bodies {
            let path = world.path(&operation, &lab.slug, "SYS-1");
            let request =
                Request::new(&operation.method, &path).header("Content-Type", "application/json").body(body.clone());
            let answer = world.server.as_owner(&request);
            assert!(
                (400..500).contains(&answer.status),
                "{} with {what}: {} {}",
                operation.id,
                answer.status,
                answer.text()
            );
        }
    }
    assert_eq!(lab.size(), size, "a refused request wrote something");
    world.server.send(&Request::get("/healthz")).is(200);
}
