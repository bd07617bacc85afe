//! Competence evaluation: whether one person meets a competence requirement, as another person judged it [7.2].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::competence_requirement::CompetenceRequirement;
use super::person::Person;
use super::training_record::TrainingRecord;
use crate::kind::Shape;
use crate::{Action, Body, Day, Kind, Label, Ref, Stated, Text, Transition, Workflow};

/// Competence evaluation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CompetenceEvaluation {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Who was evaluated.
    pub person: Option<Stated<Ref<Person>>>,
    /// Against what.
    pub requirement: Option<Stated<Ref<CompetenceRequirement>>>,
    /// When.
    pub evaluated_on: Option<Stated<Day>>,
    /// How.
    pub method: Option<Stated<Method>>,
    /// What was looked at.
    pub basis: Option<Stated<String>>,
    /// The result.
    pub result: Option<Stated<Competence>>,
    /// What is missing.
    pub gaps: Option<String>,
    /// Training that is to close the gaps.
    pub training: Vec<Ref<TrainingRecord>>,
}

/// How competence is evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// A conversation with somebody who knows the field.
    Interview,
    /// A written or practical test.
    Test,
    /// Watched at work.
    Observation,
    /// A piece of their work was read.
    WorkSample,
    /// Certificates and references were read.
    Credentials,
}

/// What an evaluation finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Competence {
    /// Meets the requirement.
    Competent,
    /// Works under somebody who does.
    UnderSupervision,
    /// Does not.
    NotCompetent,
}

impl CompetenceEvaluation {
    /// The day from which it has to be done anew; nothing when the requirement knows no interval.
    #[must_use]
    pub fn renewal_due(&self, requirement: &CompetenceRequirement) -> Option<Day> {
        self.evaluated_on.as_ref()?.known()?.plus_months(requirement.renew_months?)
    }
}

impl Body for CompetenceEvaluation {
    const NAME: &'static str = "competence-evaluation";
    const PREFIX: &'static str = "CEV";

    fn sample() -> Self {
        Self {
            title: "Beatriz Lemos as impact assessor".into(),
            owner: Some(Ref::number(1)),
            person: Some(Ref::number(2).into()),
            requirement: Some(Ref::number(1).into()),
            evaluated_on: Some("2026-09-14".into()),
            method: Some(Method::WorkSample.into()),
            basis: Some("the assessment of the hiring assistant, read line by line".into()),
            result: Some(Competence::UnderSupervision.into()),
            gaps: Some("has not yet led a consultation".into()),
            training: vec![Ref::number(1)],
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: CompetenceEvaluation::NAME,
    prefix: CompetenceEvaluation::PREFIX,
    version: 1,
    title: Text::new("Competence evaluation", "Avaliação de competência", "Avaliação de competência"),
    refs: &["7.2", "A.4.6"],
    workflow: &Workflow {
        states: &["draft", "concluded", "withdrawn"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "conclude",
                from: &["draft"],
                to: "concluded",
                needs: Action::Approve,
                requires: &["person", "requirement", "evaluated_on", "method", "basis", "result"],
                guards: &[],
                signs: Some("judges this person's competence"),
            },
            Transition {
                name: "withdraw",
                from: &["draft", "concluded"],
                to: "withdrawn",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("withdraws this judgement"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("person", "Person", "Pessoa", "Pessoa"),
        Label::new("requirement", "Requirement", "Requisito", "Requisito"),
        Label::new("evaluated_on", "Evaluated on", "Avaliado em", "Avaliado em"),
        Label::new("method", "Method", "Método", "Método"),
        Label::new("basis", "What was looked at", "O que foi examinado", "O que foi examinado"),
        Label::new("result", "Result", "Resultado", "Resultado"),
        Label::new("gaps", "Gaps", "Lacunas", "Lacunas"),
        Label::new("training", "Training", "Treinamento", "Formação"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<CompetenceEvaluation>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_evaluation_is_renewed_after_the_months_that_the_requirement_names() {
        let evaluation = CompetenceEvaluation::sample();
        let due = |months| {
            let requirement = CompetenceRequirement { renew_months: months, ..CompetenceRequirement::default() };
            evaluation.renewal_due(&requirement).map(|d| d.to_string())
        };
        assert_eq!(due(Some(24)).as_deref(), Some("2028-09-14"));
        assert_eq!(due(None), None);
    }
}
