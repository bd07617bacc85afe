//! What bears on a requirement, as much of it as a page shows: verdicts, gravest first, and evidence, newest first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use assay_checks::{effective_outcome, stale};
use assay_domain::{Action, Key, Verdict};

use super::split;
use crate::Answer;
use crate::access::Principal;
use crate::dto::{RequirementEvidenceView, RequirementVerdictsView, gravity};
use crate::judging::{NEWEST, Names, veiled, verdict_view};
use crate::workspace::Workspace;

impl Workspace {
    /// Verdicts on a requirement: of what is in service before candidates, what does not hold before what holds.
    ///
    /// # Errors
    /// When there is no such requirement.
    pub fn requirement_verdicts(
        &self,
        principal: &Principal,
        requirement: &str,
        system: Option<&str>,
        most: usize,
    ) -> Answer<RequirementVerdictsView> {
        let scope = self.enter(principal, Action::Read)?;
        let system = system.map(crate::records::key).transpose()?;
        let (held, at) = self.reading(&scope, None)?;
        let (slug, requirement) = split(requirement);
        let in_force = self.in_force(&slug, &at)?;
        self.requirement(&scope, &requirement, &at)?;
        let mut found = held.bearing_on(&in_force.set, &requirement, None);
        let about = |v: &&Verdict| match (&system, v.subject.system()) {
            (Some(asked), Some(of)) => asked == of,
            _ => true,
        };
        found.retain(about);
        found.retain(|v| !v.subject.system().is_some_and(|key| scope.hides(key)));
        let total = found.len();
        found.sort_by_key(|v| (!v.in_service, gravity(effective_outcome(v, at.time), stale(v, at.time))));
        let shown: Vec<Verdict> = found.into_iter().take(most).filter_map(|v| veiled(&scope, v.clone())).collect();
        drop(held);
        let evidence = evidence_keys(&shown);
        let mut names = Names::new(self, &scope).speaking(principal.lang);
        let verdicts = shown.into_iter().map(|v| verdict_view(&in_force, v, &at, &mut names)).collect();
        Ok(RequirementVerdictsView { verdicts, total, evidence: self.evidence_lines(&scope, &evidence)? })
    }

    /// Evidence that verdicts on a requirement rest on: the newest delivered of it.
    ///
    /// # Errors
    /// When there is no such requirement.
    pub fn requirement_evidence(
        &self,
        principal: &Principal,
        requirement: &str,
        most: usize,
    ) -> Answer<RequirementEvidenceView> {
        let scope = self.enter(principal, Action::Read)?;
        let (held, at) = self.reading(&scope, None)?;
        let (slug, requirement) = split(requirement);
        let in_force = self.in_force(&slug, &at)?;
        self.requirement(&scope, &requirement, &at)?;
        let all = || -> BTreeSet<Reverse<Key>> {
            let verdicts = held.bearing_on(&in_force.set, &requirement, None).into_iter();
            let named = verdicts.flat_map(|v| &v.evidence).filter(|key| key.starts_with("EV-"));
            named.filter_map(|key| key.parse().ok()).map(Reverse).collect()
        };
        let sum = held.sum(&in_force.set, in_force.entry, &requirement, at.time);
        let (keys, total): (Vec<Key>, usize) = if scope.hides_some_of("evidence") || most > NEWEST {
            let seen: Vec<Key> = all().into_iter().map(|Reverse(key)| key).filter(|key| !scope.hides(key)).collect();
            let total = seen.len();
            (seen.into_iter().take(most).collect(), total)
        } else {
            let (keys, total) = sum.newest(all);
            (keys.iter().take(most).cloned().collect(), total)
        };
        drop(held);
        Ok(RequirementEvidenceView { evidence: self.evidence_lines(&scope, &keys)?, total })
    }
}

/// The evidence among what verdicts rest on.
fn evidence_keys(verdicts: &[Verdict]) -> Vec<Key> {
    let mut seen = BTreeSet::new();
    let keys = verdicts.iter().flat_map(|v| &v.evidence).filter_map(|text| text.parse::<Key>().ok());
    keys.filter(|key| key.prefix() == "EV" && seen.insert(key.clone())).collect()
}
