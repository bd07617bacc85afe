//! Opportunity: what AI could do for the organisation or for people, and what is done to reach it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::objective::Objective;
use super::person::Person;
use super::task::Task;
use crate::kind::Shape;
use crate::{Action, Body, Day, Kind, Label, Ref, Stated, Text, Transition, Workflow};

/// AI opportunity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Opportunity {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// What it would bring, and to whom.
    pub benefit: Option<Stated<String>>,
    /// What is done to reach it.
    pub action: Option<Stated<String>>,
    /// AI systems it needs.
    pub systems: Vec<Ref<AiSystem>>,
    /// The steps.
    pub tasks: Vec<Ref<Task>>,
    /// The objective it serves.
    pub objective: Option<Ref<Objective>>,
    /// By when.
    pub due: Option<Day>,
    /// What came of it: how the effect was judged.
    pub effect: Option<Stated<String>>,
}

impl Body for Opportunity {
    const NAME: &'static str = "opportunity";
    const PREFIX: &'static str = "OPP";

    fn sample() -> Self {
        Self {
            title: "Forms read the day they arrive".into(),
            owner: Some(Ref::number(1)),
            benefit: Some("Forms are read the day they arrive.".into()),
            action: Some("Pilot with one office, then decide.".into()),
            systems: vec![Ref::number(1)],
            tasks: vec![Ref::number(1)],
            objective: Some(Ref::number(1)),
            due: Some("2027-06-30".into()),
            effect: Some("The pilot halved the waiting time.".into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Opportunity::NAME,
    prefix: Opportunity::PREFIX,
    version: 1,
    title: Text::new("AI opportunity", "Oportunidade de IA", "Oportunidade de IA"),
    refs: &["6.1.1"],
    workflow: &Workflow {
        states: &["draft", "pursued", "concluded", "dropped"],
        create: Some(Action::Write),
        editable: &["draft", "pursued"],
        transitions: &[
            Transition {
                name: "pursue",
                from: &["draft"],
                to: "pursued",
                needs: Action::Approve,
                requires: &["benefit", "action"],
                guards: &[],
                signs: Some("decides that this is pursued"),
            },
            Transition {
                name: "conclude",
                from: &["pursued"],
                to: "concluded",
                needs: Action::Write,
                requires: &["effect"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "drop",
                from: &["draft", "pursued"],
                to: "dropped",
                needs: Action::Approve,
                requires: &["effect"],
                guards: &[],
                signs: Some("decides that this is not pursued any more"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("benefit", "Benefit", "Benefício", "Benefício"),
        Label::new("action", "Action", "Ação", "Ação"),
        Label::new("systems", "AI systems", "Sistemas de IA", "Sistemas de IA"),
        Label::new("tasks", "Tasks", "Tarefas", "Tarefas"),
        Label::new("objective", "Objective", "Objetivo", "Objetivo"),
        Label::new("due", "Due", "Prazo", "Prazo"),
        Label::new("effect", "Effect", "Efeito", "Efeito"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Opportunity>(),
};
