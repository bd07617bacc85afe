//! All risks at a glance: counts by likelihood and impact, and what asks for attention.

use std::collections::BTreeMap;

use assay_domain::kinds::risk_criteria::{Level, RiskCriteria, Step};
use assay_domain::{Action, Key, Stated, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rated::{Pair, Rated, Scored, read};
use super::ratings::{Criteria, Ratings};
use super::seen::Seen;
use crate::Answer;
use crate::access::Principal;
use crate::dto::{AsOfView, CriteriaView, RiskCellView, RiskMatrixView, RiskSummary, StepView};
use crate::workspace::Workspace;

/// Days ahead in which an acceptance counts as running out.
pub(super) const SOON: i64 = 30;

/// By which criteria, and when.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RiskSummaryRequest {
    /// Key of the criteria the matrix is drawn by; unless stated, the approved ones that most open risks are rated by.
    pub criteria: Option<String>,
    /// A position of the log, or a time.
    pub as_of: Option<String>,
}

impl Workspace {
    /// All risks at a glance.
    ///
    /// # Errors
    /// On a key that is none, or a moment ahead of the log.
    pub fn risk_summary(&self, principal: &Principal, request: &RiskSummaryRequest) -> Answer<RiskSummary> {
        let scope = self.enter(principal, Action::Read)?;
        let asked = request.criteria.as_deref().map(crate::records::key).transpose()?;
        let (ratings, at) = self.ratings(&scope, request.as_of.as_deref())?;
        let seen = Seen::new(&ratings, &scope, at.time);
        let what = format!("summary {}", asked.as_ref().map(ToString::to_string).unwrap_or_default());
        let sum = seen.ask(&what, || sum_up(&seen, asked.as_ref(), at.clone()));
        Ok(RiskSummary { as_of: at, ..sum })
    }
}

/// The first moment of the quarter that holds a moment.
fn quarter(now: Timestamp) -> Option<(Timestamp, String)> {
    let month = now.month();
    let (year, month) = month.split_once('-')?;
    let first = (month.parse::<u32>().ok()?.checked_sub(1)? / 3) * 3 + 1;
    let day = format!("{year}-{first:02}-01");
    Some((Timestamp::parse(&day).ok()?, day))
}

fn sum_up(seen: &Seen<'_>, asked: Option<&Key>, at: AsOfView) -> RiskSummary {
    let (ratings, criteria) = (seen.ratings, shown(seen));
    let chosen = match asked {
        Some(key) => criteria.iter().find(|c| c.key == key.to_string()),
        None => criteria.iter().max_by_key(|c| (c.state == "approved", c.risks, std::cmp::Reverse(c.key.clone()))),
    };
    let chosen = chosen.and_then(|view| Some((view.clone(), view.key.parse::<Key>().ok()?)));
    let body = chosen.as_ref().and_then(|(_, key)| ratings.criteria_at(key)).map(|c| &c.body);
    let (began, quarter) = quarter(at.time).unwrap_or_default();
    let mut matrix = chosen.as_ref().zip(body).map(|((view, _), body)| empty(view.clone(), body));
    let mut sum = RiskSummary {
        matrix: None,
        criteria,
        open: 0,
        above: 0,
        above_not_accepted: 0,
        unknown: 0,
        late: 0,
        expiring: 0,
        lowered: 0,
        raised: 0,
        quarter,
        as_of: at,
    };
    for risk in seen.open() {
        sum.open += 1;
        match risk.above() {
            Some(true) => {
                sum.above += 1;
                sum.above_not_accepted += usize::from(!seen.is_covered(risk));
            }
            Some(false) => {}
            None => sum.unknown += 1,
        }
        sum.late += usize::from(seen.is_late(risk));
        sum.expiring += usize::from(seen.ends_in(risk, SOON));
        if let Some((before, after)) = moved(ratings, risk, began) {
            sum.lowered += usize::from(after < before);
            sum.raised += usize::from(after > before);
        }
        if let (Some(matrix), Some((_, key))) = (&mut matrix, &chosen)
            && risk.criteria.as_ref() == Some(key)
        {
            place(matrix, risk);
        }
    }
    sum.matrix = matrix;
    sum
}

