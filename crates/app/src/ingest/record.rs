//! The record of an artifact: one for the same bytes, with every delivery of them noted.

use assay_domain::kinds::artifact::{Artifact, Delivery as Noted, Fault as FaultBody};
use assay_domain::{Collector, Key, KeyPlan, Kind, Subject, Write};
use assay_evidence::Fault;
use assay_store::WorkspaceScope;

use super::StoredArtifact;
use super::deliver::Delivery;
use crate::workspace::{Draft, Workspace};
use crate::{Answer, AppError};

/// Most deliveries named in the record of an artifact.
const MOST_DELIVERIES: usize = 50;

/// What happened to an artifact, as its record says it.
pub(super) enum Fate<'f> {
    Read,
    Quarantined(&'f Fault),
}

impl Delivery<'_> {
    /// The record of a file of this delivery.
    pub(super) fn artifact(&self, file: &StoredArtifact, fate: &Fate<'_>) -> Answer<Write> {
        self.workspace.artifact(self.scope, file, (&self.binding.subject, &self.collector), fate)
    }
}

impl Workspace {
    /// A new record, or the known one with one delivery more; `about` is what it was meant for, and who brought it.
    pub(super) fn artifact(
        &self,
        scope: &WorkspaceScope,
        file: &StoredArtifact,
        about: (&Subject, &Collector),
        fate: &Fate<'_>,
    ) -> Answer<Write> {
        let kind =
            Kind::named("artifact").ok_or_else(|| AppError::internal("the kind `artifact` is not registered"))?;
        let known: Option<Key> = self.store.holder(scope, &format!("artifact:{}", file.sha256))?;
        let head = known.map(|key| self.head(scope, &key)).transpose()?;
        let mut body = match &head {
            Some(head) => {
                Self::read_body(head).ok_or_else(|| AppError::internal(format!("{} does not read", head.key)))?
            }
            None => Artifact {
                title: if file.name.is_empty() { "unnamed".to_owned() } else { file.name.clone() },
                sha256: Some(file.sha256),
                size: file.size,
                ..Artifact::default()
            },
        };
        body.deliveries.push(Noted {
            name: file.name.clone(),
            subject: Some(about.0.clone()),
            collector: about.1.clone(),
        });
        body.delivered += 1;
        // The count goes on; of the deliveries themselves the newest are kept, so that the record stays small.
        let surplus = body.deliveries.len().saturating_sub(MOST_DELIVERIES);
        body.deliveries.drain(..surplus);
        body.fault = match fate {
            Fate::Read => None,
            Fate::Quarantined(fault) => Some(FaultBody {
                code: fault.code.to_owned(),
                reason: fault.reason.clone(),
                line: fault.line,
                tried_by: crate::installation::VERSION.to_owned(),
            }),
        };
        let was_read = head.as_ref().is_some_and(|h| h.state == "read");
        let (op, state) = match fate {
            // Bytes that were read for another subject stay read.
            _ if was_read => ("update", "read"),
            Fate::Read => ("accept", "read"),
            Fate::Quarantined(_) => ("quarantine", "quarantined"),
        };
        let normal =
            kind.normalise(serde_json::to_value(&body).map_err(AppError::internal)?).map_err(AppError::body)?;
        let draft = self.new_record(kind, normal);
        let draft = match head {
            Some(head) => Draft {
                record: head.record,
                key: KeyPlan::Existing(head.key),
                expected: head.revision,
                op: op.to_owned(),
                state: state.to_owned(),
                ..draft
            },
            None => Draft { state: state.to_owned(), ..draft },
        };
        self.write(draft)
    }
}
