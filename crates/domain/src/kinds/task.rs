//! Task: something somebody does by a day.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Day, Kind, Label, Ref, Subject, Text, Transition, Workflow};

/// Task.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Task {
    /// What is to be done.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// By when.
    pub due: Option<Day>,
    /// What it is about.
    pub subject: Option<Subject>,
    /// The requirement it serves.
    pub requirement: Option<String>,
    /// Detail.
    pub detail: Option<String>,
}

impl Body for Task {
    const NAME: &'static str = "task";
    const PREFIX: &'static str = "TSK";

    fn sample() -> Self {
        Self {
            title: "Review EV-1".into(),
            owner: Some(Ref::number(1)),
            due: Some("2026-12-01".into()),
            subject: Some(Subject::Workspace),
            requirement: Some("iso42001:A.6.2.4".into()),
            detail: None,
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Task::NAME,
    prefix: Task::PREFIX,
    version: 1,
    title: Text::new("Task", "Tarefa", "Tarefa"),
    refs: &["8.1", "6.2"],
    workflow: &Workflow {
        states: &["open", "done", "dropped"],
        create: Some(Action::Write),
        editable: &["open"],
        transitions: &[
            Transition {
                name: "finish",
                from: &["open"],
                to: "done",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "drop",
                from: &["open"],
                to: "dropped",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
        ],
    },
    labels: &[
        Label::new("title", "What", "O quê", "O quê"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("due", "Due", "Prazo", "Prazo"),
        Label::new("subject", "About", "Sobre", "Sobre"),
        Label::new("requirement", "Requirement", "Requisito", "Requisito"),
        Label::new("detail", "Detail", "Detalhe", "Detalhe"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Task>(),
};
