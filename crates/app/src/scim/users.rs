//! What another system does to users.

use std::sync::PoisonError;

use assay_domain::{AccountId, Action, Key, RecordId};
use assay_store::WorkspaceScope;
use assay_store::control::{Account, AccountChange, Provisioned};
use serde_json::{Map, Value, json};

use super::list::Query;
use super::patch::patch;
use super::schema::Resource;
use super::user::{User, Wanted, inbound};
use super::{IfMatch, Versioned, provisioner};
use crate::access::Principal;
use crate::installation::Installation;
use crate::records::{CreateRequest, Decided, TransitionRequest, UpdateRequest};
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Somebody who provisions, in a workspace.
pub(super) struct At<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) by: Principal,
    pub(super) scope: WorkspaceScope,
}

impl<'a> At<'a> {
    pub(super) fn new(workspace: &'a Workspace, principal: &Principal) -> Answer<Self> {
        let by = provisioner(workspace, principal)?;
        let scope = workspace.enter(&by, Action::Administer)?;
        Ok(Self { workspace, by, scope })
    }

    fn create(&self, kind: &str, body: Value) -> Answer<Key> {
        let request = CreateRequest { kind: kind.to_owned(), body, effective: None };
        self.workspace.create(&self.by, &request, None)?.key.parse().map_err(AppError::internal)
    }

    fn transition(&self, key: &Key, verb: &str) -> Answer<Decided> {
        let request = TransitionRequest { transition: verb.to_owned(), revision: None, digest: None };
        self.workspace.decide_transition(&self.by, key, &request, &[])
    }

    /// Fields of a record, to be changed.
    pub(super) fn change(&self, head: &assay_store::Revision, fields: Value, beside: &[Key]) -> Answer<Decided> {
        let mut body = Workspace::body(head);
        if let (Some(body), Value::Object(fields)) = (body.as_object_mut(), fields) {
            body.extend(fields);
        }
        let request = UpdateRequest { body, revision: head.revision };
        self.workspace.decide_update(&self.by, &head.key, &request, beside)
    }

    pub(super) fn commit(&self, decided: Vec<Decided>) -> Answer<()> {
        if decided.is_empty() {
            return Ok(());
        }
        let (writes, reads): (Vec<_>, Vec<_>) = decided.into_iter().map(|d| (d.write, d.reads)).unzip();
        self.workspace.commit(&self.scope, &self.by, writes, reads.concat(), None).map(drop)
    }
}

fn answer(user: &User, query: &Query) -> Answer<Versioned> {
    let document = query.show(Resource::User, user.document())?;
    Ok(Versioned { document, location: user.location(), version: user.version() })
}

impl Installation {
    /// A page of users.
    ///
    /// # Errors
    /// When the asker may not provision, or the filter does not read.
    pub fn users(&self, workspace: &Workspace, principal: &Principal, query: &Query) -> Answer<Value> {
        let at = At::new(workspace, principal)?;
        let all = self.directory(workspace, &at.scope)?;
        query.page(all.iter().map(|u| (Resource::User, u.document())).collect(), &[Resource::User])
    }

    /// One user.
    ///
    /// # Errors
    /// When there is none.
    pub fn user(&self, workspace: &Workspace, principal: &Principal, id: &str, query: &Query) -> Answer<Versioned> {
        let at = At::new(workspace, principal)?;
        answer(&self.one_user(workspace, &at.scope, id)?, query)
    }

    /// Makes a user. Who was one before under the same name is so again, with the same id: duties follow the human.
    ///
    /// # Errors
    /// `scim.uniqueness` when a user has that name; otherwise what is wrong with the resource.
    pub fn create_user(
        &self,
        workspace: &Workspace,
        principal: &Principal,
        body: &Value,
        query: &Query,
    ) -> Answer<Versioned> {
        let at = At::new(workspace, principal)?;
        let _turn = self.desk.provisioning.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = Wanted::read(&inbound(Resource::User, body)?)?;
        let before = self.free(workspace, &wanted.user_name, None)?;
        let before = before.map(|member| workspace.store.by_id(&at.scope, member)).transpose()?.flatten();
        let before = before.map(|head| self.user_of(workspace, &at.scope, head)).transpose()?.flatten();
        let user = match before {
            Some(user) => user,
            None => self.new_user(&at, &wanted)?,
        };
        answer(&self.bring(&at, &user, &wanted)?, query)
    }

