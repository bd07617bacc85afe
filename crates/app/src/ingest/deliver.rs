//! A delivery: every file ends as evidence, as a noted repetition, or in quarantine. None is lost.

use std::collections::BTreeMap;
use std::sync::Arc;

use assay_domain::kinds::artifact::{Artifact as ArtifactBody, Delivery, Fault as FaultBody};
use assay_domain::{Action, Digest, Key, KeyPlan, Kind, Write};
use assay_evidence::{Artifact, ArtifactSet, Fault, ParsedRun};
use assay_store::{Revision, WorkspaceScope};

use super::StoredArtifact;
use super::artifacts::digest;
use super::bind::Binding;
use crate::access::Principal;
use crate::dto::{IngestError, IngestReport, IngestRequest, IngestedArtifact, RunView, ToolView, WarningView};
use crate::workspace::{Draft, Workspace};
use crate::{Answer, AppError};

/// What happened to an artifact, as its record says it.
pub(super) enum Fate<'f> {
    Read,
    Quarantined(&'f Fault),
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
        let files = Self::distinct(self.files(request)?);
        let mut report = IngestReport::default();
        self.take_in(principal, &scope, &binding, request, &files, false, &mut report)?;
        let after = self.settle(&scope)?;
        report.changed = self.changes_between(&scope, before, after)?;
        Ok(report)
    }

    fn files(&self, request: &IngestRequest) -> Answer<Vec<StoredArtifact>> {
        let stored = |file: &crate::dto::DeliveredFile| {
            let sha256 = digest(&file.sha256)?;
            let size = self.blobs.size(&sha256.0)?;
            let size = size.ok_or_else(|| AppError::not_found(format!("artifact {sha256}; store its bytes first")))?;
            // Only the last part of a name is kept, and never used as a path.
            let name =
                file.name.rsplit(['/', '\\']).next().unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
            Ok(StoredArtifact { name, sha256, size, blobs: Arc::clone(&self.blobs) })
        };
        request.files.iter().map(stored).collect()
    }

    /// Reads files; `anew` takes in what was read or refused before.
    #[expect(clippy::too_many_arguments, reason = "one delivery has these parts")]
    pub(super) fn take_in(
        &self,
        principal: &Principal,
        scope: &WorkspaceScope,
        binding: &Binding,
        request: &IngestRequest,
        files: &[StoredArtifact],
        anew: bool,
        report: &mut IngestReport,
    ) -> Answer<()> {
        let refs: Vec<&dyn Artifact> = files.iter().map(|f| f as &dyn Artifact).collect();
        let grouping = assay_evidence::group(&refs);
        for (index, fault) in &grouping.refused {
            self.quarantine(principal, scope, binding, &files[*index], fault, report)?;
        }
        for set in &grouping.sets {
            if !anew && let Some(known) = self.delivered_before(scope, binding, &files[set.parts[0].index])? {
                self.repeat(principal, scope, binding, set, files, &known, report)?;
                continue;
            }
            match assay_evidence::read(set) {
                Ok(runs) => self.record(principal, scope, binding, request, set, files, runs, report)?,
                Err(fault) => {
                    for part in &set.parts {
                        self.quarantine(principal, scope, binding, &files[part.index], &fault, report)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Evidence about the same subject that rests on the same bytes.
    fn delivered_before(
        &self,
        scope: &WorkspaceScope,
        binding: &Binding,
        file: &StoredArtifact,
    ) -> Answer<Option<Vec<Revision>>> {
        let Some(artifact) = self.store.holder(scope, &format!("artifact:{}", file.sha256))? else { return Ok(None) };
        if self.head(scope, &artifact)?.state != "read" {
            return Ok(None);
        }
        let name = format!("evidence:{}:{}", file.sha256, binding.subject);
        let mut known = Vec::new();
        for number in 1.. {
            match self.store.holder(scope, &format!("{name}:{number}"))? {
                Some(key) => known.push(self.head(scope, &key)?),
                None => break,
            }
        }
        Ok(if known.is_empty() { None } else { Some(known) })
    }

    #[expect(clippy::too_many_arguments, reason = "one delivery has these parts")]
    fn record(
        &self,
        principal: &Principal,
        scope: &WorkspaceScope,
        binding: &Binding,
        request: &IngestRequest,
        set: &ArtifactSet<'_>,
        files: &[StoredArtifact],
        runs: Vec<ParsedRun>,
        report: &mut IngestReport,
    ) -> Answer<()> {
        let main = &files[set.parts[0].index];
        let mut writes = Vec::new();
        for part in &set.parts {
            writes.push(self.artifact_write(principal, scope, binding, &files[part.index], &Fate::Read)?);
        }
        let mut lines = Vec::new();
        for (number, run) in (1_u32..).zip(runs) {
            lines.push(line(main, binding, &run));
            let mut write = self.evidence(principal, binding, request, run, files, None)?;
            write.unique = vec![format!("evidence:{}:{}:{number}", main.sha256, binding.subject)];
            writes.push(write);
        }
        let first = set.parts.len();
        let committed = self.commit(scope, principal, writes, Vec::new(), None)?;
        for (line, written) in lines.iter_mut().zip(&committed.written[first..]) {
            line.evidence = Some(written.key.to_string());
        }
        report.artifacts.extend(lines);
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "one delivery has these parts")]
    fn repeat(
        &self,
        principal: &Principal,
        scope: &WorkspaceScope,
        binding: &Binding,
        set: &ArtifactSet<'_>,
        files: &[StoredArtifact],
        known: &[Revision],
        report: &mut IngestReport,
    ) -> Answer<()> {
        let main = &files[set.parts[0].index];
        let writes: Answer<Vec<Write>> = set
            .parts
            .iter()
            .map(|part| self.artifact_write(principal, scope, binding, &files[part.index], &Fate::Read))
            .collect();
        self.commit(scope, principal, writes?, Vec::new(), None)?;
        for evidence in known {
            let body = Self::body(evidence);
            let mut body_map = body.clone();
            body_map.as_object_mut().and_then(|b| b.remove("schema"));
            let read: assay_domain::kinds::evidence::Evidence = serde_json::from_value(body_map).unwrap_or_default();
            report.artifacts.push(IngestedArtifact {
                file: main.name.clone(),
                sha256: main.sha256.to_string(),
                format: read.format,
                tool: ToolView { name: read.tool.name, version: read.tool.version },
                subject: binding.subject.to_string(),
                run: RunView { status: read.run.status, representativeness: read.representativeness },
                observations: read.observations,
                evidence: Some(evidence.key.to_string()),
                duplicate: true,
                warnings: read
                    .warnings
                    .into_iter()
                    .map(|w| WarningView { code: w.code, text: w.text, line: w.line })
                    .collect(),
            });
        }
        Ok(())
    }

    pub(super) fn quarantine(
        &self,
        principal: &Principal,
        scope: &WorkspaceScope,
        binding: &Binding,
        file: &StoredArtifact,
        fault: &Fault,
        report: &mut IngestReport,
    ) -> Answer<()> {
        let write = self.artifact_write(principal, scope, binding, file, &Fate::Quarantined(fault))?;
        self.commit(scope, principal, vec![write], Vec::new(), None)?;
        report.errors.push(IngestError {
            file: file.name.clone(),
            code: fault.code.to_owned(),
            reason: fault.reason.clone(),
            line: fault.line,
        });
        Ok(())
    }

    /// The record of an artifact: a new one, or the known one with one delivery more.
    pub(super) fn artifact_write(
        &self,
        principal: &Principal,
        scope: &WorkspaceScope,
        binding: &Binding,
        file: &StoredArtifact,
        fate: &Fate<'_>,
    ) -> Answer<Write> {
        let kind =
            Kind::named("artifact").ok_or_else(|| AppError::internal("the kind `artifact` is not registered"))?;
        let known: Option<Key> = self.store.holder(scope, &format!("artifact:{}", file.sha256))?;
        let head = known.map(|key| self.head(scope, &key)).transpose()?;
        let mut body = match &head {
            Some(head) => {
                let mut body = Self::body(head);
                body.as_object_mut().and_then(|b| b.remove("schema"));
                serde_json::from_value(body).map_err(AppError::internal)?
            }
            None => ArtifactBody {
                title: if file.name.is_empty() { "unnamed".to_owned() } else { file.name.clone() },
                sha256: Some(file.sha256),
                size: file.size,
                ..ArtifactBody::default()
            },
        };
        body.deliveries.push(Delivery {
            name: file.name.clone(),
            subject: Some(binding.subject.clone()),
            collector: self.collector(principal)?,
        });
        let (op, state) = match (fate, &head) {
            (Fate::Read, Some(h)) if h.state == "read" => ("update", "read"),
            (Fate::Read, _) => ("accept", "read"),
            // Bytes that were read for another subject stay read.
            (Fate::Quarantined(_), Some(h)) if h.state == "read" => ("update", "read"),
            (Fate::Quarantined(_), _) => ("quarantine", "quarantined"),
        };
        body.fault = match fate {
            Fate::Read => None,
            Fate::Quarantined(fault) => Some(FaultBody {
                code: fault.code.to_owned(),
                reason: fault.reason.clone(),
                line: fault.line,
                tried_by: env!("CARGO_PKG_VERSION").to_owned(),
            }),
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

    /// Artifacts of the same digest across a delivery are one record; the second write would conflict with the first.
    pub(super) fn distinct(files: Vec<StoredArtifact>) -> Vec<StoredArtifact> {
        let mut seen: BTreeMap<Digest, ()> = BTreeMap::new();
        files.into_iter().filter(|f| seen.insert(f.sha256, ()).is_none()).collect()
    }
}

fn line(main: &StoredArtifact, binding: &Binding, run: &ParsedRun) -> IngestedArtifact {
    IngestedArtifact {
        file: main.name.clone(),
        sha256: main.sha256.to_string(),
        format: run.format.clone(),
        tool: ToolView { name: run.tool.name.clone(), version: run.tool.version.clone() },
        subject: binding.subject.to_string(),
        run: RunView { status: run.run.status, representativeness: run.representativeness },
        observations: u32::try_from(run.observations.len()).unwrap_or(u32::MAX),
        evidence: None,
        duplicate: false,
        warnings: run
            .warnings
            .iter()
            .map(|w| WarningView { code: w.code.clone(), text: w.text.clone(), line: w.line })
            .collect(),
    }
}
