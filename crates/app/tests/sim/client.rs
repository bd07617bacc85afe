//! People at the other end of a network: what they ask, what they were told.

use assay_app::dto::RecordView;
use assay_app::records::{CreateRequest, TransitionRequest, UpdateRequest};
use assay_app::{Answer, Principal, Workspace};
use assay_domain::Idempotency;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// What somebody asks. It does not change when it is sent again.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Create(&'static str, Value),
    Update(String, u32, Value),
    Move(String, &'static str),
}

#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) id: u64,
    pub(crate) who: usize,
    pub(crate) act: Act,
    /// The title by which its trace in the log is known, where it sets one.
    pub(crate) mark: Option<String>,
}

/// What came back.
#[derive(Debug, Clone)]
pub(crate) enum Told {
    Done(Box<RecordView>),
    Refused(String),
    /// Nothing is known: ask again.
    Later,
}

/// Something under way.
#[derive(Debug, Clone)]
pub(crate) enum Message {
    Request(u64),
    Answer(u64, Told),
}

impl Request {
    fn idempotency(&self) -> Idempotency {
        let request = Sha256::digest(format!("{:?}", self.act)).into();
        Idempotency { key: format!("request-{}", self.id), request }
    }

    /// What the server does with it.
    pub(crate) fn perform(&self, workspace: &Workspace, who: &Principal) -> Answer<RecordView> {
        let key = Some(self.idempotency());
        match &self.act {
            Act::Create(kind, body) => {
                let request = CreateRequest { kind: (*kind).to_owned(), body: body.clone(), effective: None };
                workspace.create(who, &request, key)
            }
            Act::Update(record, revision, body) => {
                let request = UpdateRequest { body: body.clone(), revision: *revision };
                workspace.update(who, record, &request, key)
            }
            Act::Move(record, verb) => {
                let request = TransitionRequest { transition: (*verb).to_owned(), revision: None, digest: None };
                workspace.transition(who, record, &request, key)
            }
        }
    }
}
