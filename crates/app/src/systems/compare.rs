//! Two versions of a system side by side: what their records say, and what their checks come to.

use std::collections::BTreeMap;

use assay_domain::{AIMS, Key, Subject, Verdict};
use assay_store::{Revision, WorkspaceScope};

use super::label;
use crate::access::Principal;
use crate::dto::{CheckDiff, RecordView, VerdictView, VersionDiff};
use crate::exchange::differences;
use crate::judging::{Names, veiled, verdict_view};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

impl Workspace {
    /// What differs between two versions of a system.
    ///
    /// # Errors
    /// When there is no such system, or one of them is no version of it.
    pub fn compare_versions(&self, principal: &Principal, system: &str, from: &str, to: &str) -> Answer<VersionDiff> {
        let (scope, system) = self.enter_system(principal, system)?;
        let (from, to) = (self.version_of(&scope, &system, from)?, self.version_of(&scope, &system, to)?);
        let (held, at) = self.reading(&scope, None)?;
        let of = |version: &Revision| -> Vec<Verdict> {
            let subject = Subject::Version(system.key.clone(), label(version));
            held.about(&subject).filter_map(|v| veiled(&scope, v.clone())).collect()
        };
        let (before, after) = (of(&from), of(&to));
        drop(held);
        let in_force = self.in_force(AIMS, &at)?;
        let mut names = Names::new(self, &scope).speaking(principal.lang);
        let mut views = |all: Vec<Verdict>| -> BTreeMap<String, VerdictView> {
            all.into_iter().map(|v| (v.check.clone(), verdict_view(&in_force, v, &at, &mut names))).collect()
        };
        let (mut before, mut after) = (views(before), views(after));
        let mut checks: Vec<String> = before.keys().chain(after.keys()).cloned().collect();
        checks.sort();
        checks.dedup();
        let checks = checks.into_iter().map(|check| {
            let (before, after) = (before.remove(&check), after.remove(&check));
            let title = after.as_ref().or(before.as_ref()).map(|v| v.title.clone()).unwrap_or_default();
            CheckDiff { check, title, before, after }
        });
        let other = |d: &CheckDiff| match (&d.before, &d.after) {
            (Some(a), Some(b)) => (a.outcome, a.stale, &a.value) != (b.outcome, b.stale, &b.value),
            _ => true,
        };
        Ok(VersionDiff {
            changes: differences(&Self::body(&from), &Self::body(&to)),
            checks: checks.filter(other).collect(),
            from: RecordView::from(&from),
            to: RecordView::from(&to),
        })
    }

    fn version_of(&self, scope: &WorkspaceScope, system: &Revision, key: &str) -> Answer<Revision> {
        let unknown = || AppError::not_found(format!("version {key} of {}", system.key));
        let parsed: Key = key.parse().map_err(|_| unknown())?;
        let head = self.store.head(scope, &parsed)?.filter(|r| r.kind == "system-version").ok_or_else(unknown)?;
        let own = Self::body(&head).get("system").and_then(|s| s.as_str()) == Some(&system.key.to_string());
        if own { Ok(head) } else { Err(unknown()) }
    }
}
