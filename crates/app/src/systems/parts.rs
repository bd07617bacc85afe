//! The bill of materials of a system: models, data, agents, prompts, tools and guardrails, each with its digest or why
//! there is none.

use assay_domain::kinds::agent::{Agent, Component};
use assay_domain::kinds::ai_system::AiSystem;
use assay_domain::kinds::dataset::Dataset;
use assay_domain::kinds::model::Model;
use assay_domain::kinds::supplier::Supplier;
use assay_domain::kinds::system_version::SystemVersion;
use assay_domain::{Digest, Key, Ref, Stated};
use assay_store::{Revision, WorkspaceScope};
use serde_json::Value;

use crate::Answer;
use crate::access::Principal;
use crate::dto::{PartDigest, PartLine, PartSort, PartsView};
use crate::workspace::Workspace;

/// Parts that are shown.
const MOST: usize = 300;

fn digest(stated: Option<&Stated<Digest>>) -> PartDigest {
    match stated {
        None => PartDigest::NotStated,
        Some(Stated::Known(digest)) => PartDigest::Sha256(digest.to_string()),
        Some(Stated::Gap(gap)) => {
            let unknown = serde_json::to_value(gap.gap).is_ok_and(|kind| kind == "unknown");
            if unknown { PartDigest::Unknown(gap.because.clone()) } else { PartDigest::None(gap.because.clone()) }
        }
    }
}

fn text(value: Option<&Stated<String>>) -> Option<String> {
    value.and_then(Stated::known).cloned()
}

/// What is gathered.
struct Gathering<'a> {
    workspace: &'a Workspace,
    scope: &'a WorkspaceScope,
    parts: Vec<PartLine>,
    left_out: usize,
}

impl Gathering<'_> {
    fn supplier(&self, supplier: Option<&Ref<Supplier>>) -> Answer<Option<(String, String)>> {
        let named = |s: &Ref<Supplier>| Ok((s.key().to_string(), self.workspace.name_of(self.scope, s.key())?));
        supplier.map(named).transpose()
    }

    /// The record of a part, unless there is no room for it or it is not there for the reader.
    fn record(&mut self, key: &Key) -> Answer<Option<Revision>> {
        let room = self.parts.len() < MOST;
        let found = if room { self.workspace.store.head(self.scope, key)? } else { None };
        if found.is_none() {
            self.left_out += 1;
        }
        Ok(found)
    }

    fn component(&mut self, component: &Component, within: Option<&(String, String)>) -> Answer<()> {
        if self.parts.len() >= MOST {
            self.left_out += 1;
            return Ok(());
        }
        let kind = component.kind.and_then(|kind| serde_json::to_value(kind).ok());
        self.parts.push(PartLine {
            sort: PartSort::Component,
            kind: kind.as_ref().and_then(Value::as_str).map(str::to_owned),
            key: None,
            name: component.name.clone().unwrap_or_default(),
            version: component.version.clone(),
            digest: digest(component.sha256.as_ref()),
            supplier: self.supplier(component.supplier.as_ref())?,
            within: within.cloned(),
        });
        Ok(())
    }

    fn model(&mut self, key: &Key) -> Answer<()> {
        let Some(record) = self.record(key)? else { return Ok(()) };
        let body: Model = Workspace::read_body(&record).unwrap_or_default();
        let supplier = self.supplier(body.supplier.as_ref())?;
        self.push(PartSort::Model, &record, body.version, digest(body.sha256.as_ref()), supplier);
        Ok(())
    }

    fn dataset(&mut self, key: &Key) -> Answer<()> {
        let Some(record) = self.record(key)? else { return Ok(()) };
        let body: Dataset = Workspace::read_body(&record).unwrap_or_default();
        let supplier = self.supplier(body.supplier.as_ref())?;
        self.push(PartSort::Dataset, &record, text(body.version.as_ref()), digest(body.sha256.as_ref()), supplier);
        Ok(())
    }

    fn agent(&mut self, key: &Key) -> Answer<()> {
        let Some(record) = self.record(key)? else { return Ok(()) };
        let body: Agent = Workspace::read_body(&record).unwrap_or_default();
        let supplier = self.supplier(body.suppliers.first())?;
        // What an agent is made of has digests; it has none itself.
        let own = PartDigest::None(String::new());
        self.push(PartSort::Agent, &record, text(body.version.as_ref()), own, supplier);
        let within = (record.key.to_string(), record.title.clone());
        for component in body.components.as_ref().and_then(Stated::known).into_iter().flatten() {
            self.component(component, Some(&within))?;
        }
        Ok(())
    }

    fn push(
        &mut self,
        sort: PartSort,
        record: &Revision,
        version: Option<String>,
        digest: PartDigest,
        supplier: Option<(String, String)>,
    ) {
        self.parts.push(PartLine {
            sort,
            kind: None,
            key: Some(record.key.to_string()),
            name: record.title.clone(),
            version,
            digest,
            supplier,
            within: None,
        });
    }
}

impl Workspace {
    /// What a system is made of.
    ///
    /// # Errors
    /// When there is no such system.
    pub fn system_parts(&self, principal: &Principal, key: &str) -> Answer<PartsView> {
        let (scope, system) = self.enter_system(principal, key)?;
        let body: AiSystem = Self::read_body(&system).unwrap_or_default();
        let mut found = Gathering { workspace: self, scope: &scope, parts: Vec::new(), left_out: 0 };
        for model in &body.models {
            found.model(model.key())?;
        }
        for dataset in &body.datasets {
            found.dataset(dataset.key())?;
        }
        for agent in &body.agents {
            found.agent(agent.key())?;
        }
        for component in &body.components {
            found.component(component, None)?;
        }
        found.parts.sort_by_key(|part| part.sort);
        let mut suppliers = Vec::new();
        for supplier in body.suppliers.iter().take(MOST) {
            suppliers.extend(found.supplier(Some(supplier))?);
        }
        let agents = |part: &&PartLine| part.sort != PartSort::Agent;
        let bare = |part: &&PartLine| !matches!(part.digest, PartDigest::Sha256(_));
        Ok(PartsView {
            without_digest: found.parts.iter().filter(agents).filter(bare).count(),
            left_out: found.left_out,
            parts: found.parts,
            suppliers,
        })
    }

    /// What a version names as released.
    pub(super) fn released_parts(&self, version: &Revision) -> Vec<PartLine> {
        let body: SystemVersion = Self::read_body(version).unwrap_or_default();
        let parts = body.parts.as_ref().and_then(Stated::known).into_iter().flatten();
        let line = |part: &assay_domain::kinds::system_version::Part| PartLine {
            sort: PartSort::Released,
            kind: None,
            key: None,
            name: part.name.clone(),
            version: None,
            digest: digest(Some(&part.sha256)),
            supplier: None,
            within: None,
        };
        parts.map(line).collect()
    }
}
