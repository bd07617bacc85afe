//! The inventory as a table.

use std::collections::BTreeMap;
use std::sync::Arc;

use assay_domain::{AIMS, Action, Key, State};
use assay_store::WorkspaceScope;

use super::versions;
use crate::Answer;
use crate::access::Principal;
use crate::dto::{AsOfView, RecordView, RiskCount, StateCount, SystemLine, SystemList, VersionLine};
use crate::judging::{Held, Known, Sum};
use crate::records::ListRequest;
use crate::workspace::Workspace;

/// Systems of a page unless stated, and at most: each has its versions and risks looked at.
const SYSTEMS: usize = 25;
const MOST: usize = 100;

impl Workspace {
    /// A page of AI systems, sorted and filtered as any list is.
    ///
    /// # Errors
    /// As for any list.
    pub fn systems(&self, principal: &Principal, request: &ListRequest) -> Answer<SystemList> {
        let request = ListRequest {
            kind: Some("ai-system".to_owned()),
            limit: Some(request.limit.unwrap_or(SYSTEMS).clamp(1, MOST)),
            count: true,
            ..request.clone()
        };
        let list = self.list(principal, &request)?;
        let mut lines = self.system_lines(principal, request.as_of.as_deref())?;
        let systems = list.records.iter().map(|record| lines.line(record)).collect::<Answer<Vec<_>>>()?;
        Ok(SystemList { as_of: lines.at, systems, next: list.next, previous: list.previous, count: list.count })
    }

    /// What the lines of the inventory are made of.
    ///
    /// # Errors
    /// On a moment ahead of the log.
    pub fn system_lines(&self, principal: &Principal, as_of: Option<&str>) -> Answer<SystemLines<'_>> {
        let scope = self.enter(principal, Action::Read)?;
        let (held, at) = self.reading(&scope, as_of)?;
        let sums = self.own_sums(&held, &at)?;
        drop(held);
        let scope = if as_of.is_some() { scope.up_to(at.position) } else { scope };
        let risks = self.risks_by_system(&scope)?;
        Ok(SystemLines { workspace: self, scope, at, sums, risks, names: Known::default() })
    }

    /// What requirements of the management system add up to that are judged for each system.
    pub(crate) fn own_sums(&self, held: &Held, at: &AsOfView) -> Answer<Vec<Arc<Sum>>> {
        let in_force = match self.in_force(AIMS, at) {
            Ok(in_force) => in_force,
            // Before an edition is in force, nothing is judged.
            Err(error) if error.code == "framework.not-in-force" => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let of = |id: &str| held.sum(&in_force.set, in_force.entry, &format!("{AIMS}:{id}"), at.time);
        let sums = in_force.framework.judged().map(|row| of(&row.id));
        Ok(sums.filter(|sum| sum.alike().is_none()).collect())
    }
}

/// What lines of the inventory are made of: read once, however many there are.
pub struct SystemLines<'w> {
    workspace: &'w Workspace,
    scope: WorkspaceScope,
    at: AsOfView,
    sums: Vec<Arc<Sum>>,
    risks: Arc<BTreeMap<Key, RiskCount>>,
    names: Known,
}

impl SystemLines<'_> {
    /// One system as the inventory shows it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn line(&mut self, record: &RecordView) -> Answer<SystemLine> {
        let (w, key) = (self.workspace, crate::records::key(&record.key)?);
        let newest = w.newest_versions(&self.scope, &key, 1)?.pop();
        let newest: Option<VersionLine> = match newest {
            Some(version) => Some(versions::line(&*w.held_at(self.at.position)?, &key, &version, self.at.time)),
            None => None,
        };
        let owner = record.body.get("owner").and_then(|o| o.as_str()).and_then(|owner| owner.parse().ok());
        Ok(SystemLine {
            record: record.clone(),
            owner: owner.map(|owner| self.names.name(w, &self.scope, owner)).transpose()?,
            newest,
            risks: self.risks.get(&key).cloned().unwrap_or_default(),
            posture: posture(&self.sums, &key),
        })
    }
}

/// How many requirements are in each state for a system: of itself and its versions the gravest counts.
pub(super) fn posture(sums: &[Arc<Sum>], system: &Key) -> Vec<StateCount> {
    let mut counts: BTreeMap<State, usize> = BTreeMap::new();
    for sum in sums {
        if let Some(state) = sum.cells_of(system).map(|(_, cell)| cell.state).min() {
            *counts.entry(state).or_insert(0) += 1;
        }
    }
    counts.into_iter().map(|(state, count)| StateCount { state, count }).collect()
}
