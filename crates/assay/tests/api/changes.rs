//! Programs that follow along: pages of changes, and the stream of events.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::Request;
use crate::world::World;

/// A stream that stays open.
pub(crate) struct Stream(BufReader<TcpStream>);

impl Stream {
    pub(crate) fn open(world: &World, token: &str, more: &str) -> Self {
        let mut stream = TcpStream::connect(&world.server.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let head = format!(
            "GET /api/v1/w/demo/changes/stream HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n{more}\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut this = Self(BufReader::new(stream));
        assert_eq!(this.line().unwrap(), "HTTP/1.1 200 OK");
        while !this.line().unwrap().is_empty() {}
        this
    }

    /// The next line; nothing once the stream has ended.
    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let n = self.0.read_line(&mut line).expect("something within twenty seconds");
        (n > 0).then(|| line.trim_end().to_owned())
    }

    /// The next event, by its id and data; nothing once the stream has ended.
    pub(crate) fn event(&mut self) -> Option<(u64, Value)> {
        let mut id = None;
        loop {
            let line = self.line()?;
            if let Some(text) = line.strip_prefix("id: ") {
                id = Some(text.parse().unwrap());
            }
            if let Some(text) = line.strip_prefix("data: ") {
                return Some((id?, serde_json::from_str(text).unwrap()));
            }
        }
    }
}

fn person(world: &World, title: &str) -> Value {
    let made = json!({"kind": "person", "body": {"title": title}});
    world.server.as_owner(&Request::post("/api/v1/w/demo/records", &made)).is(201).json()
}

#[test]
fn pages_tell_every_entry_once_and_in_order() {
    let world = World::new();
    // A case handler sees concerns too, so no entry is passed over.
    let owner = world.token("MBR-10", &["read", "handle"]);
    let (mut after, mut seen) = (0, Vec::new());
    loop {
        let path = format!("/api/v1/w/demo/changes?after={after}&limit=37");
        let page = world.server.send(&Request::get(&path).bearer(Some(&owner))).is(200).json();
        let changes = page["changes"].as_array().unwrap();
        if changes.is_empty() {
            assert_eq!((page["next"].as_u64(), page["size"].as_u64()), (Some(after), Some(after)));
            break;
        }
        seen.extend(changes.iter().map(|c| c["position"].as_u64().unwrap()));
        after = page["next"].as_u64().unwrap();
    }
    assert_eq!(seen, (1..=world.size()).collect::<Vec<_>>());
    for wrong in ["limit=0", "limit=501", "after=-1", "after=x", "before=1"] {
        let path = format!("/api/v1/w/demo/changes?{wrong}");
        world.server.send(&Request::get(&path).bearer(Some(&owner))).is(400);
    }
    // Beyond the end there is nothing yet, and the answer says where the end is.
    let path = "/api/v1/w/demo/changes?after=9999999";
    let page = world.server.send(&Request::get(path).bearer(Some(&owner))).is(200).json();
    assert_eq!((page["changes"].as_array().unwrap().len(), &page["next"]), (0, &page["size"]));
}

#[test]
fn a_stream_tells_what_comes_and_goes_on_where_it_was_left() {
    let world = World::new();
    let reader = world.token("MBR-6", &["read"]);
    let mut stream = Stream::open(&world, &reader, "");
    let first = person(&world, "First");
    let (id, told) = stream.event().unwrap();
    assert_eq!((told["key"].clone(), told["op"].as_str()), (first["key"].clone(), Some("create")));
    assert_eq!((Some(id), Some(id)), (told["position"].as_u64(), first["seq"].as_u64().map(|s| s + 1)));
    assert!(told.get("title").is_none() && told.get("body").is_none(), "an event holds no word of a record: {told}");
    drop(stream);

    let (second, third) = (person(&world, "Second"), person(&world, "Third"));
    let mut again = Stream::open(&world, &reader, &format!("Last-Event-ID: {id}\r\n"));
    let told = [again.event().unwrap(), again.event().unwrap()].map(|(_, change)| change["key"].clone());
    assert_eq!(told, [second["key"].clone(), third["key"].clone()]);

    let wrong = Request::get("/api/v1/w/demo/changes/stream").header("Last-Event-ID", "x").bearer(Some(&reader));
    assert_eq!(world.server.send(&wrong).is(400).json()["code"], "last-event-id.malformed");
}

#[test]
fn a_stream_ends_with_the_right_to_read() {
    let world = World::new();
    let made = json!({"title": "to revoke", "member": "MBR-6", "scopes": ["read"]});
    let made = world.server.as_owner(&Request::post("/api/v1/w/demo/tokens", &made)).is(201).json();
    let mut stream = Stream::open(&world, made["token"].as_str().unwrap(), "");
    let (key, begun) = (made["key"].as_str().unwrap(), std::time::Instant::now());
    world.server.as_owner(&Request::new("DELETE", &format!("/api/v1/w/demo/tokens/{key}"))).is(200);
    while stream.event().is_some() {}
    // Without the check it would stay open until the test gives up waiting.
    assert!(begun.elapsed() < Duration::from_secs(15));
}

#[test]
fn open_streams_do_not_hold_up_the_end() {
    let world = World::new();
    let mut stream = Stream::open(&world, &world.owner(), "");
    let World { server, place, .. } = world;
    server.stop();
    while stream.event().is_some() {}
    drop(place);
}
