//! Groups: the roles of the workspace, as another system sees and fills them. There are as many as there are roles; none
//! is made, renamed or ended.

use std::collections::BTreeSet;
use std::sync::PoisonError;

use assay_domain::{Role, roles};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::list::Query;
use super::patch::patch;
use super::schema::Resource;
use super::user::{User, inbound};
use super::users::At;
use super::{BASE, IfMatch, Versioned, field};
use crate::access::Principal;
use crate::installation::Installation;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Most members that one request puts in a group or takes out of it.
const MOST_CHANGED: usize = 1000;

/// A role, and who has it. Whoever is not active has none of its rights, and has it again when they are.
struct Group<'a> {
    role: &'static Role,
    members: Vec<&'a User>,
}

impl<'a> Group<'a> {
    fn new(role: &'static Role, all: &'a [User]) -> Self {
        Self { role, members: all.iter().filter(|u| u.body.roles.contains(&role.id)).collect() }
    }

    fn find(id: &str, all: &'a [User]) -> Answer<Self> {
        let role = roles().iter().find(|r| r.id == id);
        role.map(|role| Self::new(role, all)).ok_or_else(|| AppError::not_found(format!("group {id}")))
    }

    fn location(&self) -> String {
        format!("{BASE}{}/{}", Resource::Group.endpoint(), self.role.id)
    }

    fn version(&self) -> String {
        let mut hasher = Sha256::new();
        for member in &self.members {
            hasher.update(member.id());
            hasher.update([0]);
            hasher.update(&member.body.title);
            hasher.update([0]);
        }
        format!("W/\"{}\"", assay_ports::blobs::hex(&hasher.finalize()[..8]))
    }

    fn document(&self) -> Map<String, Value> {
        let member =
            |u: &&User| json!({"value": u.id(), "$ref": u.location(), "display": u.body.title, "type": "User"});
        let members: Vec<Value> = self.members.iter().map(member).collect();
        let whole = json!({
            "schemas": [Resource::Group.schema()],
            "id": self.role.id,
            "displayName": self.role.title,
            "members": members,
            "meta": {"resourceType": "Group", "location": self.location(), "version": self.version()},
        });
        match whole {
            Value::Object(whole) => whole,
            _ => Map::new(),
        }
    }

    fn answer(&self, query: &Query) -> Answer<Versioned> {
        let document = query.show(Resource::Group, self.document())?;
        Ok(Versioned { document, location: self.location(), version: self.version() })
    }
}

impl Installation {
    /// A page of groups.
    ///
    /// # Errors
    /// When the asker may not provision, or the filter does not read.
    pub fn groups(&self, workspace: &Workspace, principal: &Principal, query: &Query) -> Answer<Value> {
        let at = At::new(workspace, principal)?;
        let all = self.directory(workspace, &at.scope)?;
        query.page(groups_of(&all), &[Resource::Group])
    }

    /// A page of whatever there is.
    ///
    /// # Errors
    /// As [`Installation::groups`].
    pub fn resources(&self, workspace: &Workspace, principal: &Principal, query: &Query) -> Answer<Value> {
        let at = At::new(workspace, principal)?;
        let users = self.directory(workspace, &at.scope)?;
        let mut all: Vec<_> = users.iter().map(|u| (Resource::User, u.document())).collect();
        all.extend(groups_of(&users));
        query.page(all, &Resource::ALL)
    }

    /// One group.
    ///
    /// # Errors
    /// When there is none.
    pub fn group(&self, workspace: &Workspace, principal: &Principal, id: &str, query: &Query) -> Answer<Versioned> {
        let at = At::new(workspace, principal)?;
        Group::find(id, &self.directory(workspace, &at.scope)?)?.answer(query)
    }

    /// Refuses to make or end a group.
    ///
    /// # Errors
    /// Always: `scim.groups-fixed`, or what is wrong with the asker.
    pub fn refuse_group(&self, workspace: &Workspace, principal: &Principal) -> Answer<()> {
        At::new(workspace, principal)?;
        let text = "the groups are the roles of the workspace: they are there, and are not made, renamed or ended";
        Err(AppError::new(ErrorClass::Forbidden, "scim.groups-fixed", text))
    }

