//! The audit room over the network: what an auditor reaches, what they do not, and that all of it ends at the minute, what
//! is open included.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::changes::Stream;
use crate::support::Request;
use crate::support::http::Answer;
use crate::world::{INSIDE, World, in_days, in_seconds};

/// Seconds for which a room is open that a test waits for.
const SHORT: i64 = 5;

impl World {
    fn inside(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let request = Request::new(method, &format!("/api/v1/w/demo/{path}")).bearer(Some(&self.room.token));
        self.server.send(&body.map_or(request.clone(), |body| request.json(body)))
    }

    fn owner_does(&self, path: &str, body: &Value) -> Value {
        self.server.as_owner(&Request::post(&format!("/api/v1/w/demo/{path}"), body)).is(201).json()
    }
}

#[test]
fn nothing_is_written_from_a_room_but_what_belongs_to_it() {
    let world = World::new();
    let size = world.size();
    let mut refused = 0;
    for operation in world.operations() {
        // Of a view that is not theirs they are told that there is none.
        let own = ["renameView", "removeView"].contains(&operation.id.as_str());
        let reads = own || ["createBundle", "answerQuestionnaire"].contains(&operation.id.as_str());
        if operation.method == "GET" || reads || INSIDE.contains(&operation.id.as_str()) {
            continue;
        }
        let request = world.request(&operation, "demo", "SYS-3").bearer(Some(&world.room.token));
        let answer = world.server.send(&request).is(403).json();
        let code = answer["code"].as_str().unwrap();
        let known = ["access.read_only", "role.lacks-action", "owner.only", "token.by-token"];
        assert!(known.contains(&code), "{}: {answer}", operation.id);
        refused += 1;
    }
    assert!(refused >= 20, "{refused}");
    assert_eq!(world.size(), size, "a refused request wrote something");
}

#[test]
fn what_came_after_the_position_is_not_found() {
    let world = World::new();
    let stands = world.get(&format!("rooms/{}", world.room.key))["stands_at"]["position"].as_u64().unwrap();
    let made = world.owner_does("records", &json!({"kind": "person", "body": {"title": "Latecomer"}}));
    let key = made["key"].as_str().unwrap();
    for path in [
        format!("records/{key}"),
        format!("records/{key}/history"),
        format!("log/proof/{key}"),
        format!("log/proof/{}", made["seq"]),
        format!("log/checkpoint?size={}", world.size()),
        format!("rooms/{}/shown/{key}", world.room.key),
    ] {
        world.inside("GET", &path, None).is(404);
    }
    let found = world.inside("GET", "records?q=Latecomer", None).is(200).json();
    assert_eq!(found["records"], json!([]));
    let changes = world.inside("GET", "changes?after=0&limit=500", None).is(200).json();
    assert_eq!(changes["size"].as_u64(), Some(stands));
    let head = world.inside("GET", "log/checkpoint", None).is(200).text();
    assert_eq!(head.lines().nth(1), Some(stands.to_string().as_str()), "the newest checkpoint is that of the room");
    let page = Request::get(&format!("/w/demo/records/{key}")).bearer(Some(&world.room.token));
    world.server.send(&page).is(404);
}

#[test]
fn a_note_is_nobodys_but_its_authors_over_the_api_and_on_pages() {
    let world = World::new();
    let owner = world.token("MBR-1", &["read", "write", "review", "approve", "direct", "administer", "ask"]);
    let notes = format!("rooms/{}/notes", world.room.key);
    let kept = world.inside("POST", &notes, Some(&json!({"text": "The zanzibar release worries me"}))).is(201).json();
    let key = kept["key"].as_str().unwrap();
    assert_eq!(world.inside("GET", &notes, None).is(200).json()["notes"][0]["text"], "The zanzibar release worries me");
    for token in [&owner, &world.room.token] {
        let ask = |path: &str| world.server.send(&Request::get(path).bearer(Some(token)));
        for path in [
            format!("/api/v1/w/demo/records/{key}"),
            format!("/api/v1/w/demo/records/{key}/history"),
            format!("/w/demo/records/{key}"),
        ] {
            ask(&path).is(404);
        }
        for path in ["/api/v1/w/demo/records?q=zanzibar", "/w/demo/records?q=zanzibar", "/w/demo/sheets/audit-note"] {
            let answer = ask(path);
            assert!(!answer.text().contains("release worries"), "{path}: {}", answer.text());
        }
    }
    let as_owner = Request::get(&format!("/api/v1/w/demo/{notes}"));
    assert_eq!(world.server.as_owner(&as_owner).is(403).json()["code"], "room.none");
    let page = world.server.send(&Request::get("/room").bearer(Some(&world.room.token))).is(200).text();
    assert!(page.contains("The zanzibar release worries me"));
}

