//! Provisioning (SCIM 2.0, RFC 7643 and 7644): another system says who is a member, under which name, and which roles
//! they have. A user is the record of a member with that of the person, and the account they sign in with; a group is a
//! role, and being in it gives the role.
//!
//! It asks with a token whose one scope is `provision`. What it changes is changed by the member behind the token: each
//! change is a revision in the log, and that member's duties hold.

mod describe;
mod directory;
mod filter;
mod groups;
mod list;
mod matching;
mod patch;
mod schema;
mod shown;
mod user;
mod users;

use assay_domain::Action;
use serde_json::Value;

pub use describe::{resource_types, schemas, service_provider_config};
pub use list::{Query, list};
pub use schema::Resource;

use crate::access::Principal;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Where the protocol is served.
pub const BASE: &str = "/scim/v2";

/// A resource, and the version that it is at: what an `ETag` holds.
#[derive(Debug, Clone)]
pub struct Versioned {
    /// The resource as it is answered.
    pub document: Value,
    /// Where it is.
    pub location: String,
    /// Its version.
    pub version: String,
}

/// Which version somebody wants to change: any, or one of these.
#[derive(Debug, Clone, Default)]
pub struct IfMatch(pub Option<Vec<String>>);

impl IfMatch {
    fn hold(&self, version: &str) -> Answer<()> {
        match &self.0 {
            Some(versions) if !versions.iter().any(|v| v == "*" || v == version) => {
                let text = "somebody changed it meanwhile: read it again";
                Err(AppError::new(ErrorClass::Conflict, "record.conflict", text))
            }
            _ => Ok(()),
        }
    }
}

/// Whoever provisions: what the member behind the token may do to members and persons, for the length of one request.
pub(crate) fn provisioner(workspace: &Workspace, principal: &Principal) -> Answer<Principal> {
    if principal.token.is_none() {
        let text = "this takes a token: make one with `assay token create --scopes provision`";
        return Err(AppError::new(ErrorClass::Forbidden, "scim.token", text));
    }
    workspace.enter(principal, Action::Provision)?;
    Ok(Principal { actions: [Action::Read, Action::Write, Action::Administer].into(), ..principal.clone() })
}

fn syntax(what: impl Into<String>) -> AppError {
    AppError::input("scim.invalid-syntax", what)
}

/// A field of an object, in whatever case its name is written.
fn field<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    object.as_object()?.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

fn count_of(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
