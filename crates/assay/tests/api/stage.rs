//! A served workspace with a record of each kind that is made by hand, and somebody of each role.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use assay_domain::{Kind, Role, roles};
use serde_json::{Value, json};

use crate::house::{form, kept};
use crate::support::files::example;
use crate::support::http::Answer;
use crate::support::{Request, Server, TestEnvironment};

/// Scopes that a token can have, confidential ones too.
const SCOPES: [&str; 9] = ["read", "write", "collect", "review", "approve", "direct", "administer", "handle", "ask"];
/// Persons there are: samples name some by their numbers.
const PERSONS: usize = 12;

/// Somebody with one role, or with several.
pub(crate) struct Somebody {
    pub(crate) person: String,
    pub(crate) member: String,
    pub(crate) token: String,
}

pub(crate) struct Stage {
    pub(crate) server: Server,
    /// A record of each kind, in the state where it starts.
    pub(crate) of_kind: BTreeMap<&'static str, String>,
    /// Every key there is.
    known: BTreeSet<String>,
    /// Counts what has to be told apart.
    made: Cell<u32>,
    // The folder outlives the server.
    _place: TestEnvironment,
}

impl Stage {
    pub(crate) fn new() -> Self {
        let place = TestEnvironment::empty();
        place.run(&["init", "--organisation", "Stage", "--owner", "Ana"]).succeeds();
        place.run(&["record", "create", "ai-system", "--set", "title=Target", "--set", "owner=PER-1"]).succeeds();
        place.run(&["ingest", &example("1.0.0.eval"), "--subject", "SYS-1"]).succeeds();
        let server = Server::start(&place);
        let mut this =
            Self { server, of_kind: BTreeMap::new(), known: BTreeSet::new(), made: Cell::new(0), _place: place };
        this.furnish();
        this
    }

    pub(crate) fn path(rest: &str) -> String {
        format!("/api/v1/w/stage/{rest}")
    }

    /// Asks as the owner of the machine.
    fn own(&self, request: &Request) -> Answer {
        self.server.as_owner(request)
    }

