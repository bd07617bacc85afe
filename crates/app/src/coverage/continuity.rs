//! In which months something showed that a control was at work, and in which nothing did.

use assay_checks::{CheckDefinition, Over};
use assay_domain::{Action, Key, Outcome, Subject, Timestamp};
use assay_store::{VerdictSpan, WorkspaceScope};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::history::Times;
use super::{operating, split};
use crate::Answer;
use crate::access::Principal;
use crate::dto::{ContinuityView, MonthView, StripView};
use crate::workspace::Workspace;

/// Months that are shown unless stated, and at most.
const MONTHS: usize = 12;
const MOST_MONTHS: usize = 36;
/// Verdicts that are read for a check of a system: they change a few times a month.
const SPANS: usize = 500;
/// Systems of a page unless stated.
const STRIPS: usize = 10;

/// About what, and how far back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContinuityRequest {
    /// For example `A.6.2.4`.
    pub requirement: String,
    /// Only this AI system.
    #[serde(default)]
    pub system: Option<String>,
    /// Months back, 1 to 36; 12 unless stated.
    #[serde(default)]
    pub months: Option<usize>,
    /// A position of the log, or a time.
    #[serde(default)]
    pub as_of: Option<String>,
    /// Cursor.
    #[serde(default)]
    pub after: Option<String>,
    /// Most systems, 1 to 100; 10 unless stated.
    #[serde(default)]
    pub limit: Option<usize>,
}

/// A time in which a check passed, from the fact it saw until that ran out or another verdict came.
#[derive(Debug, Clone, Copy)]
struct Pass {
    from: Timestamp,
    to: Timestamp,
}

impl Workspace {
    /// The months of a requirement in operation, a page of systems at a time.
    ///
    /// # Errors
    /// When there is no such requirement, system or moment.
    pub fn continuity(&self, principal: &Principal, request: &ContinuityRequest) -> Answer<ContinuityView> {
        let scope = self.enter(principal, Action::Read)?;
        self.settle(&scope)?;
        let at = self.moment(&scope, request.as_of.as_deref())?;
        let scope = if request.as_of.is_some() { scope.up_to(at.position) } else { scope };
        let (slug, requirement) = split(&request.requirement);
        let in_force = self.in_force(&slug, &at)?;
        self.requirement(&scope, &requirement, &at)?;
        let checks = operating(&in_force.set, &requirement);
        let (own, shared): (Vec<&CheckDefinition>, Vec<_>) =
            checks.into_iter().partition(|c| matches!(c.over, Over::AiSystem | Over::SystemVersion));
        let began = self.store.time_of(&scope, 1)?.unwrap_or(at.time);
        let months = months_back(at.time, request.months.unwrap_or(MONTHS).clamp(1, MOST_MONTHS));
        let strip = |passes: &[Vec<Pass>]| months.iter().map(|m| month(m, began, at.time, passes)).collect();
        let mut times = Times::default();
        let (mut strips, mut next) = (Vec::new(), None);
        let looked_at = if own.is_empty() { &shared } else { &own };
        if own.is_empty() && !shared.is_empty() {
            let passes = self.passes(&scope, &shared, None, at.time, &mut times)?;
            strips.push(StripView { subject: "workspace".to_owned(), title: String::new(), months: strip(&passes) });
        } else if !own.is_empty() {
            let (words, after) = (request.system.as_deref(), request.after.as_deref());
            let limit = request.limit.unwrap_or(STRIPS);
            let page = self.systems_in_scope(&scope, at.position, words, after, Some(limit))?;
            for system in page.rows {
                let passes = self.passes(&scope, &own, Some(&system.key), at.time, &mut times)?;
                strips.push(StripView { subject: system.key.to_string(), title: system.title, months: strip(&passes) });
            }
            next = page.next;
        }
        let rules = looked_at.iter().map(|c| c.title.clone()).collect();
        Ok(ContinuityView { requirement, as_of: at, rules, strips, next })
    }

