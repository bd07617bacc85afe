//! How states went, month by month, from the intervals in which verdicts held: nothing is judged again.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use assay_checks::{Over, RequirementState, roll_up};
use assay_domain::{AIMS, State, Subject, Timestamp, Verdict};
use assay_store::{Held, VerdictsQuery, WorkspaceScope};

use crate::access::Principal;
use crate::dto::{AsOfView, CoverageRequest, CoverageView, MonthCoverage, MonthState, StatesRequest, StatesView};
use crate::judging::{NamesOf, veiled};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Most months.
const MOST: u32 = 36;
/// Most intervals of a requirement and a subject.
const INTERVALS: usize = 5_000;
/// Most months that are kept.
const KEPT: usize = 512;

/// By framework and position.
type ByMonth = BTreeMap<(String, u64), BTreeMap<State, usize>>;

/// States at the ends of months that are over: what was so then does not change.
#[derive(Default)]
pub(crate) struct Months(Mutex<ByMonth>);

/// The last moment of the month before the one of a moment, and its name.
fn before(at: Timestamp) -> Answer<Timestamp> {
    let first = Timestamp::parse(&format!("{}-01", at.month())).map_err(AppError::internal)?;
    Ok(first.plus_micros(-1))
}

impl Workspace {
    /// Ends of months up to a moment, oldest first; the last is the moment itself.
    fn months(&self, scope: &WorkspaceScope, now: &AsOfView, months: Option<u32>) -> Answer<Vec<AsOfView>> {
        let mut all = vec![now.clone()];
        let mut time = now.time;
        for _ in 1..months.unwrap_or(12).clamp(1, MOST) {
            time = before(time)?;
            all.push(AsOfView { position: self.store.position_at(scope, time)?.min(now.position), time });
        }
        all.reverse();
        Ok(all)
    }

    /// The state of a requirement for a subject at the end of each month.
    ///
    /// # Errors
    /// On a requirement, a subject or a moment that is not known.
    pub fn states_by_month(&self, principal: &Principal, request: &StatesRequest) -> Answer<StatesView> {
        let (scope, now) = self.enter_as_of(principal, request.as_of.as_deref())?;
        if request.as_of.is_none() {
            self.settle(&scope)?;
        }
        let requirement = self.requirement(&scope, &request.requirement, &now)?;
        let subject = match request.subject.as_deref() {
            None => Subject::Workspace,
            Some(text) => self.subject(&scope, text)?,
        };
        let months = self.months(&scope, &now, request.months)?;
        let slug = requirement.split_once(':').map_or(AIMS, |(slug, _)| slug).to_owned();
        let slug = if slug == "own" { AIMS.to_owned() } else { slug };
        let sets: Vec<_> = months.iter().map(|at| self.in_force(&slug, at).ok().map(|f| f.set)).collect();
        let bears =
            |c: &&assay_checks::CheckDefinition| c.over == Over::Control || c.requirements.contains(&requirement);
        let mut checks: Vec<String> =
            sets.iter().flatten().flat_map(|set| set.checks.iter().filter(bears).map(|c| c.id.clone())).collect();
        checks.sort();
        checks.dedup();
        let row = self.store.holder(&scope, &format!("control:{requirement}"))?;
        let subjects = [subject.to_string(), Subject::Workspace.to_string()].into_iter();
        let subjects = subjects.chain(row.map(|key| key.to_string())).collect();
        let (from, to) = (months.first().map_or(0, |m| m.position), now.position);
        let query = VerdictsQuery { checks, subjects: Some(subjects), from, to, limit: INTERVALS };
        let held = self.store.verdicts_held(&scope, &query)?;
        let mut names = NamesOf::new(self, &scope);
        let mut lines = Vec::new();
        for (at, set) in months.into_iter().zip(sets) {
            let verdicts = holding(&scope, &held, &requirement, at.position);
            let state = set.and_then(|set| roll_up(&set, [requirement.as_str()], &verdicts, at.time).pop());
            lines.push(month(at, state.as_ref(), &subject, &verdicts, &mut names));
        }
        Ok(StatesView { requirement, subject: subject.to_string(), months: lines })
    }

