//! Role determination: what the organisation and others are to one AI system. The words of ISO/IEC 22989 and of the AI
//! Act are kept apart, for they differ.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::{AiSystem, SystemRole};
use super::person::Person;
use super::supplier::Supplier;
use crate::kind::Shape;
use crate::{ActRole, Action, Body, Day, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// AI role determination.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RoleDetermination {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The AI system.
    pub system: Option<Stated<Ref<AiSystem>>>,
    /// Our roles by ISO/IEC 22989; there may be several.
    pub roles: Option<Stated<Vec<SystemRole>>>,
    /// What we are as a partner of others, by ISO/IEC 22989; there may be several.
    pub partner_roles: Vec<PartnerRole>,
    /// Our roles by the EU AI Act; there may be several.
    pub act_roles: Option<Stated<Vec<ActRole>>>,
    /// Why these, and not others.
    pub reasons: Option<Stated<String>>,
    /// What was done that makes somebody else the provider (Art. 25).
    pub role_changes: Vec<RoleChange>,
    /// What others are to it.
    pub others: Vec<OtherRole>,
    /// Day of the next look.
    pub review_due: Option<Day>,
}

/// A partner of ISO/IEC 22989.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PartnerRole {
    /// Puts components together.
    SystemIntegrator,
    /// Supplies data.
    DataProvider,
    /// Evaluates.
    Evaluator,
    /// Audits.
    Auditor,
}

/// What makes somebody the provider of a high-risk system of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoleChange {
    /// An own name or mark was put on it.
    OwnName,
    /// It was changed substantially.
    SubstantialModification,
    /// Its intended purpose was changed.
    ChangedPurpose,
}

/// What somebody else is to the system.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OtherRole {
    /// Who.
    pub party: Option<String>,
    /// The supplier, where it is one.
    pub supplier: Option<Ref<Supplier>>,
    /// By ISO/IEC 22989.
    pub roles: Vec<SystemRole>,
    /// By the EU AI Act.
    pub act_roles: Vec<ActRole>,
}

impl RoleDetermination {
    /// Whether a change of role makes us the provider although we do not call ourselves one: a contradiction to settle.
    #[must_use]
    pub fn contradicts_itself(&self) -> bool {
        let roles = self.act_roles.as_ref().and_then(Stated::known);
        !self.role_changes.is_empty() && roles.is_some_and(|roles| !roles.contains(&ActRole::Provider))
    }
}

impl Body for RoleDetermination {
    const NAME: &'static str = "role-determination";
    const PREFIX: &'static str = "RDT";

    fn sample() -> Self {
        Self {
            title: "Roles for the digit reader".into(),
            owner: Some(Ref::number(1)),
            system: Some(Ref::number(1).into()),
            roles: Some(vec![SystemRole::Developer, SystemRole::Provider].into()),
            partner_roles: Vec::new(),
            act_roles: Some(vec![ActRole::Provider].into()),
            reasons: Some("We train the model and offer the reader under our name; offices use it.".into()),
            role_changes: Vec::new(),
            others: vec![OtherRole {
                party: Some("The office".into()),
                supplier: None,
                roles: vec![SystemRole::User],
                act_roles: vec![ActRole::Deployer],
            }],
            review_due: Some("2027-09-01".into()),
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        if transition == "determine" && self.contradicts_itself() {
            let text = "what is stated under Art. 25 makes us the provider: name that role, or take the change back";
            return vec![Problem::new("/act_roles", "transition.lacks", text)];
        }
        Vec::new()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: RoleDetermination::NAME,
    prefix: RoleDetermination::PREFIX,
    version: 1,
    title: Text::new("AI role determination", "Determinação de papéis de IA", "Determinação de funções de IA"),
    refs: &["4.1", "A.3.2", "A.10.2"],
    workflow: &Workflow {
        states: &["draft", "determined", "superseded"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "determine",
                from: &["draft"],
                to: "determined",
                needs: Action::Approve,
                requires: &["system", "roles", "act_roles", "reasons"],
                guards: &[],
                signs: Some("determines these roles for this AI system"),
            },
            Transition {
                name: "supersede",
                from: &["determined"],
                to: "superseded",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("replaces this determination by a newer one"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("system", "AI system", "Sistema de IA", "Sistema de IA"),
        Label::new(
            "roles",
            "Our roles (ISO/IEC 22989)",
            "Nossos papéis (ISO/IEC 22989)",
            "As nossas funções (ISO/IEC 22989)",
        ),
        Label::new("partner_roles", "Our partner roles", "Nossos papéis de parceiro", "As nossas funções de parceiro"),
        Label::new("act_roles", "Our roles (AI Act)", "Nossos papéis (AI Act)", "As nossas funções (Regulamento IA)"),
        Label::new("reasons", "Reasons", "Motivos", "Fundamentos"),
        Label::new(
            "role_changes",
            "Changes of role (Art. 25)",
            "Mudanças de papel (art. 25)",
            "Mudanças de função (art. 25.º)",
        ),
        Label::new("others", "Others", "Outros", "Outros"),
        Label::new("review_due", "Next review", "Próxima revisão", "Próxima revisão"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<RoleDetermination>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_changes_the_purpose_is_a_provider() {
        let deployer = RoleDetermination {
            act_roles: Some(vec![ActRole::Deployer].into()),
            role_changes: vec![RoleChange::ChangedPurpose],
            ..RoleDetermination::sample()
        };
        assert_eq!(deployer.lacks("determine")[0].at, "/act_roles");
        let both = RoleDetermination { act_roles: Some(vec![ActRole::Deployer, ActRole::Provider].into()), ..deployer };
        assert!(both.lacks("determine").is_empty());
    }
}
