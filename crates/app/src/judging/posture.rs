//! The state of each requirement, now or as of any moment.

use std::collections::BTreeSet;
use std::sync::Arc;

use assay_checks::{CheckSet, RequirementState, roll_up};
use assay_domain::{AIMS, Action, AxisState, Lang, Verdict};
use assay_frameworks::Framework;
use assay_store::WorkspaceScope;

use super::names::Names;
use super::veiled;
use crate::access::Principal;
use crate::activation::Active;
use crate::dto::{AsOfView, AxisStateView, PostureView, RequirementView, StateChange, SubjectView};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// What was in force at a moment.
pub(crate) struct InForce {
    pub(crate) framework: Arc<Framework>,
    pub(crate) set: Arc<CheckSet>,
    /// The entry that put the set in force; 0 where none is.
    pub(crate) entry: u64,
}

impl Workspace {
    /// The framework edition and the check set that the log had activated by then.
    pub(crate) fn in_force(&self, slug: &str, at: &AsOfView) -> Answer<InForce> {
        let active = self.active_at(at.position)?;
        let framework = self.framework_of(&active, slug)?;
        let found = active.iter().rev().find(|(_, a)| a.subject_kind == "check-set");
        let entry = found.map_or(0, |(seq, _)| *seq);
        let set = match found {
            Some((seq, set)) => self
                .readings
                .sets
                .of(*seq, || CheckSet::parse(set.content.as_deref().unwrap_or_default()).map_err(AppError::internal))?,
            None => Arc::new(CheckSet { edition: String::new(), needs_person: Vec::new(), checks: Vec::new() }),
        };
        Ok(InForce { framework, set, entry })
    }

    /// The edition of a framework that is among what is in force.
    fn framework_of(&self, active: &[Active], slug: &str) -> Answer<Arc<Framework>> {
        let frameworks = || active.iter().filter(|(_, a)| a.subject_kind == "framework");
        let (seq, found) = frameworks().rev().find(|(_, a)| a.slug.as_str() == slug).ok_or_else(|| {
            let known: Vec<&str> = frameworks().map(|(_, a)| a.slug.as_str()).collect();
            let text = format!("no framework `{slug}` was in force then; in force: {}", known.join(", "));
            AppError::input("framework.not-in-force", text)
        })?;
        let read = || Framework::parse(slug, found.content.clone().unwrap_or_default()).map_err(AppError::internal);
        self.readings.frameworks.of(*seq, read)
    }

    pub(crate) fn verdicts_at(&self, scope: &WorkspaceScope, at: &AsOfView) -> Answer<Vec<Verdict>> {
        let held = self.projector.standing().read();
        if held.through() == at.position {
            return Ok(held.all().filter_map(|v| veiled(scope, v.clone())).collect());
        }
        drop(held);
        let rows = self.store.verdicts(scope, at.position)?;
        Ok(rows.into_iter().filter_map(|row| veiled(scope, row.verdict)).collect())
    }

    pub(crate) fn states(
        &self,
        scope: &WorkspaceScope,
        in_force: &InForce,
        at: &AsOfView,
    ) -> Answer<Vec<RequirementState>> {
        let verdicts = self.verdicts_at(scope, at)?;
        Ok(Self::rolled_up(in_force, &verdicts, at))
    }

    fn rolled_up(in_force: &InForce, verdicts: &[Verdict], at: &AsOfView) -> Vec<RequirementState> {
        let ids: Vec<String> =
            in_force.framework.judged().map(|r| format!("{}:{}", in_force.framework.slug, r.id)).collect();
        roll_up(&in_force.set, ids.iter().map(String::as_str), verdicts, at.time)
    }

    /// The framework edition in force now.
    ///
    /// # Errors
    /// When none of that slug is.
    pub fn framework(&self, principal: &Principal, slug: &str) -> Answer<Arc<Framework>> {
        let scope = self.enter(principal, Action::Read)?;
        let at = self.moment(&scope, None)?;
        Ok(self.in_force(slug, &at)?.framework)
    }

