//! Erasure: body, salt and artifact bytes go, the leaf stays, and the log still verifies.

use assay_domain::{Action, Digest, Key, KeyPlan, Write};
use assay_store::Revision;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::Principal;
use crate::dto::RecordView;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Codes of the reason for an erasure; the log holds the code, never a sentence about a person.
pub const LEGAL_BASES: [&str; 4] = ["data-subject-request", "retention-ended", "court-order", "recorded-in-error"];

/// Erase a record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EraseRequest {
    /// One of `data-subject-request`, `retention-ended`, `court-order`, `recorded-in-error`.
    pub legal_basis: String,
    /// Revision it was decided on; nothing means the present one.
    #[serde(default)]
    pub revision: Option<u32>,
}

impl Workspace {
    /// Erases every body of a record, and the artifact bytes of an artifact.
    ///
    /// # Errors
    /// On an unknown basis or record, on what was erased already, and on records the AIMS cannot stand without.
    pub fn erase(&self, principal: &Principal, key: &str, request: &EraseRequest) -> Answer<RecordView> {
        let scope = self.enter(principal, Action::Administer)?;
        if !LEGAL_BASES.contains(&request.legal_basis.as_str()) {
            let text = format!("`{}` is no legal basis; choose from {}", request.legal_basis, LEGAL_BASES.join(", "));
            return Err(AppError::input("erase.basis", text));
        }
        let key: Key = self.resolve(&scope, key)?;
        let head = self.head(&scope, &key)?;
        if head.body.is_none() {
            return Err(AppError::new(ErrorClass::Conflict, "record.erased", format!("{key} was erased before")));
        }
        if matches!(head.kind.as_str(), "workspace" | "activation" | "member" | "token") {
            let text = format!("a {} holds no personal data and cannot be erased; erase the person instead", head.kind);
            return Err(AppError::input("erase.unfit", text));
        }
        let digest = artifact_digest(&head);
        let write = Write {
            record: head.record,
            kind: head.kind,
            key: KeyPlan::Existing(key.clone()),
            expected: request.revision.unwrap_or(head.revision),
            op: "erase".to_owned(),
            state: head.state,
            title: String::new(),
            body: None,
            salt: [0; 32],
            commitment: None,
            artifact_commitments: Vec::new(),
            links: Vec::new(),
            unique: Vec::new(),
            text: String::new(),
            effective: None,
            reason_code: Some(request.legal_basis.clone()),
            observations: Vec::new(),
            subject: None,
        };
        self.commit(&scope, principal, vec![write], Vec::new(), None)?;
        // The decision is on disk; only then do the bytes go. A crash between leaves bytes that `doctor` names.
        if let Some(digest) = digest {
            self.blobs.remove(&digest.0)?;
        }
        Ok(RecordView::from(&self.head(&scope, &key)?))
    }
}

fn artifact_digest(head: &Revision) -> Option<Digest> {
    if head.kind != "artifact" {
        return None;
    }
    Workspace::body(head).get("sha256")?.as_str()?.parse().ok()
}
