//! Risks of a system with what is left of them.

use std::collections::BTreeMap;

use assay_domain::kinds::risk::Risk;
use assay_domain::kinds::risk_criteria::RiskCriteria;
use assay_domain::{Key, Stated};
use assay_store::{ListQuery, Revision, WorkspaceScope};

use super::{PAGE, having};
use crate::Answer;
use crate::access::Principal;
use crate::dto::{RecordView, SystemRisk, SystemRisks};
use crate::judging::Names;
use crate::workspace::Workspace;

/// Criteria read so far: many risks are rated by the same.
#[derive(Default)]
pub(super) struct Criteria(BTreeMap<Key, Option<RiskCriteria>>);

impl Criteria {
    /// The criteria that a risk is rated by.
    fn of(&mut self, workspace: &Workspace, scope: &WorkspaceScope, risk: &Risk) -> Answer<Option<&RiskCriteria>> {
        let Some(key) = risk.criteria.as_ref().and_then(Stated::known).map(|c| c.key().clone()) else {
            return Ok(None);
        };
        if !self.0.contains_key(&key) {
            let head = workspace.store.head(scope, &key)?;
            self.0.insert(key.clone(), head.as_ref().and_then(Workspace::read_body));
        }
        Ok(self.0.get(&key).and_then(Option::as_ref))
    }
}

impl Workspace {
    /// A page of the risks of a system.
    ///
    /// # Errors
    /// When there is no such system, or on an unknown cursor.
    pub fn system_risks(&self, principal: &Principal, key: &str, after: Option<&str>) -> Answer<SystemRisks> {
        let (scope, system) = self.enter_system(principal, key)?;
        let query = ListQuery {
            kind: Some("risk".to_owned()),
            filters: vec![having("risk", "system", &[system.key.to_string()])?],
            after: after.map(str::to_owned),
            limit: PAGE,
            ..ListQuery::default()
        };
        let page = self.store.list(&scope, &query)?;
        let (mut criteria, mut names) = (Criteria::default(), Names::new(self, &scope));
        let lines = page.rows.iter().map(|record| self.risk_line(&scope, record, &mut criteria, &mut names));
        let risks = lines.collect::<Answer<_>>()?;
        Ok(SystemRisks { risks, next: page.next, count: self.how_many(&scope, &query)? })
    }

    fn risk_line(
        &self,
        scope: &WorkspaceScope,
        record: &Revision,
        criteria: &mut Criteria,
        names: &mut Names<'_>,
    ) -> Answer<SystemRisk> {
        let risk: Risk = Self::read_body(record).unwrap_or_default();
        let by = criteria.of(self, scope, &risk)?;
        let steps = |a: Option<&Stated<u8>>, b: Option<&Stated<u8>>| {
            a.and_then(Stated::known).copied().zip(b.and_then(Stated::known).copied())
        };
        Ok(SystemRisk {
            owner: risk.owner.as_ref().map(|owner| names.put(&owner.key().to_string())),
            now: steps(risk.likelihood.as_ref(), risk.impact.as_ref()),
            level: by.and_then(|c| risk.inherent_level(c)),
            after: steps(risk.residual_likelihood.as_ref(), risk.residual_impact.as_ref()),
            residual: by.and_then(|c| risk.residual_level(c)),
            above: by.and_then(|c| risk.is_above_appetite(c, &record.state)),
            record: RecordView::from(record),
        })
    }
}
