//! Erasure: body, salt and artifact bytes go, the leaf stays, and the log still verifies.

use assay_domain::kinds::legal_hold::LegalHold;
use assay_domain::{Action, Digest, Key, KeyPlan, Write};
use assay_store::{Revision, WorkspaceScope};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Principal, own_work};
use crate::dto::RecordView;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Codes of the reason for an erasure; the log holds the code, never a sentence about a person.
pub const LEGAL_BASES: [&str; 4] = ["data-subject-request", "retention-ended", "court-order", "recorded-in-error"];

/// Kinds that may hold personal data and on which no verdict turns green: whoever erases evidence, a criterion or a
/// version would turn red into green.
pub const ERASABLE: [&str; 5] = ["person", "artifact", "document", "task", "concern"];

/// Erase a record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EraseRequest {
    /// One of `data-subject-request`, `retention-ended`, `court-order`, `recorded-in-error`.
    #[schemars(extend("enum" = LEGAL_BASES))]
    pub legal_basis: String,
    /// Revision it was decided on; nothing means the present one.
    #[serde(default)]
    pub revision: Option<u32>,
}

impl Workspace {
    /// What a legal hold covers stays, whatever the basis.
    fn refuse_held(&self, scope: &WorkspaceScope, head: &Revision) -> Answer<()> {
        let holds: Vec<(Revision, LegalHold)> = self.typed(scope, "legal-hold", self.store.size(scope)?)?;
        match holds.iter().find(|(record, hold)| hold.holds(&record.state, &head.kind, &head.key)) {
            Some((record, _)) => {
                let text =
                    format!("{} is under the legal hold {}; it is erased when that is released", head.key, record.key);
                Err(AppError::new(ErrorClass::Conflict, "erase.held", text).with("hold", record.key.to_string()))
            }
            None => Ok(()),
        }
    }

    /// Erases every body of a record with its signatures, and the artifact bytes of an artifact.
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
        if !ERASABLE.contains(&head.kind.as_str()) {
            let text = format!(
                "a {} cannot be erased: verdicts rest on it; personal data belongs into one of {}",
                head.kind,
                ERASABLE.join(", ")
            );
            return Err(AppError::input("erase.unfit", text));
        }
        // What stands in the way does so whether or not the asker sees it.
        let own = own_work(self.id);
        self.refuse_held(&own, &head)?;
        let expected = request.revision.unwrap_or(head.revision);
        let mut writes = Vec::new();
        // A member is known by the person's name: it goes with them, once their access has ended.
        if let Some(member) = self.store.holder(&own, &format!("member-of:{key}"))? {
            let member = self.head(&own, &member)?;
            if member.state == "active" {
                let text = format!("{} still has access as {}; remove that member first", key, member.key);
                return Err(AppError::new(ErrorClass::Conflict, "erase.member-active", text));
            }
            let revision = member.revision;
            writes.push(erasure(member, revision, &request.legal_basis));
        }
        // A signature names the digest of what was signed, against which guesses at it could be tried.
        for signature in self.signatures_of(&scope, &key)? {
            let revision = signature.revision;
            writes.push(erasure(signature, revision, &request.legal_basis));
        }
        let digest = artifact_digest(&head);
        writes.push(erasure(head, expected, &request.legal_basis));
        self.commit(&scope, principal, writes, Vec::new(), None)?;
        // The decision is on disk; only then do the bytes go. After a crash in between, `doctor` names what is left.
        if let Some(digest) = digest
            && !self.named_files(&own, u64::MAX)?.contains_key(&digest)
        {
            self.blobs.remove(&digest.0)?;
        }
        Ok(RecordView::from(&self.head(&scope, &key)?))
    }
}

/// The write that takes a record's bodies.
fn erasure(head: Revision, expected: u32, basis: &str) -> Write {
    Write {
        record: head.record,
        kind: head.kind,
        key: KeyPlan::Existing(head.key),
        expected,
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
        reason_code: Some(basis.to_owned()),
        observations: Vec::new(),
        subject: None,
    }
}

fn artifact_digest(head: &Revision) -> Option<Digest> {
    if head.kind != "artifact" {
        return None;
    }
    Workspace::body(head).get("sha256")?.as_str()?.parse().ok()
}
