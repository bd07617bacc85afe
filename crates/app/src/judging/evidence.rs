//! Evidence at a glance: who collected it, when, from what population, who reviewed it.

use std::collections::BTreeMap;

use assay_domain::kinds::evidence::Evidence;
use assay_domain::kinds::evidence_review::{Conclusion, EvidenceReview};
use assay_domain::{Action, Key};
use assay_store::Revision;

use crate::Answer;
use crate::access::Principal;
use crate::dto::EvidenceSummary;
use crate::workspace::Workspace;

impl Workspace {
    /// Every piece of evidence, newest run first.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn evidence_overview(&self, principal: &Principal) -> Answer<Vec<EvidenceSummary>> {
        let scope = self.enter(principal, Action::Read)?;
        let position = self.position()?;
        let reviews: Vec<(Revision, EvidenceReview)> = self.typed(&scope, "evidence-review", position)?;
        let mut newest: BTreeMap<Key, (&Revision, Conclusion)> = BTreeMap::new();
        for (record, body) in &reviews {
            if let (Some(evidence), Some(conclusion)) = (&body.evidence, body.conclusion) {
                newest.insert(evidence.key().clone(), (record, conclusion));
            }
        }
        let all: Vec<(Revision, Evidence)> = self.typed(&scope, "evidence", position)?;
        let mut lines = Vec::with_capacity(all.len());
        for (record, body) in all {
            let stated = body.times.started.as_ref().or(body.times.finished.as_ref());
            let reviewer = match newest.get(&record.key) {
                Some((review, Conclusion::Accepted)) => Some(self.name_of(&scope, &review.actor)?),
                Some((review, Conclusion::Rejected)) => {
                    Some(format!("{} (rejected)", self.name_of(&scope, &review.actor)?))
                }
                None => None,
            };
            lines.push(EvidenceSummary {
                key: record.key.to_string(),
                title: body.title,
                tool: body.tool,
                subject: body.subject.map(|s| s.to_string()).unwrap_or_default(),
                when: stated.map_or(record.at, |t| t.instant),
                when_source: stated.map_or(assay_domain::TimeSource::Received, |t| t.source),
                collector: self.name_of(&scope, &record.actor)?,
                reviewer,
                status: body.run.status,
                representativeness: body.representativeness,
                subject_match: body.subject_match,
                population: body.population,
            });
        }
        lines.sort_by(|a, b| b.when.cmp(&a.when).then_with(|| b.key.cmp(&a.key)));
        Ok(lines)
    }
}
