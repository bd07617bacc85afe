//! What could not be read, and another try.

use assay_domain::kinds::artifact::Artifact as ArtifactBody;
use assay_domain::{Action, Collector, Subject};
use assay_evidence::said;
use assay_store::{Revision, WorkspaceScope};

use super::deliver::Delivery;
use crate::Answer;
use crate::access::{Principal, own_work};
use crate::dto::{DeliveredFile, IngestError, IngestReport, IngestRequest, QuarantineList, QuarantinedArtifact};
use crate::workspace::Workspace;

impl Workspace {
    /// What lies in quarantine.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn quarantined(&self, principal: &Principal) -> Answer<QuarantineList> {
        let scope = self.enter(principal, Action::Read)?;
        let artifacts = self.in_quarantine(&scope)?;
        let view = |(record, body): &(Revision, ArtifactBody)| {
            let fault = body.fault.as_ref();
            QuarantinedArtifact {
                key: record.key.to_string(),
                file: record.title.clone(),
                sha256: body.sha256.map(|d| d.to_string()).unwrap_or_default(),
                code: fault.map(|f| f.code.clone()).unwrap_or_default(),
                reason: fault.map(|f| said(&f.code, &f.reason, principal.lang)).unwrap_or_default(),
                line: fault.and_then(|f| f.line),
                subject: body.deliveries.last().and_then(|d| d.subject.as_ref()).map(ToString::to_string),
            }
        };
        Ok(QuarantineList { artifacts: artifacts.iter().map(view).collect() })
    }

    fn in_quarantine(&self, scope: &WorkspaceScope) -> Answer<Vec<(Revision, ArtifactBody)>> {
        let position = self.store.size(scope)?;
        let all: Vec<(Revision, ArtifactBody)> = self.typed(scope, "artifact", position)?;
        Ok(all.into_iter().filter(|(r, _)| r.state == "quarantined").collect())
    }

    /// Reads everything in quarantine once more, for instance after an update taught the program a format.
    ///
    /// # Errors
    /// When the asker may not collect.
    pub fn retry_quarantine(&self, principal: &Principal) -> Answer<IngestReport> {
        let scope = self.enter(principal, Action::Collect)?;
        let before = self.settle(&scope)?;
        let mut report = IngestReport::default();
        for (record, body) in self.in_quarantine(&scope)? {
            let (Some(sha256), Some(last)) = (body.sha256, body.deliveries.last().cloned()) else { continue };
            let Some(subject) = last.subject.clone() else { continue };
            let file = DeliveredFile { name: record.title.clone(), sha256: sha256.to_string() };
            // What cannot be tried is reported, and the rest is tried all the same.
            if let Err(e) = self.once_more(principal, &scope, file, &subject, last.collector, &mut report) {
                report.errors.push(IngestError { file: record.title, code: e.code, reason: e.text, line: None });
            }
        }
        let after = self.settle(&scope)?;
        report.changed = self.changes_between(&scope, before, after, principal.lang)?;
        Ok(report)
    }

    /// One file, as brought by whoever brought it at first.
    fn once_more(
        &self,
        principal: &Principal,
        scope: &WorkspaceScope,
        file: DeliveredFile,
        subject: &Subject,
        collector: Collector,
        report: &mut IngestReport,
    ) -> Answer<()> {
        let delivered = vec![file];
        let files = self.files(&delivered)?;
        let request = IngestRequest { files: delivered, subject: subject.to_string(), pipeline: None, attempt: None };
        let binding = self.binding(scope, &request.subject)?;
        let (own, workspace, request) = (own_work(self.id), self, &request);
        let (seen, anew) = (scope, true);
        let delivery = Delivery { workspace, principal, collector, scope: &own, seen, binding, request, files, anew };
        delivery.take_in(report)
    }
}