    /// The framework editions in force at a moment, that of the AIMS first, the others by slug.
    ///
    /// # Errors
    /// When the asker may not read, or the moment is ahead of the log.
    pub fn frameworks_in_force(&self, principal: &Principal, as_of: Option<&str>) -> Answer<Vec<Arc<Framework>>> {
        let scope = self.enter(principal, Action::Read)?;
        let at = self.moment(&scope, as_of)?;
        let active = self.active_at(at.position)?;
        let slugs: BTreeSet<&str> =
            active.iter().filter(|(_, a)| a.subject_kind == "framework").map(|(_, a)| a.slug.as_str()).collect();
        let mut all = slugs.into_iter().map(|s| self.framework_of(&active, s)).collect::<Answer<Vec<_>>>()?;
        all.sort_by_key(|f| f.slug != AIMS);
        Ok(all)
    }

    /// When the newest entry was made.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn last_entry_at(&self, principal: &Principal) -> Answer<Option<assay_domain::Timestamp>> {
        let scope = self.enter(principal, Action::Read)?;
        Ok(self.store.time_of(&scope, self.size(&scope)?)?)
    }

    /// The posture at a moment.
    ///
    /// # Errors
    /// On a framework that was not in force then, or a moment ahead of the log.
    pub fn posture(&self, principal: &Principal, framework: &str, as_of: Option<&str>) -> Answer<PostureView> {
        let scope = self.enter(principal, Action::Read)?;
        let (held, at) = self.reading(&scope, as_of)?;
        let in_force = self.in_force(framework, &at)?;
        let verdicts: Vec<Verdict> = held.all().filter_map(|v| veiled(&scope, v.clone())).collect();
        drop(held);
        let states = Self::rolled_up(&in_force, &verdicts, &at);
        let mut names = Names::new(self, &scope).speaking(principal.lang);
        let requirements = in_force
            .framework
            .judged()
            .zip(states)
            .map(|(row, state)| view(&row.id, &row.titles.en, state, &mut names));
        Ok(PostureView {
            framework: framework.to_owned(),
            edition: in_force.framework.edition.to_string(),
            requirements: requirements.collect(),
            as_of: at,
        })
    }

    /// States that differ between two moments, for what a delivery prints.
    pub(crate) fn changes_between(
        &self,
        scope: &WorkspaceScope,
        before: u64,
        after: u64,
        lang: Lang,
    ) -> Answer<Vec<StateChange>> {
        let now = self.clock.now();
        let at = |position| AsOfView { position, time: now };
        let in_force = self.in_force(AIMS, &at(after))?;
        let (old, new) = (self.states(scope, &in_force, &at(before))?, self.states(scope, &in_force, &at(after))?);
        let mut names = Names::new(self, scope).speaking(lang);
        let mut changes = Vec::new();
        for ((row, old), new) in in_force.framework.judged().zip(old).zip(new) {
            for subject in &new.subjects {
                let then = old.subjects.iter().find(|s| s.subject == subject.subject).map(|s| s.state);
                if then != Some(subject.state) {
                    changes.push(StateChange {
                        id: row.id.clone(),
                        title: row.titles.en.clone(),
                        subject: subject.subject.to_string(),
                        before: then,
                        after: subject.state,
                        reason: names.say(&subject.message),
                    });
                }
            }
        }
        Ok(changes)
    }
}

fn view(id: &str, title: &str, state: RequirementState, names: &mut Names<'_>) -> RequirementView {
    RequirementView {
        id: id.to_owned(),
        title: title.to_owned(),
        state: state.state,
        reason: names.say(&state.message),
        subjects: state
            .subjects
            .into_iter()
            .map(|s| SubjectView {
                subject: s.subject.to_string(),
                state: s.state,
                reason: names.say(&s.message),
                axes: s.axes.iter().map(|a| axis_view(a, names)).collect(),
                checks: s.checks,
            })
            .collect(),
    }
}

fn axis_view(axis: &AxisState, names: &mut Names<'_>) -> AxisStateView {
    AxisStateView { axis: axis.axis, outcome: axis.outcome, reason: names.say(&axis.message) }
}
