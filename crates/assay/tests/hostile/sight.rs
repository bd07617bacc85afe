//! What somebody may not see, and who may see nothing any more (number 17).

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{SystemTime, UNIX_EPOCH};

use assay_domain::Timestamp;
use serde_json::{Value, json};

use crate::house::{House, form, kept};
use crate::support::Request;
use crate::support::http::PATIENCE;
use crate::world::{ALL, World};

const SECRET: &str = "Zanzibar";

/// A moment some seconds ahead on the machine's clock.
fn ahead(seconds: u64) -> Timestamp {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Timestamp::from_micros(i64::try_from(now.as_micros()).unwrap())
        .plus_micros(i64::try_from(seconds).unwrap() * 1_000_000)
}

fn create(world: &World, kind: &str, body: &Value) -> String {
    let request = Request::post("/api/v1/w/demo/records", &json!({"kind": kind, "body": body}));
    world.server.as_owner(&request).is(201).json()["key"].as_str().unwrap().to_owned()
}

/// A new member with a role, and with an end where one is given.
fn member(world: &World, role: &str, until: Option<Timestamp>) -> String {
    let person = create(world, "person", &json!({"title": "Somebody new"}));
    let mut body = json!({"title": "Somebody new", "person": person, "roles": [role]});
    if let Some(until) = until {
        body["until"] = json!(until.to_string());
    }
    create(world, "member", &body)
}

