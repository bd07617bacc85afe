//! One piece of evidence: who, when, how, from what population, who reviewed it, and what rests on it.

use assay_checks::effective_outcome;
use assay_domain::kinds::evidence::Evidence;
use assay_domain::{AIMS, Claimed, Lang, Message, Outcome};
use assay_evidence::said;
use assay_store::{Revision, WorkspaceScope};

use crate::access::Principal;
use crate::dto::{EvidenceView, UseLine, WarningView};
use crate::judging::{Names, veiled};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Most verdicts named.
const USES: usize = 200;

impl Workspace {
    /// The evidence of that key.
    pub(super) fn evidence_head(&self, scope: &WorkspaceScope, key: &str) -> Answer<Revision> {
        let key = crate::records::key(key)?;
        let found = self.store.head(scope, &key)?.filter(|r| r.kind == "evidence");
        found.ok_or_else(|| AppError::not_found(format!("evidence {key}")))
    }

    /// All that is known of one piece of evidence.
    ///
    /// # Errors
    /// When there is none of that key.
    pub fn show_evidence(&self, principal: &Principal, key: &str, as_of: Option<&str>) -> Answer<EvidenceView> {
        let (scope, at) = self.enter_as_of(principal, as_of)?;
        if as_of.is_none() {
            self.settle(&scope)?;
        }
        let record = self.evidence_head(&scope, key)?;
        let body: Evidence = Self::read_body(&record).unwrap_or_default();
        let row = self.evidence_rows(&scope, std::slice::from_ref(&record), at.time)?.pop();
        let row = row.ok_or_else(|| AppError::internal(format!("{} gave no row", record.key)))?;
        let first = self.store.history(&scope, &record.key)?.into_iter().next().unwrap_or_else(|| record.clone());
        let reasons = body.run.reasons.iter().chain(&body.representativeness_reasons);
        Ok(EvidenceView {
            row,
            revision: record.revision,
            seq: record.seq,
            received: first.at,
            via: first.via,
            actor: first.actor.to_string(),
            started: body.times.started,
            finished: body.times.finished,
            format: body.format,
            parser: body.parser,
            claimed: claimed(&body.claimed),
            pipeline: body.run.pipeline,
            attempt: body.run.attempt,
            query: body.query,
            statement: body.statement,
            source: body.source,
            offered_for: body.requirements,
            reasons: reasons.map(|m: &Message| said(&m.code, &m.text, principal.lang)).collect(),
            warnings: body.warnings.into_iter().map(|w| WarningView::of(w, principal.lang)).collect(),
            files: body.artifacts,
            observations_root: body.observations_root.map(|d| d.to_string()),
            reviews: self.bearing_on(&scope, &record)?.reviews,
            uses: self.uses(&scope, &record, &at, principal.lang)?,
            supersedes: body.supersedes.map(|k| k.key().to_string()),
            as_of: at,
        })
    }

    fn uses(
        &self,
        scope: &WorkspaceScope,
        record: &Revision,
        at: &crate::dto::AsOfView,
        lang: Lang,
    ) -> Answer<Vec<UseLine>> {
        let set = self.in_force(AIMS, at).ok().map(|f| f.set);
        let mut names = Names::new(self, scope).speaking(lang);
        let rows = self.store.resting_on(scope, std::slice::from_ref(&record.key), USES)?;
        let shown = rows.into_iter().filter_map(|row| veiled(scope, row.verdict));
        let line = |v: assay_domain::Verdict| {
            let outcome = effective_outcome(&v, at.time);
            let title = set.as_ref().and_then(|s| s.definition(&v.check).map(|c| c.title.clone()));
            UseLine {
                title: title.unwrap_or_default(),
                stale: outcome == Outcome::Pass && v.valid_until.is_some_and(|until| until <= at.time),
                outcome,
                subject: v.subject.to_string(),
                valid_until: v.valid_until,
                reason: names.say(&v.message),
                requirements: v.requirements,
                check: v.check,
            }
        };
        Ok(shown.map(line).collect())
    }
}

fn claimed(claim: &Claimed) -> Vec<String> {
    [&claim.provider, &claim.model, &claim.revision].into_iter().flatten().cloned().collect()
}