/// The level of a risk when the quarter began, and now.
fn moved(ratings: &Ratings, risk: &Rated, began: Timestamp) -> Option<(Level, Level)> {
    let last = risk.moves.last().filter(|last| last.at >= began)?;
    let body = &ratings.criteria_at(risk.criteria.as_ref()?)?.body;
    let level = |pair: Pair| read(pair, Some(body)).level;
    Some((level(risk.stood(|m| m.at < began)?)?, level(last.pair?)?))
}

/// Criteria that hold, or that open risks are rated by.
fn shown(seen: &Seen<'_>) -> Vec<CriteriaView> {
    let mut counts = BTreeMap::new();
    for risk in seen.open() {
        if let Some(key) = &risk.criteria {
            *counts.entry(key).or_insert(0_usize) += 1;
        }
    }
    let all = seen.ratings.criteria().filter(|(key, _)| !seen.scope.hides(key));
    let views = all.map(|(key, criteria)| view(key, criteria, counts.get(key).copied().unwrap_or(0)));
    views.filter(|view| view.state == "approved" || view.risks > 0).collect()
}

pub(super) fn view(key: &Key, criteria: &Criteria, risks: usize) -> CriteriaView {
    let Criteria { state, revision, body, approved } = criteria;
    CriteriaView {
        key: key.to_string(),
        title: body.title.clone(),
        revision: *revision,
        state: state.clone(),
        approved_at: approved.as_ref().map(|(at, _)| *at),
        approved_by: approved.as_ref().map(|(_, by)| by.to_string()),
        likelihood: steps(body.scale_likelihood.as_ref()),
        impact: steps(body.scale_impact.as_ref()),
        accept_up_to: body.accept_up_to.as_ref().and_then(Stated::known).copied(),
        risks,
    }
}

fn steps(scale: Option<&Stated<Vec<Step>>>) -> Vec<StepView> {
    let step = |step: &Step| StepView { value: step.value, name: step.name.clone(), meaning: step.meaning.clone() };
    scale.and_then(Stated::known).into_iter().flatten().map(step).collect()
}

/// The matrix with nothing in it.
fn empty(criteria: CriteriaView, body: &RiskCriteria) -> RiskMatrixView {
    let cell = |likelihood: u8, impact: u8| {
        let scored = read(Pair { likelihood, impact }, Some(body));
        RiskCellView { likelihood, impact, level: scored.level, above: scored.above, residual: 0, inherent: 0 }
    };
    let row = |l: &StepView| criteria.impact.iter().map(|i| cell(l.value, i.value)).collect::<Vec<_>>();
    let cells = criteria.likelihood.iter().flat_map(row).collect();
    RiskMatrixView { cells, unplaced: 0, criteria }
}

/// Counts a risk where it stands and where it stood before treatment.
fn place(matrix: &mut RiskMatrixView, risk: &Rated) {
    // Scales count from 1 without a hole, so that a pair has one place.
    let wide = matrix.criteria.impact.len();
    let at = |pair: Pair| {
        let (l, i) = (usize::from(pair.likelihood).checked_sub(1)?, usize::from(pair.impact).checked_sub(1)?);
        (i < wide).then_some(l * wide + i)
    };
    let find = |scored: Option<&Scored>| scored.and_then(|s| at(s.pair));
    match find(risk.stands()).and_then(|at| matrix.cells.get_mut(at)) {
        Some(cell) => cell.residual += 1,
        None => matrix.unplaced += 1,
    }
    if let Some(cell) = find(risk.inherent.as_ref()).and_then(|at| matrix.cells.get_mut(at)) {
        cell.inherent += 1;
    }
}