/// A request whose answer is read later.
fn begin(world: &World, head: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(&world.server.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    BufReader::new(stream)
}

#[test]
fn b5_17_an_external_auditor_after_the_time_box() {
    let world = World::new();
    let until = ahead(6);
    let scopes: Vec<&str> = ALL.into_iter().chain(["ask"]).collect();
    let inside = member(&world, "external-auditor", Some(until));
    // The room they sit in goes on longer than they do.
    let room = json!({"title": "Room", "certification_audit": "CAUD-1", "auditors": [inside],
        "until": ahead(3600).to_string(), "requirements": ["iso42001"]});
    world.server.as_owner(&Request::post("/api/v1/w/demo/rooms", &room)).is(201);
    let auditor = world.token(&inside, &scopes);
    let helper = world.token(&member(&world, "contributor", Some(until)), &ALL);
    let read = Request::get("/api/v1/w/demo/records/SYS-3").bearer(Some(&auditor));
    world.server.send(&read).is(200);

    let listen = format!(
        "GET /api/v1/w/demo/changes/stream HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {auditor}\r\n\r\n"
    );
    let mut stream = begin(&world, &listen);
    let mut line = String::new();
    stream.read_line(&mut line).unwrap();
    assert!(line.contains(" 200 "), "{line}");
    // An upload that says it is long, and stays silent after its first bytes.
    let deliver = format!(
        "POST /api/v1/w/demo/artifacts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {helper}\r\nContent-Length: 1000000\r\n\r\nfirst bytes"
    );
    let mut upload = begin(&world, &deliver);

    // Nothing is recorded meanwhile: the stream ends by itself, and so does the upload.
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    assert!(ahead(0) >= until, "the stream ended before its time: {}", String::from_utf8_lossy(&rest));
    let mut answer = String::new();
    let _ = upload.read_to_string(&mut answer);
    assert!(answer.starts_with("HTTP/1.1 403") && answer.contains("access.ended"), "{answer}");

    let size = world.size();
    let mut tried = 0;
    for operation in world.operations().into_iter().filter(|o| o.path.contains("{workspace}")) {
        for token in [&auditor, &helper] {
            let answer = world.server.send(&world.request(&operation, "demo", "SYS-3").bearer(Some(token)));
            assert_eq!(answer.status, 403, "{}: {}", operation.id, answer.text());
            assert_eq!(answer.json()["code"], "access.ended", "{}", operation.id);
        }
        tried += 1;
    }
    assert!(tried >= 28, "{tried}");
    assert_eq!(world.size(), size, "a refused request wrote something");
}

#[test]
fn b5_17_a_page_that_was_left_open() {
    let house = House::new();
    let ana = house.set_up();
    let act = |method: &str, path: &str, body: &Value| house.act(&ana, method, path, body);
    let (member, invitation) = house.invite(&ana, "Ellis", &["contributor"]);
    let fields = [("login", "ellis@lab.example"), ("password", "copper meadow trombone")];
    let ellis = kept(&house.server.send(&form(&invitation, &fields)).is(303));
    let was = act("GET", &format!("records/{member}"), &json!({})).is(200).json();
    let mut body = was["body"].clone();
    let until = ahead(3);
    (body["roles"], body["until"]) = (json!(["viewer"]), json!(until.to_string()));
    act("PUT", &format!("records/{member}"), &json!({"body": body, "revision": was["revision"]})).is(200);
    for path in ["/", "/w/second-lab/records", "/w/second-lab/records/PER-1"] {
        house.page(path, &ellis).is(200);
    }
    while ahead(0) < until {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    for path in ["/", "/w/second-lab/records", "/w/second-lab/records/PER-1"] {
        house.page(path, &ellis).is(403);
    }
    let asked = house.act(&ellis, "GET", "records/PER-1", &json!({})).is(403);
    assert_eq!(asked.json()["code"], "access.ended");
    house.page("/", &ana).is(200);
}

/// Every operation, asked about a record that is hidden and about one that never was: the answers are the same, and no
/// other answer holds a word of it.
fn hidden_everywhere(world: &World, token: &str, hidden: &str, unknown: &str, words: &[&str]) {
    let (mut by_key, mut others) = (0, 0);
    for mut operation in world.operations().into_iter().filter(|o| o.path.contains("{workspace}")) {
        // What is done in a room is asked of a room that is there.
        let room = operation.path.contains("/rooms/{key}");
        let names = !room && (operation.path.contains("{key}") || operation.path.contains("{what}"));
        let whole = operation.path.clone();
        let mut ask = |key: &str| {
            operation.path = whole.replace("{what}", key);
            let answer = world.server.send(&world.request(&operation, "demo", key).bearer(Some(token)));
            (answer.status, answer.text().replace(key, "?"))
        };
        let answer = ask(hidden);
        if names {
            assert_eq!(answer, ask(unknown), "{} tells a hidden record from one that never was", operation.id);
            by_key += 1;
        } else {
            others += 1;
        }
        for word in words {
            assert!(!answer.1.contains(word), "{} says `{word}`: {}", operation.id, answer.1);
        }
    }
    assert!(by_key >= 6 && others >= 20, "{by_key} by key, {others} others");
}

#[test]
fn every_route_hides_a_restricted_record() {
    let world = World::new();
    let key = create(&world, "ai-system", &json!({"title": SECRET, "owner": "PER-1"}));
    create(
        &world,
        "restriction",
        &json!({"title": format!("{SECRET} inquiry"), "record": key, "because": "an inquiry"}),
    );
    let points = create(&world, "resource", &json!({"title": "Points there", "owner": "PER-1", "systems": [key]}));
    let outsider = world.token(&member(&world, "contributor", None), &ALL);
    hidden_everywhere(&world, &outsider, &key, "SYS-900", &[SECRET]);
    let page = |path: &str| Request::get(path).header("Accept", "text/html").bearer(Some(&outsider));
    // What refers to it says so, and no more.
    let text = world.server.send(&page(&format!("/w/demo/records/{points}"))).is(200).text();
    assert!(text.contains(&format!("{key} (restricted)")) && !text.contains(SECRET), "{text}");
    // The owner sees it on the same routes: it is there.
    assert_eq!(world.get(&format!("records/{key}"))["title"], SECRET);
    world.server.send(&page(&format!("/w/demo/records/{key}"))).is(404);
    for path in ["/w/demo/records?q=zanzibar", "/w/demo/records?kind=ai-system", "/", "/controls"] {
        let text = world.server.send(&page(path)).is(200).text();
        assert!(!text.contains(&format!(">{SECRET}<")) && !text.contains(&format!("records/{key}\"")), "{path}");
    }
}

#[test]
fn every_route_hides_a_kind_from_a_role() {
    let world = World::new();
    let key = create(&world, "ai-system", &json!({"title": SECRET, "owner": "PER-1"}));
    let analyst = world.token(&member(&world, "vendor-analyst", None), &ALL);
    hidden_everywhere(&world, &analyst, &key, "SYS-900", &[SECRET]);
}
