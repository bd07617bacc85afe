//! Who asks, what they may do, and the scope that lets a use case touch the store.

mod authority;
mod duties;
mod glance;
mod past;
mod principal;
mod restriction;
mod self_grant;
mod sight;
#[cfg(test)]
mod tests;
mod written;

pub use authority::Authority;
pub(crate) use authority::{Bearing, bears};
pub(crate) use duties::{Act, hold_duties};
pub use glance::Glance;
pub(crate) use principal::is_stale;
pub use principal::{Principal, Proved};
pub(crate) use restriction::{Restrictions, hold_restriction};
pub(crate) use self_grant::hold_cool_down;
pub use sight::Sight;

use assay_domain::kinds::signature::Signature;
use assay_domain::{Action, Body as _, Kind, Role, role, roles};
use assay_store::{Revision, WorkspaceScope};

use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

impl Workspace {
    /// Opens the store for somebody who may do this, as far as they see. What the program itself has to know in order to
    /// decide is asked with [`own_work`].
    ///
    /// # Errors
    /// `role.lacks-action` when they may not; the details name the roles that may. `access.read_only` when they look at
    /// a position of the log, and `access.ended` once their time is over.
    pub fn enter(&self, principal: &Principal, action: Action) -> Answer<WorkspaceScope> {
        self.admit(principal, action, |role| role.actions.contains(&action), principal.actions.contains(&action))
    }

    /// As [`Workspace::enter`], for an action on records of a kind: some roles have it for some kinds only.
    pub(crate) fn enter_for(&self, principal: &Principal, action: Action, kind: &str) -> Answer<WorkspaceScope> {
        self.admit(principal, action, |role| role.may(action, kind), principal.may(action, kind))
    }

    fn admit(
        &self,
        principal: &Principal,
        action: Action,
        able: impl Fn(&Role) -> bool,
        may: bool,
    ) -> Answer<WorkspaceScope> {
        if principal.workspace != self.id {
            return Err(AppError::not_found("such workspace"));
        }
        if action != Action::Read {
            principal.glance.end();
        }
        let scope = self.scope_of(principal)?;
        if action != Action::Read {
            principal.may_change()?;
        }
        if !may {
            let able: Vec<&str> = roles().iter().filter(|r| able(r)).map(|r| r.id.as_str()).collect();
            let word =
                serde_json::to_value(action).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
            let text = format!("you may not {word} here; members with one of these roles may: {}", able.join(", "));
            return Err(AppError::new(ErrorClass::Forbidden, "role.lacks-action", text).with("roles", able));
        }
        Ok(scope)
    }

    /// The kinds as which a record is kept from readers: its own, and for a signature that of what it signs. Once erased
    /// it no longer says what that was, so that it is kept as everything is.
    pub(crate) fn guarded_as(record: &Revision) -> Vec<&str> {
        if record.kind != Signature::NAME {
            return vec![&record.kind];
        }
        let signed = Self::read_body::<Signature>(record).and_then(|body| body.record);
        match signed.and_then(|signed| Kind::with_prefix(signed.0.prefix())) {
            Some(kind) => vec![&record.kind, kind.name],
            None => Kind::all().iter().map(|kind| kind.name).collect(),
        }
    }

    /// The member that stands for the person at this machine: the owner of the installation.
    ///
    /// # Errors
    /// When no active member has the role `owner`.
    pub fn local_principal(&self, via: assay_domain::Via) -> Answer<Principal> {
        let members = self.active_members(&own_work(self.id))?;
        let mut all = members.iter().map(|m| Principal::of_member(self.id, m, via));
        all.find(|p| p.roles.iter().any(|r| r == "owner")).ok_or_else(|| {
            AppError::new(ErrorClass::Forbidden, "owner.none", "no active member has the role `owner`; use a token")
        })
    }

    /// The members who are none of those removed, the first 500.
    fn active_members(&self, scope: &WorkspaceScope) -> Answer<Vec<Revision>> {
        let query = assay_store::ListQuery {
            kind: Some("member".to_owned()),
            filters: vec![assay_store::Filter::State(vec!["active".to_owned()])],
            limit: 500,
            ..Default::default()
        };
        Ok(self.store.list(scope, &query)?.rows)
    }

    /// What a member may do, as they came in; nothing when they are a member no longer.
    ///
    /// # Errors
    /// `access.ended` once their time is over.
    pub(crate) fn member(&self, member: assay_domain::RecordId, via: assay_domain::Via) -> Answer<Option<Principal>> {
        let scope = WorkspaceScope::mint(self.id);
        let record = self.store.by_id(&scope, member)?.filter(|r| r.kind == "member" && r.state == "active");
        record.map(|r| self.in_time(Principal::of_member(self.id, &r, via))).transpose()
    }

    /// As [`Workspace::member`], bounded by their room where they audit from outside.
    pub(crate) fn member_principal(
        &self,
        member: assay_domain::RecordId,
        via: assay_domain::Via,
    ) -> Answer<Option<Principal>> {
        let principal = self.member(member, via)?;
        // Of whose time has not begun yet the caller decides.
        principal.map(|p| if self.holds(&p) { self.bounded(p) } else { Ok(p) }).transpose()
    }

    /// Who stands behind a token record, if it still works.
    ///
    /// # Errors
    /// `token.refused` when the token is revoked, expired, or its member is gone; never says which. `access.ended` once
    /// its member's time is over.
    pub fn token_principal(&self, token: assay_domain::RecordId) -> Answer<Principal> {
        let refused = || AppError::new(ErrorClass::Unauthenticated, "token.refused", "this token is not accepted");
        let scope = WorkspaceScope::mint(self.id);
        let record = self
            .store
            .by_id(&scope, token)?
            .filter(|r| r.kind == "token" && r.state == "active")
            .ok_or_else(refused)?;
        let member = principal::member_of(&record).ok_or_else(refused)?;
        let member = self.store.head(&scope, &member)?.filter(|m| m.state == "active").ok_or_else(refused)?;
        let principal = Principal::of_token(self.id, &record, &member, self.clock.now()).ok_or_else(refused)?;
        let principal = self.in_time(principal)?;
        self.bounded(Some(principal).filter(|p| self.holds(p)).ok_or_else(refused)?)
    }

    /// Who audits from outside sees what their room shows, whichever way they came in.
    fn bounded(&self, principal: Principal) -> Answer<Principal> {
        let from_outside = principal.roles.iter().filter_map(|id| role(id)).any(|role| role.time_boxed);
        if from_outside { self.seated(principal) } else { Ok(principal) }
    }
}

/// The scope of the program's own work on a workspace: projecting, founding, restoring. Nobody asked for it, so nobody
/// has to be let in.
pub(crate) fn own_work(workspace: assay_domain::WorkspaceId) -> WorkspaceScope {
    WorkspaceScope::mint(workspace)
}

/// What it takes to edit a record. What was asked for an audit is answered by whoever writes.
pub(crate) fn edits(kind: &'static Kind) -> Answer<Action> {
    Ok(match needed(kind)? {
        Action::Ask => Action::Write,
        other => other,
    })
}

/// What it takes to move a record, or to create one by hand.
pub(crate) fn needed(kind: &'static Kind) -> Answer<Action> {
    kind.workflow.create.ok_or_else(|| {
        let text = format!("a {} is not made by hand: its own command makes it", kind.name);
        AppError::input("kind.managed", text)
    })
}
