//! Customer requirement: what a customer expects of our AI, whether we take it on, and who does what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::contract_clause::ContractClause;
use super::document::Document;
use super::person::Person;
use super::supplier::{Holder, Responsibility, find_unheld};
use crate::kind::Shape;
use crate::{Action, Body, Frozen, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// Customer requirement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CustomerRequirement {
    /// The requirement in one line.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The customer.
    pub customer: Option<Stated<String>>,
    /// What they expect.
    pub requirement: Option<Stated<String>>,
    /// Where the contract says so.
    pub contract_clauses: Vec<Ref<ContractClause>>,
    /// The AI system.
    pub system: Option<Ref<AiSystem>>,
    /// Who does what.
    pub responsibilities: Option<Stated<Vec<Responsibility>>>,
    /// What they were given to know.
    pub information: Vec<Ref<Document>>,
    /// Why it is not taken on.
    pub declined_because: Option<Stated<String>>,
}

impl Body for CustomerRequirement {
    const NAME: &'static str = "customer-requirement";
    const PREFIX: &'static str = "CRQ";
    const FROZEN: &'static [Frozen] =
        &[Frozen { states: &["taken-on", "met"], fields: &["customer", "requirement", "responsibilities"] }];

    fn sample() -> Self {
        Self {
            title: "A person reads refused forms".into(),
            owner: Some(Ref::number(1)),
            customer: Some("Office of the city of Porto".into()),
            requirement: Some("No form is refused without a person having read it.".into()),
            contract_clauses: vec![Ref::number(1)],
            system: Some(Ref::number(1)),
            responsibilities: Some(
                vec![Responsibility {
                    task: Some("reading refused forms".into()),
                    held_by: Some(Holder::Them),
                    detail: None,
                }]
                .into(),
            ),
            information: vec![Ref::number(1)],
            declined_because: None,
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Some(rows) = self.responsibilities.as_ref().and_then(Stated::known).filter(|_| transition == "take-on") {
            find_unheld(rows, &mut problems);
        }
        problems
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: CustomerRequirement::NAME,
    prefix: CustomerRequirement::PREFIX,
    version: 1,
    title: Text::new("Customer requirement", "Requisito de cliente", "Requisito de cliente"),
    refs: &["A.10.4", "A.10.2"],
    workflow: &Workflow {
        states: &["received", "taken-on", "met", "declined", "ended"],
        create: Some(Action::Write),
        editable: &["received", "taken-on", "met"],
        transitions: &[
            Transition {
                name: "take-on",
                from: &["received"],
                to: "taken-on",
                needs: Action::Approve,
                requires: &["customer", "requirement", "responsibilities"],
                guards: &[],
                signs: Some("takes this requirement on"),
            },
            Transition {
                name: "meet",
                from: &["taken-on"],
                to: "met",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "reopen",
                from: &["met", "declined"],
                to: "received",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "decline",
                from: &["received"],
                to: "declined",
                needs: Action::Approve,
                requires: &["declined_because"],
                guards: &[],
                signs: Some("declines this requirement"),
            },
            Transition {
                name: "end",
                from: &["taken-on", "met"],
                to: "ended",
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
        Label::new("customer", "Customer", "Cliente", "Cliente"),
        Label::new("requirement", "Requirement", "Requisito", "Requisito"),
        Label::new("contract_clauses", "Contract clauses", "Cláusulas contratuais", "Cláusulas contratuais"),
        Label::new("system", "AI system", "Sistema de IA", "Sistema de IA"),
        Label::new("responsibilities", "Responsibilities", "Responsabilidades", "Responsabilidades"),
        Label::new("information", "Information given", "Informações fornecidas", "Informação fornecida"),
        Label::new("declined_because", "Declined because", "Recusado porque", "Recusado porque"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<CustomerRequirement>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_on_has_somebody_for_each_task() {
        assert!(CustomerRequirement::sample().lacks("take-on").is_empty());
        let row = Responsibility { task: Some("complaints".into()), ..Responsibility::default() };
        let open = CustomerRequirement { responsibilities: Some(vec![row].into()), ..CustomerRequirement::sample() };
        assert_eq!(open.lacks("take-on")[0].at, "/responsibilities/0");
    }
}
