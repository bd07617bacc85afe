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
/// Collectors that are named of a source.
const MOST_NAMED: usize = 5;

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
    /// What they came to on a day, until another comes or one is too old.
    told: Option<(i64, Vec<Told>)>,
}

/// A source, and who collected: the first of them.
type Told = (SourceLine, Vec<Key>);

/// What deliveries from a day to a moment come to.
fn told(deliveries: &[Delivery], first: i64, until: Timestamp) -> Vec<Told> {
    let since = Timestamp::from_micros(first * Timestamp::DAY);
    let mut lines: BTreeMap<Option<&str>, Line<'_>> = BTreeMap::new();
    for delivery in deliveries.iter().filter(|d| d.at >= since && d.at <= until) {
        let index = usize::try_from(day(delivery.at) - first).unwrap_or(usize::MAX);
        lines.entry(delivery.tool.as_deref()).or_default().take(delivery, index);
    }
    lines.into_iter().map(|(tool, line)| line.told(tool)).collect()
}

/// The day of an instant, counted from 1970.
fn day(at: Timestamp) -> i64 {
    at.as_micros().div_euclid(Timestamp::DAY)
}

/// The first of the days that end with that of an instant.
fn first_day(last: Timestamp) -> i64 {
    day(last) - DAYS + 1
}

/// What one source delivered.
#[derive(Default)]
struct Line<'d> {
    days: BTreeMap<usize, (u32, u32)>,
    deliveries: u32,
    last: Option<Timestamp>,
    subjects: BTreeSet<&'d str>,
    collectors: BTreeSet<&'d Key>,
}

impl<'d> Line<'d> {
    fn take(&mut self, delivery: &'d Delivery, day: usize) {
        let (all, doubtful) = self.days.entry(day).or_default();
        *all += 1;
        *doubtful += u32::from(delivery.doubtful);
        self.deliveries += 1;
        self.last = self.last.max(Some(delivery.at));
        self.subjects.insert(&delivery.subject);
        self.collectors.insert(&delivery.collector);
    }

    fn told(self, tool: Option<&str>) -> Told {
        let of = |day: i64| usize::try_from(day).ok().and_then(|day| self.days.get(&day)).copied().unwrap_or_default();
        let line = SourceLine {
            tool: tool.map(str::to_owned),
            days: (0..DAYS).map(|day| of(day).0).collect(),
            doubtful: (0..DAYS).map(|day| of(day).1).collect(),
            deliveries: self.deliveries,
            last: self.last,
            subjects: self.subjects.len(),
            ..SourceLine::default()
        };
        (line, self.collectors.into_iter().take(MOST_NAMED).cloned().collect())
    }
}

impl Workspace {
    /// Each source of evidence with its last sixty days.
    ///
    /// # Errors
    /// On a moment that is not well formed.
    pub fn evidence_sources(&self, principal: &Principal, request: &SourcesRequest) -> Answer<SourceList> {
        let (scope, as_of) = self.enter_as_of(principal, request.as_of.as_deref())?;
        let first = first_day(as_of.time);
        let mut sources = Vec::new();
        for (line, collectors) in self.deliveries(&scope, first, as_of.time, request.as_of.is_some())? {
            let collectors = collectors.iter().map(|key| self.name_of(&scope, key)).collect::<Answer<_>>()?;
            sources.push(SourceLine { collectors, ..line });
        }
        sources.sort_by_key(|line| std::cmp::Reverse(line.last));
        let first_day = Timestamp::from_micros(first * Timestamp::DAY).date();
        Ok(SourceList { sources, first_day, as_of })
    }

    /// What was delivered from a day on, until a moment. For whoever sees all of it and does not look back, what was read
    /// before is not read again.
    fn deliveries(&self, scope: &WorkspaceScope, first: i64, until: Timestamp, back: bool) -> Answer<Vec<Told>> {
        let since = Timestamp::from_micros(first * Timestamp::DAY);
        let begin = self.store.position_at(scope, since.plus_micros(-1))?;
        if back || scope.position().is_some() || scope.hides_some_of("evidence") {
            let mut kept = Kept { through: begin, ..Kept::default() };
            self.read_on(scope, &mut kept)?;
            return Ok(told(&kept.deliveries, first, until));
        }
        let mut kept = self.sources.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.through < begin {
            *kept = Kept { through: begin, ..Kept::default() };
        }
        let over = kept.deliveries.partition_point(|d| d.at < since);
        kept.deliveries.drain(..over);
        let before = kept.deliveries.len();
        self.read_on(scope, &mut kept)?;
        let same = over == 0 && before == kept.deliveries.len();
        if let Some((day, lines)) = &kept.told
            && same
            && *day == first
        {
            return Ok(lines.clone());
        }
        let lines = told(&kept.deliveries, first, Timestamp::from_micros(i64::MAX));
        kept.told = Some((first, lines.clone()));
        Ok(lines)
    }

    /// Reads the deliveries of these days, before somebody waits for them.
    pub(crate) fn read_deliveries(&self, scope: &WorkspaceScope) -> Answer<()> {
        let now = self.clock.now();
        self.deliveries(scope, first_day(now), now, false).map(drop)
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
