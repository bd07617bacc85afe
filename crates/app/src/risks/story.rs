//! One risk: why it stands where it stands, what is done about it, and who keeps it.

use assay_domain::kinds::control::Control;
use assay_domain::kinds::risk::Risk;
use assay_domain::kinds::risk_acceptance::RiskAcceptance;
use assay_domain::kinds::risk_assessment_round::RiskAssessmentRound;
use assay_domain::kinds::risk_criteria::RiskCriteria;
use assay_domain::kinds::treatment_action::TreatmentAction;
use assay_domain::kinds::treatment_plan::TreatmentPlan;
use assay_domain::{Action, Body, Key};
use assay_store::{Revision, WorkspaceScope};
use serde_json::Value;

use super::events;
use super::rated::{Pair, known, read};
use super::ratings::Ratings;
use super::register::row;
use super::seen::Seen;
use super::summary::view;
use super::{score, treatments};
use crate::access::Principal;
use crate::dto::{AsOfView, CriteriaView, RiskControlView, RiskLinkView, RiskRow, RiskStory, ScoreView};
use crate::judging::qualified;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Most records that are named.
const NAMED: usize = 120;

/// One risk while its story is put together.
pub(super) struct Telling<'a> {
    pub(super) ws: &'a Workspace,
    pub(super) principal: &'a Principal,
    pub(super) scope: WorkspaceScope,
    pub(super) at: AsOfView,
    pub(super) key: Key,
    pub(super) criteria: Option<RiskCriteria>,
}

impl Workspace {
    /// One risk with its story.
    ///
    /// # Errors
    /// When there is no such risk, or the moment lies ahead of the log.
    pub fn risk_story(&self, principal: &Principal, key: &str, as_of: Option<&str>) -> Answer<RiskStory> {
        let scope = self.enter(principal, Action::Read)?;
        let key = crate::records::key(key)?;
        let gone = || AppError::not_found(format!("risk {key}"));
        if scope.hides(&key) {
            return Err(gone());
        }
        let (ratings, at) = self.ratings(&scope, as_of)?;
        let risk = ratings.risk(&key).filter(|risk| !risk.erased).ok_or_else(gone)?;
        let row = row(&Seen::new(&ratings, &scope, at.time), risk);
        let by = risk.criteria.clone();
        let criteria = by.as_ref().filter(|key| !scope.hides(key)).and_then(|key| shown(&ratings, key));
        let body = by.as_ref().and_then(|key| ratings.criteria_at(key)).map(|c| c.body.clone());
        // The projector has to move on while the rest is read.
        drop(ratings);
        let telling = Telling { ws: self, principal, scope, at, key, criteria: body };
        telling.tell(row, criteria)
    }
}

fn shown(ratings: &Ratings, key: &Key) -> Option<CriteriaView> {
    ratings.criteria_at(key).map(|criteria| view(key, criteria, 0))
}

