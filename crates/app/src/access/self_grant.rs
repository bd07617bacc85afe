//! Rules against making oneself a second person: who was given their roles a short while ago does not sign what the giver
//! stands behind.

use assay_domain::kinds::member::Member;
use assay_domain::{Key, Place, Timestamp, Via, self_grant};
use assay_store::{Revision, WorkspaceScope};

use super::duties::{Act, able_besides, names, refuse, standing_at};
use super::{Principal, own_work};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Roles that were given over the web or the API, by whom, and until when they are fresh.
struct Grant {
    by: Key,
    until: Timestamp,
}

/// Holds whoever signs against who gave them their roles.
pub(crate) fn hold_cool_down(ws: &Workspace, principal: &Principal, act: Act<'_>) -> Answer<()> {
    // As with duties: it binds by what is so, not by what the signer sees of it.
    let scope = &own_work(ws.id);
    let grants = fresh_grants(ws, scope, &principal.key)?;
    if grants.is_empty() {
        return Ok(());
    }
    let behind = standing_behind(ws, scope, act)?;
    let Some(grant) = grants.into_iter().filter(|g| behind.contains(&g.by)).max_by_key(|g| g.until) else {
        return Ok(());
    };
    let mut able = Vec::new();
    for member in able_besides(ws, scope, principal, act)? {
        if !fresh_grants(ws, scope, &member.key)?.iter().any(|g| behind.contains(&g.by)) {
            able.push(member);
        }
    }
    let (rule, others, giver) = (&self_grant().cool_down, names(&able), ws.name_of(scope, &grant.by)?);
    let text = format!(
        "{} {giver} gave {} theirs; that lasts until {}. Who may now: {}",
        rule.text,
        principal.name,
        grant.until,
        others.join(", ")
    );
    let error: AppError = refuse(&rule.id, text, others);
    Err(error.with("until", grant.until.to_string()).with("giver", grant.by.to_string()))
}

/// Who made or wrote the record, or answers for it.
fn standing_behind(ws: &Workspace, scope: &WorkspaceScope, act: Act<'_>) -> Answer<Vec<Key>> {
    let places = [Place::Creator, Place::Author, Place::Owner];
    let found = places.iter().map(|place| standing_at(ws, scope, place, act.body, act.record));
    Ok(found.collect::<Answer<Vec<_>>>()?.concat())
}

fn fresh_grants(ws: &Workspace, scope: &WorkspaceScope, member: &Key) -> Answer<Vec<Grant>> {
    let (now, hours) = (ws.clock.now(), self_grant().cool_down.hours);
    let revisions = ws.store.history(scope, member)?;
    let mut grants = Vec::new();
    for (at, revision) in revisions.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| revisions.get(before));
        let until = revision.at.plus_hours(hours);
        let from_afar = [Via::Web, Via::Api].iter().any(|via| via.as_str() == revision.via);
        if until > now && from_afar && widens(before, revision) {
            grants.push(Grant { by: revision.actor.clone(), until });
        }
    }
    Ok(grants)
}

/// Whether a revision gives roles that the one before did not.
fn widens(before: Option<&Revision>, after: &Revision) -> bool {
    let roles = |revision: &Revision| Workspace::read_body::<Member>(revision).map(|m| m.roles).unwrap_or_default();
    let held = before.map(roles).unwrap_or_default();
    roles(after).iter().any(|role| !held.contains(role))
}
