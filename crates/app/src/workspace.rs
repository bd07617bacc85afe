//! One open workspace: its store, its artifacts, its projector, and the outside world it is given.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use assay_domain::{Change, Idempotency, KeyPlan, Kind, Normal, RecordId, Seen, Timestamp, WorkspaceId, Write};
use assay_ports::blobs::Blobs;
use assay_ports::{Clock, Random};
use assay_store::control::ControlStore;
use assay_store::{CommitError, Committed, Revision, Store, WorkspaceScope};
use serde_json::Value;

use crate::access::{Bearing, Principal, Restrictions, bears};
use crate::judging::{Projector, Readings};
use crate::measured::{Months, Sources};
use crate::{Answer, AppError, ErrorClass};

/// A workspace in use.
pub struct Workspace {
    /// Its id.
    pub id: WorkspaceId,
    /// Short name in addresses.
    pub slug: String,
    /// The public half of the log's key, as C2SP vkey text.
    pub vkey: String,
    /// The log's origin.
    pub origin: String,
    pub(crate) signer: assay_log::SigningKey,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) blobs: Arc<dyn Blobs>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) projector: Projector,
    pub(crate) readings: Readings,
    pub(crate) restrictions: Restrictions,
    pub(crate) sources: Sources,
    pub(crate) by_month: Months,
    /// How many things did not fit when log, rows, artifacts and verdicts were last compared here.
    pub(crate) unfit: AtomicUsize,
    pub(crate) bearing: Bearing,
    /// Where sessions are, which end with the membership of whoever they stand for; a simulated workspace has none.
    pub(crate) control: Option<Arc<ControlStore>>,
}

/// One revision that a use case wants written, before salts and commitments.
pub(crate) struct Draft {
    pub(crate) record: RecordId,
    pub(crate) kind: &'static Kind,
    pub(crate) key: KeyPlan,
    pub(crate) expected: u32,
    pub(crate) op: String,
    pub(crate) state: String,
    pub(crate) normal: Normal,
    pub(crate) effective: Option<Timestamp>,
}

impl Workspace {
    /// A fresh record id.
    pub(crate) fn record_id(&self) -> RecordId {
        RecordId::from_random(self.random.bytes())
    }

    /// A draft of a new record.
    pub(crate) fn new_record(&self, kind: &'static Kind, normal: Normal) -> Draft {
        Draft {
            record: self.record_id(),
            kind,
            key: KeyPlan::Next(kind.prefix.to_owned()),
            expected: 0,
            op: "create".to_owned(),
            state: kind.workflow.initial().to_owned(),
            normal,
            effective: None,
        }
    }

    /// Turns a draft into a write: canonical form, salt and commitments are made here, before the queue.
    pub(crate) fn write(&self, draft: Draft) -> Answer<Write> {
        let body = assay_log::canonical::canonical(&draft.normal.value)
            .map_err(|e| AppError::input("body.not-canonical", e.to_string()))?;
        let salt: [u8; 32] = self.random.bytes();
        Ok(Write {
            record: draft.record,
            kind: draft.kind.name.to_owned(),
            key: draft.key,
            expected: draft.expected,
            op: draft.op,
            state: draft.state,
            title: draft.normal.title,
            commitment: Some(assay_log::commitment::commit(&salt, &body)),
            artifact_commitments: draft
                .normal
                .artifacts
                .iter()
                .map(|d| assay_log::commit_digest(&salt, &d.0))
                .collect(),
            body: Some(body),
            salt,
            links: draft.normal.links,
            unique: draft.normal.unique,
            text: draft.normal.text,
            effective: draft.effective,
            reason_code: None,
            observations: Vec::new(),
            subject: None,
        })
    }

    /// Makes writes durable, with what the decision relied on, and wakes the projector.
    pub(crate) fn commit(
        &self,
        scope: &WorkspaceScope,
        principal: &Principal,
        writes: Vec<Write>,
        reads: Vec<Seen>,
        idempotency: Option<Idempotency>,
    ) -> Answer<Committed> {
        principal.may_change()?;
        let gone = |w: &&Write| w.kind == "member" && w.state != "active";
        let gone: Vec<RecordId> = writes.iter().filter(gone).map(|w| w.record).collect();
        let bears = writes.iter().any(bears);
        let change = Change { actor: principal.actor(), writes, reads, idempotency };
        let committed = self.store.commit(scope, change).map_err(|e| veiled(scope, e))?;
        if bears {
            self.bearing.note();
        }
        self.projector.wake();
        self.end_sessions(&gone);
        Ok(committed)
    }

    /// Ends the sessions of those who are members no longer, and forgets what they kept for themselves. They may do nothing any more as it is; this keeps a session
    /// from coming back to life with a member who is restored.
    fn end_sessions(&self, gone: &[RecordId]) {
        let Some(control) = &self.control else { return };
        for member in gone {
            if let Err(error) = control.end_sessions_of_member(self.id, *member) {
                tracing::error!(%error, "the sessions of a removed member could not be ended");
            }
            if let Err(error) = control.forget_own(self.id, *member) {
                tracing::error!(%error, "the drafts of a removed member could not be forgotten");
            }
        }
    }

    /// How many things did not fit the log when they were last compared, since the program started; 0 before that.
    #[must_use]
    pub fn unfit(&self) -> usize {
        self.unfit.load(Ordering::Relaxed)
    }

    /// How long the log is; in a glance, how long it was when the glance was taken.
    pub(crate) fn size(&self, scope: &WorkspaceScope) -> Answer<u64> {
        scope.grown().map_or_else(|| Ok(self.store.size(scope)?), Ok)
    }

    /// Waits until verdicts are worked out up to the log's present size.
    ///
    /// # Errors
    /// When the projector cannot go on.
    pub fn settle(&self, scope: &WorkspaceScope) -> Answer<u64> {
        let size = self.size(scope)?;
        self.projector.wait_for(size)?;
        Ok(size)
    }

    /// The body of a revision, brought to its newest shape; `{}` once erased.
    pub(crate) fn body(revision: &Revision) -> Value {
        let Some(bytes) = &revision.body else { return Value::Object(serde_json::Map::new()) };
        let value: Value = serde_json::from_slice(bytes).unwrap_or_default();
        Kind::named(&revision.kind).map_or(value.clone(), |kind| kind.upcast(value))
    }

    /// The body of a revision as its type; nothing once erased, or when it is of a newer shape.
    pub(crate) fn read_body<B: serde::de::DeserializeOwned>(revision: &Revision) -> Option<B> {
        revision.body.as_ref()?;
        let mut body = Self::body(revision);
        body.as_object_mut()?.remove("schema");
        serde_json::from_value(body).ok()
    }
}

/// A refusal that names no record which the asker does not see.
fn veiled(scope: &WorkspaceScope, error: CommitError) -> AppError {
    match error {
        CommitError::NotUnique { name, by } if scope.hides(&by) => {
            AppError::new(ErrorClass::Conflict, "name.taken", format!("`{name}` is already taken"))
        }
        other => other.into(),
    }
}
