//! Evidence about a system and its versions, and how long what rests on it may be relied on.

use std::collections::BTreeMap;

use assay_checks::EXPIRING_DAYS;
use assay_domain::{Key, Outcome, State, Subject, Timestamp};
use assay_store::{ListQuery, Sort, SortBy};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PAGE, VERSIONS, having, subjects};
use crate::Answer;
use crate::access::Principal;
use crate::dto::{FreshEvidence, SystemEvidence};
use crate::judging::Held;
use crate::workspace::Workspace;

/// Which evidence of a system.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SystemEvidenceRequest {
    /// The system or one of its versions, `SYS-3@1.1.0`; all of them unless stated.
    pub subject: Option<String>,
    /// Cursor.
    pub after: Option<String>,
}

/// What rests on evidence: how many verdicts, and when the first that holds runs out.
#[derive(Debug, Clone, Copy, Default)]
struct Resting {
    verdicts: usize,
    holding: usize,
    ends: Option<Timestamp>,
}

fn resting(held: &Held, about: &[Subject]) -> BTreeMap<Key, Resting> {
    let mut all: BTreeMap<Key, Resting> = BTreeMap::new();
    for verdict in about.iter().flat_map(|subject| held.about(subject)) {
        for key in verdict.evidence.iter().filter_map(|text| text.parse::<Key>().ok()) {
            let found = all.entry(key).or_default();
            found.verdicts += 1;
            if verdict.outcome == Outcome::Pass {
                found.holding += 1;
                found.ends = found.ends.into_iter().chain(verdict.valid_until).min();
            }
        }
    }
    all
}

fn state(resting: Resting, now: Timestamp) -> Option<State> {
    if resting.holding == 0 {
        return None;
    }
    Some(match resting.ends {
        Some(ends) if ends <= now => State::Stale,
        Some(ends) if ends <= now.plus_days(EXPIRING_DAYS) => State::Expiring,
        _ => State::Effective,
    })
}

impl Workspace {
    /// A page of the evidence about a system and its newest versions, newest delivered first.
    ///
    /// # Errors
    /// When there is no such system, or on an unknown cursor or subject.
    pub fn system_evidence(
        &self,
        principal: &Principal,
        key: &str,
        request: &SystemEvidenceRequest,
    ) -> Answer<SystemEvidence> {
        let (scope, system) = self.enter_system(principal, key)?;
        let versions = self.newest_versions(&scope, &system.key, VERSIONS)?;
        let all = subjects(&system, &versions);
        let about = match request.subject.as_deref().filter(|text| !text.is_empty()) {
            None => all.clone(),
            Some(text) => {
                let subject = self.subject(&scope, text)?;
                let own = subject.system() == Some(&system.key);
                let unknown = || crate::AppError::not_found(format!("{text} of {}", system.key));
                if own { vec![subject] } else { return Err(unknown()) }
            }
        };
        let values: Vec<String> = about.iter().map(Subject::to_string).collect();
        let query = ListQuery {
            kind: Some("evidence".to_owned()),
            filters: vec![having("evidence", "subject", &values)?],
            sort: Sort { by: SortBy::Key, descending: true },
            after: request.after.clone(),
            limit: PAGE,
            ..ListQuery::default()
        };
        let page = self.store.list(&scope, &query)?;
        let (held, at) = self.reading(&scope, None)?;
        let rests = resting(&held, &about);
        drop(held);
        let keys: Vec<Key> = page.rows.iter().map(|r| r.key.clone()).collect();
        let of = |evidence: crate::dto::EvidenceSummary| {
            let rests = evidence.key.parse().ok().and_then(|key: Key| rests.get(&key)).copied().unwrap_or_default();
            FreshEvidence { evidence, verdicts: rests.verdicts, ends: rests.ends, state: state(rests, at.time) }
        };
        Ok(SystemEvidence {
            evidence: self.evidence_lines(&scope, &keys)?.into_iter().map(of).collect(),
            subjects: all.iter().map(Subject::to_string).collect(),
            next: page.next,
            count: self.how_many(&scope, &query)?,
        })
    }
}