    /// How many requirements of a framework were in each state at the end of each month.
    ///
    /// # Errors
    /// On a framework that is not in force, or a moment that is not known.
    pub fn coverage_by_month(&self, principal: &Principal, request: &CoverageRequest) -> Answer<CoverageView> {
        let (scope, now) = self.enter_as_of(principal, request.as_of.as_deref())?;
        if request.as_of.is_none() {
            self.settle(&scope)?;
        }
        let slug = request.framework.clone().unwrap_or_else(|| AIMS.to_owned());
        self.in_force(&slug, &now)?;
        let mut lines = Vec::new();
        for at in self.months(&scope, &now, request.months)? {
            let states = self.coverage_at(&scope, &slug, &at, at == now)?;
            lines.push(MonthCoverage { month: at.time.month(), at, states });
        }
        Ok(CoverageView { framework: slug, months: lines })
    }

    /// Counts of states at a moment; nothing where the framework was not in force.
    fn coverage_at(
        &self,
        scope: &WorkspaceScope,
        slug: &str,
        at: &AsOfView,
        now: bool,
    ) -> Answer<Option<BTreeMap<State, usize>>> {
        // Somebody who sees less has states of their own.
        let shared = !now && scope.blinds().kinds.is_empty() && scope.blinds().records.is_empty();
        let key = (slug.to_owned(), at.position);
        if shared && let Some(known) = self.by_month.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Some(known.clone()));
        }
        let Ok(in_force) = self.in_force(slug, at) else { return Ok(None) };
        let mut counts = BTreeMap::new();
        for state in self.states(scope, &in_force, at)? {
            *counts.entry(state.state).or_insert(0) += 1;
        }
        if shared {
            let mut kept = self.by_month.0.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() >= KEPT {
                kept.clear();
            }
            kept.insert(key, counts.clone());
        }
        Ok(Some(counts))
    }
}

/// Verdicts on the requirement that held at a position, as the asker sees them.
fn holding(scope: &WorkspaceScope, held: &[Held], requirement: &str, position: u64) -> Vec<Verdict> {
    let then = held.iter().filter(|h| h.from <= position && h.to.is_none_or(|to| to > position));
    let of = then.filter(|h| h.verdict.requirements.iter().any(|r| r == requirement));
    of.filter_map(|h| veiled(scope, h.verdict.clone())).collect()
}

fn month(
    at: AsOfView,
    state: Option<&RequirementState>,
    subject: &Subject,
    verdicts: &[Verdict],
    names: &mut NamesOf<'_>,
) -> MonthState {
    let month = at.time.month();
    // Of a subject that was not judged then nothing is known; the whole system has a state whenever something was judged.
    let own = state.and_then(|s| s.subjects.iter().find(|p| p.subject == *subject));
    let told = match (own, state) {
        (Some(posture), _) => Some((posture.state, names.put(&posture.message.text))),
        (None, Some(s)) if *subject == Subject::Workspace && !verdicts.is_empty() => {
            Some((s.state, names.put(&s.message.text)))
        }
        (None, Some(s)) if s.state == State::NotApplicable => Some((s.state, names.put(&s.message.text))),
        _ => None,
    };
    let of_month = verdicts.iter().filter(|v| v.observed_at.is_some_and(|seen| seen.month() == month));
    let mut evidence: Vec<String> =
        of_month.flat_map(|v| v.evidence.iter().filter(|key| key.starts_with("EV-")).cloned()).collect();
    evidence.sort();
    evidence.dedup();
    let (state, reason) = told.map_or((None, String::new()), |(state, reason)| (Some(state), reason));
    MonthState { month, at, state, reason, evidence }
}
