//! Evidence at a glance: who collected it, when, from what population, who reviewed it.

use assay_domain::kinds::evidence::Evidence;
use assay_domain::kinds::evidence_review::{Conclusion, EvidenceReview};
use assay_domain::{Body as _, Key};
use assay_store::{Revision, WorkspaceScope};

use crate::Answer;
use crate::dto::EvidenceSummary;
use crate::workspace::Workspace;

impl Workspace {
    /// These pieces of evidence, newest run first; what is not there for the reader is left out.
    pub(crate) fn evidence_lines(&self, scope: &WorkspaceScope, keys: &[Key]) -> Answer<Vec<EvidenceSummary>> {
        let mut lines = Vec::with_capacity(keys.len());
        for key in keys {
            let Some(record) = self.store.head(scope, key)? else { continue };
            let Some(body) = Self::read_body::<Evidence>(&record) else { continue };
            let mut newest: Option<(Revision, Conclusion)> = None;
            for link in self.store.links_to(scope, key)? {
                let of = link.from.prefix() == EvidenceReview::PREFIX && link.field == "evidence";
                let Some(review) = (if of { self.store.head(scope, &link.from)? } else { None }) else { continue };
                let conclusion = Self::read_body::<EvidenceReview>(&review).and_then(|body| body.conclusion);
                if let Some(conclusion) = conclusion.filter(|_| newest.as_ref().is_none_or(|(r, _)| r.seq < review.seq))
                {
                    newest = Some((review, conclusion));
                }
            }
            let review = newest.as_ref().map(|(review, conclusion)| (review, *conclusion));
            lines.push(self.evidence_line(scope, &record, body, review)?);
        }
        newest_first(&mut lines);
        Ok(lines)
    }

    fn evidence_line(
        &self,
        scope: &WorkspaceScope,
        record: &Revision,
        body: Evidence,
        review: Option<(&Revision, Conclusion)>,
    ) -> Answer<EvidenceSummary> {
        let stated = body.times.started.as_ref().or(body.times.finished.as_ref());
        let reviewer = match review {
            Some((review, Conclusion::Accepted)) => Some(self.name_of(scope, &review.actor)?),
            Some((review, Conclusion::Rejected)) => Some(format!("{} (rejected)", self.name_of(scope, &review.actor)?)),
            None => None,
        };
        Ok(EvidenceSummary {
            key: record.key.to_string(),
            when: stated.map_or(record.at, |t| t.instant),
            when_source: stated.map_or(assay_domain::TimeSource::Received, |t| t.source),
            title: body.title,
            tool: body.tool,
            subject: body.subject.map(|s| s.to_string()).unwrap_or_default(),
            collector: self.name_of(scope, &record.actor)?,
            reviewer,
            status: body.run.status,
            representativeness: body.representativeness,
            subject_match: body.subject_match,
            population: body.population,
        })
    }
}

fn newest_first(lines: &mut [EvidenceSummary]) {
    lines.sort_by(|a, b| b.when.cmp(&a.when).then_with(|| b.key.cmp(&a.key)));
}
