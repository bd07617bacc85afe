//! Requirement: what an AI system has to do or be, with the criteria and tests that show it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::customer_requirement::CustomerRequirement;
use super::objective::Objective;
use super::obligation::Obligation;
use super::person::Person;
use super::risk::Risk;
use super::test_plan::TestPlan;
use super::threshold::Threshold;
use crate::kind::Shape;
use crate::{Action, Body, Frozen, Kind, Label, Ref, Stated, Text, Transition, Workflow};

/// Requirement (specification).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Requirement {
    /// The requirement in one line.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The AI system.
    pub system: Option<Stated<Ref<AiSystem>>>,
    /// What it is about.
    pub kind: Option<Stated<RequirementKind>>,
    /// What is required.
    pub text: Option<Stated<String>>,
    /// Why.
    pub rationale: Option<String>,
    /// What shows that it is met.
    pub acceptance: Option<Stated<String>>,
    /// Approved thresholds that say it in numbers.
    pub thresholds: Vec<Ref<Threshold>>,
    /// Test plans that try it.
    pub test_plans: Vec<Ref<TestPlan>>,
    /// Objectives it serves.
    pub objectives: Vec<Ref<Objective>>,
    /// Risks it answers.
    pub risks: Vec<Ref<Risk>>,
    /// Obligations it comes from.
    pub obligations: Vec<Ref<Obligation>>,
    /// Requirements of customers it comes from.
    pub customer_requirements: Vec<Ref<CustomerRequirement>>,
    /// Why it is required no more.
    pub withdrawn_because: Option<Stated<String>>,
}

/// What a requirement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RequirementKind {
    /// What it does.
    Function,
    /// How well.
    Performance,
    /// Under what conditions.
    Robustness,
    /// For whom alike.
    Fairness,
    /// Without what danger.
    Safety,
    /// Against which attacks.
    Security,
    /// With which data.
    Privacy,
    /// What it tells about itself.
    Transparency,
    /// How people watch, override and stop it.
    Oversight,
    /// How people work with it.
    Usability,
    /// What its data has to be.
    Data,
    /// How it runs, is logged and maintained.
    Operation,
}

impl Requirement {
    /// Whether something tests it: without a threshold or a plan nothing ever shows that it is met.
    #[must_use]
    pub fn is_traced(&self) -> bool {
        !self.thresholds.is_empty() || !self.test_plans.is_empty()
    }
}

impl Body for Requirement {
    const NAME: &'static str = "requirement";
    const PREFIX: &'static str = "REQ";
    const FROZEN: &'static [Frozen] =
        &[Frozen { states: &["approved"], fields: &["system", "kind", "text", "acceptance"] }];

    fn sample() -> Self {
        Self {
            title: "Reads either hand".into(),
            owner: Some(Ref::number(1)),
            system: Some(Ref::number(1).into()),
            kind: Some(RequirementKind::Robustness.into()),
            text: Some("Reads at least 95 of 100 digits written with either hand.".into()),
            rationale: Some("Left-handed writers were read worse in the pilot.".into()),
            acceptance: Some("Accuracy of 0.95 on the held-out set, for each hand.".into()),
            thresholds: vec![Ref::number(1)],
            test_plans: vec![Ref::number(1)],
            objectives: vec![Ref::number(1)],
            risks: vec![Ref::number(1)],
            obligations: vec![Ref::number(1)],
            customer_requirements: Vec::new(),
            withdrawn_because: None,
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Requirement::NAME,
    prefix: Requirement::PREFIX,
    version: 1,
    title: Text::new("Requirement (specification)", "Requisito (especificação)", "Requisito (especificação)"),
    refs: &["A.6.2.2", "A.6.2.4", "A.6.1.2"],
    workflow: &Workflow {
        states: &["draft", "approved", "withdrawn"],
        create: Some(Action::Write),
        editable: &["draft", "approved"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Approve,
                requires: &["system", "kind", "text", "acceptance"],
                guards: &[],
                signs: Some("approves this requirement"),
            },
            Transition {
                name: "revise",
                from: &["approved"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "withdraw",
                from: &["draft", "approved"],
                to: "withdrawn",
                needs: Action::Approve,
                requires: &["withdrawn_because"],
                guards: &[],
                signs: Some("withdraws this requirement"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("system", "AI system", "Sistema de IA", "Sistema de IA"),
        Label::new("kind", "Kind", "Tipo", "Tipo"),
        Label::new("text", "Text", "Texto", "Texto"),
        Label::new("rationale", "Rationale", "Justificativa", "Fundamentação"),
        Label::new("acceptance", "Acceptance criteria", "Critérios de aceitação", "Critérios de aceitação"),
        Label::new("thresholds", "Thresholds", "Limiares", "Limiares"),
        Label::new("test_plans", "Test plans", "Planos de testes", "Planos de testes"),
        Label::new("objectives", "Objectives", "Objetivos", "Objetivos"),
        Label::new("risks", "Risks", "Riscos", "Riscos"),
        Label::new("obligations", "Obligations", "Obrigações", "Obrigações"),
        Label::new(
            "customer_requirements",
            "Customer requirements",
            "Requisitos de clientes",
            "Requisitos de clientes",
        ),
        Label::new("withdrawn_because", "Withdrawn because", "Retirado porque", "Retirado porque"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Requirement>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_requirement_without_a_test_is_not_traced() {
        assert!(Requirement::sample().is_traced());
        let untested = Requirement { thresholds: Vec::new(), test_plans: Vec::new(), ..Requirement::sample() };
        assert!(!untested.is_traced());
    }
}
