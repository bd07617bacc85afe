//! What is asked in a room, and the answers. They are entries after the position at which the room stands, and the one
//! thing of that time that is shown inside.

use std::collections::BTreeSet;

use assay_domain::kinds::audit_room::AuditRoom;
use assay_domain::{Action, Day, Idempotency, Key};
use assay_store::WorkspaceScope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::seat::Inside;
use crate::access::Principal;
use crate::dto::{RecordView, RoomRequestView};
use crate::records::{CreateRequest, TransitionRequest, UpdateRequest};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// What an auditor asks for.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskRequest {
    /// In a few words.
    pub title: String,
    /// What is asked for.
    pub request: String,
    /// The requirement it is about, for example `iso42001:A.6.2.4`.
    #[serde(default)]
    pub requirement: Option<String>,
    /// By when.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub due: Option<Day>,
}

/// An answer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerRequest {
    /// In words.
    pub answer: String,
    /// Keys of evidence that is shown.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// Keys of documents that are shown.
    #[serde(default)]
    pub documents: Vec<String>,
    /// The revision of the request that is answered; the present one unless stated.
    #[serde(default)]
    pub revision: Option<u32>,
}

/// What an auditor says to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerMove {
    /// It shows what was asked for: a signature.
    Accept,
    /// It does not yet.
    Return,
    /// It is no longer asked for.
    Withdraw,
}

impl AnswerMove {
    /// The move of the request.
    #[must_use]
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Return => "return",
            Self::Withdraw => "withdraw",
        }
    }
}

impl Workspace {
    /// Asks for something in one's room.
    ///
    /// # Errors
    /// When the asker sits in no such room, or the request has faults.
    pub fn ask(
        &self,
        principal: &Principal,
        room: &str,
        asked: &AskRequest,
        idempotency: Option<Idempotency>,
    ) -> Answer<RoomRequestView> {
        let Inside { scope, room, .. } = self.inside(principal, room)?;
        if let Some(requirement) = &asked.requirement {
            let at = self.moment(&scope, room.position.map(|p| p.to_string()).as_deref())?;
            self.requirement(&scope, requirement, &at)?;
        }
        let body = json!({
            "title": asked.title, "owner": room.owner, "audit": room.audit,
            "certification_audit": room.certification_audit, "asked_by": principal.name, "request": asked.request,
            "requirement": asked.requirement, "due": asked.due,
        });
        let request = CreateRequest { kind: "audit-request".to_owned(), body, effective: None };
        let made = self.create(&principal.hand(), &request, idempotency)?;
        self.request_view(&scope, &room, &crate::records::key(&made.key)?)
    }

    /// Accepts or returns an answer, or withdraws a request, in one's room.
    ///
    /// # Errors
    /// When the asker sits in no such room, it has no such request, or the move does not start from its state.
    pub fn judge_answer(
        &self,
        principal: &Principal,
        room: &str,
        request: &str,
        judged: AnswerMove,
    ) -> Answer<RoomRequestView> {
        let Inside { scope, room, .. } = self.inside(principal, room)?;
        let key = self.request_of(&scope, &room, request)?;
        let transition = TransitionRequest { transition: judged.verb().to_owned(), revision: None, digest: None };
        self.transition(&principal.hand(), &key.to_string(), &transition, None)?;
        self.request_view(&scope, &room, &key)
    }

    /// Answers a request of a room, for the organisation.
    ///
    /// # Errors
    /// As for an edit and a move of the request.
    pub fn answer_request(
        &self,
        principal: &Principal,
        room: &str,
        request: &str,
        answer: &AnswerRequest,
    ) -> Answer<RoomRequestView> {
        let scope = self.enter(principal, Action::Write)?;
        let (_, room) = self.readable_room(&scope, room)?;
        let key = self.request_of(&scope, &room, request)?;
        let RecordView { mut body, revision, .. } = self.show(principal, request, None)?;
        if let Value::Object(map) = &mut body {
            map.insert("answer".to_owned(), json!(answer.answer));
            map.insert("evidence".to_owned(), json!(answer.evidence));
            map.insert("documents".to_owned(), json!(answer.documents));
        }
        let update = UpdateRequest { body, revision: answer.revision.unwrap_or(revision) };
        let written = self.update(principal, request, &update, None)?;
        let transition =
            TransitionRequest { transition: "answer".to_owned(), revision: Some(written.revision), digest: None };
        self.transition(principal, request, &transition, None)?;
        self.request_view(&scope, &room, &key)
    }

    /// The requests of the audit that a room serves, oldest first.
    pub(super) fn requests_of(&self, scope: &WorkspaceScope, room: &AuditRoom) -> Answer<Vec<Key>> {
        let served = [
            room.audit.as_ref().map(|a| ("audit", a.key())),
            room.certification_audit.as_ref().map(|a| ("certification_audit", a.key())),
        ];
        let mut keys = BTreeSet::new();
        for (field, audit) in served.into_iter().flatten() {
            let links = self.store.links_to(scope, audit)?;
            let from = links.into_iter().filter(|l| l.field == field && l.from.prefix() == "ARQ");
            keys.extend(from.map(|l| (l.from.number(), l.from)));
        }
        Ok(keys.into_iter().map(|(_, key)| key).collect())
    }

    /// A request, if it is one of the room.
    fn request_of(&self, scope: &WorkspaceScope, room: &AuditRoom, text: &str) -> Answer<Key> {
        let key = crate::records::key(text)?;
        let known = self.requests_of(scope, room)?.contains(&key);
        if known { Ok(key) } else { Err(AppError::not_found(format!("request {text} in this room"))) }
    }
}
