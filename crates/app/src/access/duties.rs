//! Separation of duties: nobody does this to their own work.

use assay_domain::kinds::evidence::Evidence;
use assay_domain::kinds::model::Model;
use assay_domain::kinds::system_version::SystemVersion;
use assay_domain::{Action, Body as _, Duty, Key, Kind, Place, Subject, duty};
use assay_store::{Revision, WorkspaceScope};
use serde_json::Value;

use super::{Principal, own_work};
use crate::records::keys;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// An act on a record: what duties are asked about.
#[derive(Clone, Copy)]
pub(crate) struct Act<'a> {
    pub(crate) kind: &'static Kind,
    /// A transition, `create` or `update`.
    pub(crate) name: &'a str,
    /// The body as it would be.
    pub(crate) body: &'a Value,
    /// The record, once there is one.
    pub(crate) record: Option<&'a Key>,
}

impl Act<'_> {
    fn needs(&self) -> Option<Action> {
        self.kind.workflow.transition(self.name).map_or(self.kind.workflow.create, |t| Some(t.needs))
    }
}

/// A duty, with the members whom it concerns here.
struct Bound {
    rule: &'static Duty,
    barred: Vec<Key>,
    /// Who alone may, where the rule says so.
    alone: Option<Vec<Key>>,
}

impl Bound {
    fn of(rule: &'static Duty, ws: &Workspace, scope: &WorkspaceScope, act: Act<'_>) -> Answer<Self> {
        let at = |places: &[Place]| -> Answer<Vec<Key>> {
            let found = places.iter().map(|place| standing_at(ws, scope, place, act.body, act.record));
            Ok(found.collect::<Answer<Vec<_>>>()?.concat())
        };
        let alone = if rule.stands_at.is_empty() { None } else { Some(at(&rule.stands_at)?) };
        Ok(Self { rule, barred: at(&rule.differs_from)?, alone })
    }

    fn lets(&self, member: &Key) -> bool {
        !self.barred.contains(member) && self.alone.as_ref().is_none_or(|alone| alone.contains(member))
    }
}

/// Holds the actor of a transition (or of a creation) against every duty that binds it.
pub(crate) fn hold_duties(ws: &Workspace, principal: &Principal, act: Act<'_>) -> Answer<()> {
    // A duty binds by what is so, not by what its actor sees of it.
    let scope = &own_work(ws.id);
    let bounds = bounds(ws, scope, act)?;
    let Some(broken) = bounds.iter().find(|bound| !bound.lets(&principal.key)) else { return Ok(()) };
    let rule = broken.rule;
    if broken.barred.contains(&principal.key) {
        let others = names(&able(ws, scope, principal, act, &bounds)?);
        let text = format!("{} {} did; somebody else has to: {}", rule.text, principal.name, others.join(", "));
        return Err(refuse(&rule.id, text, others));
    }
    let alone = broken.alone.iter().flatten().map(|key| ws.name_of(scope, key)).collect::<Answer<Vec<_>>>()?;
    let who = if alone.is_empty() { "no member yet".to_owned() } else { alone.join(", ") };
    Err(refuse(&rule.id, format!("{} That is: {who}", rule.text), alone))
}

fn bounds(ws: &Workspace, scope: &WorkspaceScope, act: Act<'_>) -> Answer<Vec<Bound>> {
    duty(act.kind.name, act.name).map(|rule| Bound::of(rule, ws, scope, act)).collect()
}

pub(super) fn refuse(rule: &str, text: String, may: Vec<String>) -> AppError {
    AppError::new(ErrorClass::Forbidden, rule, text).with("rule", rule).with("may", may)
}

/// The other members who have the right to the act and whom no duty keeps from it.
pub(super) fn able_besides(
    ws: &Workspace,
    scope: &WorkspaceScope,
    principal: &Principal,
    act: Act<'_>,
) -> Answer<Vec<Revision>> {
    able(ws, scope, principal, act, &bounds(ws, scope, act)?)
}

fn able(
    ws: &Workspace,
    scope: &WorkspaceScope,
    principal: &Principal,
    act: Act<'_>,
    bounds: &[Bound],
) -> Answer<Vec<Revision>> {
    let mut members = ws.active_members(scope)?;
    members.retain(|member| {
        let other = Principal::of_member(ws.id, member, principal.via);
        member.key != principal.key
            && ws.holds(&other)
            && act.needs().is_some_and(|needs| other.may(needs, act.kind.name))
            && bounds.iter().all(|bound| bound.lets(&member.key))
    });
    Ok(members)
}

/// What they are called; or that there is nobody.
pub(super) fn names(members: &[Revision]) -> Vec<String> {
    if members.is_empty() {
        return vec!["nobody yet: add a member with `record create member`".to_owned()];
    }
    members.iter().map(|m| format!("{} ({})", m.title, m.key)).collect()
}

/// The members who stand at a place.
pub(super) fn standing_at(
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
        Place::EvidenceMaker => {
            let head = evidence.map(|key| ws.head(scope, &key)).transpose()?;
            let body: Option<Evidence> = head.as_ref().and_then(Workspace::read_body);
            let about = match body.and_then(|b| b.subject) {
                Some(subject @ Subject::Version(..)) => ws.store.holder(scope, &format!("version:{subject}"))?,
                Some(Subject::Record(key)) => Some(key),
                _ => None,
            };
            let about = about.filter(|key| [SystemVersion::PREFIX, Model::PREFIX].contains(&key.prefix()));
            let Some(about) = about else { return Ok(Vec::new()) };
            let mut makers = makers(&history(Some(&about))?);
            for model in keys(Workspace::body(&ws.head(scope, &about)?).get("models")) {
                makers.extend(self::makers(&history(Some(&model))?));
            }
            makers
        }
    })
}

/// Who made a record or wrote its body last.
fn makers(revisions: &[Revision]) -> Vec<Key> {
    let wrote = revisions.iter().rev().find(|r| r.op == "create" || r.op == "update");
    revisions.first().into_iter().chain(wrote).map(|r| r.actor.clone()).collect()
}
