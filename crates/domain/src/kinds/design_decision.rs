//! Design decision: how a system is built, with the alternatives that were weighed and why they were not taken.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::dataset::Dataset;
use super::model::Model;
use super::person::Person;
use super::requirement::Requirement;
use super::risk::Risk;
use crate::kind::Shape;
use crate::{Action, Body, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// Design decision.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DesignDecision {
    /// The decision in one line.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The AI system.
    pub system: Option<Stated<Ref<AiSystem>>>,
    /// What had to be decided, and in what situation.
    pub question: Option<Stated<String>>,
    /// What was weighed, with what speaks for and against.
    pub alternatives: Option<Stated<Vec<Alternative>>>,
    /// Name of the alternative chosen.
    pub chosen: Option<Stated<String>>,
    /// Why it, and not the others.
    pub reasons: Option<Stated<String>>,
    /// What follows: limits, costs, new risks.
    pub consequences: Option<String>,
    /// Requirements it answers.
    pub requirements: Vec<Ref<Requirement>>,
    /// Risks it lessens or brings.
    pub risks: Vec<Ref<Risk>>,
    /// Models it is about.
    pub models: Vec<Ref<Model>>,
    /// Data sets it is about.
    pub datasets: Vec<Ref<Dataset>>,
    /// The decision it replaces.
    pub supersedes: Option<Ref<DesignDecision>>,
}

/// One way to do it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Alternative {
    /// Short name.
    pub name: Option<String>,
    /// What speaks for it.
    pub advantages: Option<String>,
    /// What speaks against it.
    pub drawbacks: Option<String>,
}

impl Body for DesignDecision {
    const NAME: &'static str = "design-decision";
    const PREFIX: &'static str = "DSD";

    fn sample() -> Self {
        Self {
            title: "Amounts are read twice".into(),
            owner: Some(Ref::number(1)),
            system: Some(Ref::number(1).into()),
            question: Some("How are amounts kept from being read wrongly?".into()),
            alternatives: Some(
                vec![
                    Alternative {
                        name: Some("second reader".into()),
                        advantages: Some("independent errors".into()),
                        drawbacks: Some("doubles the time".into()),
                    },
                    Alternative {
                        name: Some("larger model".into()),
                        advantages: Some("one part only".into()),
                        drawbacks: Some("the same errors".into()),
                    },
                ]
                .into(),
            ),
            chosen: Some("second reader".into()),
            reasons: Some("Errors of two models rarely coincide.".into()),
            consequences: Some("Reading takes twice as long.".into()),
            requirements: vec![Ref::number(1)],
            risks: vec![Ref::number(1)],
            models: vec![Ref::number(1)],
            datasets: Vec::new(),
            supersedes: None,
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        let known = (self.alternatives.as_ref().and_then(Stated::known), self.chosen.as_ref().and_then(Stated::known));
        let (Some(alternatives), Some(chosen)) = known else { return Vec::new() };
        let fault = |at: &str, text: &str| vec![Problem::new(at, "transition.lacks", text)];
        if transition != "decide" {
            Vec::new()
        } else if alternatives.len() < 2 {
            fault("/alternatives", "name what else was weighed, or state `none, because` there was no other way")
        } else if !alternatives.iter().any(|a| a.name.as_ref() == Some(chosen)) {
            fault("/chosen", "what was chosen is one of the alternatives, by its name")
        } else {
            Vec::new()
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: DesignDecision::NAME,
    prefix: DesignDecision::PREFIX,
    version: 1,
    title: Text::new("Design decision", "Decisão de projeto", "Decisão de conceção"),
    refs: &["A.6.2.3", "A.6.1.3"],
    workflow: &Workflow {
        states: &["proposed", "decided", "superseded"],
        create: Some(Action::Write),
        editable: &["proposed"],
        transitions: &[
            Transition {
                name: "decide",
                from: &["proposed"],
                to: "decided",
                needs: Action::Approve,
                requires: &["system", "question", "alternatives", "chosen", "reasons"],
                guards: &[],
                signs: Some("decides this for the design"),
            },
            Transition {
                name: "supersede",
                from: &["decided"],
                to: "superseded",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("replaces this decision by a newer one"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("system", "AI system", "Sistema de IA", "Sistema de IA"),
        Label::new("question", "Question", "Questão", "Questão"),
        Label::new("alternatives", "Alternatives", "Alternativas", "Alternativas"),
        Label::new("chosen", "Chosen", "Escolhida", "Escolhida"),
        Label::new("reasons", "Reasons", "Motivos", "Fundamentos"),
        Label::new("consequences", "Consequences", "Consequências", "Consequências"),
        Label::new("requirements", "Requirements", "Requisitos", "Requisitos"),
        Label::new("risks", "Risks", "Riscos", "Riscos"),
        Label::new("models", "Models", "Modelos", "Modelos"),
        Label::new("datasets", "Data sets", "Conjuntos de dados", "Conjuntos de dados"),
        Label::new("supersedes", "Replaces", "Substitui", "Substitui"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<DesignDecision>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_names_what_else_was_weighed() {
        let decision = DesignDecision::sample();
        assert!(decision.lacks("decide").is_empty());
        let other = DesignDecision { chosen: Some("third reader".to_owned().into()), ..decision.clone() };
        assert_eq!(other.lacks("decide")[0].at, "/chosen");
        let only = Alternative { name: Some("second reader".into()), ..Alternative::default() };
        let alone = DesignDecision { alternatives: Some(vec![only].into()), ..decision };
        assert_eq!(alone.lacks("decide")[0].at, "/alternatives");
    }
}