    /// Gives a role to exactly those whom a whole resource names.
    ///
    /// # Errors
    /// When there is no such group or user, it was changed meanwhile, or a duty forbids it.
    pub fn replace_group(
        &self,
        workspace: &Workspace,
        principal: &Principal,
        (id, seen): (&str, &IfMatch),
        body: &Value,
        query: &Query,
    ) -> Answer<Versioned> {
        self.change_group(workspace, principal, (id, seen), query, |_| inbound(Resource::Group, body))
    }

    /// Gives a role, and takes it away, as operations say.
    ///
    /// # Errors
    /// As [`Installation::replace_group`]; when an operation does not read or has nothing to be made on.
    pub fn patch_group(
        &self,
        workspace: &Workspace,
        principal: &Principal,
        (id, seen): (&str, &IfMatch),
        body: &Value,
        query: &Query,
    ) -> Answer<Versioned> {
        self.change_group(workspace, principal, (id, seen), query, |mut document| {
            patch(Resource::Group, &mut document, body)?;
            Ok(document)
        })
    }

    fn change_group(
        &self,
        workspace: &Workspace,
        principal: &Principal,
        (id, seen): (&str, &IfMatch),
        query: &Query,
        change: impl FnOnce(Map<String, Value>) -> Answer<Map<String, Value>>,
    ) -> Answer<Versioned> {
        let at = At::new(workspace, principal)?;
        let _turn = self.desk.provisioning.lock().unwrap_or_else(PoisonError::into_inner);
        let all = self.directory(workspace, &at.scope)?;
        let group = Group::find(id, &all)?;
        seen.hold(&group.version())?;
        let wanted = named(&change(group.document())?)?;
        let known: BTreeSet<String> = all.iter().map(User::id).collect();
        if let Some(unknown) = wanted.difference(&known).next() {
            return Err(AppError::input("scim.invalid-value", format!("there is no user `{unknown}`")));
        }
        let changed: Vec<&User> =
            all.iter().filter(|u| wanted.contains(&u.id()) != u.body.roles.contains(&group.role.id)).collect();
        if changed.len() > MOST_CHANGED {
            let text = format!("at most {MOST_CHANGED} members are changed at once; send several requests");
            return Err(AppError::input("scim.too-many", text));
        }
        if group.role.id == "owner" && !changed.is_empty() {
            let text = "who owns the installation is said by people, not by another system";
            return Err(AppError::new(ErrorClass::Forbidden, "scim.owner", text));
        }
        let keys: Vec<_> = changed.iter().map(|u| u.member.key.clone()).collect();
        let mut edits = Vec::new();
        for user in changed {
            let mut held = user.body.roles.clone();
            match held.iter().position(|r| *r == group.role.id) {
                Some(at) => drop(held.remove(at)),
                None => held.push(group.role.id.clone()),
            }
            edits.push(at.change(&user.member, json!({"roles": held}), &keys)?);
        }
        at.commit(edits)?;
        Group::find(id, &self.directory(workspace, &at.scope)?)?.answer(query)
    }
}

fn groups_of(users: &[User]) -> Vec<(Resource, Map<String, Value>)> {
    roles().iter().map(|role| (Resource::Group, Group::new(role, users).document())).collect()
}

/// The ids of the members that a group names.
fn named(document: &Map<String, Value>) -> Answer<BTreeSet<String>> {
    let members = document.get("members").map(super::patch::several).transpose()?.unwrap_or_default();
    let id = |m: &Value| field(m, "value").and_then(Value::as_str).map(str::to_owned);
    let all = members.iter().map(id).collect::<Option<BTreeSet<String>>>();
    all.ok_or_else(|| AppError::input("scim.invalid-value", "each member has a `value`: the id of a user"))
}
