//! The rows of an impact assessment: who is affected, what good and what harm a system may do, on which scale, what is done,
//! and who is told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Ref;
use crate::kinds::control::Control;
use crate::kinds::interested_party::InterestedParty;
use crate::kinds::risk::Risk;
use crate::kinds::treatment_action::TreatmentAction;

/// Somebody who is affected.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AffectedParty {
    /// The party, where it is in the register.
    pub party: Option<Ref<InterestedParty>>,
    /// Who, where it is not.
    pub name: Option<String>,
    /// How.
    pub how: Option<String>,
    /// Whether they are easily hurt or cannot refuse.
    pub vulnerable: Option<bool>,
}

/// Good that it does.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Benefit {
    /// To whom.
    pub to: Option<String>,
    /// What.
    pub what: Option<String>,
}

/// Harm that it may do.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Harm {
    /// To whom.
    pub to: Option<String>,
    /// What.
    pub what: Option<String>,
    /// Step of the scale.
    pub severity: Option<u8>,
    /// Step of likelihood, of the risk criteria.
    pub likelihood: Option<u8>,
    /// The risk it became.
    pub risk: Option<Ref<Risk>>,
}

/// A step of severity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ImpactStep {
    /// Its number, from 1.
    pub value: u8,
    /// What people call it.
    pub name: String,
    /// Whether from here on owner, reviewer and approver are three people.
    pub three_people: bool,
}

/// An effect on individuals or groups.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct IndividualImpact {
    /// About what.
    pub topic: Option<IndividualTopic>,
    /// What.
    pub what: Option<String>,
    /// Step of the scale.
    pub severity: Option<u8>,
}

/// What an effect on individuals is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IndividualTopic {
    /// Being treated alike.
    Fairness,
    /// Somebody answering for it.
    Accountability,
    /// Knowing and understanding.
    Transparency,
    /// Data about oneself.
    Privacy,
    /// Being safe from attacks through it.
    Security,
    /// Body and mind.
    SafetyAndHealth,
    /// Money.
    Finances,
    /// Being able to use it.
    Accessibility,
    /// Fundamental rights.
    HumanRights,
}

/// An effect on society.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SocietalImpact {
    /// About what.
    pub topic: Option<SocietalTopic>,
    /// What.
    pub what: Option<String>,
    /// Step of the scale.
    pub severity: Option<u8>,
}

/// What an effect on society is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SocietalTopic {
    /// Nature and resources.
    Environment,
    /// Work and wealth.
    Economy,
    /// Public affairs and institutions.
    Democracy,
    /// Health of all.
    Health,
    /// Culture, norms and values.
    Culture,
}

/// What is done.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Measure {
    /// What.
    pub what: Option<String>,
    /// The control it is part of.
    pub control: Option<Ref<Control>>,
    /// The action that puts it in place.
    pub action: Option<Ref<TreatmentAction>>,
}

/// What an assessment decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ImpactDecision {
    /// It may go on.
    Go,
    /// It may, under conditions.
    GoWithConditions,
    /// It may not.
    Stop,
}

/// What is shared with somebody.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Share {
    /// The party, where it is in the register.
    pub party: Option<Ref<InterestedParty>>,
    /// Whom, where it is not.
    pub name: Option<String>,
    /// Fields of this record that they get.
    pub parts: Vec<String>,
}
