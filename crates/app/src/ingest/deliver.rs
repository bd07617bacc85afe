//! A delivery: every file ends as evidence, as a noted repetition, or in quarantine. None is lost.

use std::collections::BTreeSet;
use std::sync::Arc;

use assay_domain::kinds::evidence::Evidence;
use assay_domain::{Action, Collector, Write, turns_text, unreadable};
use assay_evidence::{Artifact, ArtifactSet, Fault, ParsedRun, said};
use assay_store::{Revision, WorkspaceScope};

use super::StoredArtifact;
use super::artifacts::digest;
use super::bind::Binding;
use super::record::Fate;
use crate::access::{Principal, own_work};
use crate::dto::{
    DeliveredFile, IngestError, IngestReport, IngestRequest, IngestedArtifact, RunView, ToolView, WarningView,
};
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Times a set of files is tried when another delivery is in its way.
const TRIES: u32 = 4;

/// Files that come together, from one asker, about one subject.
pub(super) struct Delivery<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) principal: &'a Principal,
    /// Who brought the files: the asker, or whoever did at first when they are read once more.
    pub(super) collector: Collector,
    pub(super) scope: &'a WorkspaceScope,
    /// What the asker sees of what was delivered before.
    pub(super) seen: &'a WorkspaceScope,
    pub(super) binding: Binding,
    pub(super) request: &'a IngestRequest,
    pub(super) files: Vec<StoredArtifact>,
    /// Whether what was read or refused before is taken in anew.
    pub(super) anew: bool,
}

impl Workspace {
    /// Reads stored artifacts as evidence about a subject, and waits until its verdicts are worked out.
    ///
    /// # Errors
    /// On an unknown subject or artifact. A file that cannot be read is no error of the call: it is quarantined and
    /// reported.
    pub fn ingest(&self, principal: &Principal, request: &IngestRequest) -> Answer<IngestReport> {
        let scope = self.enter(principal, Action::Collect)?;
        if request.files.is_empty() {
            return Err(AppError::input("ingest.no-files", "name at least one file"));
        }
        let before = self.settle(&scope)?;
        let binding = self.binding(&scope, &request.subject)?;
        let files = self.files(&request.files)?;
        let collector = self.collector(principal)?;
        let (own, anew) = (own_work(self.id), false);
        let (workspace, seen) = (self, &scope);
        let delivery = Delivery { workspace, principal, collector, scope: &own, seen, binding, request, files, anew };
        let mut report = IngestReport::default();
        delivery.take_in(&mut report)?;
        let after = self.settle(&scope)?;
        report.changed = self.changes_between(&scope, before, after, principal.lang)?;
        Ok(report)
    }

    /// The stored artifacts of a delivery; the same bytes under two names are one.
    pub(super) fn files(&self, delivered: &[DeliveredFile]) -> Answer<Vec<StoredArtifact>> {
        let mut seen = BTreeSet::new();
        let mut files = Vec::new();
        for file in delivered {
            let sha256 = digest(&file.sha256)?;
            let size = self.blobs.size(&sha256.0)?;
            let size = size.ok_or_else(|| AppError::not_found(format!("artifact {sha256}; store its bytes first")))?;
            // Only the last part of a name is kept, and never used as a path. What turns the text around goes: a name is
            // read as it is written.
            let last = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
            let name: String = last.chars().filter(|c| !c.is_control() && !turns_text(*c)).collect();
            let name = if unreadable(&name).is_some() { String::new() } else { name.trim().to_owned() };
            if seen.insert(sha256) {
                files.push(StoredArtifact { name, sha256, size, blobs: Arc::clone(&self.blobs) });
            }
        }
        Ok(files)
    }
}

