//! What is done about a risk, and who keeps what remains of it.

use assay_domain::kinds::risk_acceptance::RiskAcceptance;
use assay_domain::kinds::risk_assessment_round::Rating;
use assay_domain::kinds::treatment_action::TreatmentAction;
use assay_domain::kinds::treatment_plan::TreatmentPlan;
use assay_domain::{Day, Key, Ref, Stated};
use assay_store::Revision;

use super::rated::known;
use super::story::Telling;
use crate::Answer;
use crate::dto::{AcceptanceView, TreatmentView};
use crate::workspace::Workspace;

/// Plans first, then actions, those still to be done before those that are.
pub(super) fn plans(telling: &Telling<'_>, records: &[&Revision]) -> Answer<Vec<TreatmentView>> {
    let mut views = Vec::new();
    for record in records {
        let view = if record.kind == "treatment-plan" { plan(telling, record)? } else { action(telling, record)? };
        views.extend(view);
    }
    let done = |view: &TreatmentView| !matches!(view.state.as_str(), "draft" | "open" | "approved" | "in-force");
    views.sort_by_key(|view| (view.kind != "treatment-plan", done(view), view.due.clone(), view.key.clone()));
    Ok(views)
}

fn text(stated: Option<&Stated<String>>) -> Option<String> {
    known(stated).cloned()
}

fn day(stated: Option<&Stated<Day>>) -> Option<String> {
    known(stated).and_then(|day| day.start()).map(|start| start.date())
}

fn owner<K>(telling: &Telling<'_>, owner: Option<&Ref<K>>) -> Answer<Option<String>>
where
    K: assay_domain::Body,
{
    owner.map(|r| telling.ws.name_of(&telling.scope, r.key())).transpose()
}

fn plan(telling: &Telling<'_>, record: &Revision) -> Answer<Option<TreatmentView>> {
    let Some(body) = Workspace::read_body::<TreatmentPlan>(record) else { return Ok(None) };
    let own = |rating: &&Rating| rating.risk.as_ref().is_some_and(|risk| *risk.key() == telling.key);
    let expected = known(body.expected.as_ref()).into_iter().flatten().find(own);
    Ok(Some(TreatmentView {
        owner: owner(telling, body.owner.as_ref())?,
        due: day(body.effectiveness_date.as_ref()),
        aim: text(body.effectiveness_check.as_ref()),
        effect: text(body.effectiveness_result.as_ref()),
        expected: expected.and_then(|e| telling.score(e.likelihood, e.impact)),
        ..bare(record)
    }))
}

fn action(telling: &Telling<'_>, record: &Revision) -> Answer<Option<TreatmentView>> {
    let Some(body) = Workspace::read_body::<TreatmentAction>(record) else { return Ok(None) };
    Ok(Some(TreatmentView {
        owner: owner(telling, body.owner.as_ref())?,
        due: day(body.due.as_ref()),
        days_late: body.days_late(&record.state, telling.at.time),
        aim: text(body.effectiveness_criteria.as_ref()),
        effect: text(body.effectiveness_result.as_ref()),
        ..bare(record)
    }))
}

fn bare(record: &Revision) -> TreatmentView {
    TreatmentView {
        key: record.key.to_string(),
        kind: record.kind.clone(),
        title: record.title.clone(),
        state: record.state.clone(),
        owner: None,
        due: None,
        days_late: None,
        aim: None,
        effect: None,
        expected: None,
    }
}

/// Acceptances, the newest first.
pub(super) fn acceptances(telling: &Telling<'_>, records: &[&Revision]) -> Answer<Vec<AcceptanceView>> {
    let mut views = Vec::new();
    for record in records {
        views.extend(acceptance(telling, record)?);
    }
    Ok(views)
}

fn acceptance(telling: &Telling<'_>, record: &Revision) -> Answer<Option<AcceptanceView>> {
    let Some(body) = Workspace::read_body::<RiskAcceptance>(record) else { return Ok(None) };
    let decided = record.state != "requested";
    let now = telling.ws.is_now(&telling.scope, telling.at.position)?;
    let refusal = if decided || !now { None } else { refusal(telling, &record.key)? };
    let steps = |stated: &Option<Stated<u8>>| known(stated.as_ref()).copied();
    Ok(Some(AcceptanceView {
        key: record.key.to_string(),
        title: record.title.clone(),
        state: record.state.clone(),
        score: telling.score(steps(&body.likelihood), steps(&body.impact)),
        asked_by: owner(telling, body.owner.as_ref())?,
        decided_by: if decided { Some(telling.ws.name_of(&telling.scope, &record.actor)?) } else { None },
        decided_at: decided.then_some(record.at),
        until: day(body.until.as_ref()),
        over: known(body.until.as_ref()).is_some_and(|until| until.is_over(telling.at.time)),
        reason: text(body.reason.as_ref()),
        conditions: body.conditions,
        refusal,
    }))
}

/// Why the reader may not accept it.
fn refusal(telling: &Telling<'_>, key: &Key) -> Answer<Option<String>> {
    let refused = telling.ws.refusal_to_move(telling.principal, &key.to_string(), "accept")?;
    Ok(refused.map(|error| error.text))
}
