//! A right that ends takes with it what is open: event streams and uploads, within five seconds.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::house::{House, form, kept};
use crate::support::Request;

const SOON: Duration = Duration::from_secs(5);
const OTHER: &str = "copper meadow trombone";

/// A connection that stays, with a credential's header.
fn open(house: &House, head: &str, credential: &str) -> TcpStream {
    let mut stream = TcpStream::connect(&house.server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    let head = format!(
        "{head} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n{credential}\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

/// A stream of events and two uploads that never end by themselves.
struct Open {
    who: &'static str,
    events: TcpStream,
    uploads: [TcpStream; 2],
    heard: [Vec<u8>; 3],
    ended: [bool; 3],
}

impl Open {
    fn new(house: &House, who: &'static str, credential: &str) -> Self {
        let base = "/api/v1/w/second-lab";
        let events = open(house, &format!("GET {base}/changes/stream"), &format!("{credential}\r\n"));
        let chunked = format!("{credential}\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n");
        let upload = |path: &str| open(house, &format!("POST {base}/{path}"), &chunked);
        let uploads = [upload("artifacts"), upload("records")];
        Self { who, events, uploads, heard: Default::default(), ended: [false; 3] }
    }

    /// Sends a byte more of each upload, and listens whether anything has ended.
    fn go_on(&mut self) {
        for upload in &mut self.uploads {
            // Who is refused may find the connection closed.
            let _ = upload.write_all(b"1\r\n \r\n");
        }
        let [one, two] = &mut self.uploads;
        for (at, stream) in [&mut self.events, one, two].into_iter().enumerate() {
            let mut bytes = [0; 4096];
            match stream.read(&mut bytes) {
                Ok(0) => self.ended[at] = true,
                Ok(n) => self.heard[at].extend_from_slice(&bytes[..n]),
                Err(e) if matches!(e.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => {}
                Err(_) => self.ended[at] = true,
            }
        }
    }

    fn is_over(&self) -> bool {
        let answered = |at: usize| self.ended[at] || self.heard[at].windows(4).any(|w| w == b"\r\n\r\n");
        self.ended[0] && answered(1) && answered(2)
    }
}

/// Bytes of an artifact that is larger than what may lie between server and reader.
const LARGE: usize = 48 << 20;

/// Everything that still comes of a download.
fn rest(mut stream: TcpStream) -> usize {
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let (mut bytes, mut all) = (vec![0; 1 << 20], 0);
    while let Ok(n @ 1..) = stream.read(&mut bytes) {
        all += n;
    }
    all
}

fn token(house: &House, member: &str, scopes: &[&str]) -> Value {
    let body = json!({"title": "t", "member": member, "scopes": scopes});
    house.server.as_owner(&Request::post("/api/v1/w/second-lab/tokens", &body)).is(201).json()
}

#[test]
fn streams_and_uploads_end_with_the_right_to_them() {
    let house = House::new();
    let ana = house.set_up();
    let large = Request::new("POST", "/api/v1/w/second-lab/artifacts").body(vec![0; LARGE]);
    let large = house.server.send(&large.header("Cookie", &ana).header("Sec-Fetch-Site", "same-origin")).is(201).json();
    let large = format!("GET /api/v1/w/second-lab/artifacts/{}", large["sha256"].as_str().unwrap());
    let (mut all, mut keys, mut downloads) = (Vec::new(), Vec::new(), Vec::new());
    for who in ["deactivated", "removed", "signed-out", "stays"] {
        let (key, path) = house.invite(&ana, who, &["contributor"]);
        let fields = [("login", &*format!("{who}@lab.example")), ("password", OTHER)];
        let session = kept(&house.server.send(&form(&path, &fields)).is(303));
        all.push(Open::new(&house, who, &format!("Cookie: {session}")));
        downloads.push((who, open(&house, &large, &format!("Cookie: {session}\r\n"))));
        keys.push(key);
    }
    let revoked = token(&house, &keys[3], &["read", "write", "collect"]);
    let bearer = format!("Authorization: Bearer {}", revoked["token"].as_str().unwrap());
    all.push(Open::new(&house, "revoked", &bearer));
    // Every one is under way, past the moment at which it was looked at once.
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(4) {
        all.iter_mut().for_each(Open::go_on);
    }
    for open in &all {
        assert_eq!(open.ended, [false; 3], "{}", open.who);
        assert!(open.heard[0].starts_with(b"HTTP/1.1 200"), "{}", open.who);
        assert!(open.heard[1].is_empty() && open.heard[2].is_empty(), "{}", open.who);
    }

    let directory = token(&house, "MBR-1", &["provision"]);
    let end = json!({"Operations": [{"op": "replace", "path": "active", "value": false}]});
    let end = Request::new("PATCH", &format!("/scim/v2/Users/{}", keys[0])).json(&end);
    let ended = Instant::now();
    house.server.send(&end.bearer(directory["token"].as_str())).is(200);
    let removal = json!({"transition": "remove"});
    house.act(&ana, "POST", &format!("records/{}/transitions", keys[1]), &removal).is(200);
    house.act(&ana, "POST", &format!("members/{}/sign-out", keys[2]), &json!({})).is(200);
    let revoke = format!("/api/v1/w/second-lab/tokens/{}", revoked["key"].as_str().unwrap());
    house.server.as_owner(&Request::new("DELETE", &revoke)).is(200);
    while ended.elapsed() < SOON && !all.iter().all(|o| o.who == "stays" || o.is_over()) {
        all.iter_mut().for_each(Open::go_on);
    }
    for (who, download) in downloads {
        let whole = rest(download) >= LARGE;
        assert_eq!(whole, who == "stays", "the download of {who}");
    }
    for open in &all {
        let answers = [1, 2].map(|at| String::from_utf8_lossy(&open.heard[at]).into_owned());
        if open.who == "stays" {
            assert_eq!((open.ended, answers), ([false; 3], [String::new(), String::new()]));
            continue;
        }
        assert!(open.is_over(), "{} goes on: {:?}", open.who, open.ended);
        for answer in answers {
            assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 401"), "{}: {answer}", open.who);
        }
    }
}