impl Delivery<'_> {
    /// Takes every file in.
    pub(super) fn take_in(&self, report: &mut IngestReport) -> Answer<()> {
        let refs: Vec<&dyn Artifact> = self.files.iter().map(|f| f as &dyn Artifact).collect();
        let grouping = assay_evidence::group(&refs);
        for (index, fault) in &grouping.refused {
            again(|| self.quarantine(&self.files[*index], fault, report))?;
        }
        for set in &grouping.sets {
            again(|| self.take_set(set, report))?;
        }
        Ok(())
    }

    fn take_set(&self, set: &ArtifactSet<'_>, report: &mut IngestReport) -> Answer<()> {
        let main = &self.files[set.parts[0].index];
        if !self.anew
            && let Some(known) = self.delivered_before(main)?
        {
            return self.repeat(set, main, &known, report);
        }
        match assay_evidence::read(set) {
            Ok(runs) => self.record(set, main, runs, report),
            Err(fault) => {
                for part in &set.parts {
                    self.quarantine(&self.files[part.index], &fault, report)?;
                }
                Ok(())
            }
        }
    }

    /// Evidence about the same subject that rests on the same bytes.
    fn delivered_before(&self, file: &StoredArtifact) -> Answer<Option<Vec<Revision>>> {
        let (store, scope) = (&self.workspace.store, self.scope);
        let Some(artifact) = store.holder(scope, &format!("artifact:{}", file.sha256))? else { return Ok(None) };
        if self.workspace.head(scope, &artifact)?.state != "read" {
            return Ok(None);
        }
        let mut known = Vec::new();
        for number in 1.. {
            match store.holder(scope, &self.name(file, number))? {
                Some(key) => known.push(self.workspace.head(scope, &key)?),
                None => break,
            }
        }
        Ok(if known.is_empty() { None } else { Some(known) })
    }

    /// The unique name of the nth run in a file, about this subject.
    fn name(&self, file: &StoredArtifact, number: u32) -> String {
        format!("evidence:{}:{}:{number}", file.sha256, self.binding.subject)
    }

    fn record(
        &self,
        set: &ArtifactSet<'_>,
        main: &StoredArtifact,
        runs: Vec<ParsedRun>,
        report: &mut IngestReport,
    ) -> Answer<()> {
        let mut writes = self.parts(set)?;
        let mut lines = Vec::new();
        for (number, run) in (1..).zip(runs) {
            lines.push(self.line(main, &run));
            let mut write = self.workspace.evidence(self, run)?;
            write.unique = vec![self.name(main, number)];
            writes.push(write);
        }
        let committed = self.workspace.commit(self.scope, self.principal, writes, Vec::new(), None)?;
        for (line, written) in lines.iter_mut().zip(&committed.written[set.parts.len()..]) {
            line.evidence = Some(written.key.to_string());
        }
        report.artifacts.extend(lines);
        Ok(())
    }

    /// Notes that known bytes came once more.
    fn repeat(
        &self,
        set: &ArtifactSet<'_>,
        main: &StoredArtifact,
        known: &[Revision],
        report: &mut IngestReport,
    ) -> Answer<()> {
        let writes = self.parts(set)?;
        self.workspace.commit(self.scope, self.principal, writes, Vec::new(), None)?;
        for evidence in known {
            let read: Evidence = Workspace::read_body(evidence).unwrap_or_default();
            report.artifacts.push(IngestedArtifact {
                file: main.name.clone(),
                sha256: main.sha256.to_string(),
                format: read.format,
                tool: ToolView { name: read.tool.name, version: read.tool.version },
                subject: self.binding.subject.to_string(),
                run: RunView { status: read.run.status, representativeness: read.representativeness },
                observations: read.observations,
                evidence: Some(&evidence.key).filter(|key| !self.seen.hides(key)).map(ToString::to_string),
                duplicate: true,
                warnings: read.warnings.into_iter().map(|w| WarningView::of(w, self.principal.lang)).collect(),
            });
        }
        Ok(())
    }

    fn quarantine(&self, file: &StoredArtifact, fault: &Fault, report: &mut IngestReport) -> Answer<()> {
        let write = self.artifact(file, &Fate::Quarantined(fault))?;
        self.workspace.commit(self.scope, self.principal, vec![write], Vec::new(), None)?;
        report.errors.push(IngestError {
            file: file.name.clone(),
            code: fault.code.to_owned(),
            reason: said(fault.code, &fault.reason, self.principal.lang),
            line: fault.line,
        });
        Ok(())
    }

    fn parts(&self, set: &ArtifactSet<'_>) -> Answer<Vec<Write>> {
        set.parts.iter().map(|part| self.artifact(&self.files[part.index], &Fate::Read)).collect()
    }

    fn line(&self, main: &StoredArtifact, run: &ParsedRun) -> IngestedArtifact {
        IngestedArtifact {
            file: main.name.clone(),
            sha256: main.sha256.to_string(),
            format: run.format.clone(),
            tool: ToolView { name: run.tool.name.clone(), version: run.tool.version.clone() },
            subject: self.binding.subject.to_string(),
            run: RunView { status: run.run.status, representativeness: run.representativeness },
            observations: u32::try_from(run.observations.len()).unwrap_or(u32::MAX),
            evidence: None,
            duplicate: false,
            warnings: run.warnings.iter().cloned().map(|w| WarningView::of(w, self.principal.lang)).collect(),
        }
    }
}

/// Somebody may deliver the same bytes at this very moment: whoever comes second looks again.
pub(super) fn again<T>(mut act: impl FnMut() -> Answer<T>) -> Answer<T> {
    let mut tries = 1;
    loop {
        match act() {
            Err(e) if e.class == ErrorClass::Conflict && tries < TRIES => tries += 1,
            done => return done,
        }
    }
}
