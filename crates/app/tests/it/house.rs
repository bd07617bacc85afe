//! An installation in a folder, on a clock that stands still until it is moved.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use assay_app::dto::{DeliveredFile, IngestReport, IngestRequest, RecordView};
use assay_app::installation::Outside;
use assay_app::records::{CreateRequest, ListRequest, TransitionRequest, UpdateRequest};
use assay_app::{Answer, Installation, NewWorkspace, Principal, TokenRequest, Workspace};
use assay_domain::{Action, Timestamp, Via};
use assay_ports::outbound::{Outbound, Silent};
use assay_ports::{Clock, SimulatedClock, SystemRandom};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Everything that a token can be good for.
pub(crate) const EVERYTHING: [Action; 8] = [
    Action::Read,
    Action::Write,
    Action::Collect,
    Action::Review,
    Action::Approve,
    Action::Direct,
    Action::Administer,
    Action::Ask,
];

/// An open installation with one workspace, and the person at the machine.
pub(crate) struct Open {
    pub(crate) workspace: Arc<Workspace>,
    pub(crate) owner: Principal,
    pub(crate) installation: Installation,
}

pub(crate) struct House {
    // Dropped before the folder goes.
    open: Option<Open>,
    pub(crate) clock: Arc<SimulatedClock>,
    outbound: Arc<dyn Outbound>,
    folder: TempDir,
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl House {
    fn empty() -> Self {
        let now = Timestamp::parse("2026-11-25T09:00:00Z").unwrap();
        let (clock, outbound) = (Arc::new(SimulatedClock::at(now)), Arc::new(Silent));
        Self { open: None, clock, outbound, folder: TempDir::new().unwrap() }
    }

    /// A folder with nothing in it.
    pub(crate) fn bare() -> Self {
        Self::empty()
    }

    /// A new workspace, whose owner is Ana.
    pub(crate) fn new() -> Self {
        let mut house = Self::empty();
        let installation = house.installation();
        let new = NewWorkspace { organisation: "House".to_owned(), slug: None, owner: Some("Ana".to_owned()) };
        installation.create_workspace(&new).unwrap();
        drop(installation);
        house.reopen();
        house
    }

    /// The demonstration: systems, versions, evidence, thresholds, an approved Statement of Applicability.
    pub(crate) fn demo() -> Self {
        static TEMPLATE: OnceLock<House> = OnceLock::new();
        let template = TEMPLATE.get_or_init(|| {
            let house = Self::empty();
            house.installation().create_demo(None).unwrap();
            house
        });
        let mut house = Self::empty();
        copy(&template.path(), &house.path());
        house.reopen();
        house
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("d")
    }

    pub(crate) fn installation(&self) -> Installation {
        let clock = Arc::<SimulatedClock>::clone(&self.clock) as Arc<dyn Clock>;
        Installation::open(
            &self.path(),
            Outside { clock, random: Arc::new(SystemRandom), outbound: Arc::clone(&self.outbound) },
        )
        .unwrap()
    }

    /// Reaches others that way from now on.
    pub(crate) fn reach(&mut self, outbound: Arc<dyn Outbound>) {
        self.outbound = outbound;
        self.reopen();
    }

    /// Closes the folder, as the end of the process would.
    pub(crate) fn close(&mut self) {
        self.open = None;
    }

    pub(crate) fn reopen(&mut self) {
        self.close();
        let installation = self.installation();
        let workspace = installation.workspace(None).unwrap();
        let owner = workspace.local_principal(Via::LocalCli).unwrap();
        self.open = Some(Open { workspace, owner, installation });
    }

    pub(crate) fn open(&self) -> &Open {
        self.open.as_ref().unwrap()
    }
}

/// A log of the example in the repository.
pub(crate) fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/digit-reader/logs").join(name)
}

impl Open {
    pub(crate) fn create(&self, by: &Principal, kind: &str, body: Value) -> Answer<RecordView> {
        self.workspace.create(by, &CreateRequest { kind: kind.to_owned(), body, effective: None }, None)
    }