    /// Makes a user what a whole resource says.
    ///
    /// # Errors
    /// As [`Installation::create_user`]; when there is no such user, it was changed meanwhile, or a duty forbids it.
    pub fn replace_user(
        &self,
        workspace: &Workspace,
        principal: &Principal,
        (id, seen): (&str, &IfMatch),
        body: &Value,
        query: &Query,
    ) -> Answer<Versioned> {
        self.change_user(workspace, principal, (id, seen), query, |_| inbound(Resource::User, body))
    }

    /// Makes a user what operations make of it.
    ///
    /// # Errors
    /// As [`Installation::replace_user`]; when an operation does not read or has nothing to be made on.
    pub fn patch_user(
        &self,
        workspace: &Workspace,
        principal: &Principal,
        (id, seen): (&str, &IfMatch),
        body: &Value,
        query: &Query,
    ) -> Answer<Versioned> {
        self.change_user(workspace, principal, (id, seen), query, |mut document| {
            patch(Resource::User, &mut document, body)?;
            Ok(document)
        })
    }

    fn change_user(
        &self,
        workspace: &Workspace,
        principal: &Principal,
        (id, seen): (&str, &IfMatch),
        query: &Query,
        change: impl FnOnce(Map<String, Value>) -> Answer<Map<String, Value>>,
    ) -> Answer<Versioned> {
        let at = At::new(workspace, principal)?;
        let _turn = self.desk.provisioning.lock().unwrap_or_else(PoisonError::into_inner);
        let user = self.one_user(workspace, &at.scope, id)?;
        seen.hold(&user.version())?;
        let wanted = Wanted::read(&change(user.document())?)?;
        self.free(workspace, &wanted.user_name, Some(user.member.record))?;
        answer(&self.bring(&at, &user, &wanted)?, query)
    }

    /// Ends a user: they are a member no longer. Records stay; login, name and password of an account that stood for
    /// nobody else are forgotten.
    ///
    /// # Errors
    /// When there is no such user, it was changed meanwhile, or a duty forbids it.
    pub fn delete_user(&self, workspace: &Workspace, principal: &Principal, id: &str, seen: &IfMatch) -> Answer<()> {
        let at = At::new(workspace, principal)?;
        let _turn = self.desk.provisioning.lock().unwrap_or_else(PoisonError::into_inner);
        let user = self.one_user(workspace, &at.scope, id)?;
        seen.hold(&user.version())?;
        if user.is_active() {
            at.commit(vec![at.transition(&user.member.key, "remove")?])?;
        }
        let now = self.clock.now();
        let names = user.names.clone().unwrap_or_else(|| first_names(&user, user.user_name().unwrap_or_default(), now));
        let gone = Provisioned { changed: now, version: names.version + 1, gone: Some(now), ..names };
        let change = match self.control.member_account(workspace.id, user.member.record)? {
            None => AccountChange::Stays,
            Some(account) if account.workspaces > 1 => AccountChange::Leaves(account.id),
            Some(account) => AccountChange::Ends(account.id),
        };
        Ok(self.control.provision(workspace.id, &gone, &change)?)
    }

    /// Whether a name is free for a member, or for a new one. Gives back who had it last, and is gone.
    fn free(&self, workspace: &Workspace, name: &str, member: Option<RecordId>) -> Answer<Option<RecordId>> {
        let taken = || {
            let text = format!("a user has the userName `{name}` already");
            Err(AppError::new(ErrorClass::Conflict, "scim.uniqueness", text))
        };
        let named = self.control.provisioned_as(workspace.id, name)?;
        if named.as_ref().is_some_and(|n| n.gone.is_none() && Some(n.member) != member) {
            return taken();
        }
        // Who came by an invitation has the login for a name.
        if let Some(account) = self.control.account_of_login(&name.to_lowercase())?
            && let Some((_, other)) =
                self.control.members_of(account.id)?.into_iter().find(|(space, _)| *space == workspace.id)
            && Some(other) != member
            && self.control.provisioned_member(workspace.id, other)?.is_none()
        {
            return taken();
        }
        Ok(named.filter(|n| n.gone.is_some()).map(|n| n.member))
    }

