//! A served demonstration with a second workspace beside it, tokens for its members, and a valid request for every
//! operation of the document.

use std::time::{SystemTime, UNIX_EPOCH};

use assay_domain::Timestamp;
use serde_json::{Value, json};

use crate::document::{Operation, operations};
use crate::support::files::example;
use crate::support::{Request, Server, TestEnvironment};

/// What is served.
pub(crate) struct World {
    pub(crate) place: TestEnvironment,
    pub(crate) server: Server,
    /// Of an artifact that is stored and was read.
    pub(crate) sha256: String,
    pub(crate) room: Room,
}

/// An audit room with somebody inside.
pub(crate) struct Room {
    pub(crate) key: String,
    /// A request that was answered, and one that was not.
    pub(crate) answered: String,
    pub(crate) waiting: String,
    /// Evidence that was shown with the answer.
    pub(crate) shown: String,
    /// A token of the auditor.
    pub(crate) token: String,
    /// Another auditor from outside.
    pub(crate) other: String,
}

/// The moment in so many seconds.
pub(crate) fn in_seconds(seconds: i64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros();
    Timestamp::from_micros(i64::try_from(now).unwrap()).plus_micros(seconds * 1_000_000).to_string()
}

/// The moment in so many days.
pub(crate) fn in_days(days: i64) -> String {
    in_seconds(days * 24 * 60 * 60)
}

/// Opens a room in the demonstration, asks and answers in it.
fn open_room(server: &Server) -> Room {
    let post = |path: &str, body: &Value, token: Option<&str>| {
        let request = Request::post(&format!("/api/v1/w/demo/{path}"), body).bearer(token);
        let answer = if token.is_some() { server.send(&request) } else { server.as_owner(&request) };
        assert!(answer.status < 300, "{path}: {}", answer.text());
        answer.json()
    };
    let text = |value: &Value, name: &str| value[name].as_str().unwrap().to_owned();
    let auditor = |name: &str| {
        let person = post("records", &json!({"kind": "person", "body": {"title": name}}), None);
        let body = json!({"title": name, "person": person["key"], "roles": ["external-auditor"], "until": in_days(30)});
        text(&post("records", &json!({"kind": "member", "body": body}), None), "key")
    };
    let (inside, other) = (auditor("Declan Shaw"), auditor("Mara Quint"));
    let body = json!({"title": "Stage 2", "certification_audit": "CAUD-1", "auditors": [inside], "until": in_days(20),
        "requirements": ["iso42001"]});
    let key = text(&post("rooms", &body, None), "key");
    let token = json!({"title": "inside", "member": inside, "scopes": ["read", "ask"]});
    let token = text(&post("tokens", &token, None), "token");
    let ask = |title: &str| {
        let asked = json!({"title": title, "request": "Show it."});
        text(&post(&format!("rooms/{key}/requests"), &asked, Some(&token)), "key")
    };
    let (answered, waiting, shown) = (ask("First"), ask("Second"), "EV-1".to_owned());
    let answer = json!({"answer": "Here it is.", "evidence": [shown]});
    post(&format!("rooms/{key}/requests/{answered}/answer"), &answer, None);
    Room { key, answered, waiting, shown, token, other }
}

/// What only an auditor in their room does.
pub(crate) const INSIDE: [&str; 5] = ["askInRoom", "judgeAnswer", "showShown", "listNotes", "keepNote"];

/// Scopes that a token can have.
pub(crate) const ALL: [&str; 7] = ["read", "write", "collect", "review", "approve", "direct", "administer"];

impl World {
    pub(crate) fn new() -> Self {
        let place = TestEnvironment::demo();
        let report = place.json(&["ingest", &example("1.0.0.eval"), "--subject", "SYS-3@1.0.0"]);
        let sha256 = report["artifacts"][0]["sha256"].as_str().unwrap().to_owned();
        let server = Server::start(&place);
        let room = open_room(&server);
        let this = Self { place, server, sha256, room };
        let second = json!({"organisation": "Second Lab"});
        this.server.as_owner(&Request::post("/api/v1/workspaces", &second)).is(201);
        this
    }

    /// A token of the demonstration.
    pub(crate) fn token(&self, member: &str, scopes: &[&str]) -> String {
        self.token_of("demo", member, scopes)
    }

    pub(crate) fn token_of(&self, workspace: &str, member: &str, scopes: &[&str]) -> String {
        let body = json!({"title": "test", "member": member, "scopes": scopes});
        let path = format!("/api/v1/w/{workspace}/tokens");
        let made = self.server.as_owner(&Request::post(&path, &body)).is(201).json();
        made["token"].as_str().unwrap().to_owned()
    }

    /// A token that may do everything a member may.
    pub(crate) fn owner(&self) -> String {
        self.token("MBR-1", &ALL)
    }

    pub(crate) fn document(&self) -> Value {
        self.server.send(&Request::get("/api/v1/openapi.json")).is(200).json()
    }

    pub(crate) fn operations(&self) -> Vec<Operation> {
        operations(&self.document())
    }

    /// Entries of the demonstration's log.
    pub(crate) fn size(&self) -> u64 {
        let note = self.server.as_owner(&Request::get("/api/v1/w/demo/log/checkpoint")).is(200).text();
        note.lines().nth(1).unwrap().parse().unwrap()
    }

    /// Reads JSON of the demonstration as its owner.
    pub(crate) fn get(&self, rest: &str) -> Value {
        self.server.as_owner(&Request::get(&format!("/api/v1/w/demo/{rest}"))).is(200).json()
    }

