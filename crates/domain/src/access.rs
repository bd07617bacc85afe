//! Roles and duties as data: who may do what, and who may not do it to their own work.

use std::collections::{BTreeMap, BTreeSet};
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
    /// Review evidence, and judge what others did: audits, findings, tests, the effect of actions.
    Review,
    /// Approve: thresholds, documents, SoA rows, releases.
    Approve,
    /// Decide as top management: the SoA, waivers.
    Direct,
    /// Members, tokens, activation, erasure, backup.
    Administer,
    /// See and handle what was reported in confidence.
    Handle,
    /// Ask for what an audit has to see, and say whether the answer shows it.
    Ask,
    /// Make, name and end members from another system (SCIM), and nothing else.
    Provision,
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
    /// Kinds for which alone an action is; one that is not named here is for every kind.
    #[serde(default)]
    pub only: BTreeMap<Action, BTreeSet<String>>,
    /// Whether access with this role has an end, at most [`LONGEST_BOX`] days after it is given.
    #[serde(default)]
    pub time_boxed: bool,
}

/// Days for which a time-boxed role is given at most.
pub const LONGEST_BOX: i64 = 90;

impl Role {
    /// Whether the role is enough for an action on records of a kind.
    #[must_use]
    pub fn may(&self, action: Action, kind: &str) -> bool {
        self.actions.contains(&action) && self.only.get(&action).is_none_or(|kinds| kinds.contains(kind))
    }
}

/// A separation-of-duty rule: who may not make a transition, or who alone may.
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
    /// Where the other person stands: the actor stands at none of these places.
    #[serde(default)]
    pub differs_from: Vec<Place>,
    /// Where the actor stands: at one of these places, when there are any.
    #[serde(default)]
    pub stands_at: Vec<Place>,
}

/// Where a person stands in relation to a record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Place {
    /// `creator`: who made this record.
    Creator,
    /// `author`: who wrote its body last.
    Author,
    /// `self`: the member that this record is.
    Oneself,
    /// `owner`: the person who answers for it.
    Owner,
    /// `evidence.creator`: who made the evidence record that this one is about.
    EvidenceCreator,
    /// `evidence.collector`: who delivered that evidence, whoever recorded it.
    EvidenceCollector,
    /// `evidence.maker`: who made or wrote the version or model that this evidence is about, or a model in that version.
    EvidenceMaker,
    /// `did:finish`: who made that transition of this record last.
    Mover(String),
    /// `at:team`: the persons whom that field names.
    At(String),
    /// `owner-of:systems`: who answer for the records that the field points to.
    OwnerOf(String),
    /// `creator-of:finding`: who made the records that the field points to.
    CreatorOf(String),
}

impl TryFrom<String> for Place {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Ok(match text.as_str() {
            "creator" => Self::Creator,
            "author" => Self::Author,
            "self" => Self::Oneself,
            "owner" => Self::Owner,
            "evidence.creator" => Self::EvidenceCreator,
            "evidence.collector" => Self::EvidenceCollector,
            "evidence.maker" => Self::EvidenceMaker,
            other => match other.split_once(':') {
                Some(("did", transition)) => Self::Mover(transition.to_owned()),
                Some(("at", field)) => Self::At(field.to_owned()),
                Some(("owner-of", field)) => Self::OwnerOf(field.to_owned()),
                Some(("creator-of", field)) => Self::CreatorOf(field.to_owned()),
                _ => return Err(format!("`{text}` is no place where a person stands")),
            },
        })
    }
}

/// A kind that not every reader may see.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Confidential {
    kind: String,
    needs: Action,
    /// Only who made a record sees it, and only where its own use case shows it.
    #[serde(default)]
    author_only: bool,
}

/// Rules against making oneself a second person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelfGrant {
    /// Who was given their roles a short while ago, and by whom.
    pub cool_down: CoolDown,
    /// Who takes an invitation up.
    pub own_invitation: OwnInvitation,
}

