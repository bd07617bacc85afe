//! Versions of a system: each frozen when released, with its parts and what its checks come to.

use std::collections::BTreeMap;

use assay_checks::{effective_outcome, stale};
use assay_domain::{Key, Subject, Timestamp};
use assay_store::{Revision, WorkspaceScope};

use super::{label, newest};
use crate::Answer;
use crate::access::Principal;
use crate::dto::{OutcomeCount, SignatureView, VersionEntry, VersionLine, VersionList, gravity};
use crate::judging::{Held, Names};
use crate::workspace::Workspace;

/// Versions of a page.
const PAGE: usize = 20;

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
    /// A page of the versions of a system, newest first.
    ///
    /// # Errors
    /// When there is no such system, or on an unknown cursor.
    pub fn list_versions(&self, principal: &Principal, key: &str, after: Option<&str>) -> Answer<VersionList> {
        let (scope, system) = self.enter_system(principal, key)?;
        let mut query = newest("system-version", "system", &[system.key.to_string()], PAGE)?;
        query.after = after.map(str::to_owned);
        let page = self.store.list(&scope, &query)?;
        let (held, at) = self.reading(&scope, None)?;
        let lines: Vec<VersionLine> = page.rows.iter().map(|v| line(&held, &system.key, v, at.time)).collect();
        drop(held);
        let mut names = Names::new(self, &scope);
        let entries = page.rows.iter().zip(lines).map(|(v, line)| self.entry(&scope, v, line, &mut names));
        Ok(VersionList {
            versions: entries.collect::<Answer<_>>()?,
            next: page.next,
            previous: page.previous,
            count: self.how_many(&scope, &query)?,
        })
    }

    fn entry(
        &self,
        scope: &WorkspaceScope,
        version: &Revision,
        line: VersionLine,
        names: &mut Names<'_>,
    ) -> Answer<VersionEntry> {
        let signatures = self.signature_views(scope, &version.key)?;
        let released = release(&signatures).cloned();
        let released_by = released.as_ref().map(|signature| names.put(&signature.signer));
        Ok(VersionEntry { line, parts: self.released_parts(version), released, released_by })
    }
}