#[test]
fn a_sample_is_drawn_again_by_anybody() {
    let world = World::new();
    let path = format!("rooms/{}/sample?kind=risk&size=3", world.room.key);
    let drawn = world.inside("GET", &path, None).is(200).json();
    assert_eq!(drawn["items"].as_array().unwrap().len(), 3, "{drawn}");
    assert_eq!(world.get(&path), drawn, "the organisation draws the same");
    let other = world.get(&format!("{path}&word=heron"));
    assert_ne!(other["items"], drawn["items"]);
    assert_eq!(other["population_sha256"], drawn["population_sha256"]);
}

/// The room of a few seconds: a stream, a page and whatever is asked again.
#[test]
fn at_the_minute_everything_ends_that_was_open() {
    let world = World::new();
    let member = &world.room.other;
    let body = json!({"title": "Short", "certification_audit": "CAUD-1", "auditors": [member],
        "until": in_seconds(SHORT), "requirements": ["iso42001:A.6.2.4"]});
    let room = world.owner_does("rooms", &body)["key"].as_str().unwrap().to_owned();
    let token = world.token(member, &["read", "ask"]);
    let ask = |request: Request| world.server.send(&request.bearer(Some(&token)));
    let replayed =
        Request::post(&format!("/api/v1/w/demo/rooms/{room}/requests"), &json!({"title": "t", "request": "r"}));
    ask(replayed.clone()).is(201);
    let page = ask(Request::get("/room")).is(200);
    let refresh = page.header("refresh").unwrap().to_owned();
    let (seconds, to) = refresh.split_once("; url=").unwrap();
    assert!((1..=SHORT).contains(&seconds.parse::<i64>().unwrap()) && to == "/room/ended", "{refresh}");
    for path in ["/controls", "/controls/A.6.2.4", "/w/demo/records?kind=risk", "/w/demo/records/SYS-3"] {
        let open = ask(Request::get(path)).is(200);
        assert!(open.header("refresh").is_some_and(|r| r.ends_with("url=/room/ended")), "{path} would stay open");
    }
    let home = ask(Request::get("/")).is(303);
    assert_eq!(home.header("location"), Some("/room?workspace=demo"));

    let begun = Instant::now();
    let mut stream = Stream::open(&world, &token, "");
    while stream.event().is_some() {}
    let open_for = begun.elapsed();
    assert!(open_for < Duration::from_secs(12), "{open_for:?}: the stream went on");
    // What would have been asked a moment later.
    std::thread::sleep(Duration::from_secs(u64::try_from(SHORT).unwrap()).saturating_sub(begun.elapsed()));
    for request in [
        replayed,
        Request::get("/api/v1/w/demo/records"),
        Request::get("/api/v1/w/demo/records/SYS-3"),
        Request::get(&format!("/api/v1/w/demo/rooms/{room}")),
        Request::get("/api/v1/w/demo/changes/stream"),
        Request::get("/room"),
        Request::get("/controls"),
    ] {
        let asked = format!("{request:?}");
        let answer = ask(request);
        assert!(matches!(answer.status, 401 | 403), "{asked}: {}", answer.status);
    }
    let closed = ask(Request::get("/w/demo/records/SYS-3")).is(403).text();
    assert!(closed.contains("No room is open for you"), "{closed}");
    world.server.send(&Request::get("/room/ended")).is(200);
    // The organisation sees the room and what was asked in it.
    let view = world.get(&format!("rooms/{room}"));
    assert_eq!((&view["state"], &view["minutes_left"]), (&json!("ended"), &json!(0)));
}

#[test]
fn rooms_are_opened_and_ended_by_who_administers() {
    let world = World::new();
    let viewer = world.token("MBR-7", &["read", "administer"]);
    let body = json!({"title": "Mine", "certification_audit": "CAUD-1", "auditors": [world.room.other],
        "until": in_days(2), "requirements": ["iso42001"]});
    let open = Request::post("/api/v1/w/demo/rooms", &body).bearer(Some(&viewer));
    assert_eq!(world.server.send(&open).is(403).json()["code"], "role.lacks-action");
    let end = Request::post(&format!("/api/v1/w/demo/rooms/{}/end", world.room.key), &json!({}));
    world.server.send(&end.clone().bearer(Some(&viewer))).is(403);
    assert_eq!(world.get("rooms")["rooms"][0]["waiting"], json!(1), "whoever reads sees what waits");
    assert_eq!(world.server.as_owner(&end).is(200).json()["state"], "ended");
    assert_eq!(world.inside("GET", "records", None).is(403).json()["code"], "room.none");
    // The same request with the same key opens one room.
    let once = Request::post("/api/v1/w/demo/rooms", &body).header("Idempotency-Key", "one");
    let first = world.server.as_owner(&once).is(201).json();
    assert_eq!(world.server.as_owner(&once).is(201).json()["key"], first["key"]);
}
