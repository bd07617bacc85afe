//! The library of evidence: what runs out first comes first, then what nothing rests on.

use std::collections::BTreeMap;

use assay_checks::EXPIRING_DAYS;
use assay_domain::kinds::evidence::Evidence;
use assay_domain::kinds::evidence_review::{Conclusion, EvidenceReview};
use assay_domain::{Key, Outcome, Representativeness, RunStatus, SubjectMatch, TimeSource, Timestamp};
use assay_store::{Ending, Resting, Revision, WorkspaceScope};

use crate::access::Principal;
use crate::dto::{EvidenceList, EvidenceRequest, EvidenceRow, Freshness, ReviewLine};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Most rows of a page.
const MOST: usize = 200;
/// Verdicts looked at for a page.
const RESTING: usize = 5_000;

/// What points at an evidence.
pub(super) struct Bearing {
    /// The newest review by somebody other than the collector.
    pub(super) review: Option<ReviewLine>,
    /// All reviews, newest first.
    pub(super) reviews: Vec<ReviewLine>,
    pub(super) superseded_by: Option<Key>,
}

/// Why evidence decides nothing, from what it says itself.
pub(super) fn doubt(body: &Evidence) -> Option<&'static str> {
    match (body.representativeness, body.subject_match, body.run.status) {
        (Representativeness::Mock, _, _) => Some("mock"),
        (_, SubjectMatch::Mismatch, _) => Some("mismatch"),
        (_, _, RunStatus::Partial | RunStatus::Interrupted | RunStatus::Error) => Some("partial"),
        (Representativeness::Sampled, _, _) => Some("sampled"),
        _ => None,
    }
}

/// Where a page goes on.
enum Cursor {
    /// Among what runs out, after this.
    Ending(Option<Ending>),
    /// Among the rest, before the key with this number.
    Rest(Option<u64>),
}

impl Cursor {
    fn read(text: Option<&str>) -> Answer<Self> {
        let Some(text) = text else { return Ok(Self::Ending(None)) };
        let wrong =
            || AppError::input("cursor.malformed", format!("`{text}` is no place to go on from: use `next` of a page"));
        if let Some(rest) = text.strip_prefix("rest-") {
            return if rest.is_empty() {
                Ok(Self::Rest(None))
            } else {
                Ok(Self::Rest(Some(rest.parse().map_err(|_| wrong())?)))
            };
        }
        let (ends, number) = text.strip_prefix("ends-").and_then(|t| t.split_once('-')).ok_or_else(wrong)?;
        let (ends, number) = (ends.parse().map_err(|_| wrong())?, number.parse().map_err(|_| wrong())?);
        Ok(Self::Ending(Some(Ending { evidence: Key::new("EV", number), ends: Timestamp::from_micros(ends) })))
    }

    fn after(ending: &Ending) -> String {
        format!("ends-{}-{}", ending.ends.as_micros(), ending.evidence.number())
    }
}

impl Workspace {
    /// A page of the library.
    ///
    /// # Errors
    /// On a cursor or a moment that is not well formed.
    pub fn evidence_library(&self, principal: &Principal, request: &EvidenceRequest) -> Answer<EvidenceList> {
        let (scope, as_of) = self.enter_as_of(principal, request.as_of.as_deref())?;
        if request.as_of.is_none() {
            self.settle(&scope)?;
        }
        let most = request.limit.unwrap_or(50).clamp(1, MOST);
        let (mut rows, mut next): (Vec<Revision>, Option<String>) = (Vec::new(), None);
        let mut cursor = Cursor::read(request.after.as_deref())?;
        if let Cursor::Ending(after) = &cursor {
            let found = self.store.running_out(&scope, after.as_ref(), most + 1)?;
            for ending in found.iter().take(most) {
                rows.extend(self.store.head(&scope, &ending.evidence)?);
            }
            if found.len() > most {
                next = found.get(most - 1).map(Cursor::after);
            } else {
                cursor = Cursor::Rest(None);
            }
        }
        if let (Cursor::Rest(before), None) = (cursor, &next) {
            // One more than fits says whether there is a next page.
            let room = most - rows.len();
            let keys = self.store.lasting(&scope, before, room + 1)?;
            for key in keys.iter().take(room) {
                rows.extend(self.store.head(&scope, key)?);
            }
            if keys.len() > room {
                let last = room.checked_sub(1).and_then(|last| keys.get(last)).map(|key| key.number().to_string());
                next = Some(format!("rest-{}", last.unwrap_or_default()));
            }
        }
        let evidence = self.evidence_rows(&scope, &rows, as_of.time)?;
        Ok(EvidenceList { evidence, next, as_of })
    }

