//! Is everything in order? Each finding says what was looked at.

use std::sync::atomic::Ordering;

use assay_domain::{Action, Verdict};
use sha2::{Digest as _, Sha256};

use crate::Answer;
use crate::access::{Principal, own_work};
use crate::dto::{DoctorFinding, DoctorReport};
use crate::judging::Projection;
use crate::scheduler::stopped;
use crate::workspace::Workspace;

impl Workspace {
    /// Reads log, rows, artifacts and verdicts, and compares.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    pub fn doctor(&self, principal: &Principal) -> Answer<DoctorReport> {
        self.enter(principal, Action::Administer)?;
        self.examine(&own_work(self.id), &|| false)
    }

    /// The same for the program's own round, which ends when it is told to.
    pub(crate) fn examine(&self, scope: &assay_store::WorkspaceScope, stop: &dyn Fn() -> bool) -> Answer<DoctorReport> {
        let go_on = || if stop() { Err(stopped()) } else { Ok(()) };
        self.settle(scope)?;
        let mut findings = Vec::new();
        let report = self.store.check(scope)?;
        go_on()?;
        let text = format!("{} entries, {} revisions read", report.entries, report.revisions);
        findings.push(DoctorFinding { item: "log".into(), ok: report.faults.is_empty(), text });
        for fault in report.faults {
            findings.push(DoctorFinding {
                item: fault.item,
                ok: false,
                text: format!("{}; restore a backup", fault.reason),
            });
        }
        findings.extend(self.artifacts_in_order(scope, &go_on)?);
        findings.push(self.observations_in_order(scope)?);
        go_on()?;
        findings.push(self.projection_in_order(scope)?);
        // Every page says so until a comparison finds nothing.
        self.unfit.store(findings.iter().filter(|f| !f.ok).count(), Ordering::Relaxed);
        Ok(DoctorReport { ok: findings.iter().all(|f| f.ok), findings })
    }

    /// Works every verdict out anew from the log.
    ///
    /// # Errors
    /// When the asker may not administer, or the projector cannot go on.
    pub fn rebuild_verdicts(&self, principal: &Principal) -> Answer<()> {
        self.enter(principal, Action::Administer)?;
        self.projector.rebuild()
    }

    fn artifacts_in_order(
        &self,
        scope: &assay_store::WorkspaceScope,
        go_on: &dyn Fn() -> Answer<()>,
    ) -> Answer<Vec<DoctorFinding>> {
        let (mut read, mut findings) = (0, Vec::new());
        let position = self.store.size(scope)?;
        let artifacts: Vec<(_, assay_domain::kinds::artifact::Artifact)> = self.typed(scope, "artifact", position)?;
        for (record, body) in artifacts {
            go_on()?;
            let Some(sha256) = body.sha256 else { continue };
            read += 1;
            let fault = match self.blobs.open(&sha256.0) {
                Err(e) => Some(e.to_string()),
                Ok(mut bytes) => {
                    let mut hash = Sha256::new();
                    match std::io::copy(&mut bytes, &mut HashSink(&mut hash)) {
                        Err(e) => Some(format!("does not unpack: {e}")),
                        Ok(_) if hash.finalize().as_slice() != sha256.0 => {
                            Some("does not hash to its digest".to_owned())
                        }
                        Ok(_) => None,
                    }
                }
            };
            if let Some(text) = fault {
                findings.push(DoctorFinding { item: format!("artifact {sha256} ({})", record.key), ok: false, text });
            }
        }
        let named = self.named_files(scope, u64::MAX)?;
        let strays = self.blobs.list()?.into_iter().filter(|d| !named.contains_key(&assay_domain::Digest(*d))).count();
        if strays > 0 {
            let text =
                format!("{strays} stored files are named by no record: deliveries that were not read, or erased ones");
            findings.push(DoctorFinding { item: "stray files".into(), ok: true, text });
        }
        let ok = findings.iter().all(|f| f.ok);
        findings.insert(0, DoctorFinding { item: "artifacts".into(), ok, text: format!("{read} artifacts hashed") });
        Ok(findings)
    }

    /// Holds stored observations against the root that each evidence record commits to.
    pub(crate) fn observations_in_order(&self, scope: &assay_store::WorkspaceScope) -> Answer<DoctorFinding> {
        let position = self.store.size(scope)?;
        let all: Vec<(_, assay_domain::kinds::evidence::Evidence)> = self.typed(scope, "evidence", position)?;
        let (read, mut wrong) = (all.len(), Vec::new());
        for (record, body) in all {
            let root = crate::ingest::observations_root(&self.store.observations(scope, &record.key)?)?;
            if body.observations_root != Some(root) {
                wrong.push(record.key.to_string());
            }
        }
        let text = if wrong.is_empty() {
            format!("those of {read} pieces of evidence are what their records commit to")
        } else {
            format!("not what their records commit to: {}; restore a backup", wrong.join(", "))
        };
        Ok(DoctorFinding { item: "observations".into(), ok: wrong.is_empty(), text })
    }

    /// Works every verdict out anew in memory and compares with what is kept.
    fn projection_in_order(&self, scope: &assay_store::WorkspaceScope) -> Answer<DoctorFinding> {
        let position = self.store.size(scope)?;
        let anew = Projection::replay(&*self.store, scope, position)?;
        let kept: Vec<_> = self.store.verdicts(scope, position)?.into_iter().map(|r| r.verdict).collect();
        let mut fresh = anew.verdicts();
        fresh.sort_by(|a, b| (&a.check, a.subject.to_string()).cmp(&(&b.check, b.subject.to_string())));
        // Words may change from one version of the program to the next; what was decided, and on what, may not.
        let same = |(a, b): (&Verdict, &Verdict)| a.concludes_as(b);
        let ok = fresh.len() == kept.len() && fresh.iter().zip(&kept).all(same);
        let text = if !ok {
            "verdicts differ from what the log gives; work them out anew with `assay doctor --rebuild`".to_owned()
        } else if fresh == kept {
            format!("{} verdicts are what the log gives", kept.len())
        } else {
            format!("{} verdicts are what the log gives; some reasons are in the words of another version", kept.len())
        };
        Ok(DoctorFinding { item: "verdicts".into(), ok, text })
    }
}

struct HashSink<'h>(&'h mut Sha256);

impl std::io::Write for HashSink<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
