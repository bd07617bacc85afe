//! What tools reported, day by day.

use std::collections::BTreeMap;

use assay_domain::kinds::evidence::Evidence;
use assay_domain::{Key, Representativeness, RunStatus, Subject, Timestamp};
use assay_store::Revision;

use super::tally::less;
use crate::Answer;
use crate::access::Principal;
use crate::workspace::Workspace;

/// Days that are shown.
pub const SOURCE_DAYS: usize = 60;
/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

/// A run that evidence tells of.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) tool: String,
    at: Timestamp,
    /// Whether all that was planned ran, against something real.
    whole: bool,
    subject: Option<Key>,
}

/// Runs of a tool.
#[derive(Debug, Default)]
pub(super) struct Tool {
    /// By moment, and whether they were whole.
    runs: BTreeMap<(Timestamp, bool), usize>,
    subjects: BTreeMap<Key, usize>,
}

impl Tool {
    pub(super) fn add(&mut self, run: &Run) {
        *self.runs.entry((run.at, run.whole)).or_default() += 1;
        if let Some(subject) = &run.subject {
            *self.subjects.entry(subject.clone()).or_default() += 1;
        }
    }

    pub(super) fn remove(&mut self, run: &Run) {
        less(&mut self.runs, &(run.at, run.whole));
        if let Some(subject) = &run.subject {
            less(&mut self.subjects, subject);
        }
    }
}

/// The run that a piece of evidence tells of; what a person stated is none.
pub(super) fn run(revision: &Revision) -> Option<Run> {
    if revision.kind != "evidence" {
        return None;
    }
    let body: Evidence = Workspace::read_body(revision)?;
    let stated = body.times.finished.as_ref().or(body.times.started.as_ref());
    let real = !matches!(body.representativeness, Representativeness::Mock);
    let subject = match body.subject {
        Some(Subject::Record(key) | Subject::Version(key, _)) => Some(key),
        _ => None,
    };
    Some(Run {
        tool: body.tool.name,
        at: stated.map_or(revision.at, |time| time.instant),
        whole: real && body.run.status == RunStatus::Complete,
        subject,
    })
    .filter(|run| !run.tool.is_empty())
}

/// What a tool reported on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayMark {
    /// Nothing.
    None,
    /// Runs that were cut short, or against a stand-in.
    Partly,
    /// At least one whole run.
    Whole,
}

/// A tool with its last days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolSource {
    /// Its name.
    pub tool: String,
    /// How many subjects it reported about.
    pub subjects: usize,
    /// When its newest run took place.
    pub newest: Timestamp,
    /// The last days, the oldest first, today among them.
    pub days: Vec<DayMark>,
}

impl Workspace {
    /// The tools that reported, the one that has been silent longest first. Nothing where some evidence is kept from
    /// whoever asks: a strip with holes in it would be wrong.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn tool_strips(&self, principal: &Principal) -> Answer<Option<Vec<ToolSource>>> {
        let today = day_of(self.clock.now());
        let found = self.counted(principal, |counted, scope| {
            if scope.hides_some_of("evidence") {
                return None;
            }
            let tools = counted.tools.iter().filter_map(|(name, tool)| source(name, tool, today));
            let mut all: Vec<ToolSource> = tools.collect();
            all.sort_by(|a, b| a.newest.cmp(&b.newest).then_with(|| a.tool.cmp(&b.tool)));
            Some(all)
        })?;
        Ok(found.flatten())
    }
}

fn day_of(at: Timestamp) -> i64 {
    at.as_micros().div_euclid(DAY)
}

fn source(name: &str, tool: &Tool, today: i64) -> Option<ToolSource> {
    let newest = tool.runs.last_key_value()?.0.0;
    let mut days = vec![DayMark::None; SOURCE_DAYS];
    let last = i64::try_from(SOURCE_DAYS).unwrap_or(0) - 1;
    let from = Timestamp::from_micros((today - last) * DAY);
    for ((at, whole), _) in tool.runs.range((from, false)..) {
        let place = usize::try_from(day_of(*at) - (today - last)).ok();
        if let Some(mark) = place.and_then(|place| days.get_mut(place))
            && *mark != DayMark::Whole
        {
            *mark = if *whole { DayMark::Whole } else { DayMark::Partly };
        }
    }
    Some(ToolSource { tool: name.to_owned(), subjects: tool.subjects.len(), newest, days })
}
