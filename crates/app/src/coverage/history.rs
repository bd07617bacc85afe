//! What checks concluded on a requirement over time.

use std::collections::BTreeMap;

use assay_checks::Over;
use assay_domain::{Action, Key, Outcome, Timestamp};
use assay_store::{Position, WorkspaceScope};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::split;
use crate::Answer;
use crate::access::Principal;
use crate::dto::{RequirementHistoryView, VerdictChangeView};
use crate::judging::{Names, veiled};
use crate::workspace::Workspace;

/// Changes that are shown unless stated, and at most.
const SHOWN: usize = 50;
const MOST: usize = 200;

/// About what.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequirementHistoryRequest {
    /// For example `A.6.2.4`.
    pub requirement: String,
    /// Only about this AI system, and what speaks for all.
    #[serde(default)]
    pub system: Option<String>,
    /// Most changes, 1 to 200; 50 unless stated.
    #[serde(default)]
    pub limit: Option<usize>,
}

/// Times of positions, looked up once each.
#[derive(Default)]
pub(super) struct Times(BTreeMap<Position, Timestamp>);

impl Times {
    pub(super) fn of(&mut self, ws: &Workspace, scope: &WorkspaceScope, position: Position) -> Answer<Timestamp> {
        if let Some(known) = self.0.get(&position) {
            return Ok(*known);
        }
        let time = ws.store.time_of(scope, position)?.unwrap_or_default();
        self.0.insert(position, time);
        Ok(time)
    }
}

impl Workspace {
    /// The newest changes of verdicts on a requirement.
    ///
    /// # Errors
    /// When there is no such requirement or system.
    pub fn requirement_history(
        &self,
        principal: &Principal,
        request: &RequirementHistoryRequest,
    ) -> Answer<RequirementHistoryView> {
        let scope = self.enter(principal, Action::Read)?;
        self.settle(&scope)?;
        let at = self.moment(&scope, None)?;
        let (slug, requirement) = split(&request.requirement);
        let in_force = self.in_force(&slug, &at)?;
        self.requirement(&scope, &requirement, &at)?;
        let system = request.system.as_deref().map(crate::records::key).transpose()?;
        let most = request.limit.unwrap_or(SHOWN).clamp(1, MOST);
        let row = self.row_of(&scope, &requirement)?;
        let mut asked: Vec<(String, Option<&Key>)> = Vec::new();
        for check in &in_force.set.checks {
            if check.over == Over::Control {
                let about = row.iter().flat_map(|row| [("designed", row), ("implemented", row)]);
                asked.extend(about.map(|(axis, row)| (format!("{}:{axis}", check.id), Some(row))));
            } else if check.requirements.contains(&requirement) {
                let of_system = matches!(check.over, Over::AiSystem | Over::SystemVersion);
                asked.push((check.id.clone(), system.as_ref().filter(|_| of_system)));
            }
        }
        let mut spans = Vec::new();
        for (check, about) in asked {
            // One more, that the last shown may say what was before it.
            let found = self.store.verdict_spans(&scope, &check, about, most + 1)?;
            let shown = found.into_iter().filter_map(|s| Some((veiled(&scope, s.verdict)?, s.from)));
            spans.extend(shown.filter(|(v, _)| v.requirements.contains(&requirement)));
        }
        spans.sort_by(|(a, from_a), (b, from_b)| from_b.cmp(from_a).then_with(|| a.check.cmp(&b.check)));
        let before = |at: usize, check: &str, subject: &assay_domain::Subject| -> Option<Outcome> {
            let mut older = spans[at + 1..].iter();
            older.find(|(v, _)| v.check == check && &v.subject == subject).map(|(v, _)| v.outcome)
        };
        let (mut times, mut names, mut changes) =
            (Times::default(), Names::new(self, &scope).speaking(principal.lang), Vec::new());
        for (place, (verdict, from)) in spans.iter().enumerate().take(most) {
            changes.push(VerdictChangeView {
                at: times.of(self, &scope, *from)?,
                entry: from.saturating_sub(1),
                title: in_force.set.definition(&verdict.check).map(|c| c.title.clone()).unwrap_or_default(),
                check: verdict.check.clone(),
                axis: verdict.axis,
                subject: verdict.subject.to_string(),
                before: before(place, &verdict.check, &verdict.subject),
                outcome: verdict.outcome,
                reason: names.say(&verdict.message),
            });
        }
        Ok(RequirementHistoryView { requirement, changes })
    }
}
