//! Verdicts as a pipeline asks for them: what passes, what is missing, why.

use assay_checks::effective_outcome;
use assay_domain::{AIMS, Action, Outcome, Subject};

use super::names::Names;
use crate::access::Principal;
use crate::dto::{VerdictList, VerdictView};
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
        self.settle(&scope)?;
        let subject = subject.map(|text| self.subject(&scope, text)).transpose()?;
        let at = self.moment(&scope, None)?;
        let in_force = self.in_force(AIMS, &at)?;
        let requirement = requirement.map(|text| self.requirement(&scope, text, &at)).transpose()?;
        let mut names = Names::new(self, &scope);
        let verdicts = self
            .verdicts_at(&scope, &at)?
            .into_iter()
            .filter(|v| subject.as_ref().is_none_or(|s| &v.subject == s))
            .filter(|v| requirement.as_ref().is_none_or(|r| v.requirements.contains(r)))
            .map(|v| {
                let outcome = effective_outcome(&v, at.time);
                VerdictView {
                    title: in_force.set.definition(&v.check).map(|c| c.title.clone()).unwrap_or_default(),
                    stale: outcome == Outcome::Pass && v.valid_until.is_some_and(|until| until <= at.time),
                    outcome,
                    check: v.check,
                    requirements: v.requirements,
                    axis: v.axis,
                    subject: v.subject.to_string(),
                    in_service: v.in_service,
                    code: v.message.code,
                    reason: names.put(&v.message.text),
                    value: v.value,
                    threshold: v.threshold,
                    observed_at: v.observed_at,
                    valid_until: v.valid_until,
                    evidence: v.evidence,
                }
            })
            .collect();
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
