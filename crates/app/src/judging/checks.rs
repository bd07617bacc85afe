//! Verdicts as a pipeline asks for them: what passes, what is missing, why.

use assay_checks::{CheckDefinition, effective_outcome, stale};
use assay_domain::{AIMS, Action, Outcome, Subject, Verdict};

use super::names::Names;
use super::posture::InForce;
use super::veiled;
use crate::access::Principal;
use crate::dto::{AsOfView, VerdictList, VerdictView};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

impl Workspace {
    /// Verdicts, all or of one subject or requirement.
    ///
    /// # Errors
    /// On a subject that is not well formed or does not exist, and on a requirement nobody knows.
    pub fn check(
        &self,
        principal: &Principal,
        subject: Option<&str>,
        requirement: Option<&str>,
    ) -> Answer<VerdictList> {
        let scope = self.enter(principal, Action::Read)?;
        let subject = subject.map(|text| self.subject(&scope, text)).transpose()?;
        let (held, at) = self.reading(&scope, None)?;
        let in_force = self.in_force(AIMS, &at)?;
        let requirement = requirement.map(|text| self.requirement(&scope, text, &at)).transpose()?;
        let mut names = Names::new(self, &scope).speaking(principal.lang);
        let mut found: Vec<&Verdict> = match (&subject, &requirement) {
            (Some(subject), _) => held.about(subject).collect(),
            (None, Some(requirement)) => held.bearing_on(&in_force.set, requirement, None),
            (None, None) => held.all().collect(),
        };
        found.retain(|v| requirement.as_ref().is_none_or(|r| v.requirements.contains(r)));
        found.sort_by_key(|v| (&v.check, v.subject.to_string()));
        let shown = found.into_iter().filter_map(|v| veiled(&scope, v.clone()));
        let verdicts = shown.map(|v| verdict_view(&in_force, v, &at, &mut names)).collect();
        Ok(VerdictList { verdicts })
    }

    /// A subject that exists.
    pub(crate) fn subject(&self, scope: &assay_store::WorkspaceScope, text: &str) -> Answer<Subject> {
        let subject: Subject = text
            .parse()
            .map_err(|e: assay_domain::SubjectError| AppError::input("subject.malformed", e.to_string()))?;
        match &subject {
            Subject::Workspace => {}
            Subject::Record(key) => {
                self.head(scope, key)?;
            }
            Subject::Version(..) => {
                self.resolve(scope, text)?;
            }
        }
        Ok(subject)
    }
}

/// Kind of the record that is missing.
fn asks<'c>(check: &'c CheckDefinition, v: &Verdict) -> Option<&'c str> {
    if v.message.code == "version.none-in-service" { Some("system-version") } else { check.predicate.rests_on() }
}

/// A verdict as it reads at a moment.
pub(crate) fn verdict_view(in_force: &InForce, v: Verdict, at: &AsOfView, names: &mut Names<'_>) -> VerdictView {
    let check = in_force.set.definition(&v.check);
    let outcome = effective_outcome(&v, at.time);
    // What has run out is brought anew as what was never there.
    let missing = check.filter(|_| outcome == Outcome::Missing || stale(&v, at.time));
    let asks = missing.and_then(|c| asks(c, &v));
    let kinds = missing.filter(|_| asks == Some("evidence")).map(|c| c.predicate.evidence_kinds().to_vec());
    VerdictView {
        title: check.map(|c| c.title.clone()).unwrap_or_default(),
        asks: asks.map(str::to_owned),
        evidence_kinds: kinds.unwrap_or_default(),
        stale: stale(&v, at.time),
        outcome,
        check: v.check,
        requirements: v.requirements,
        axis: v.axis,
        subject: v.subject.to_string(),
        in_service: v.in_service,
        reason: names.say(&v.message),
        code: v.message.code,
        value: v.value,
        threshold: v.threshold,
        observed_at: v.observed_at,
        valid_until: v.valid_until,
        evidence: v.evidence,
    }
}