    /// Evidence of a list as the library shows it, in its order; what is not there for whoever asks is left out.
    ///
    /// # Errors
    /// On a key that is none, and on a moment that is not well formed.
    pub fn library_rows(
        &self,
        principal: &Principal,
        keys: &[String],
        as_of: Option<&str>,
    ) -> Answer<Vec<EvidenceRow>> {
        let (scope, as_of) = self.enter_as_of(principal, as_of)?;
        let keys = keys.iter().map(|text| crate::records::key(text)).collect::<Answer<Vec<_>>>()?;
        let mut rows = Vec::with_capacity(keys.len());
        for key in &keys {
            rows.extend(self.store.head(&scope, key)?);
        }
        self.evidence_rows(&scope, &rows, as_of.time)
    }

    /// Rows of these records, in their order.
    pub(super) fn evidence_rows(
        &self,
        scope: &WorkspaceScope,
        records: &[Revision],
        now: Timestamp,
    ) -> Answer<Vec<EvidenceRow>> {
        let keys: Vec<Key> = records.iter().map(|r| r.key.clone()).collect();
        let mut resting: BTreeMap<Key, Vec<Resting>> = BTreeMap::new();
        for row in self.store.resting_on(scope, &keys, RESTING)? {
            resting.entry(row.evidence.clone()).or_default().push(row);
        }
        let none = Vec::new();
        let row = |r: &Revision| self.evidence_row(scope, r, resting.get(&r.key).unwrap_or(&none), now);
        records.iter().map(row).collect()
    }

    fn evidence_row(
        &self,
        scope: &WorkspaceScope,
        record: &Revision,
        resting: &[Resting],
        now: Timestamp,
    ) -> Answer<EvidenceRow> {
        let body: Evidence = Self::read_body(record).unwrap_or_default();
        let stated = body.times.started.as_ref().or(body.times.finished.as_ref());
        let bearing = self.bearing_on(scope, record)?;
        let passing = resting.iter().filter(|r| r.verdict.outcome == Outcome::Pass);
        let ends = passing.filter_map(|r| r.verdict.valid_until).min();
        let collector = body.collector.as_ref().map_or(&record.actor, |c| c.member.key());
        Ok(EvidenceRow {
            key: record.key.to_string(),
            title: record.title.clone(),
            kind: body.evidence_kind,
            origin: body.origin,
            when: stated.map_or(record.at, |t| t.instant),
            when_source: stated.map_or(TimeSource::Received, |t| t.source),
            subject: body.subject.map(|s| s.to_string()).unwrap_or_default(),
            collector: self.name_of(scope, collector)?,
            tool: body.tool,
            period: body.period,
            population: body.population,
            review: bearing.review,
            status: body.run.status,
            representativeness: body.representativeness,
            subject_match: body.subject_match,
            freshness: freshness(resting.is_empty(), ends, now),
            ends,
            verdicts: resting.len(),
            observations: body.observations,
            superseded_by: bearing.superseded_by.map(|k| k.to_string()),
        })
    }

    /// Reviews of an evidence, and what replaced it.
    pub(super) fn bearing_on(&self, scope: &WorkspaceScope, evidence: &Revision) -> Answer<Bearing> {
        let (mut found, mut superseded_by) = (Vec::new(), None);
        for link in self.store.links_to(scope, &evidence.key)? {
            match (link.from.prefix(), link.field.as_str()) {
                ("EV", "supersedes") => superseded_by = Some(link.from),
                ("REV", "evidence") => found.extend(self.store.head(scope, &link.from)?),
                _ => {}
            }
        }
        found.sort_by_key(|r| std::cmp::Reverse(r.seq));
        let (mut reviews, mut review) = (Vec::new(), None);
        for record in found {
            let Some(body) = Self::read_body::<EvidenceReview>(&record) else { continue };
            let line = ReviewLine {
                key: record.key.to_string(),
                by: self.name_of(scope, &record.actor)?,
                at: record.at,
                accepted: body.conclusion == Some(Conclusion::Accepted),
                reason: body.reason.unwrap_or_default(),
                signatures: self.signature_views(scope, &record.key)?,
                seq: record.seq,
            };
            // Evidence is not edited: whoever made its revision collected it.
            if review.is_none() && record.actor != evidence.actor {
                review = Some(line.clone());
            }
            reviews.push(line);
        }
        Ok(Bearing { review, reviews, superseded_by })
    }
}

/// How far what rests on an evidence may be relied on.
pub(super) fn freshness(unused: bool, ends: Option<Timestamp>, now: Timestamp) -> Freshness {
    match ends {
        _ if unused => Freshness::Unused,
        Some(ends) if ends <= now => Freshness::Stale,
        Some(ends) if ends <= now.plus_days(EXPIRING_DAYS) => Freshness::Expiring,
        _ => Freshness::Current,
    }
}
