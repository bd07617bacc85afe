//! The inventory as a table.

use std::sync::Arc;

use assay_domain::{AIMS, Action, Key, State};
use assay_store::Revision;
use std::collections::BTreeMap;

use super::risks::Criteria;
use super::versions;
use crate::Answer;
use crate::access::Principal;
use crate::dto::{AsOfView, RecordView, StateCount, SystemLine, SystemList, VersionLine};
use crate::judging::{Held, Names, Sum};
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
        let scope = self.enter(principal, Action::Read)?;
        let (held, at) = self.reading(&scope, request.as_of.as_deref())?;
        let sums = self.own_sums(&held, &at)?;
        drop(held);
        let scope = if request.as_of.is_some() { scope.up_to(at.position) } else { scope };
        let heads = list.records.iter().map(|r| Ok((self.head(&scope, &crate::records::key(&r.key)?)?, r)));
        let heads = heads.collect::<Answer<Vec<_>>>()?;
        let newest = heads.iter().map(|(head, _)| Ok(self.newest_versions(&scope, head, 1)?.pop()));
        let newest = newest.collect::<Answer<Vec<Option<Revision>>>>()?;
        let held = self.held_at(at.position)?;
        let lines: Vec<Option<VersionLine>> = heads
            .iter()
            .zip(&newest)
            .map(|((head, _), version)| version.as_ref().map(|v| versions::line(&held, head, v, at.time)))
            .collect();
        drop(held);
        let (mut criteria, mut names) = (Criteria::default(), Names::new(self, &scope));
        let mut systems = Vec::with_capacity(heads.len());
        for ((head, record), newest) in heads.iter().zip(lines) {
            let owner = record.body.get("owner").and_then(|o| o.as_str()).map(|key| names.put(key));
            systems.push(SystemLine {
                record: (*record).clone(),
                owner,
                newest,
                risks: self.risk_count(&scope, &head.key, &mut criteria)?,
                posture: posture(&sums, &head.key),
            });
        }
        Ok(SystemList { as_of: at, systems, next: list.next, previous: list.previous, count: list.count })
    }

    /// One system as the inventory shows it.
    ///
    /// # Errors
    /// When there is no such system.
    pub fn system_line(&self, principal: &Principal, record: &RecordView) -> Answer<SystemLine> {
        let (scope, head) = self.enter_system(principal, &record.key)?;
        let newest = self.newest_versions(&scope, &head, 1)?.pop();
        let (held, at) = self.reading(&scope, None)?;
        let newest = newest.map(|v| versions::line(&held, &head, &v, at.time));
        let posture = posture(&self.own_sums(&held, &at)?, &head.key);
        drop(held);
        let owner = record.body.get("owner").and_then(|o| o.as_str());
        Ok(SystemLine {
            owner: owner.map(|key| Names::new(self, &scope).put(key)),
            risks: self.risk_count(&scope, &head.key, &mut Criteria::default())?,
            record: record.clone(),
            newest,
            posture,
        })
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