    fn furnish(&mut self) {
        let bare = json!({"title": "bare", "owner": "PER-1"});
        let made_by_hand = || Kind::all().iter().copied().filter(|kind| kind.workflow.create.is_some());
        let (plain, rest): (Vec<&'static Kind>, Vec<_>) =
            made_by_hand().partition(|kind| kind.normalise(bare.clone()).is_ok());
        let person = |_| json!({"op": "create", "kind": "person", "body": {"title": "Somebody"}});
        let mut operations: Vec<Value> = (0..PERSONS).map(person).collect();
        // Samples point at seconds of a kind too.
        for kind in plain.iter().flat_map(|kind| [kind, kind]) {
            operations.push(json!({"op": "create", "kind": kind.name, "body": bare}));
        }
        let everybody = self.token("MBR-1");
        let request = json!({"operations": operations, "mode": "each"});
        let done =
            self.server.send(&Request::post(&Self::path("records/bulk"), &request).bearer(Some(&everybody))).is(200);
        for (item, operation) in done.json()["items"].as_array().unwrap().iter().zip(&operations) {
            // What is told in confidence is not the owner's to make.
            let Some(key) = item["record"]["key"].as_str() else {
                assert_eq!(item["error"]["code"], "role.lacks-action", "{operation}: {item}");
                continue;
            };
            self.known.insert(key.to_owned());
            let kind = Kind::named(operation["kind"].as_str().unwrap()).unwrap();
            self.of_kind.insert(kind.name, key.to_owned());
        }
        self.known.extend(["EV-1", "CTL-1"].map(str::to_owned));
        for kind in Kind::all().iter().filter(|kind| kind.workflow.create.is_none()) {
            let path = Self::path(&format!("records?kind={}", kind.name));
            let list = self.own(&Request::get(&path)).is(200).json();
            if let Some(key) = list["records"][0]["key"].as_str() {
                self.of_kind.insert(kind.name, key.to_owned());
            }
        }
        // Somebody else, who did not deliver the evidence.
        let inside = roles().iter().filter(|role| !role.time_boxed);
        let everything: Vec<&str> = inside.map(|role| role.id.as_str()).collect();
        let second = self.somebody("Second", &everything).token;
        for kind in plain.iter().filter(|kind| !self.of_kind.contains_key(kind.name)).collect::<Vec<_>>() {
            let key = self.create(&second, kind, &bare);
            self.of_kind.insert(kind.name, key);
        }
        for kind in rest {
            let mut body = self.body(kind);
            if kind.name == "member" {
                body["person"] = json!(format!("PER-{PERSONS}"));
                body["roles"] = json!(["viewer"]);
            }
            let key = self.create(&second, kind, &body);
            self.known.insert(key.clone());
            self.of_kind.insert(kind.name, key);
        }
    }

    /// A body that holds everything, with references that lead somewhere, and a name of its own where one is needed.
    pub(crate) fn body(&self, kind: &'static Kind) -> Value {
        let mut body = kind.sample();
        for link in kind.normalise(body.clone()).unwrap().links {
            let key = link.to.to_string();
            if !self.known.contains(&key) {
                let other = self.known.iter().find(|known| known.starts_with(&format!("{}-", link.to.prefix())));
                replace(&mut body, &key, other.map(String::as_str));
            }
        }
        self.made.set(self.made.get() + 1);
        match kind.name {
            "control" => body["requirement"] = json!(format!("own:X.{}", self.made.get())),
            // It hides nothing from anybody here.
            "restriction" => body["roles"] = json!(roles().iter().map(|role| &role.id).collect::<Vec<_>>()),
            "system-version" => body["version"] = json!(format!("{}.0.0", self.made.get())),
            _ => {}
        }
        body
    }

    pub(crate) fn create(&self, token: &str, kind: &'static Kind, body: &Value) -> String {
        let request = Request::post(&Self::path("records"), &json!({"kind": kind.name, "body": body}));
        let answer = self.server.send(&request.bearer(Some(token)));
        assert_eq!(answer.status, 201, "{}: {} {body}", kind.name, answer.text());
        answer.json()["key"].as_str().unwrap().to_owned()
    }

    pub(crate) fn token(&self, member: &str) -> String {
        let body = json!({"title": "test", "member": member, "scopes": SCOPES});
        let made = self.own(&Request::post(&Self::path("tokens"), &body)).is(201).json();
        made["token"].as_str().unwrap().to_owned()
    }

    pub(crate) fn somebody(&self, name: &str, roles: &[&str]) -> Somebody {
        let make = |kind: &str, body: &Value| {
            let made = self.own(&Request::post(&Self::path("records"), &json!({"kind": kind, "body": body})));
            made.is(201).json()["key"].as_str().unwrap().to_owned()
        };
        let person = make("person", &json!({"title": name}));
        let member = make("member", &json!({"title": name, "person": person, "roles": roles}));
        let token = self.token(&member);
        Somebody { person, member, token }
    }

    /// Somebody of each role; but for who audits from outside, who sees nothing without a room (`rooms.rs`).
    pub(crate) fn cast(&self) -> Vec<(&'static Role, Somebody)> {
        let cast = roles().iter().filter(|role| !role.time_boxed);
        cast.map(|role| (role, self.somebody(&format!("Somebody ({})", role.id), &[&role.id]))).collect()
    }

    /// The cookies of a member who signs in for the first time.
    pub(crate) fn signed_in(&self, member: &str) -> String {
        let path = Self::path(&format!("members/{member}/invitation"));
        let made = self.own(&Request::post(&path, &json!({}))).is(201).json();
        let login = format!("{}@stage.example", member.to_lowercase());
        let fields = [("login", login.as_str()), ("password", "copper meadow trombone")];
        kept(&self.server.send(&form(made["path"].as_str().unwrap(), &fields)).is(303))
    }

    /// Entries of the log.
    pub(crate) fn size(&self) -> u64 {
        let note = self.own(&Request::get(&Self::path("log/checkpoint"))).is(200).text();
        note.lines().nth(1).unwrap().parse().unwrap()
    }
}

/// Puts another key in the place of one, or takes what names it away.
fn replace(value: &mut Value, key: &str, other: Option<&str>) {
    let is_key = |value: &Value| value.as_str() == Some(key);
    match value {
        Value::Array(items) => {
            if other.is_none() {
                items.retain(|item| !is_key(item));
            }
            items.iter_mut().for_each(|item| replace(item, key, other));
        }
        Value::Object(map) => {
            if other.is_none() {
                map.retain(|_, part| !is_key(part));
            }
            map.values_mut().for_each(|part| replace(part, key, other));
        }
        Value::String(text) if text == key => other.unwrap_or_default().clone_into(text),
        _ => {}
    }
}
