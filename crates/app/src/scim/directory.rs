//! The users of a workspace: read together, or one.

use std::collections::BTreeMap;

use assay_domain::kinds::member::Member;
use assay_domain::kinds::person::Person;
use assay_domain::{Key, RecordId};
use assay_store::control::{Account, Provisioned};
use assay_store::{Revision, WorkspaceScope};

use super::user::User;
use crate::installation::Installation;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

fn unknown(id: &str) -> AppError {
    AppError::not_found(format!("user {id}"))
}

impl Installation {
    /// Every user, in the order of their keys.
    pub(super) fn directory(&self, workspace: &Workspace, scope: &WorkspaceScope) -> Answer<Vec<User>> {
        let position = workspace.store.size(scope)?;
        let members: Vec<(Revision, Member)> = workspace.typed(scope, "member", position)?;
        let persons: Vec<(Revision, Person)> = workspace.typed(scope, "person", position)?;
        let mut persons: BTreeMap<Key, _> = persons.into_iter().map(|(r, p)| (r.key.clone(), (r, p))).collect();
        let names = self.control.provisioned(workspace.id)?;
        let mut names: BTreeMap<RecordId, Provisioned> = names.into_iter().map(|n| (n.member, n)).collect();
        let mut accounts: BTreeMap<RecordId, Account> = self.control.accounts_of(workspace.id)?.into_iter().collect();
        let users = members.into_iter().map(|(member, body)| User {
            person: body.person.as_ref().and_then(|p| persons.remove(p.key())),
            names: names.remove(&member.record),
            account: accounts.remove(&member.record),
            member,
            body,
        });
        Ok(users.filter(|u| u.user_name().is_some()).collect())
    }

    /// The user of that id.
    pub(super) fn one_user(&self, workspace: &Workspace, scope: &WorkspaceScope, id: &str) -> Answer<User> {
        let key = id.parse::<Key>().map_err(|_| unknown(id))?;
        let head = workspace.store.head(scope, &key)?.filter(|r| r.kind == "member").ok_or_else(|| unknown(id))?;
        let user = self.user_of(workspace, scope, head)?;
        user.filter(|u| u.user_name().is_some()).ok_or_else(|| unknown(id))
    }

    /// The user that a member is; nothing once the record was erased.
    pub(super) fn user_of(
        &self,
        workspace: &Workspace,
        scope: &WorkspaceScope,
        member: Revision,
    ) -> Answer<Option<User>> {
        let Some(body) = Workspace::read_body::<Member>(&member) else { return Ok(None) };
        let person = match &body.person {
            Some(person) => workspace.store.head(scope, person.key())?,
            None => None,
        };
        let person = person.and_then(|r| Workspace::read_body(&r).map(|p| (r, p)));
        let names = self.control.provisioned_member(workspace.id, member.record)?;
        let account = self.control.account_of_member(workspace.id, member.record)?;
        let account = account.map(|id| self.control.account(id)).transpose()?.flatten();
        Ok(Some(User { member, body, person, names, account }))
    }
}
