//! Test plan: the runs expected of a system version, so that what is delivered can be held against what was planned.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Kind, Label, Ref, Subject, Text, Transition, Workflow};

/// Test plan.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TestPlan {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// System or system version it binds.
    pub subject: Option<Subject>,
    /// The runs expected.
    pub runs: Vec<PlannedRun>,
}

/// One run expected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlannedRun {
    /// Task, probe family or suite; `*` stands for any characters.
    pub suite: String,
    /// The tool.
    pub tool: String,
    /// Fewest samples.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_n: Option<u32>,
    /// Days between runs; absent: once per version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every_days: Option<u32>,
}

impl Body for TestPlan {
    const NAME: &'static str = "test-plan";
    const PREFIX: &'static str = "PLN";

    fn sample() -> Self {
        Self {
            title: "Validation of the digit reader".into(),
            owner: Some(Ref::number(1)),
            subject: Some(Subject::Record(crate::Key::new("SYS", 1))),
            runs: vec![PlannedRun { suite: "digits".into(), tool: "inspect".into(), min_n: Some(300), every_days: None }],
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: TestPlan::NAME,
    prefix: TestPlan::PREFIX,
    version: 1,
    title: Text::new("Test plan", "Plano de testes", "Plano de testes"),
    refs: &["A.6.2.4", "A.6.1.3"],
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
                requires: &["subject", "runs"],
                guards: &[],
                signs: Some("approves the runs expected before any is delivered"),
            },
            Transition {
                name: "withdraw",
                from: &["draft", "approved"],
                to: "withdrawn",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("withdraws this plan"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("subject", "Subject", "Objeto", "Objeto"),
        Label::new("runs", "Runs expected", "Execuções previstas", "Execuções previstas"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<TestPlan>(),
};
