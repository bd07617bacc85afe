//! Who asks, what they may do, and the scope that lets a use case touch the store.

mod duties;
mod principal;
#[cfg(test)]
mod tests;

pub(crate) use duties::hold_duties;
pub use principal::Principal;
pub(crate) use principal::is_fresh;

use assay_domain::{Action, Kind, roles};
use assay_store::WorkspaceScope;

use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

impl Workspace {
    /// Opens the store for somebody who may do this.
    ///
    /// # Errors
    /// `role.lacks-action` when they may not; the details name the roles that may.
    pub fn enter(&self, principal: &Principal, action: Action) -> Answer<WorkspaceScope> {
        if principal.workspace != self.id {
            return Err(AppError::not_found("such workspace"));
        }
        if !principal.actions.contains(&action) {
            let able: Vec<&str> =
                roles().iter().filter(|r| r.actions.contains(&action)).map(|r| r.id.as_str()).collect();
            let word =
                serde_json::to_value(action).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
            let text = format!("you may not {word} here; members with one of these roles may: {}", able.join(", "));
            return Err(AppError::new(ErrorClass::Forbidden, "role.lacks-action", text).with("roles", able));
        }
        Ok(WorkspaceScope::mint(self.id))
    }

    /// Whether somebody may see records of this kind: some are confidential.
    pub(crate) fn may_see(principal: &Principal, kind: &str) -> bool {
        principal.actions.contains(&assay_domain::read_needs(kind))
    }

    /// The member that stands for the person at this machine: the owner of the installation.
    ///
    /// # Errors
    /// When no active member has the role `owner`.
    pub fn local_principal(&self, via: assay_domain::Via) -> Answer<Principal> {
        let scope = WorkspaceScope::mint(self.id);
        let query = assay_store::ListQuery {
            kind: Some("member".to_owned()),
            filters: vec![assay_store::Filter::State(vec!["active".to_owned()])],
            limit: 500,
            ..Default::default()
        };
        let members = self.store.list(&scope, &query)?.rows;
        let owner = members.iter().find(|m| principal::roles_of(m).iter().any(|r| r == "owner"));
        let owner = owner.ok_or_else(|| {
            AppError::new(ErrorClass::Forbidden, "owner.none", "no active member has the role `owner`; use a token")
        })?;
        Ok(Principal::of_member(self.id, owner, via))
    }

    /// What a member may do, as they came in; nothing when they are a member no longer.
    pub(crate) fn member_principal(
        &self,
        member: assay_domain::RecordId,
        via: assay_domain::Via,
    ) -> Answer<Option<Principal>> {
        let scope = WorkspaceScope::mint(self.id);
        let record = self.store.by_id(&scope, member)?.filter(|r| r.kind == "member" && r.state == "active");
        Ok(record.map(|r| Principal::of_member(self.id, &r, via)))
    }

    /// Who stands behind a token record, if it still works.
    ///
    /// # Errors
    /// `token.refused` when the token is revoked, expired, or its member is gone; never says which.
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
        Principal::of_token(self.id, &record, &member, self.clock.now()).ok_or_else(refused)
    }
}

/// The scope of the program's own work on a workspace: projecting, founding, restoring. Nobody asked for it, so nobody
/// has to be let in.
pub(crate) fn own_work(workspace: assay_domain::WorkspaceId) -> WorkspaceScope {
    WorkspaceScope::mint(workspace)
}

/// What it takes to move a record, or to create one by hand.
pub(crate) fn needed(kind: &'static Kind) -> Answer<Action> {
    kind.workflow.create.ok_or_else(|| {
        let text = format!("a {} is not made by hand: its own command makes it", kind.name);
        AppError::input("kind.managed", text)
    })
}
