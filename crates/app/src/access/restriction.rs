//! Records that only some may see: the restrictions in force, and who makes and lifts them.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use assay_domain::kinds::restriction::Restriction;
use assay_domain::kinds::signature::Signature;
use assay_domain::{Action, Body as _, Key, Kind, read_needs};
use assay_store::{Filter, ListQuery, Position, Revision, WorkspaceScope};

use super::{Glance, Principal, own_work};
use crate::records::keys;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Entries after which everything is read anew, rather than looked through one by one.
const STRIDE: usize = 256;

/// Signatures of records of a kind that not every reader sees.
#[derive(Debug)]
struct Kept {
    kind: &'static str,
    signatures: Vec<Key>,
}

/// A restriction in force.
#[derive(Debug)]
struct Active {
    restriction: Key,
    record: Key,
    /// Signatures of the record, which would tell of it.
    signatures: Vec<Key>,
    /// Members who see the record: readers, its owner, whoever made the restriction.
    members: BTreeSet<Key>,
    roles: Vec<String>,
}

impl Active {
    fn lets(&self, principal: &Principal) -> bool {
        !principal.sight.outward
            && (self.members.contains(&principal.key) || self.roles.iter().any(|role| principal.roles.contains(role)))
    }
}

/// What not everybody sees, as it is in force.
#[derive(Debug, Default)]
struct InForce {
    restrictions: Vec<Active>,
    kept: Vec<Kept>,
}

/// The same, as far as the log was read.
#[derive(Debug, Default)]
struct Known {
    through: Position,
    in_force: Arc<InForce>,
}

/// What is restricted in a workspace. Kept between requests, and read again once an entry may have changed it: a
/// restriction holds for every request that begins after it was recorded.
#[derive(Debug, Default)]
pub(crate) struct Restrictions(Mutex<Option<Known>>);

impl Restrictions {
    /// Records that somebody may not see: those restricted, the restrictions themselves, and the signatures of what they
    /// may not see.
    pub(super) fn hidden_from(&self, ws: &Workspace, principal: &Principal) -> Answer<Arc<BTreeSet<Key>>> {
        let in_force = self.in_force(ws, &principal.glance)?;
        Ok(hidden(&in_force, principal))
    }

    /// The same, where what is in force is known up to an entry.
    pub(super) fn known_from(&self, principal: &Principal, end: Position) -> Option<Arc<BTreeSet<Key>>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let in_force = known.as_ref().filter(|known| known.through >= end).map(|known| Arc::clone(&known.in_force))?;
        drop(known);
        Some(hidden(&in_force, principal))
    }

    fn in_force(&self, ws: &Workspace, glance: &Glance) -> Answer<Arc<InForce>> {
        let scope = own_work(ws.id);
        let size = glance.size_or(|| Ok(ws.store.size(&scope)?))?;
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.as_mut() {
            // A slower asker may have seen less of the log than what is known.
            if known.through >= size {
                return Ok(Arc::clone(&known.in_force));
            }
            if !touched(ws, &scope, known, size)? {
                known.through = size;
                return Ok(Arc::clone(&known.in_force));
            }
        }
        let in_force = Arc::new(InForce { restrictions: read(ws, &scope)?, kept: signed_in_confidence(ws, &scope)? });
        *known = Some(Known { through: size, in_force: Arc::clone(&in_force) });
        Ok(in_force)
    }
}

fn hidden(in_force: &InForce, principal: &Principal) -> Arc<BTreeSet<Key>> {
    let mut hidden = BTreeSet::new();
    for one in in_force.restrictions.iter().filter(|one| !one.lets(principal)) {
        hidden.extend([one.record.clone(), one.restriction.clone()]);
        hidden.extend(one.signatures.iter().cloned());
    }
    for kept in in_force.kept.iter().filter(|kept| !principal.sees_kind(kept.kind)) {
        hidden.extend(kept.signatures.iter().cloned());
    }
    Arc::new(hidden)
}

/// Whether entries since may have changed who sees what.
fn touched(ws: &Workspace, scope: &WorkspaceScope, known: &Known, size: Position) -> Answer<bool> {
    if size - known.through > STRIDE as u64 {
        return Ok(true);
    }
    let changes = ws.store.changes(scope, known.through, STRIDE)?;
    let restricted = |key: &Key| known.in_force.restrictions.iter().any(|one| one.record == *key);
    // A signature is recorded right behind what it signs.
    let bears =
        |r: &Revision| r.kind == "restriction" || r.kind == "member" || restricted(&r.key) || in_confidence(&r.kind);
    Ok(changes.iter().any(bears))
}