    /// The records of somebody new.
    fn new_user(&self, at: &At<'_>, wanted: &Wanted) -> Answer<User> {
        let body = json!({"title": wanted.name, "position": wanted.position, "email": wanted.email});
        let person = at.create("person", body)?;
        let member = at.create("member", json!({"title": wanted.name, "person": person, "roles": []}))?;
        let head = at.workspace.head(&at.scope, &member)?;
        let user = self.user_of(at.workspace, &at.scope, head)?;
        user.ok_or_else(|| AppError::internal("what was written is not there"))
    }

    /// Makes the records, the names and the account of a user what is wanted; what is so already is left alone.
    fn bring(&self, at: &At<'_>, user: &User, wanted: &Wanted) -> Answer<User> {
        let renamed = user.user_name().is_some_and(|n| n.to_lowercase() != wanted.user_name.to_lowercase());
        if renamed && user.owns() {
            let text = "who owns the installation is given another userName by people, not by another system";
            return Err(AppError::new(ErrorClass::Forbidden, "scim.owner", text));
        }
        let verb = match (user.is_active(), wanted.active) {
            (true, false) => Some("remove"),
            (false, true) => Some("restore"),
            _ => None,
        };
        // What may not be is refused before anything is written.
        let moved = verb.map(|verb| at.transition(&user.member.key, verb)).transpose()?;
        let mut edits = Vec::new();
        if let Some((head, person)) = &user.person {
            let same =
                person.title == wanted.name && person.position == wanted.position && person.email == wanted.email;
            if !same {
                let fields = json!({"title": wanted.name, "position": wanted.position, "email": wanted.email});
                edits.push(at.change(head, fields, &[])?);
            }
        }
        let titled = user.body.title != wanted.name;
        if titled {
            edits.push(at.change(&user.member, json!({"title": wanted.name}), &[])?);
        }
        at.commit(edits)?;
        match (verb, moved) {
            // The edit moved the record on.
            (Some(verb), Some(_)) if titled => at.commit(vec![at.transition(&user.member.key, verb)?])?,
            (_, moved) => at.commit(moved.into_iter().collect())?,
        }
        self.name(at, user, wanted)?;
        let head = at.workspace.head(&at.scope, &user.member.key)?;
        let user = self.user_of(at.workspace, &at.scope, head)?;
        user.ok_or_else(|| AppError::internal("what was written is not there"))
    }

    /// Keeps the names, and brings the account in line: one that stands for nobody elsewhere is called as the user is.
    fn name(&self, at: &At<'_>, user: &User, wanted: &Wanted) -> Answer<()> {
        let (now, space, member) = (self.clock.now(), at.workspace.id, user.member.record);
        let login = wanted.user_name.to_lowercase();
        let change = match (&user.account, self.control.member_account(space, member)?) {
            (Some(account), Some(found)) if found.workspaces == 1 => {
                let disabled = (!wanted.active).then_some(now);
                let same = account.login == login
                    && account.name == wanted.name
                    && account.disabled.is_some() == disabled.is_some();
                let (id, name) = (account.id, wanted.name.clone());
                if same { AccountChange::Stays } else { AccountChange::Is { id, login, name, disabled } }
            }
            // Somebody may have the login elsewhere: they come in here when they take up an invitation, and the answer
            // says nothing of them.
            (None, _) if wanted.active && self.control.account_of_login(&login)?.is_none() => {
                let (id, name) = (AccountId::from_random(self.random.bytes()), wanted.name.clone());
                AccountChange::Made(Account { id, login, name, made: now, disabled: None, password: None })
            }
            _ => AccountChange::Stays,
        };
        let before = user.names.clone().unwrap_or_else(|| first_names(user, &wanted.user_name, now));
        let (user_name, external_id) = (wanted.user_name.clone(), wanted.external_id.clone());
        let names = Provisioned { user_name, external_id, gone: None, ..before };
        if user.names.as_ref() == Some(&names) && change == AccountChange::Stays {
            return Ok(());
        }
        let names = Provisioned { changed: now, version: before.version + 1, ..names };
        Ok(self.control.provision(space, &names, &change)?)
    }
}

/// The names of somebody whom no other system had named.
fn first_names(user: &User, name: &str, now: assay_domain::Timestamp) -> Provisioned {
    let made = user.account.as_ref().map_or(now, |a| a.made);
    let (member, user_name) = (user.member.record, name.to_owned());
    Provisioned { member, user_name, external_id: None, made, changed: now, version: 0, gone: None }
}
