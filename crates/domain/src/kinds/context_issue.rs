//! Context issue: a matter inside or outside the organisation that bears on the AIMS.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::opportunity::Opportunity;
use super::person::Person;
use super::risk::Risk;
use crate::kind::Shape;
use crate::{Action, Body, Day, Frozen, Kind, Label, Ref, Stated, Text, Transition, Workflow};

/// Context issue.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ContextIssue {
    /// The issue in one line.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Inside or outside.
    pub kind: Option<Stated<IssueKind>>,
    /// What it is and how it bears on AI here.
    pub description: Option<Stated<String>>,
    /// Whether it helps or hinders.
    pub effect: Option<IssueEffect>,
    /// Whether it is about climate change: the standard asks whether that is relevant.
    pub climate: Option<bool>,
    /// AI systems it bears on; none means all.
    pub systems: Vec<Ref<AiSystem>>,
    /// Risks it leads to.
    pub risks: Vec<Ref<Risk>>,
    /// Opportunities it leads to.
    pub opportunities: Vec<Ref<Opportunity>>,
    /// Day it was last looked at.
    pub reviewed_at: Option<Stated<Day>>,
    /// Day of the next look.
    pub review_due: Option<Day>,
}

/// Where an issue lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IssueKind {
    /// Inside the organisation.
    Internal,
    /// Outside it.
    External,
}

/// What an issue does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IssueEffect {
    /// It helps.
    Positive,
    /// It hinders.
    Negative,
}

impl Body for ContextIssue {
    const NAME: &'static str = "context-issue";
    const PREFIX: &'static str = "ISS";
    const FROZEN: &'static [Frozen] =
        &[Frozen { states: &["determined"], fields: &["kind", "description", "effect", "climate"] }];

    fn sample() -> Self {
        Self {
            title: "Offices expect same-day reading".into(),
            owner: Some(Ref::number(1)),
            kind: Some(IssueKind::External.into()),
            description: Some(
                "Offices expect forms to be read the day they arrive, and send more of them every year.".into(),
            ),
            effect: Some(IssueEffect::Positive),
            climate: Some(false),
            systems: Vec::new(),
            risks: vec![Ref::number(1)],
            opportunities: vec![Ref::number(1)],
            reviewed_at: Some("2026-11-05".into()),
            review_due: Some("2027-05-05".into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: ContextIssue::NAME,
    prefix: ContextIssue::PREFIX,
    version: 1,
    title: Text::new("Context issue", "Questão de contexto", "Questão de contexto"),
    refs: &["4.1"],
    workflow: &Workflow {
        states: &["draft", "determined", "closed"],
        create: Some(Action::Write),
        editable: &["draft", "determined"],
        transitions: &[
            Transition {
                name: "determine",
                from: &["draft"],
                to: "determined",
                needs: Action::Approve,
                requires: &["kind", "description", "reviewed_at"],
                guards: &[],
                signs: Some("determines that this issue bears on the AIMS"),
            },
            Transition {
                name: "reopen",
                from: &["determined", "closed"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "close",
                from: &["draft", "determined"],
                to: "closed",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("states that this issue bears on the AIMS no more"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("kind", "Kind", "Tipo", "Tipo"),
        Label::new("description", "Description", "Descrição", "Descrição"),
        Label::new("effect", "Effect", "Efeito", "Efeito"),
        Label::new("climate", "Climate change", "Mudança do clima", "Alterações climáticas"),
        Label::new("systems", "AI systems", "Sistemas de IA", "Sistemas de IA"),
        Label::new("risks", "Linked risks", "Riscos vinculados", "Riscos associados"),
        Label::new("opportunities", "Linked opportunities", "Oportunidades vinculadas", "Oportunidades associadas"),
        Label::new("reviewed_at", "Last reviewed", "Última revisão", "Última revisão"),
        Label::new("review_due", "Next review", "Próxima revisão", "Próxima revisão"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<ContextIssue>(),
};