    /// When each check passed, about one system and its versions or about the whole.
    fn passes(
        &self,
        scope: &WorkspaceScope,
        checks: &[&CheckDefinition],
        system: Option<&Key>,
        now: Timestamp,
        times: &mut Times,
    ) -> Answer<Vec<Vec<Pass>>> {
        let mut all = Vec::with_capacity(checks.len());
        for check in checks {
            let mut passes = Vec::new();
            for span in self.store.verdict_spans(scope, &check.id, system, SPANS)? {
                passes.extend(self.pass(scope, &span, now, times)?);
            }
            all.push(passes);
        }
        Ok(all)
    }

    fn pass(
        &self,
        scope: &WorkspaceScope,
        span: &VerdictSpan,
        now: Timestamp,
        times: &mut Times,
    ) -> Answer<Option<Pass>> {
        let verdict = &span.verdict;
        let hidden = matches!(&verdict.subject, Subject::Record(key) if scope.hides(key));
        // What was tried on a candidate shows nothing of what is in service.
        if verdict.outcome != Outcome::Pass || hidden || !verdict.in_service {
            return Ok(None);
        }
        let known = times.of(self, scope, span.from)?;
        let from = verdict.observed_at.map_or(known, |seen| seen.min(known));
        let to = span.to.map(|to| times.of(self, scope, to)).transpose()?.unwrap_or(Timestamp::from_micros(i64::MAX));
        let to = verdict.valid_until.map_or(to, |until| until.min(to));
        Ok((from < to && from <= now).then_some(Pass { from, to }))
    }
}

/// The month of a moment and those before it, oldest first, each by its first moment.
fn months_back(now: Timestamp, count: usize) -> Vec<Timestamp> {
    let first = |at: Timestamp| Timestamp::parse(&format!("{}-01", at.month())).unwrap_or(at);
    let mut months = vec![first(now)];
    while months.len() < count {
        let Some(last) = months.last().copied() else { break };
        months.push(first(last.plus_days(-1)));
    }
    months.reverse();
    months
}

/// The days of a month that are over, or begun where it is today, and on how many of them checks held.
fn month(first: &Timestamp, began: Timestamp, now: Timestamp, passes: &[Vec<Pass>]) -> MonthView {
    let name = first.month();
    let (mut days, mut held, mut some) = (0, 0, 0);
    let mut day = *first;
    while day.month() == name && day <= now {
        let end = day.plus_days(1).plus_micros(-1).min(now);
        if end >= began {
            days += 1;
            let holds = |one: &&Vec<Pass>| one.iter().any(|p| p.from <= end && end < p.to);
            let count = passes.iter().filter(holds).count();
            held += u32::from(count == passes.len() && count > 0);
            some += u32::from(count > 0);
        }
        day = day.plus_days(1);
    }
    MonthView { month: name, days, held, some }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn pass(from: &str, to: &str) -> Pass {
        Pass { from: at(from), to: at(to) }
    }

    #[test]
    fn months_go_back_over_the_turn_of_a_year() {
        let names: Vec<String> = months_back(at("2026-02-11"), 3).iter().map(|m| m.month()).collect();
        assert_eq!(names, ["2025-12", "2026-01", "2026-02"]);
    }

    #[test]
    fn a_day_is_held_when_every_check_passes_at_its_end() {
        let passes = [vec![pass("2026-01-01", "2026-01-11")], vec![pass("2026-01-06", "2026-02-01")]];
        let january = month(&at("2026-01-01"), at("2025-01-01"), at("2026-03-01"), &passes);
        // The first runs out with the end of the tenth; the sixth to the tenth have both.
        assert_eq!(january, MonthView { month: "2026-01".to_owned(), days: 31, held: 5, some: 31 });
    }

    #[test]
    fn days_before_the_log_and_after_today_are_none() {
        let passes = [vec![pass("2026-01-01", "2027-01-01")]];
        let january = month(&at("2026-01-01"), at("2026-01-20T10:00:00Z"), at("2026-01-25T09:00:00Z"), &passes);
        assert_eq!((january.days, january.held), (6, 6));
        let before = month(&at("2025-12-01"), at("2026-01-20"), at("2026-01-25"), &passes);
        assert_eq!((before.days, before.some), (0, 0));
        assert_eq!(month(&at("2026-01-01"), at("2025-01-01"), at("2026-01-31"), &[]).held, 0, "no check holds nothing");
    }
}
