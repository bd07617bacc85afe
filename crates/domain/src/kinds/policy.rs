//! Policy: the AI policy of top management, version by version, with its two commitments and the policies it touches.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::communication::Communication;
use super::document::Document;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Day, Frozen, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// AI policy.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Label of the version, for example `2`.
    pub version: Option<Stated<String>>,
    /// The policy, in Markdown.
    pub text: Option<Stated<String>>,
    /// How it fits the purpose of the organisation.
    pub purpose: Option<Stated<String>>,
    /// What it holds to.
    pub principles: Option<Stated<Vec<String>>>,
    /// Whether it commits to meet what applies.
    pub commitments_requirements: Option<Stated<bool>>,
    /// Whether it commits to keep improving.
    pub commitment_improvement: Option<Stated<bool>>,
    /// How objectives follow from it.
    pub objectives_framework: Option<Stated<String>>,
    /// What AI is not used for.
    pub prohibited_uses: Option<String>,
    /// Who may allow an exception, and how.
    pub exception_process: Option<String>,
    /// Other policies it touches (A.2.3).
    pub related_policies: Option<Stated<Vec<RelatedPolicy>>>,
    /// First day it holds.
    pub effective_from: Option<Stated<Day>>,
    /// Day of the next planned review.
    pub review_due: Option<Stated<Day>>,
    /// What calls for a review before that day.
    pub review_triggers: Vec<String>,
    /// How it was made known.
    pub communications: Vec<Ref<Communication>>,
    /// The version it replaces.
    pub supersedes: Option<Ref<Policy>>,
}

/// A policy that AI goals touch.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RelatedPolicy {
    /// The document, where it is kept here.
    pub document: Option<Ref<Document>>,
    /// Its name.
    pub name: Option<String>,
    /// What has to change in it, or in ours.
    pub change_needed: Option<String>,
}

impl Policy {
    /// Whether both commitments that clause 5.2 asks for are made; nothing while one is not known.
    #[must_use]
    pub fn commits(&self) -> Option<bool> {
        Some(*self.commitments_requirements.as_ref()?.known()? && *self.commitment_improvement.as_ref()?.known()?)
    }
}

impl Body for Policy {
    const NAME: &'static str = "policy";
    const PREFIX: &'static str = "POL";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["approved"],
        fields: &[
            "version",
            "text",
            "purpose",
            "principles",
            "commitments_requirements",
            "commitment_improvement",
            "objectives_framework",
            "prohibited_uses",
            "exception_process",
            "effective_from",
        ],
    }];

    fn sample() -> Self {
        Self {
            title: "AI policy, version 1".into(),
            owner: Some(Ref::number(1)),
            version: Some("1".into()),
            text: Some("We build AI that people can question.".into()),
            purpose: Some("Reading forms is what we live from, and people depend on it.".into()),
            principles: Some(
                vec!["a person decides".to_owned(), "results are tested before release".to_owned()].into(),
            ),
            commitments_requirements: Some(true.into()),
            commitment_improvement: Some(true.into()),
            objectives_framework: Some("Each principle has at least one objective a year.".into()),
            prohibited_uses: Some("Judging staff".into()),
            exception_process: Some("Top management, in writing, for six months at most".into()),
            related_policies: Some(
                vec![RelatedPolicy {
                    document: Some(Ref::number(1)),
                    name: Some("Security policy".into()),
                    change_needed: Some("name prompts and weights as assets".into()),
                }]
                .into(),
            ),
            effective_from: Some("2026-09-01".into()),
            review_due: Some("2027-09-01".into()),
            review_triggers: vec!["a serious incident".into(), "a new law".into()],
            communications: vec![Ref::number(1)],
            supersedes: None,
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        if matches!(transition, "submit" | "approve") && self.commits() == Some(false) {
            let text = "an AI policy commits to meet what applies and to keep improving (5.2)";
            return vec![Problem::new("/commitment_improvement", "transition.lacks", text)];
        }
        Vec::new()
    }

    fn unique(&self) -> Vec<String> {
        let version = self.version.as_ref().and_then(Stated::known);
        version.map(|v| format!("policy-version:{}:{v}", self.title.trim())).into_iter().collect()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Policy::NAME,
    prefix: Policy::PREFIX,
    version: 1,
    title: Text::new("AI policy", "Política de IA", "Política de IA"),
    refs: &["5.2", "A.2.2", "A.2.3", "A.2.4"],
    workflow: &Workflow {
        states: &["draft", "in-review", "approved", "superseded"],
        create: Some(Action::Write),
        editable: &["draft", "approved"],
        transitions: &[
            Transition {
                name: "submit",
                from: &["draft"],
                to: "in-review",
                needs: Action::Write,
                requires: &[
                    "version",
                    "text",
                    "purpose",
                    "principles",
                    "commitments_requirements",
                    "commitment_improvement",
                    "objectives_framework",
                    "related_policies",
                ],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "return",
                from: &["in-review"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "approve",
                from: &["in-review"],
                to: "approved",
                needs: Action::Direct,
                requires: &["effective_from", "review_due"],
                guards: &[],
                signs: Some("approves this policy"),
            },
            Transition {
                name: "reaffirm",
                from: &["approved"],
                to: "approved",
                needs: Action::Direct,
                requires: &["review_due"],
                guards: &[],
                signs: Some("has reviewed this policy and lets it stand"),
            },
            Transition {
                name: "supersede",
                from: &["approved"],
                to: "superseded",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("replaces this policy by a newer version"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("version", "Version", "Versão", "Versão"),
        Label::new("text", "Text", "Texto", "Texto"),
        Label::new("purpose", "Purpose", "Finalidade", "Finalidade"),
        Label::new("principles", "Principles", "Princípios", "Princípios"),
        Label::new(
            "commitments_requirements",
            "Commits to requirements",
            "Compromisso com os requisitos",
            "Compromisso com os requisitos",
        ),
        Label::new(
            "commitment_improvement",
            "Commits to improvement",
            "Compromisso com a melhoria",
            "Compromisso com a melhoria",
        ),
        Label::new(
            "objectives_framework",
            "Frame for objectives",
            "Estrutura para objetivos",
            "Quadro para os objetivos",
        ),
        Label::new("prohibited_uses", "Prohibited uses", "Usos proibidos", "Utilizações proibidas"),
        Label::new("exception_process", "Exceptions", "Exceções", "Exceções"),
        Label::new("related_policies", "Related policies", "Políticas relacionadas", "Políticas relacionadas"),
        Label::new("effective_from", "Effective from", "Vigente desde", "Em vigor desde"),
        Label::new("review_due", "Next review", "Próxima revisão", "Próxima revisão"),
        Label::new("review_triggers", "Review also when", "Revisar também quando", "Rever também quando"),
        Label::new("communications", "Communication", "Comunicação", "Comunicação"),
        Label::new("supersedes", "Replaces", "Substitui", "Substitui"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Policy>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_without_its_commitments_is_not_approved() {
        let policy = Policy { commitment_improvement: Some(false.into()), ..Policy::sample() };
        assert_eq!(policy.lacks("approve").len(), 1);
        assert!(Policy::sample().lacks("approve").is_empty());
        assert!(policy.lacks("reaffirm").is_empty());
        assert_eq!(Policy::default().commits(), None);
    }
}
