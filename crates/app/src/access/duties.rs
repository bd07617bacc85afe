//! Separation of duties: nobody does this to their own work.

use assay_domain::kinds::evidence::Evidence;
use assay_domain::{Duty, Key, Place, duty};
use assay_store::{Revision, WorkspaceScope};
use serde_json::Value;

use super::{Principal, own_work};
use crate::records::keys;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Holds the actor of a transition (or of a creation) against every duty that binds it.
pub(crate) fn hold_duties(
    workspace: &Workspace,
    principal: &Principal,
    kind: &str,
    transition: &str,
    body: &Value,
    record: Option<&Key>,
) -> Answer<()> {
    // A duty binds by what is so, not by what its actor sees of it.
    let scope = &own_work(workspace.id);
    for rule in duty(kind, transition) {
        for place in &rule.differs_from {
            if standing_at(workspace, scope, place, body, record)?.contains(&principal.key) {
                let others = others(workspace, scope, principal)?;
                let text = format!("{} {} did; somebody else has to: {}", rule.text, principal.name, others.join(", "));
                return Err(refuse(rule, text, others));
            }
        }
        if !rule.stands_at.is_empty() {
            let mut able = Vec::new();
            for place in &rule.stands_at {
                able.extend(standing_at(workspace, scope, place, body, record)?);
            }
            if !able.contains(&principal.key) {
                let names = able.iter().map(|k| workspace.name_of(scope, k)).collect::<Answer<Vec<_>>>()?;
                let who = if names.is_empty() { "no member yet".to_owned() } else { names.join(", ") };
                return Err(refuse(rule, format!("{} That is: {who}", rule.text), names));
            }
        }
    }
    Ok(())
}

fn refuse(rule: &Duty, text: String, may: Vec<String>) -> AppError {
    AppError::new(ErrorClass::Forbidden, &rule.id, text).with("rule", rule.id.clone()).with("may", may)
}

/// The members who stand at a place.
fn standing_at(
    ws: &Workspace,
    scope: &WorkspaceScope,
    place: &Place,
    body: &Value,
    record: Option<&Key>,
) -> Answer<Vec<Key>> {
    let evidence: Option<Key> = body.get("evidence").and_then(Value::as_str).and_then(|k| k.parse().ok());
    let history = |key: Option<&Key>| key.map_or(Ok(Vec::new()), |k| ws.store.history(scope, k));
    let creator =
        |revisions: &[Revision]| -> Vec<Key> { revisions.first().map(|r| r.actor.clone()).into_iter().collect() };
    let members = |persons: Vec<Key>| -> Answer<Vec<Key>> {
        let held = persons.iter().map(|p| ws.store.holder(scope, &format!("member-of:{p}")));
        Ok(held.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    };
    Ok(match place {
        Place::Creator => creator(&history(record)?),
        Place::Author => {
            let revisions = history(record)?;
            let last = revisions.iter().rev().find(|r| r.op == "create" || r.op == "update");
            last.map(|r| r.actor.clone()).into_iter().collect()
        }
        Place::Oneself => record.cloned().into_iter().collect(),
        Place::Owner => members(keys(body.get("owner")))?,
        Place::At(field) => members(keys(body.get(field)))?,
        Place::Mover(transition) => {
            let revisions = history(record)?;
            let last = revisions.iter().rev().find(|r| &r.op == transition);
            last.map(|r| r.actor.clone()).into_iter().collect()
        }
        Place::OwnerOf(field) => {
            let mut owners = Vec::new();
            for key in keys(body.get(field)) {
                owners.extend(keys(Workspace::body(&ws.head(scope, &key)?).get("owner")));
            }
            members(owners)?
        }
        Place::CreatorOf(field) => {
            let mut makers = Vec::new();
            for key in keys(body.get(field)) {
                makers.extend(creator(&history(Some(&key))?));
            }
            makers
        }
        Place::EvidenceCreator => creator(&history(evidence.as_ref())?),
        Place::EvidenceCollector => {
            let head = evidence.map(|key| ws.head(scope, &key)).transpose()?;
            let body: Option<Evidence> = head.as_ref().and_then(Workspace::read_body);
            body.and_then(|b| b.collector).map(|c| c.member.key().clone()).into_iter().collect()
        }
    })
}

fn others(ws: &Workspace, scope: &WorkspaceScope, principal: &Principal) -> Answer<Vec<String>> {
    let query = assay_store::ListQuery {
        kind: Some("member".to_owned()),
        filters: vec![assay_store::Filter::State(vec!["active".to_owned()])],
        limit: 500,
        ..Default::default()
    };
    let members = ws.store.list(scope, &query)?.rows;
    let able = |m: &&Revision| {
        let other = Principal::of_member(ws.id, m, principal.via);
        m.key != principal.key
            && ws.holds(&other)
            && [assay_domain::Action::Review, assay_domain::Action::Approve, assay_domain::Action::Direct]
                .iter()
                .any(|a| other.actions.contains(a))
    };
    let names: Vec<String> = members.iter().filter(able).map(|m| format!("{} ({})", m.title, m.key)).collect();
    Ok(if names.is_empty() { vec!["nobody yet: add a member with `record create member`".to_owned()] } else { names })
}
