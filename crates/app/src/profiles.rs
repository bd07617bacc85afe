//! Where an AI system is with a framework's outcomes, where it is meant to be, and what lies between.

use std::collections::BTreeMap;

use assay_domain::kinds::framework_profile::{FrameworkProfile, ProfileRow, ProfileStage, Reached};
use assay_domain::{Action, Key, Stated};
use assay_frameworks::Framework;
use assay_store::Revision;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::Principal;
use crate::catalogue::shipped;
use crate::dto::{ProfileRowView, ProfileView};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Of which AI system.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileRequest {
    /// Its key, for example `SYS-1`.
    pub system: String,
}

/// A profile with the record it is.
type Held = (Revision, FrameworkProfile);

impl Workspace {
    /// The newest approved profiles of a system, side by side. Profiles are what people state; no state follows from them.
    ///
    /// # Errors
    /// When no such framework is shipped or there is no such system.
    pub fn profile(&self, principal: &Principal, slug: &str, request: &ProfileRequest) -> Answer<ProfileView> {
        let scope = self.enter(principal, Action::Read)?;
        let framework = shipped(slug)?;
        let system = crate::records::key(&request.system)?;
        if self.head(&scope, &system)?.kind != "ai-system" {
            return Err(AppError::input("profile.no-system", format!("{system} is no AI system")));
        }
        let position = self.moment(&scope, None)?.position;
        let mut held = self.typed::<FrameworkProfile>(&scope, "framework-profile", position)?;
        held.retain(|profile| profile.0.state == "approved" && is_about(&profile.1, slug, &system));
        let current = newest(&held, ProfileStage::Current);
        let target = newest(&held, ProfileStage::Target);
        Ok(side_by_side(framework, &system, current, target))
    }
}

fn is_about(profile: &FrameworkProfile, slug: &str, system: &Key) -> bool {
    let of = profile.system.as_ref().and_then(Stated::known).is_some_and(|s| s.key() == system);
    of && profile.framework.as_ref().and_then(Stated::known).is_some_and(|f| f == slug)
}

/// The one that speaks of the latest day; of two about one day, the one recorded last.
fn newest(held: &[Held], stage: ProfileStage) -> Option<&Held> {
    let of_stage = held.iter().filter(|(_, body)| body.stage.as_ref().and_then(Stated::known) == Some(&stage));
    of_stage.max_by_key(|(revision, body)| (day(body), revision.seq))
}

fn day(body: &FrameworkProfile) -> Option<String> {
    body.on.as_ref().and_then(Stated::known).map(ToString::to_string)
}

fn rows(held: Option<&Held>) -> BTreeMap<&str, &ProfileRow> {
    let rows = held.and_then(|(_, body)| body.rows.as_ref()?.known()).into_iter().flatten();
    rows.map(|row| (row.outcome.as_str(), row)).collect()
}

fn side_by_side(framework: &Framework, system: &Key, current: Option<&Held>, target: Option<&Held>) -> ProfileView {
    let (is, meant) = (rows(current), rows(target));
    let mut view = ProfileView {
        system: system.to_string(),
        framework: framework.slug.clone(),
        current: current.map(|(revision, _)| revision.key.to_string()),
        target: target.map(|(revision, _)| revision.key.to_string()),
        target_day: target.and_then(|(_, body)| day(body)),
        outcomes: 0,
        not_looked_at: 0,
        rows: Vec::new(),
    };
    for outcome in framework.judged() {
        let (now, then) = (is.get(outcome.id.as_str()).copied(), meant.get(outcome.id.as_str()).copied());
        view.outcomes += 1;
        view.not_looked_at += usize::from(now.and_then(word).is_none());
        if now.is_none() && then.is_none() {
            continue;
        }
        view.rows.push(ProfileRowView {
            outcome: outcome.id.clone(),
            title: outcome.titles.en.clone(),
            current: now.and_then(word),
            target: then.and_then(word),
            verdict: verdict(now, then).to_owned(),
            evidence: now.into_iter().flat_map(|row| &row.evidence).map(ToString::to_string).collect(),
        });
    }
    view
}

/// How far a row says it is; nothing where it says nothing.
fn word(row: &ProfileRow) -> Option<String> {
    if row.not_applicable_because.is_some() {
        return Some("not-applicable".to_owned());
    }
    let text = match row.reached? {
        Reached::None => "none",
        Reached::Partly => "partly",
        Reached::Largely => "largely",
        Reached::Fully => "fully",
    };
    Some(text.to_owned())
}

fn verdict(now: Option<&ProfileRow>, then: Option<&ProfileRow>) -> &'static str {
    let Some(meant) = then.and_then(|row| row.reached) else { return "no-target" };
    match now {
        Some(row) if row.not_applicable_because.is_some() => "met",
        Some(ProfileRow { reached: Some(reached), .. }) if *reached >= meant => "met",
        Some(ProfileRow { reached: Some(_), .. }) => "gap",
        _ => "not-looked-at",
    }
}
