//! A user: the records of member and person, the names another system gave them, and their account, as one resource.

use assay_domain::kinds::member::Member;
use assay_domain::kinds::person::Person;
use assay_domain::{Timestamp, roles, unreadable};
use assay_store::Revision;
use assay_store::control::{Account, Provisioned};
use serde_json::{Map, Value, json};

use super::schema::{Resource, named};
use super::{BASE, field, syntax};
use crate::{Answer, AppError};

/// Most bytes of a name or address.
const MOST_BYTES: usize = 254;

/// A member whom another system may know.
#[derive(Debug, Clone)]
pub(super) struct User {
    pub(super) member: Revision,
    pub(super) body: Member,
    /// The human; nothing once their record was erased.
    pub(super) person: Option<(Revision, Person)>,
    pub(super) names: Option<Provisioned>,
    pub(super) account: Option<Account>,
}

/// What another system says that a user is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) user_name: String,
    pub(super) external_id: Option<String>,
    pub(super) name: String,
    pub(super) position: Option<String>,
    pub(super) email: Option<String>,
    pub(super) active: bool,
}

impl User {
    pub(super) fn id(&self) -> String {
        self.member.key.to_string()
    }

    pub(super) fn is_active(&self) -> bool {
        self.member.state == "active"
    }

    pub(super) fn owns(&self) -> bool {
        self.body.roles.iter().any(|r| r == "owner")
    }

    /// What they sign in as; nothing when no other system knows them, nor they have an account.
    pub(super) fn user_name(&self) -> Option<&str> {
        match (&self.names, &self.account) {
            (Some(names), _) => Some(names.user_name.as_str()).filter(|_| names.gone.is_none()),
            (None, account) => account.as_ref().map(|a| a.login.as_str()),
        }
    }

    pub(super) fn location(&self) -> String {
        format!("{BASE}{}/{}", Resource::User.endpoint(), self.id())
    }

    /// Moves whenever one of the records or names does (RFC 7232, 2.3; weak, for what is shown may be a part).
    pub(super) fn version(&self) -> String {
        let person = self.person.as_ref().map_or(0, |(r, _)| r.revision);
        let names = self.names.as_ref().map_or(0, |n| n.version);
        format!("W/\"{}.{person}.{names}\"", self.member.revision)
    }

    fn times(&self) -> (Timestamp, Timestamp) {
        let named = self.names.as_ref().map(|n| (n.made, n.changed));
        let (made, named) = named.or(self.account.as_ref().map(|a| (a.made, a.made))).unwrap_or_default();
        let person = self.person.as_ref().map_or(made, |(r, _)| r.at);
        (made, named.max(person).max(self.member.at))
    }

    /// The whole resource.
    pub(super) fn document(&self) -> Map<String, Value> {
        let (made, changed) = self.times();
        let person = self.person.as_ref().map(|(_, p)| p);
        let held = |id: &String| roles().iter().find(|r| &r.id == id);
        let groups = self.body.roles.iter().filter_map(held).map(|r| {
            let path = format!("{BASE}{}/{}", Resource::Group.endpoint(), r.id);
            json!({"value": r.id, "$ref": path, "display": r.title, "type": "direct"})
        });
        let mut document = Map::new();
        let mut put = |name: &str, value: Value| {
            let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
            if !empty {
                document.insert(name.to_owned(), value);
            }
        };
        put("schemas", json!([Resource::User.schema()]));
        put("id", json!(self.id()));
        put("externalId", json!(self.names.as_ref().and_then(|n| n.external_id.as_ref())));
        put("userName", json!(self.user_name()));
        put("displayName", json!(self.body.title));
        put("title", json!(person.and_then(|p| p.position.as_ref())));
        let email = person.and_then(|p| p.email.as_ref());
        put(
            "emails",
            json!(email.iter().map(|e| json!({"value": e, "type": "work", "primary": true})).collect::<Vec<_>>()),
        );
        put("active", json!(self.is_active()));
        put("groups", Value::Array(groups.collect()));
        let meta = json!({"resourceType": "User", "created": made, "lastModified": changed,
            "location": self.location(), "version": self.version()});
        put("meta", meta);
        document
    }
}