    /// A new person's key, to be changed at will.
    pub(crate) fn person(&self) -> String {
        let body = json!({"kind": "person", "body": {"title": "Somebody"}});
        let made = self.server.as_owner(&Request::post("/api/v1/w/demo/records", &body)).is(201).json();
        made["key"].as_str().unwrap().to_owned()
    }

    /// A JSON body that the operation accepts.
    pub(crate) fn body(&self, operation: &Operation) -> Value {
        match operation.id.as_str() {
            "createRecord" => json!({"kind": "person", "body": {"title": "New"}}),
            "updateRecord" => json!({"body": {"title": "Changed"}, "revision": 1}),
            "moveRecord" => json!({"transition": "retire"}),
            "bulkRecords" => json!({"operations": [{"op": "create", "kind": "person", "body": {"title": "New"}}]}),
            "eraseRecord" => json!({"legal_basis": "recorded-in-error"}),
            "setThreshold" => json!({
                "metric": "a/b/c", "operator": ">=", "value": "0.5", "requirement": "A.6.2.4", "subject": "workspace",
            }),
            "ingest" => {
                json!({"files": [{"name": "1.0.0.eval", "sha256": self.sha256}], "subject": "SYS-3@1.0.0"})
            }
            "recordAct" => json!({
                "title": "Training read", "evidence_kind": "training-records", "subject": "workspace",
                "period": {"from": "2026-01-01", "to": "2026-10-31"}, "population": {"text": "all who use AI"},
                "files": [{"name": "1.0.0.eval", "sha256": self.sha256}],
            }),
            "draftSoa" => json!({"title": "SoA 2", "owner": "PER-1", "scope": "All"}),
            "activate" => json!({"what": "framework", "slug": "iso42001"}),
            "answerQuestionnaire" => json!({"questions": [{"text": "Tested?", "requirements": ["A.6.2.4"]}]}),
            "createBundle" => json!({"scope": "Test", "without_files": true}),
            "createWorkspace" => json!({"organisation": "Third Lab"}),
            "openRoom" => json!({
                "title": "Room", "certification_audit": "CAUD-1", "auditors": [self.room.other], "until": in_days(9),
                "requirements": ["iso42001:A.6.2.4"],
            }),
            "askInRoom" => json!({"title": "Third", "request": "Show it too."}),
            "answerRequest" => json!({"answer": "Here."}),
            "judgeAnswer" => json!({"transition": "accept"}),
            "keepNote" => json!({"text": "Look again."}),
            "saveView" => json!({"name": "Open risks", "path": "/w/demo/records", "query": "kind=risk"}),
            "renameView" => json!({"name": "Risks"}),
            "createToken" => json!({"title": "x", "scopes": ["read"]}),
            "backup" => json!({"to": self.place.path("backup")}),
            // This machine is no place for a provider, unless the operator says so.
            "setSso" => json!({
                "issuer": "https://127.0.0.1:9", "name": "ID", "address": "https://assay.example", "client_id": "assay",
            }),
            other => panic!("say in the tests what a body of `{other}` looks like"),
        }
    }

    /// The path of an operation in a workspace, with parameters that exist in the demonstration.
    pub(crate) fn path(&self, operation: &Operation, workspace: &str, key: &str) -> String {
        let path = operation.path.replace("{workspace}", workspace).replace("{sha256}", &self.sha256);
        let request = if path.ends_with("/answer") { &self.room.waiting } else { &self.room.answered };
        // A record of the kind where any will do; where one is meant, that one.
        let like = |sample: &'static str| if key == "SYS-3" { sample } else { key };
        let path = path
            .replace("/evidence/{key}", &format!("/evidence/{}", like("EV-1")))
            .replace("/risks/{key}", &format!("/risks/{}", like("RISK-1")))
            .replace("/rooms/{key}", &format!("/rooms/{}", self.room.key))
            .replace("{request}", request)
            .replace("{record}", &self.room.shown);
        let path = path
            .replace("{path}", "entries/000")
            .replace("{what}", "SYS-3")
            .replace("{name}", if path.contains("/jobs/") { "expiry" } else { "law-changes" })
            .replace("{key}", key)
            .replace("{kind}", "person")
            .replace("{slug}", "iso42001")
            .replace("{view}", "1")
            .replace("{id}", "1");
        assert!(!path.contains('{'), "say in the tests what the parameters of {path} are");
        path
    }

    /// Who does an operation: the auditor in their room, for everything else the owner.
    pub(crate) fn bearer<'a>(&'a self, operation: &Operation, owner: &'a str) -> &'a str {
        if INSIDE.contains(&operation.id.as_str()) { &self.room.token } else { owner }
    }

    /// A valid request for an operation.
    pub(crate) fn request(&self, operation: &Operation, workspace: &str, key: &str) -> Request {
        // What must be said in the query.
        let query = operation.must_ask().map(|(name, value)| format!("?{name}={value}")).unwrap_or_default();
        let request = Request::new(&operation.method, &format!("{}{query}", self.path(operation, workspace, key)));
        if operation.takes_json() {
            request.json(&self.body(operation))
        } else if operation.id == "importRecords" {
            request.header("Content-Type", "text/csv").body("title\nNew\n")
        } else if operation.id == "putArtifact" {
            request.header("Content-Type", "application/octet-stream").body("bytes")
        } else {
            request
        }
    }
}
