//! What covers each requirement: the matrix of requirements and AI systems, why a cell is as it is, and the months in
//! which nothing showed that a control was at work. Each reads a page of systems, however many there are.

mod continuity;
mod history;
mod matrix;
mod shown;
mod why;

use assay_checks::CheckSet;
use assay_domain::{AIMS, Key, State};
use assay_frameworks::{Framework, Requirement};
use assay_store::{Filter, ListQuery, Page, Revision, WorkspaceScope};

pub use continuity::ContinuityRequest;
pub use history::RequirementHistoryRequest;
pub use matrix::CoverageRequest;
pub(crate) use matrix::cell;
pub use why::WhyRequest;

use crate::Answer;
use crate::dto::StateCount;
use crate::judging::{Sum, qualified};
use crate::workspace::Workspace;

/// Systems of a page unless stated, and at most.
const SYSTEMS: usize = 25;
const MOST_SYSTEMS: usize = 100;

/// The row above all others that a requirement lies under: the area of a control, the clause of a sub-clause.
pub(crate) fn area_of<'f>(framework: &'f Framework, row: &'f Requirement) -> &'f Requirement {
    let mut top = row;
    while let Some(above) = framework.parent_of(top) {
        top = above;
    }
    top
}

fn counts(sum: &Sum, scope: &WorkspaceScope) -> Vec<StateCount> {
    sum.counts(scope).into_iter().map(|(state, count)| StateCount { state, count }).collect()
}

/// Checks that speak to a requirement in operation.
fn operating<'s>(set: &'s CheckSet, requirement: &str) -> Vec<&'s assay_checks::CheckDefinition> {
    let speaks = |c: &&assay_checks::CheckDefinition| {
        c.axis == assay_domain::Axis::Operating && c.requirements.iter().any(|r| r == requirement)
    };
    set.checks.iter().filter(speaks).collect()
}

/// The framework of a requirement, and the requirement with it.
fn split(text: &str) -> (String, String) {
    let requirement = qualified(text);
    let slug = requirement.split_once(':').map_or(AIMS, |(slug, _)| slug);
    // Our own controls are judged with the AIMS.
    (if slug == "own" { AIMS.to_owned() } else { slug.to_owned() }, requirement)
}

impl Workspace {
    /// A page of the AI systems in scope.
    fn systems_in_scope(
        &self,
        scope: &WorkspaceScope,
        position: u64,
        words: Option<&str>,
        after: Option<&str>,
        limit: Option<usize>,
    ) -> Answer<Page<Revision>> {
        let mut filters = vec![Filter::State(vec!["in-scope".to_owned()])];
        if let Some(words) = words.map(str::trim).filter(|w| !w.is_empty()) {
            // A key is a name too, and no word that is searched for.
            if let Ok(key) = words.parse::<Key>() {
                let found = self.store.as_of(scope, &key, position)?;
                let rows = found.into_iter().filter(|r| r.kind == "ai-system" && r.state == "in-scope").collect();
                return Ok(Page { rows, next: None, previous: None });
            }
            filters.push(Filter::Words(words.to_owned()));
        }
        let now = self.is_now(scope, position)?;
        let query = ListQuery {
            kind: Some("ai-system".to_owned()),
            filters,
            as_of: (!now).then_some(position),
            after: after.map(str::to_owned),
            limit: limit.unwrap_or(SYSTEMS).clamp(1, MOST_SYSTEMS),
            ..ListQuery::default()
        };
        Ok(self.store.list(scope, &query)?)
    }
}

/// A state by the word that addresses use.
pub(crate) fn state(word: &str) -> Answer<State> {
    serde_json::from_value(serde_json::Value::from(word)).map_err(|_| {
        let known = "failing, missing, stale, partly, expiring, effective, not-applicable";
        crate::AppError::input("state.unknown", format!("there is no state `{word}`; choose from {known}"))
    })
}
