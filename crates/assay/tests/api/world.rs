//! A served demonstration with a second workspace beside it, tokens for its members, and a valid request for every
//! operation of the document.

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
}

/// Scopes that a token can have.
pub(crate) const ALL: [&str; 7] = ["read", "write", "collect", "review", "approve", "direct", "administer"];

impl World {
    pub(crate) fn new() -> Self {
        let place = TestEnvironment::demo();
        let report = place.json(&["ingest", &example("1.0.0.eval"), "--subject", "SYS-3@1.0.0"]);
        let sha256 = report["artifacts"][0]["sha256"].as_str().unwrap().to_owned();
        let server = Server::start(&place);
        let this = Self { place, server, sha256 };
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
            "draftSoa" => json!({"title": "SoA 2", "owner": "PER-1", "scope": "All"}),
            "activate" => json!({"what": "framework", "slug": "iso42001"}),
            "answerQuestionnaire" => json!({"questions": [{"text": "Tested?", "requirements": ["A.6.2.4"]}]}),
            "createBundle" => json!({"scope": "Test", "without_files": true}),
            "createWorkspace" => json!({"organisation": "Third Lab"}),
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
        let path = path
            .replace("{path}", "entries/000")
            .replace("{what}", "SYS-3")
            .replace("{name}", if path.contains("/jobs/") { "expiry" } else { "law-changes" })
            .replace("{key}", key)
            .replace("{kind}", "person")
            .replace("{slug}", "iso42001")
            .replace("{id}", "1");
        assert!(!path.contains('{'), "say in the tests what the parameters of {path} are");
        path
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