impl Telling<'_> {
    fn tell(self, row: RiskRow, criteria: Option<CriteriaView>) -> Answer<RiskStory> {
        let mut revisions = self.ws.revisions(&self.scope, &self.key)?;
        revisions.retain(|r| r.seq < self.at.position);
        let risk: Risk = revisions.last().and_then(Workspace::read_body).unwrap_or_default();
        let (incoming, more) = self.incoming()?;
        let mut links = self.outgoing(&risk)?;
        let told = [TreatmentPlan::NAME, TreatmentAction::NAME, RiskAcceptance::NAME, "signature"];
        let others = incoming.iter().filter(|(_, r)| !told.contains(&r.kind.as_str()));
        links.extend(others.map(|(field, r)| link(r, field, true)));
        let of = |kind: &str| incoming.iter().map(|(_, r)| r).filter(|r| r.kind == kind).collect::<Vec<_>>();
        let plans = [of(TreatmentPlan::NAME), of(TreatmentAction::NAME)].concat();
        let rounds = of(RiskAssessmentRound::NAME);
        let acceptances = of(RiskAcceptance::NAME);
        Ok(RiskStory {
            events: events::tell(&self, &revisions, &rounds)?,
            treatments: treatments::plans(&self, &plans)?,
            acceptances: treatments::acceptances(&self, &acceptances)?,
            controls: self.controls(&risk)?,
            links,
            more,
            row,
            criteria,
            as_of: self.at,
        })
    }

    /// A record as it stood at the moment.
    fn stood(&self, key: &Key) -> Answer<Option<Revision>> {
        Ok(self.ws.store.as_of(&self.scope, key, self.at.position)?)
    }

    /// Records that refer to the risk, each once, and whether there are more.
    fn incoming(&self) -> Answer<(Vec<(String, Revision)>, bool)> {
        let mut rows = self.ws.store.links_to(&self.scope, &self.key)?;
        rows.sort_by(|a, b| b.from.cmp(&a.from));
        rows.dedup_by(|a, b| a.from == b.from);
        let more = rows.len() > NAMED;
        let mut found = Vec::new();
        for link in rows.into_iter().take(NAMED) {
            found.extend(self.stood(&link.from)?.map(|record| (link.field, record)));
        }
        Ok((found, more))
    }

    fn outgoing(&self, risk: &Risk) -> Answer<Vec<RiskLinkView>> {
        let mut keys: Vec<(&str, Key)> = Vec::new();
        keys.extend(risk.objective.iter().map(|r| ("objective", r.key().clone())));
        keys.extend(risk.impact_assessments.iter().map(|r| ("impact_assessments", r.key().clone())));
        keys.extend(risk.obligations.iter().map(|r| ("obligations", r.key().clone())));
        keys.extend(risk.issues.iter().map(|r| ("issues", r.key().clone())));
        let mut found = Vec::new();
        for (field, key) in keys.into_iter().take(NAMED) {
            found.extend(self.stood(&key)?.map(|record| link(&record, field, false)));
        }
        Ok(found)
    }

    /// The controls against it, each with the state of its requirement.
    fn controls(&self, risk: &Risk) -> Answer<Vec<RiskControlView>> {
        let mut keys: Vec<Key> =
            risk.existing_controls.iter().chain(&risk.planned_controls).map(|r| r.key().clone()).collect();
        keys.sort();
        keys.dedup();
        let mut rows = Vec::new();
        for key in keys.into_iter().take(NAMED) {
            let Some((record, body)) =
                self.stood(&key)?.and_then(|r| Some((r.clone(), Workspace::read_body::<Control>(&r)?)))
            else {
                continue;
            };
            rows.push((key, record.title, body.requirement));
        }
        let at = self.at.position.to_string();
        let (held, _) = self.ws.reading(&self.scope, Some(&at))?;
        let mut views = Vec::new();
        for (key, title, requirement) in rows {
            let requirement = qualified(&requirement);
            let slug = requirement.split_once(':').map_or(assay_domain::AIMS, |(slug, _)| slug);
            let slug = if slug == "own" { assay_domain::AIMS } else { slug };
            let sum = self.ws.in_force(slug, &self.at).ok();
            let sum = sum.map(|f| held.sum(&f.set, f.entry, &requirement, self.at.time));
            views.push(RiskControlView {
                existing: risk.existing_controls.iter().any(|r| *r.key() == key),
                planned: risk.planned_controls.iter().any(|r| *r.key() == key),
                posture: sum.as_ref().map(|s| s.state(&self.scope)),
                evidence: sum.as_ref().map_or(0, |s| s.evidence(&self.scope)),
                key: key.to_string(),
                title,
                requirement,
            });
        }
        Ok(views)
    }

    /// Steps by the criteria of the risk.
    pub(super) fn score(&self, likelihood: Option<u8>, impact: Option<u8>) -> Option<ScoreView> {
        let pair = Pair { likelihood: likelihood?, impact: impact? };
        Some(score(&read(pair, self.criteria.as_ref())))
    }

    /// Where a revision has the risk stand.
    pub(super) fn stands(&self, revision: &Revision) -> Option<ScoreView> {
        let body: Risk = Workspace::read_body(revision).filter(|_| revision.state != "closed")?;
        let (likelihood, impact) = match revision.state.as_str() {
            "treated" => (&body.residual_likelihood, &body.residual_impact),
            _ => (&body.likelihood, &body.impact),
        };
        self.score(known(likelihood.as_ref()).copied(), known(impact.as_ref()).copied())
    }
}

fn link(record: &Revision, field: &str, incoming: bool) -> RiskLinkView {
    RiskLinkView {
        key: record.key.to_string(),
        kind: record.kind.clone(),
        title: record.title.clone(),
        state: record.state.clone(),
        field: field.to_owned(),
        incoming,
    }
}

/// Names of the fields that two bodies differ in.
pub(super) fn changed(before: &Value, after: &Value) -> Vec<String> {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else { return Vec::new() };
    let names = after.keys().chain(before.keys().filter(|name| !after.contains_key(*name)));
    names.filter(|name| *name != "schema" && before.get(*name) != after.get(*name)).cloned().collect()
}
