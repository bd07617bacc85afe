//! Roles and duties as data: who may do what, and who may not do it to their own work.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an actor does; roles and token scopes are sets of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// See records, posture and log.
    Read,
    /// Create and edit records, and move them where no signature is asked.
    Write,
    /// Deliver evidence.
    Collect,
    /// Review evidence.
    Review,
    /// Approve: thresholds, documents, SoA rows, releases.
    Approve,
    /// Decide as top management: the SoA, waivers.
    Direct,
    /// Members, tokens, activation, erasure, backup.
    Administer,
}

/// A named set of actions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Kebab-case name, for example `evidence-collector`.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What the role may do.
    pub actions: Vec<Action>,
}

/// A separation-of-duty rule: the actor of a transition may not be the person at any of the named places.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Stable id, for example `sod.collector_reviewer`; refusals carry it.
    pub id: String,
    /// The rule in one sentence.
    pub text: String,
    /// The kind it binds.
    pub kind: String,
    /// The transitions it binds; `create` binds the creation, `update` the edits.
    pub transitions: Vec<String>,
    /// Where the other person stands.
    pub differs_from: Vec<Place>,
}

/// Where the person stands who may not be the actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Place {
    /// Who made this record.
    #[serde(rename = "creator")]
    Creator,
    /// Who wrote its body last.
    #[serde(rename = "author")]
    Author,
    /// The member that this record is.
    #[serde(rename = "self")]
    Oneself,
    /// The person who answers for it.
    #[serde(rename = "owner")]
    Owner,
    /// Who made the evidence record that this one is about.
    #[serde(rename = "evidence.creator")]
    EvidenceCreator,
    /// Who delivered that evidence, whoever recorded it.
    #[serde(rename = "evidence.collector")]
    EvidenceCollector,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccessFile {
    role: Vec<Role>,
    duty: Vec<Duty>,
}

static FILE: LazyLock<AccessFile> =
    LazyLock::new(|| toml::from_str(include_str!("../data/access.toml")).expect("a test parses data/access.toml"));

/// Every role.
#[must_use]
pub fn roles() -> &'static [Role] {
    &FILE.role
}

/// Every separation-of-duty rule.
#[must_use]
pub fn duties() -> &'static [Duty] {
    &FILE.duty
}

/// The duties that bind a transition of a kind.
pub fn duty<'a>(kind: &'a str, transition: &'a str) -> impl Iterator<Item = &'static Duty> + 'a {
    duties().iter().filter(move |d| d.kind == kind && d.transitions.iter().any(|t| t == transition))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    #[test]
    fn every_duty_binds_a_transition_that_exists() {
        for d in duties() {
            let kind = Kind::named(&d.kind).unwrap_or_else(|| panic!("{}: no kind {}", d.id, d.kind));
            for t in &d.transitions {
                assert!(
                    t == "create" || t == "update" || kind.workflow.transition(t).is_some(),
                    "{}: no transition {t}",
                    d.id
                );
            }
        }
    }

    #[test]
    fn roles_are_named_once() {
        let mut ids: Vec<_> = roles().iter().map(|r| &r.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), roles().len());
    }
}