/// For how long somebody who was given roles does not sign what the giver stands behind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoolDown {
    /// Stable id, as a duty has one.
    pub id: String,
    /// The rule in one sentence.
    pub text: String,
    /// How long.
    pub hours: i64,
}

/// Whoever invites is not who is invited.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnInvitation {
    /// Stable id, as a duty has one.
    pub id: String,
    /// The rule in one sentence.
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccessFile {
    role: Vec<Role>,
    duty: Vec<Duty>,
    self_grant: SelfGrant,
    #[serde(default)]
    confidential: Vec<Confidential>,
}

static FILE: LazyLock<AccessFile> =
    LazyLock::new(|| toml::from_str(include_str!("../data/access.toml")).expect("a test parses data/access.toml"));

/// Every role.
#[must_use]
pub fn roles() -> &'static [Role] {
    &FILE.role
}

/// The role of that id.
#[must_use]
pub fn role(id: &str) -> Option<&'static Role> {
    roles().iter().find(|role| role.id == id)
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

/// Rules against making oneself a second person.
#[must_use]
pub fn self_grant() -> &'static SelfGrant {
    &FILE.self_grant
}

/// What it takes to see records of a kind: `read`, unless the kind is confidential.
#[must_use]
pub fn read_needs(kind: &str) -> Action {
    FILE.confidential.iter().find(|c| c.kind == kind).map_or(Action::Read, |c| c.needs)
}

/// Whether records of a kind exist for their authors alone: lists, pages and the API pass over them for everybody.
#[must_use]
pub fn is_author_only(kind: &str) -> bool {
    FILE.confidential.iter().any(|c| c.kind == kind && c.author_only)
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
            assert!(!d.differs_from.is_empty() || !d.stands_at.is_empty(), "{} binds nobody", d.id);
            for place in d.differs_from.iter().chain(&d.stands_at) {
                let fields = &kind.json_schema()["properties"];
                match place {
                    Place::Mover(t) => assert!(kind.workflow.transition(t).is_some(), "{}: no transition {t}", d.id),
                    Place::At(f) | Place::OwnerOf(f) | Place::CreatorOf(f) => {
                        assert!(!fields[f].is_null(), "{}: {} has no field {f}", d.id, d.kind);
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn confidential_kinds_exist_and_somebody_may_see_them() {
        for c in &FILE.confidential {
            assert!(Kind::named(&c.kind).is_some(), "no kind {}", c.kind);
            assert!(roles().iter().any(|r| r.actions.contains(&c.needs)), "{}: nobody may see it", c.kind);
        }
        assert_eq!(read_needs("task"), Action::Read);
    }

    #[test]
    fn what_a_role_is_bound_to_exists() {
        for role in roles() {
            for (action, kinds) in &role.only {
                assert!(role.actions.contains(action), "{} bounds {action:?}, which it does not have", role.id);
                for kind in kinds {
                    assert!(Kind::named(kind).is_some(), "{}: no kind {kind}", role.id);
                    let seen = role.may(read_needs(kind), kind);
                    assert!(seen, "{} may {action:?} a {kind} and does not see it", role.id);
                }
            }
        }
        let analyst = role("vendor-analyst").unwrap();
        assert!(analyst.may(Action::Read, "supplier") && !analyst.may(Action::Read, "risk"));
        assert!(analyst.may(Action::Write, "certificate-check") && !analyst.may(Action::Write, "supplier"));
        assert!(role("external-auditor").unwrap().time_boxed);
    }

    #[test]
    fn places_read_as_they_are_written() {
        let place = |text: &str| Place::try_from(text.to_owned());
        assert_eq!(place("did:finish"), Ok(Place::Mover("finish".into())));
        assert_eq!(place("owner-of:systems"), Ok(Place::OwnerOf("systems".into())));
        assert!(place("somebody").is_err());
        assert!(place("near:team").is_err());
    }

    #[test]
    fn roles_are_named_once() {
        let mut ids: Vec<_> = roles().iter().map(|r| &r.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), roles().len());
    }
}
