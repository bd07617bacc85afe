//! Crosswalk correction: a pair of requirements that somebody here sees otherwise than the crosswalk that is shipped.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Guard, Kind, Label, Problem, Ref, Relation, Stated, Text, Transition, Workflow};

/// Crosswalk correction.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CrosswalkCorrection {
    /// The correction in one line.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Qualified requirement that the relation is read from, for example `iso42001:A.6.2.4`.
    pub requirement: Option<Stated<String>>,
    /// Qualified requirement of another framework that it leads to.
    pub other: Option<Stated<String>>,
    /// What is done to the pair.
    pub correction: Option<Stated<Correction>>,
    /// How `requirement` lies to `other`.
    pub relation: Option<Relation>,
    /// How strongly, from 1 to 10.
    pub strength: Option<u8>,
    /// Why.
    pub rationale: Option<Stated<String>>,
    /// Where that is from: a document, a mapping, somebody's reading.
    pub source: Option<String>,
}

/// What a correction does to a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Correction {
    /// The pair is missing.
    Adds,
    /// The pair is there, and is otherwise.
    Changes,
    /// The pair is there, and should not be.
    Withdraws,
}

impl Body for CrosswalkCorrection {
    const NAME: &'static str = "crosswalk-correction";
    const PREFIX: &'static str = "XWC";

    fn sample() -> Self {
        Self {
            title: "Event logs say nothing about robustness".into(),
            owner: Some(Ref::number(1)),
            requirement: Some(Stated::from(String::from("iso42001:A.6.2.8"))),
            other: Some(Stated::from(String::from("nist-ai-rmf:MEASURE-2.6"))),
            correction: Some(Correction::Changes.into()),
            relation: Some(Relation::Intersects),
            strength: Some(3),
            rationale: Some("A log shows that the reader was safe to run only where somebody reads it.".into()),
            source: Some("Our own reading".into()),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (field, value) in [("requirement", &self.requirement), ("other", &self.other)] {
            let known = value.as_ref().and_then(Stated::known);
            if known.is_some_and(|text| !text.contains(':')) {
                let text = "write it as framework:id, for example iso42001:A.6.2.4";
                problems.push(Problem::new(format!("/{field}"), "requirement.unqualified", text));
            }
        }
        if self.strength.is_some_and(|s| !(1..=10).contains(&s)) {
            problems.push(Problem::new("/strength", "strength.out-of-range", "strength is a whole number from 1 to 10"));
        }
        problems
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        let gone = self.correction.as_ref().and_then(Stated::known) == Some(&Correction::Withdraws);
        if transition != "approve" || gone {
            return Vec::new();
        }
        let open = [("/relation", self.relation.is_none()), ("/strength", self.strength.is_none())];
        let text = "say how the two requirements lie to each other, and how strongly from 1 to 10";
        open.into_iter().filter(|(_, open)| *open).map(|(at, _)| Problem::new(at, "transition.lacks", text)).collect()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: CrosswalkCorrection::NAME,
    prefix: CrosswalkCorrection::PREFIX,
    version: 1,
    title: Text::new("Crosswalk correction", "Correção de correspondência", "Correção de correspondência"),
    refs: &["4.4"],
    workflow: &Workflow {
        states: &["draft", "approved", "withdrawn"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Approve,
                requires: &["requirement", "other", "correction", "rationale"],
                guards: &[Guard::Known { field: "requirement" }, Guard::Known { field: "other" }],
                signs: Some("approves this reading of the two requirements"),
            },
            Transition {
                name: "withdraw",
                from: &["draft", "approved"],
                to: "withdrawn",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("withdraws this reading"),
            },
            Transition {
                name: "reopen",
                from: &["approved", "withdrawn"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("requirement", "Requirement", "Requisito", "Requisito"),
        Label::new("other", "Requirement of the other framework", "Requisito do outro referencial", "Requisito do outro referencial"),
        Label::new("correction", "Correction", "Correção", "Correção"),
        Label::new("relation", "Relation", "Relação", "Relação"),
        Label::new("strength", "Strength (1 to 10)", "Força (1 a 10)", "Força (1 a 10)"),
        Label::new("rationale", "Rationale", "Justificativa", "Justificação"),
        Label::new("source", "Source", "Fonte", "Fonte"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<CrosswalkCorrection>(),
};