/// What somebody sent as a whole resource, under the names that the schema has; what only we say is left out.
pub(super) fn inbound(resource: Resource, body: &Value) -> Answer<Map<String, Value>> {
    let object = body.as_object().ok_or_else(|| syntax("a resource is an object"))?;
    if let Some(schemas) = field(body, "schemas").and_then(Value::as_array)
        && !schemas.iter().filter_map(Value::as_str).any(|s| s.eq_ignore_ascii_case(resource.schema()))
    {
        return Err(syntax(format!("`schemas` names {}", resource.schema())));
    }
    let mut document = Map::new();
    for (name, value) in object.iter().filter(|(_, v)| !v.is_null()) {
        if let Some(attribute) = named(resource.attributes(), name).filter(|a| a.written) {
            document.insert(attribute.name.to_owned(), value.clone());
        }
    }
    if resource == Resource::User && !document.contains_key("displayName") {
        let name = field(body, "name").and_then(full_name);
        document.extend(name.map(|name| ("displayName".to_owned(), Value::String(name))));
    }
    Ok(document)
}

/// A name from its parts (RFC 7643, 4.1.1).
fn full_name(name: &Value) -> Option<String> {
    let part = |part: &str| field(name, part).and_then(Value::as_str).map(str::trim).filter(|p| !p.is_empty());
    let parts = || {
        let all: Vec<&str> = [part("givenName"), part("familyName")].into_iter().flatten().collect();
        Some(all.join(" ")).filter(|n| !n.is_empty())
    };
    part("formatted").map(str::to_owned).or_else(parts)
}

fn invalid(what: impl Into<String>) -> AppError {
    AppError::input("scim.invalid-value", what)
}

fn text(document: &Map<String, Value>, name: &str) -> Answer<Option<String>> {
    match document.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => bounded(name, text).map(|t| Some(t).filter(|t| !t.is_empty())),
        Some(_) => Err(invalid(format!("`{name}` is text"))),
    }
}

fn bounded(name: &str, text: &str) -> Answer<String> {
    let text = text.trim();
    if text.len() > MOST_BYTES || text.chars().any(char::is_control) {
        return Err(invalid(format!("`{name}` is text of at most {MOST_BYTES} bytes, on one line")));
    }
    match unreadable(text).filter(|_| !text.is_empty()) {
        Some(why) => Err(invalid(format!("`{name}` cannot be read: {why}"))),
        None => Ok(text.to_owned()),
    }
}

/// The one address that is kept: the primary, else the one for work, else the first.
fn email(document: &Map<String, Value>) -> Answer<Option<String>> {
    let Some(all) = document.get("emails") else { return Ok(None) };
    let all = super::patch::several(all)?;
    let is = |e: &&Value, name: &str, wanted: &str| {
        field(e, name).and_then(Value::as_str).is_some_and(|v| v.eq_ignore_ascii_case(wanted))
    };
    let primary = |e: &&Value| field(e, "primary").is_some_and(|p| truth(p) == Some(true));
    let unmarked = |e: &&Value| field(e, "primary").is_none();
    let marked = all.iter().any(|e| !unmarked(&e));
    let chosen = all.iter().find(primary);
    // Of those that were there before none is the primary any more when another was added.
    let chosen = chosen.or_else(|| all.iter().rev().find(|e| marked && unmarked(e)));
    let chosen = chosen.or_else(|| all.iter().find(|e| is(e, "type", "work"))).or(all.first());
    let Some(value) = chosen.and_then(|e| field(e, "value")) else { return Ok(None) };
    let value = value.as_str().ok_or_else(|| invalid("the `value` of an address is text"))?;
    bounded("emails", value).map(|v| Some(v).filter(|v| !v.is_empty()))
}

/// True or false, also as the text that some systems write.
fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

impl Wanted {
    /// Reads what a whole resource says.
    pub(super) fn read(document: &Map<String, Value>) -> Answer<Self> {
        let user_name = text(document, "userName")?.ok_or_else(|| invalid("a user has a `userName`"))?;
        let active = match document.get("active") {
            None | Some(Value::Null) => true,
            Some(value) => truth(value).ok_or_else(|| invalid("`active` is true or false"))?,
        };
        Ok(Self {
            external_id: text(document, "externalId")?,
            name: text(document, "displayName")?.unwrap_or_else(|| user_name.clone()),
            position: text(document, "title")?,
            email: email(document)?,
            user_name,
            active,
        })
    }
}
