//! What moved a risk: its own revisions, and the assessment rounds that rated it.

use assay_domain::kinds::risk::Risk;
use assay_domain::kinds::risk_assessment_round::{Rating, RiskAssessmentRound};
use assay_store::Revision;

use super::rated::known;
use super::story::{Telling, changed};
use crate::Answer;
use crate::dto::RiskEventView;
use crate::workspace::Workspace;

/// Most events that are told, the newest of them.
const TOLD: usize = 100;

/// Everything that happened to it, the newest first.
pub(super) fn tell(telling: &Telling<'_>, revisions: &[Revision], rounds: &[&Revision]) -> Answer<Vec<RiskEventView>> {
    let mut events = Vec::new();
    for round in rounds {
        events.extend(rated(telling, round)?);
    }
    let skip = revisions.len().saturating_sub(TOLD);
    for (at, revision) in revisions.iter().enumerate().skip(skip) {
        let before = at.checked_sub(1).and_then(|before| revisions.get(before));
        events.push(revised(telling, before, revision)?);
    }
    events.sort_by_key(|event| std::cmp::Reverse(event.seq));
    Ok(events)
}

fn revised(telling: &Telling<'_>, before: Option<&Revision>, revision: &Revision) -> Answer<RiskEventView> {
    let (score, was) = (telling.stands(revision), before.and_then(|before| telling.stands(before)));
    let body: Option<Risk> = Workspace::read_body(revision);
    let reason = body.filter(|_| revision.op == "close").and_then(|body| known(body.closed_because.as_ref()).cloned());
    let changed = before.map(|before| changed(&Workspace::body(before), &Workspace::body(revision)));
    Ok(RiskEventView {
        was: was.filter(|was| score.as_ref() != Some(was)),
        score,
        changed: changed.unwrap_or_default(),
        reason,
        ..event(telling, revision)?
    })
}

/// A round that rated it, with what it concluded.
fn rated(telling: &Telling<'_>, round: &Revision) -> Answer<Option<RiskEventView>> {
    let Some(body) = Workspace::read_body::<RiskAssessmentRound>(round) else { return Ok(None) };
    let own = |rating: &&Rating| rating.risk.as_ref().is_some_and(|risk| *risk.key() == telling.key);
    let rating = known(body.ratings.as_ref()).into_iter().flatten().find(own);
    let Some(rating) = rating else { return Ok(None) };
    let reason = known(body.conclusion.as_ref()).cloned().or(body.trigger_detail);
    let score = telling.score(rating.likelihood, rating.impact);
    Ok(Some(RiskEventView { score, reason, ..event(telling, round)? }))
}

fn event(telling: &Telling<'_>, revision: &Revision) -> Answer<RiskEventView> {
    Ok(RiskEventView {
        at: revision.at,
        seq: revision.seq,
        by: telling.ws.name_of(&telling.scope, &revision.actor)?,
        key: revision.key.to_string(),
        kind: revision.kind.clone(),
        revision: revision.revision,
        op: revision.op.clone(),
        state: revision.state.clone(),
        score: None,
        was: None,
        changed: Vec::new(),
        reason: None,
    })
}
