//! What could not be read, and another try.

use assay_domain::kinds::artifact::Artifact as ArtifactBody;
use assay_domain::{Action, Collector, Lang, Subject};
use assay_evidence::said;
use assay_store::{Filter, ListQuery, Page, Revision, Sort, WorkspaceScope};

use super::deliver::Delivery;
use crate::Answer;
use crate::access::{Principal, own_work};
use crate::dto::{DeliveredFile, IngestError, IngestReport, IngestRequest, QuarantineList, QuarantinedArtifact};
use crate::workspace::Workspace;

/// Artifacts read at a time.
const STEP: usize = 500;

/// Some of what lies in quarantine, the newest first.
#[derive(Debug, Clone)]
pub struct QuarantinePage {
    /// The artifacts.
    pub artifacts: Vec<QuarantinedArtifact>,
    /// Where the next page begins.
    pub next: Option<String>,
}

impl Workspace {
    /// What lies in quarantine.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn quarantined(&self, principal: &Principal) -> Answer<QuarantineList> {
        let scope = self.enter(principal, Action::Read)?;
        let artifacts = self.in_quarantine(&scope)?;
        let views =
            artifacts.iter().map(|(record, body)| self.in_quarantine_view(&scope, principal.lang, record, body));
        Ok(QuarantineList { artifacts: views.collect::<Answer<_>>()? })
    }

    /// A page of what lies in quarantine, the newest first.
    ///
    /// # Errors
    /// When the asker may not read, or on a cursor that is none.
    pub fn quarantine_page(&self, principal: &Principal, after: Option<&str>, limit: usize) -> Answer<QuarantinePage> {
        let scope = self.enter(principal, Action::Read)?;
        let page = self.quarantined_rows(&scope, after.map(str::to_owned), limit, true)?;
        let read = page.rows.iter().filter_map(|row| Some((row, Self::read_body::<ArtifactBody>(row)?)));
        let views = read.map(|(record, body)| self.in_quarantine_view(&scope, principal.lang, record, &body));
        Ok(QuarantinePage { artifacts: views.collect::<Answer<_>>()?, next: page.next })
    }

    fn quarantined_rows(
        &self,
        scope: &WorkspaceScope,
        after: Option<String>,
        limit: usize,
        descending: bool,
    ) -> Answer<Page<Revision>> {
        let query = ListQuery {
            kind: Some("artifact".to_owned()),
            filters: vec![Filter::State(vec!["quarantined".to_owned()])],
            sort: Sort { descending, ..Sort::default() },
            as_of: scope.position(),
            after,
            limit,
            ..ListQuery::default()
        };
        Ok(self.store.list(scope, &query)?)
    }

    fn in_quarantine_view(
        &self,
        scope: &WorkspaceScope,
        lang: Lang,
        record: &Revision,
        body: &ArtifactBody,
    ) -> Answer<QuarantinedArtifact> {
        let (fault, last) = (body.fault.as_ref(), body.deliveries.last());
        // What was read once is never put there again: it has lain there since it came.
        let first =
            if record.revision == 1 { None } else { self.store.history(scope, &record.key)?.into_iter().next() };
        let by = last.map_or(&record.actor, |delivery| delivery.collector.member.key());
        Ok(QuarantinedArtifact {
            key: record.key.to_string(),
            file: record.title.clone(),
            sha256: body.sha256.map(|d| d.to_string()).unwrap_or_default(),
            code: fault.map(|f| f.code.clone()).unwrap_or_default(),
            reason: fault.map(|f| said(&f.code, &f.reason, lang)).unwrap_or_default(),
            line: fault.and_then(|f| f.line),
            subject: last.and_then(|d| d.subject.as_ref()).map(ToString::to_string),
            by: self.name_of(scope, by)?,
            since: first.map_or(record.at, |first| first.at),
            tried: record.at,
        })
    }

    fn in_quarantine(&self, scope: &WorkspaceScope) -> Answer<Vec<(Revision, ArtifactBody)>> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page = self.quarantined_rows(scope, after, STEP, false)?;
            all.extend(page.rows.into_iter().filter_map(|r| Self::read_body(&r).map(|body| (r, body))));
            after = page.next;
            if after.is_none() {
                return Ok(all);
            }
        }
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