    /// Changes fields of a record.
    pub(crate) fn change(&self, by: &Principal, key: &str, fields: &Value) -> Answer<RecordView> {
        let record = self.workspace.show(by, key, None)?;
        let mut body = record.body;
        let fields = fields.as_object().unwrap().clone();
        body.as_object_mut().unwrap().extend(fields);
        self.workspace.update(by, key, &UpdateRequest { body, revision: record.revision }, None)
    }

    pub(crate) fn transition(&self, by: &Principal, key: &str, verb: &str) -> Answer<RecordView> {
        let request = TransitionRequest { transition: verb.to_owned(), revision: None, digest: None };
        self.workspace.transition(by, key, &request, None)
    }

    /// Every record, or every one of a kind.
    pub(crate) fn all(&self, kind: Option<&str>) -> Vec<RecordView> {
        let mut request = ListRequest { kind: kind.map(str::to_owned), limit: Some(500), ..ListRequest::default() };
        let mut records = Vec::new();
        loop {
            let page = self.workspace.list(&self.owner, &request).unwrap();
            records.extend(page.records);
            request.after = page.next;
            if request.after.is_none() {
                return records;
            }
        }
    }

    /// A new member with one role; what they are when they come in with a token.
    pub(crate) fn member(&self, name: &str, role: &str) -> Principal {
        let person = self.create(&self.owner, "person", json!({"title": name})).unwrap();
        let mut body = json!({"title": name, "person": person.key, "roles": [role]});
        if assay_domain::role(role).unwrap().time_boxed {
            body["until"] = json!("2026-12-31T18:00:00Z");
        }
        let member = self.create(&self.owner, "member", body).unwrap();
        self.come_in(&self.token(Some(&member.key), &EVERYTHING))
    }

    /// Somebody who is a member already.
    pub(crate) fn known(&self, name: &str) -> Principal {
        let member = self.all(Some("member")).into_iter().find(|m| m.title == name).unwrap();
        self.come_in(&self.token(Some(&member.key), &EVERYTHING))
    }

    /// A token's secret.
    pub(crate) fn token(&self, member: Option<&str>, scopes: &[Action]) -> String {
        self.tokens(member, scopes, None).1
    }

    /// A token's key and its secret.
    pub(crate) fn tokens(
        &self,
        member: Option<&str>,
        scopes: &[Action],
        expires: Option<Timestamp>,
    ) -> (String, String) {
        let request = TokenRequest {
            title: "test".to_owned(),
            member: member.map(str::to_owned),
            scopes: scopes.to_vec(),
            expires,
        };
        let made = self.installation.create_token(&self.workspace, &self.owner, &request).unwrap();
        (made.key, made.token)
    }

    pub(crate) fn come_in(&self, secret: &str) -> Principal {
        self.installation.by_token(secret).unwrap().0
    }

    /// Delivers a log of the example for a version.
    pub(crate) fn deliver(&self, by: &Principal, log: &str, subject: &str) -> Answer<IngestReport> {
        let mut bytes = fs::File::open(example(log)).unwrap();
        let stored = self.workspace.put_artifact(by, &mut bytes)?;
        let files = vec![DeliveredFile { name: log.to_owned(), sha256: stored.sha256 }];
        let request = IngestRequest { files, subject: subject.to_owned(), pipeline: None, attempt: None };
        self.workspace.ingest(by, &request)
    }

    pub(crate) fn review(&self, by: &Principal, evidence: &str, conclusion: &str) -> Answer<RecordView> {
        let body = json!({"title": format!("Review of {evidence}"), "evidence": evidence, "conclusion": conclusion,
            "reason": "The run log was read."});
        self.create(by, "evidence-review", body)
    }

    /// The states of every requirement, as JSON; with the position they are of.
    pub(crate) fn posture(&self, as_of: Option<u64>) -> (u64, Value) {
        let as_of = as_of.map(|n| n.to_string());
        let view = self.workspace.posture(&self.owner, "iso42001", as_of.as_deref()).unwrap();
        (view.as_of.position, serde_json::to_value(view.requirements).unwrap())
    }
}
