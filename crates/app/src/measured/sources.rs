//! Where evidence comes from: what each tool delivered on each of sixty days.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use assay_domain::kinds::evidence::Evidence;
use assay_domain::{EvidenceOrigin, Key, Timestamp};
use assay_store::{Position, WorkspaceScope};

use super::library::doubt;
use crate::Answer;
use crate::access::Principal;
use crate::dto::{SourceLine, SourceList, SourcesRequest};
use crate::workspace::Workspace;

/// Days that are shown.
const DAYS: i64 = 60;
/// Entries read at a time.
const STRIDE: usize = 500;

/// One delivery.
#[derive(Debug, Clone)]
struct Delivery {
    tool: Option<String>,
    at: Timestamp,
    doubtful: bool,
    subject: String,
    collector: Key,
}

/// Deliveries of these days, kept: only what came since is read.
#[derive(Debug, Default)]
pub(crate) struct Sources(Mutex<Kept>);

#[derive(Debug, Clone, Default)]
struct Kept {
    through: Position,
    deliveries: Vec<Delivery>,
}

impl Workspace {
    /// Each source of evidence with its last sixty days.
    ///
    /// # Errors
    /// On a moment that is not well formed.
    pub fn evidence_sources(&self, principal: &Principal, request: &SourcesRequest) -> Answer<SourceList> {
        let (scope, as_of) = self.enter_as_of(principal, request.as_of.as_deref())?;
        let day = |at: Timestamp| at.as_micros().div_euclid(Timestamp::DAY);
        let first = day(as_of.time) - DAYS + 1;
        let since = Timestamp::from_micros(first * Timestamp::DAY);
        let deliveries = self.deliveries(&scope, since)?;
        let mut lines: BTreeMap<Option<String>, (SourceLine, BTreeSet<String>, BTreeSet<Key>)> = BTreeMap::new();
        for delivery in deliveries.iter().filter(|d| d.at >= since && d.at <= as_of.time) {
            let (line, subjects, collectors) = lines.entry(delivery.tool.clone()).or_default();
            let days = usize::try_from(DAYS).unwrap_or(0);
            line.days.resize(days, 0);
            line.doubtful.resize(days, 0);
            let index = usize::try_from(day(delivery.at) - first).unwrap_or(usize::MAX);
            let count = |cells: &mut Vec<u32>, n| cells.get_mut(index).into_iter().for_each(|cell| *cell += n);
            count(&mut line.days, 1);
            count(&mut line.doubtful, u32::from(delivery.doubtful));
            line.deliveries += 1;
            line.last = line.last.max(Some(delivery.at));
            subjects.insert(delivery.subject.clone());
            collectors.insert(delivery.collector.clone());
        }
        let mut sources = Vec::new();
        for (tool, (line, subjects, collectors)) in lines {
            let collectors = collectors.iter().take(5).map(|key| self.name_of(&scope, key)).collect::<Answer<_>>()?;
            sources.push(SourceLine { tool, subjects: subjects.len(), collectors, ..line });
        }
        sources.sort_by_key(|line| std::cmp::Reverse(line.last));
        Ok(SourceList { sources, first_day: since.date(), as_of })
    }

    /// Evidence recorded since a moment. For whoever sees all of it, what was read before is not read again.
    fn deliveries(&self, scope: &WorkspaceScope, since: Timestamp) -> Answer<Vec<Delivery>> {
        let begin = self.store.position_at(scope, since.plus_micros(-1))?;
        if scope.hides_some_of("evidence") {
            let mut kept = Kept { through: begin, deliveries: Vec::new() };
            self.read_on(scope, &mut kept)?;
            return Ok(kept.deliveries);
        }
        let mut kept = self.sources.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.through < begin {
            *kept = Kept { through: begin, deliveries: Vec::new() };
        }
        kept.deliveries.retain(|d| d.at >= since);
        self.read_on(scope, &mut kept)?;
        Ok(kept.deliveries.clone())
    }

    fn read_on(&self, scope: &WorkspaceScope, kept: &mut Kept) -> Answer<()> {
        loop {
            let page = self.store.changes(scope, kept.through, STRIDE)?;
            let Some(last) = page.last() else { return Ok(()) };
            kept.through = last.seq + 1;
            for record in page.iter().filter(|r| r.kind == "evidence" && r.revision == 1) {
                let Some(body) = Self::read_body::<Evidence>(record) else { continue };
                kept.deliveries.push(Delivery {
                    doubtful: doubt(&body).is_some(),
                    tool: Some(body.tool.name).filter(|_| body.origin == EvidenceOrigin::ToolRun),
                    at: record.at,
                    subject: body.subject.map(|s| s.to_string()).unwrap_or_default(),
                    collector: body.collector.map_or_else(|| record.actor.clone(), |c| c.member.key().clone()),
                });
            }
        }
    }
}
