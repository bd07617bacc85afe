//! A workspace of a test's own, on a server that the tests share: what one test writes is not in another's way. The
//! server ends with the last test that uses it.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde_json::{Value, json};

use crate::support::Request;
use crate::support::http::Answer;
use crate::world::{ALL, World};

/// The server that tests share.
pub(crate) fn world() -> Arc<World> {
    static SHARED: Mutex<Weak<World>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    shared.upgrade().unwrap_or_else(|| {
        let world = Arc::new(World::new());
        *shared = Arc::downgrade(&world);
        world
    })
}

/// A workspace with an AI system, `SYS-1`, and a token of its owner.
pub(crate) struct Lab {
    pub(crate) world: Arc<World>,
    pub(crate) slug: String,
    token: String,
}

impl Lab {
    pub(crate) fn new(name: &str) -> Self {
        let world = world();
        let made = world.server.as_owner(&Request::post("/api/v1/workspaces", &json!({"organisation": name})));
        let slug = made.is(201).json()["slug"].as_str().unwrap().to_owned();
        let token = world.token_of(&slug, "MBR-1", &ALL);
        let this = Self { world, slug, token };
        this.create("ai-system", &json!({"title": "Target", "owner": "PER-1"}));
        this
    }

    /// Sends a request as the owner.
    pub(crate) fn send(&self, request: Request) -> Answer {
        self.world.server.send(&request.bearer(Some(&self.token)))
    }

    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/api/v1/w/{}/{rest}", self.slug)
    }

    pub(crate) fn get(&self, rest: &str) -> Value {
        self.send(Request::get(&self.path(rest))).is(200).json()
    }

    pub(crate) fn post(&self, rest: &str, body: &Value) -> Answer {
        self.send(Request::post(&self.path(rest), body))
    }

    /// A page about this workspace.
    pub(crate) fn page(&self, rest: &str) -> String {
        let page = self.send(Request::get(&format!("/w/{}/{rest}", self.slug)).header("Accept", "text/html")).is(200);
        page.text().replace("<script type=\"module\" src=\"/assets/", "")
    }

    /// Makes a record; gives its key.
    pub(crate) fn create(&self, kind: &str, body: &Value) -> String {
        let made = self.post("records", &json!({"kind": kind, "body": body})).is(201).json();
        made["key"].as_str().unwrap().to_owned()
    }

    /// Stores bytes; gives their digest.
    pub(crate) fn store(&self, bytes: impl Into<Vec<u8>>) -> String {
        let stored = self.send(Request::new("POST", &self.path("artifacts")).body(bytes)).is(201).json();
        stored["sha256"].as_str().unwrap().to_owned()
    }

    /// Delivers a file that cannot be read: nothing comes of it but its record. Gives the code of its fault, and the
    /// record.
    pub(crate) fn quarantined(&self, name: &str, bytes: impl Into<Vec<u8>>) -> (String, Value) {
        let sha256 = self.store(bytes);
        let delivery = json!({"files": [{"name": name, "sha256": sha256}], "subject": "SYS-1"});
        let report = self.post("evidence", &delivery).is(200).json();
        assert_eq!(report["artifacts"], json!([]), "{name}: {report}");
        let code = report["errors"][0]["code"].as_str().unwrap().to_owned();
        let records = self.get("records?kind=artifact&limit=500");
        let keys = records["records"].as_array().unwrap().iter().map(|r| r["key"].as_str().unwrap());
        let all: Vec<Value> = keys.map(|key| self.get(&format!("records/{key}"))).collect();
        let record = all.into_iter().find(|r| r["body"]["sha256"] == json!(sha256)).unwrap();
        assert_eq!(record["state"], "quarantined", "{record}");
        (code, record)
    }

    /// Entries of its log.
    pub(crate) fn size(&self) -> u64 {
        let note = self.send(Request::get(&self.path("log/checkpoint"))).is(200).text();
        note.lines().nth(1).unwrap().parse().unwrap()
    }

    /// Demands that an attempt is refused with a status and a code, that nothing was written, and that the server lives.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str, request: Request) -> Value {
        let size = self.size();
        let answer = self.send(request).is(status);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        let problem = answer.json();
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(self.size(), size, "a refused request wrote something");
        self.world.server.send(&Request::get("/healthz")).is(200);
        problem
    }
}
