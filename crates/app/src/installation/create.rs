//! A new workspace: its record is the first entry of its log.

use std::sync::Arc;

use assay_domain::{AIMS, Action, Kind, Via, WorkspaceId};
use assay_ports::Clock;
use assay_store::control::WorkspaceEntry;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Beginning, Installation};
use crate::access::{Glance, Principal, Sight, own_work};
use crate::workspace::{Draft, Workspace};
use crate::{Answer, AppError, ErrorClass, activation};

/// What a new workspace is given.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWorkspace {
    /// The organisation.
    pub organisation: String,
    /// Short name in addresses; made from the organisation when not named.
    #[serde(default)]
    pub slug: Option<String>,
    /// Name of the person at this machine, who owns the installation.
    #[serde(default)]
    pub owner: Option<String>,
}

/// Letters, digits and hyphens of a name.
fn slug_of(name: &str) -> String {
    let plain: String = name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|w| !w.is_empty()).collect();
    let slug: String = words.join("-").chars().take(40).collect();
    if slug.is_empty() { "workspace".to_owned() } else { slug }
}

impl Installation {
    /// Creates a workspace, with its owner as first member, ISO/IEC 42001 and the baseline checks in force, and a
    /// draft row for each of the 38 controls.
    ///
    /// # Errors
    /// When the short name is taken or not well formed.
    pub fn create_workspace(&self, new: &NewWorkspace) -> Answer<Arc<Workspace>> {
        self.create_workspace_with(new, &Beginning::default())
    }

    /// As [`Installation::create_workspace`], with what is known of the organisation.
    ///
    /// # Errors
    /// Also when a framework or jurisdiction is none.
    pub fn create_workspace_with(&self, new: &NewWorkspace, beginning: &Beginning) -> Answer<Arc<Workspace>> {
        let beginning = beginning.checked()?;
        let (workspace, entry) = self.found(new, false, Arc::clone(&self.clock))?;
        workspace.begin(&beginning)?;
        self.list(&entry)?;
        Ok(self.keep(workspace))
    }

    /// Creates the files and the first entries, on a clock of the caller's choosing (the demo's history has one).
    pub(crate) fn found(
        &self,
        new: &NewWorkspace,
        demo: bool,
        clock: Arc<dyn Clock>,
    ) -> Answer<(Workspace, WorkspaceEntry)> {
        if new.organisation.trim().is_empty() {
            return Err(AppError::input("organisation.empty", "name the organisation"));
        }
        let slug = new.slug.clone().unwrap_or_else(|| slug_of(&new.organisation));
        if slug != slug_of(&slug) {
            return Err(AppError::input(
                "slug.malformed",
                format!("`{slug}` may hold lower-case letters, digits and single hyphens"),
            ));
        }
        if self.workspace(Some(&slug)).is_ok() {
            return Err(AppError::new(
                ErrorClass::Conflict,
                "slug.taken",
                format!("there is a workspace `{slug}` already"),
            ));
        }
        let id = WorkspaceId::from_random(self.random.bytes());
        let entry = WorkspaceEntry { id, slug, demo, epoch: 1 };
        self.layout.workspace(id).create()?;
        let workspace = self.open_workspace(&entry, clock)?;
        workspace.first_entries(new, demo)?;
        Ok((workspace, entry))
    }

    /// Makes a founded workspace known to the installation. Last of all: an interrupted creation leaves nothing that is
    /// in the way.
    pub(crate) fn list(&self, entry: &WorkspaceEntry) -> Answer<()> {
        Ok(self.control.add_workspace(entry)?)
    }
}

impl Workspace {
    fn first(&self, kind: &'static str, body: Value) -> Answer<Draft> {
        let kind =
            Kind::named(kind).ok_or_else(|| AppError::internal(format!("the kind `{kind}` is not registered")))?;
        Ok(self.new_record(kind, kind.normalise(body).map_err(AppError::body)?))
    }

    pub(crate) fn first_entries(&self, new: &NewWorkspace, demo: bool) -> Answer<()> {
        let scope = own_work(self.id);
        let owner = new.owner.clone().unwrap_or_else(|| "Owner of this installation".to_owned());
        let space = self.first("workspace", json!({"title": new.organisation, "demo": demo}))?;
        let person = self.first("person", json!({"title": owner}))?;
        let member = self.first("member", json!({"title": owner, "person": "PER-1", "roles": ["owner"]}))?;
        let founder = Principal {
            workspace: self.id,
            member: member.record,
            key: assay_domain::Key::new("MBR", 1),
            name: owner,
            roles: Vec::new(),
            actions: [Action::Administer].into(),
            only: std::collections::BTreeMap::new(),
            via: Via::System,
            token: None,
            proved: None,
            sight: Sight::default(),
            lang: assay_domain::Lang::En,
            glance: Glance::default(),
        };
        let mut writes = vec![self.write(space)?, self.write(person)?, self.write(member)?];
        for (what, slug) in [("framework", AIMS), ("check-set", "baseline")] {
            writes.push(self.activation(activation::shipped(what, slug)?)?);
        }
        let framework =
            assay_frameworks::get(AIMS).ok_or_else(|| AppError::internal("ISO/IEC 42001 is not shipped"))?;
        writes.extend(self.rows_to_decide(framework, "PER-1")?);
        self.commit(&scope, &founder, writes, Vec::new(), None)?;
        self.settle(&scope).map(drop)
    }

    /// Entries of the log so far.
    pub(crate) fn position(&self) -> Answer<u64> {
        Ok(self.store.size(&own_work(self.id))?)
    }
}

#[cfg(test)]
mod tests {
    use super::slug_of;

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug_of("Aldermoor Language Labs"), "aldermoor-language-labs");
        assert_eq!(slug_of("  São & Söhne!! "), "s-o-s-hne");
        assert_eq!(slug_of("..."), "workspace");
    }
}