/// Whether not every reader sees records of a kind.
fn in_confidence(kind: &str) -> bool {
    read_needs(kind) != Action::Read
}

/// The signatures of records that not every reader sees, by kind.
fn signed_in_confidence(ws: &Workspace, scope: &WorkspaceScope) -> Answer<Vec<Kept>> {
    let mut all = Vec::new();
    let signs = |kind: &&&Kind| kind.workflow.transitions.iter().any(|t| t.signs.is_some());
    for kind in Kind::all().iter().filter(|kind| in_confidence(kind.name)).filter(signs) {
        let mut signatures = Vec::new();
        let mut query = ListQuery { kind: Some(kind.name.to_owned()), limit: 500, ..ListQuery::default() };
        loop {
            let page = ws.store.list(scope, &query)?;
            for record in page.rows {
                signatures.extend(signatures_of(ws, scope, &record.key)?);
            }
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
        all.push(Kept { kind: kind.name, signatures });
    }
    Ok(all)
}

fn signatures_of(ws: &Workspace, scope: &WorkspaceScope, record: &Key) -> Answer<Vec<Key>> {
    let links = ws.store.links_to(scope, record)?;
    Ok(links.into_iter().filter(|link| link.from.prefix() == Signature::PREFIX).map(|link| link.from).collect())
}

fn read(ws: &Workspace, scope: &WorkspaceScope) -> Answer<Vec<Active>> {
    let mut query = ListQuery {
        kind: Some("restriction".to_owned()),
        filters: vec![Filter::State(vec!["active".to_owned()])],
        limit: 500,
        ..ListQuery::default()
    };
    let mut all = Vec::new();
    loop {
        let page = ws.store.list(scope, &query)?;
        for revision in page.rows {
            let Some(body) = Workspace::read_body::<Restriction>(&revision) else { continue };
            let Some(record) = body.hides().cloned() else { continue };
            let mut members: BTreeSet<Key> = body.members.iter().map(|m| m.key().clone()).collect();
            members.extend(ws.store.history(scope, &revision.key)?.first().map(|made| made.actor.clone()));
            members.extend(owners(ws, scope, &record)?);
            let signatures = signatures_of(ws, scope, &record)?;
            all.push(Active { restriction: revision.key, record, signatures, members, roles: body.roles });
        }
        query.after = page.next;
        if query.after.is_none() {
            return Ok(all);
        }
    }
}

/// The members who answer for a record.
fn owners(ws: &Workspace, scope: &WorkspaceScope, record: &Key) -> Answer<Vec<Key>> {
    let Some(head) = ws.store.head(scope, record)? else { return Ok(Vec::new()) };
    let persons = keys(Workspace::body(&head).get("owner"));
    let held = persons.iter().map(|person| ws.store.holder(scope, &format!("member-of:{person}")));
    Ok(held.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// Who may restrict a record, change a restriction or lift it: its owner, whoever may administer, and whoever made it.
///
/// # Errors
/// `restriction.not-yours`; a record that the asker does not see does not exist.
pub(crate) fn hold_restriction(
    ws: &Workspace,
    scope: &WorkspaceScope,
    principal: &Principal,
    body: &serde_json::Value,
    restriction: Option<&Key>,
) -> Answer<()> {
    let text = body.get("record").and_then(serde_json::Value::as_str).unwrap_or_default();
    let record = crate::records::key(text)?;
    ws.head(scope, &record)?;
    let own = own_work(ws.id);
    let made = match restriction {
        Some(key) => ws.store.history(&own, key)?.first().map(|made| made.actor.clone()),
        None => None,
    };
    let may = principal.actions.contains(&Action::Administer)
        || made.as_ref() == Some(&principal.key)
        || owners(ws, &own, &record)?.contains(&principal.key);
    if may {
        return Ok(());
    }
    let text = format!("only the owner of {record}, or whoever may administer, says who sees it");
    Err(AppError::new(ErrorClass::Forbidden, "restriction.not-yours", text))
}
