//! Versions of a system: each frozen when released, with its parts and what its checks come to.

use std::collections::BTreeMap;

use assay_checks::{effective_outcome, stale};
use assay_domain::{Key, Subject, Timestamp};
use assay_store::{Revision, WorkspaceScope};

use super::{VERSIONS, label};
use crate::Answer;
use crate::access::Principal;
use crate::dto::{AsOfView, OutcomeCount, SignatureView, VersionEntry, VersionLine, gravity};
use crate::judging::{Held, Names};
use crate::workspace::Workspace;

/// A version at a glance, with what holds of it.
pub(super) fn line(held: &Held, system: &Key, version: &Revision, now: Timestamp) -> VersionLine {
    let label = label(version);
    let mut checks: BTreeMap<u8, OutcomeCount> = BTreeMap::new();
    for verdict in held.about(&Subject::Version(system.clone(), label.clone())) {
        let (outcome, stale) = (effective_outcome(verdict, now), stale(verdict, now));
        let found = checks.entry(gravity(outcome, stale));
        found.or_insert(OutcomeCount { outcome, stale, count: 0 }).count += 1;
    }
    VersionLine {
        key: version.key.to_string(),
        label,
        state: version.state.clone(),
        revision: version.revision,
        at: version.at,
        checks: checks.into_values().collect(),
    }
}

/// The signature that released a version.
pub(super) fn release(signatures: &[SignatureView]) -> Option<&SignatureView> {
    signatures.iter().rev().find(|signature| signature.transition == "release")
}

impl Workspace {
    /// Key and label of the newest versions of a system, newest first.
    ///
    /// # Errors
    /// When there is no such system.
    pub fn version_labels(&self, principal: &Principal, key: &str) -> Answer<Vec<(String, String)>> {
        let (scope, system) = self.enter_system(principal, key)?;
        let known = self.newest_versions(&scope, &system.key, VERSIONS)?;
        Ok(known.iter().map(|version| (version.key.to_string(), label(version))).collect())
    }

    /// What lines about versions of a system are made of.
    ///
    /// # Errors
    /// When there is no such system.
    pub fn version_lines(&self, principal: &Principal, key: &str) -> Answer<VersionLines<'_>> {
        let (scope, system) = self.enter_system(principal, key)?;
        let (held, at) = self.reading(&scope, None)?;
        drop(held);
        Ok(VersionLines { workspace: self, scope, system: system.key, at })
    }
}

/// What lines about versions of a system are made of: read once, however many there are.
pub struct VersionLines<'w> {
    workspace: &'w Workspace,
    scope: WorkspaceScope,
    system: Key,
    at: AsOfView,
}

impl VersionLines<'_> {
    /// One version with its parts, and who released it.
    ///
    /// # Errors
    /// When there is no such record, or the store cannot be read.
    pub fn line(&self, key: &str) -> Answer<VersionEntry> {
        let (w, scope) = (self.workspace, &self.scope);
        let version = w.head(scope, &crate::records::key(key)?)?;
        let line = line(&*w.held_at(self.at.position)?, &self.system, &version, self.at.time);
        let signatures = w.signature_views(scope, &version.key)?;
        let released = release(&signatures).cloned();
        let released_by = released.as_ref().map(|signature| Names::new(w, scope).put(&signature.signer));
        Ok(VersionEntry { line, parts: w.released_parts(&version), released, released_by })
    }
}
