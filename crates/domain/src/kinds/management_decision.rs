//! Management decision: what top management decided, in a review or outside one, and what it gave for it [5.1, 7.1,
//! 9.3.3].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::change::Change;
use super::improvement::Improvement;
use super::management_review::ManagementReview;
use super::person::Person;
use super::task::Task;
use crate::kind::Shape;
use crate::{Action, Body, Day, Frozen, Kind, Label, Ref, Stated, Text, Timestamp, Transition, Workflow};

/// Management decision.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ManagementDecision {
    /// What people read.
    pub title: String,
    /// Who carries it out.
    pub owner: Option<Ref<Person>>,
    /// The review in which it was taken.
    pub review: Option<Ref<ManagementReview>>,
    /// What it is about.
    pub about: Option<Stated<DecisionTopic>>,
    /// What was decided.
    pub decision: Option<Stated<String>>,
    /// Why, and what else was considered.
    pub reason: Option<Stated<String>>,
    /// When.
    pub decided_on: Option<Stated<Day>>,
    /// People, money and time given for it; nothing when it needs none.
    pub resources: Option<Stated<String>>,
    /// By when it is carried out.
    pub due: Option<Stated<Day>>,
    /// What is to be done.
    pub actions: Vec<Ref<Task>>,
    /// Improvements it starts.
    pub improvements: Vec<Ref<Improvement>>,
    /// Changes it starts.
    pub changes: Vec<Ref<Change>>,
    /// What came of it.
    pub outcome: Option<Stated<String>>,
}

/// What a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionTopic {
    /// Continual improvement.
    Improvement,
    /// A change of the AIMS.
    AimsChange,
    /// Resources.
    Resources,
    /// Policy or objectives.
    Policy,
    /// Risk above what may be accepted below.
    Risk,
    /// Whether a system goes on.
    System,
    /// Nothing needs changing, which is a decision too.
    NoChange,
}

impl ManagementDecision {
    /// Whether it should have been carried out by now.
    #[must_use]
    pub fn is_overdue(&self, state: &str, now: Timestamp) -> bool {
        state == "decided" && self.due.as_ref().and_then(Stated::known).is_some_and(|d| d.is_over(now))
    }
}

impl Body for ManagementDecision {
    const NAME: &'static str = "management-decision";
    const PREFIX: &'static str = "MDC";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["decided"],
        fields: &["review", "about", "decision", "reason", "decided_on", "resources", "due"],
    }];

    fn sample() -> Self {
        Self {
            title: "Portuguese test data".into(),
            owner: Some(Ref::number(3)),
            review: Some(Ref::number(1)),
            about: Some(DecisionTopic::Improvement.into()),
            decision: Some("the evaluation suite gets as many Portuguese cases as English ones".into()),
            reason: Some("most users write Portuguese; buying a suite was considered and is dearer".into()),
            decided_on: Some("2026-11-05".into()),
            resources: Some("one tester for three months".into()),
            due: Some("2027-03-31".into()),
            actions: vec![Ref::number(1)],
            improvements: vec![Ref::number(1)],
            changes: vec![Ref::number(1)],
            outcome: None,
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: ManagementDecision::NAME,
    prefix: ManagementDecision::PREFIX,
    version: 1,
    title: Text::new("Management decision", "Decisão da direção", "Decisão da gestão"),
    refs: &["5.1", "7.1", "9.3.3"],
    workflow: &Workflow {
        states: &["draft", "decided", "carried-out", "revoked"],
        create: Some(Action::Write),
        editable: &["draft", "decided"],
        transitions: &[
            Transition {
                name: "decide",
                from: &["draft"],
                to: "decided",
                needs: Action::Direct,
                requires: &["about", "decision", "reason", "decided_on", "resources", "due"],
                guards: &[],
                signs: Some("decides this as top management"),
            },
            Transition {
                name: "carry-out",
                from: &["decided"],
                to: "carried-out",
                needs: Action::Write,
                requires: &["outcome"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "revoke",
                from: &["draft", "decided"],
                to: "revoked",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("revokes this decision"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Carried out by", "Executada por", "Executada por"),
        Label::new("review", "Management review", "Análise crítica pela direção", "Revisão pela gestão"),
        Label::new("about", "About", "Sobre", "Sobre"),
        Label::new("decision", "Decision", "Decisão", "Decisão"),
        Label::new("reason", "Reason", "Motivo", "Motivo"),
        Label::new("decided_on", "Decided on", "Decidida em", "Decidida em"),
        Label::new("resources", "Resources", "Recursos", "Recursos"),
        Label::new("due", "Due", "Prazo", "Prazo"),
        Label::new("actions", "Tasks", "Tarefas", "Tarefas"),
        Label::new("improvements", "Improvements", "Melhorias", "Melhorias"),
        Label::new("changes", "Changes", "Mudanças", "Alterações"),
        Label::new("outcome", "Outcome", "Desfecho", "Desfecho"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<ManagementDecision>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_is_overdue_until_it_is_carried_out() {
        let decision = ManagementDecision::sample();
        let at = |day: &str| Timestamp::parse(day).unwrap();
        assert!(decision.is_overdue("decided", at("2027-04-01")));
        assert!(!decision.is_overdue("decided", at("2027-03-31")));
        assert!(!decision.is_overdue("carried-out", at("2027-04-01")));
    }
}
