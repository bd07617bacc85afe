//! Tool request: somebody asks to use a new AI tool, or an AI feature of one that is there, before it is used.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::person::Person;
use super::supplier::Supplier;
use crate::kind::Shape;
use crate::{Action, Body, Day, Frozen, Kind, Label, Ref, Stated, Text, Timestamp, Transition, Workflow};

/// Request to use an AI tool.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ToolRequest {
    /// The request in one line.
    pub title: String,
    /// Who asks.
    pub owner: Option<Ref<Person>>,
    /// The tool and the feature.
    pub tool: Option<Stated<String>>,
    /// Who offers it.
    pub supplier: Option<Stated<Ref<Supplier>>>,
    /// What for, and how it is done today.
    pub purpose: Option<Stated<String>>,
    /// Who would use it.
    pub users: Option<Stated<String>>,
    /// What it would see.
    pub data: Option<Stated<Vec<DataClass>>>,
    /// Whether the supplier trains on what it sees.
    pub trains_on_data: Option<Stated<bool>>,
    /// Whether what it says decides about people.
    pub decides_about_people: Option<Stated<bool>>,
    /// What it costs.
    pub cost: Option<Stated<String>>,
    /// What the law asks for this use.
    pub legal: Option<Stated<String>>,
    /// What users have to learn first.
    pub training: Option<String>,
    /// What else would do.
    pub alternatives: Option<String>,
    /// Under what conditions it is allowed.
    pub conditions: Option<Stated<String>>,
    /// Until when it is allowed.
    pub until: Option<Day>,
    /// Why it is refused.
    pub refusal: Option<Stated<String>>,
    /// The AI system of the inventory that it became.
    pub system: Option<Ref<AiSystem>>,
}

/// What a tool would see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DataClass {
    /// What everybody may see.
    Public,
    /// What is for us alone.
    Internal,
    /// Secrets of ours or of others.
    Confidential,
    /// Data about people.
    Personal,
    /// Data about people that the law protects most.
    SpecialCategory,
    /// Source code.
    Code,
    /// What customers gave us.
    CustomerData,
}

impl ToolRequest {
    /// Whether an approval of it still holds: its last day is not over.
    #[must_use]
    pub fn is_allowed(&self, state: &str, now: Timestamp) -> bool {
        state == "approved" && !self.until.as_ref().is_some_and(|day| day.is_over(now))
    }
}

impl Body for ToolRequest {
    const NAME: &'static str = "tool-request";
    const PREFIX: &'static str = "TLR";
    const FROZEN: &'static [Frozen] = &[
        Frozen {
            states: &["in-review", "approved"],
            fields: &["tool", "supplier", "purpose", "users", "data", "trains_on_data", "decides_about_people"],
        },
        Frozen { states: &["approved"], fields: &["conditions", "until"] },
    ];

    fn sample() -> Self {
        Self {
            title: "Meeting notes".into(),
            owner: Some(Ref::number(1)),
            tool: Some("Meeting notes by the conference service".into()),
            supplier: Some(Ref::number(1).into()),
            purpose: Some("Notes of internal meetings, written by hand today".into()),
            users: Some("Development, 14 people".into()),
            data: Some(vec![DataClass::Internal, DataClass::Personal].into()),
            trains_on_data: Some(false.into()),
            decides_about_people: Some(false.into()),
            cost: Some("Part of the licence we have".into()),
            legal: Some("Everybody in the meeting is told.".into()),
            training: Some("One page, read before first use".into()),
            alternatives: None,
            conditions: Some("No meetings with customers.".into()),
            until: Some("2027-11-30".into()),
            refusal: None,
            system: Some(Ref::number(1)),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: ToolRequest::NAME,
    prefix: ToolRequest::PREFIX,
    version: 1,
    title: Text::new(
        "Request to use an AI tool",
        "Solicitação de uso de ferramenta de IA",
        "Pedido de utilização de ferramenta de IA",
    ),
    refs: &["A.9.2", "A.10.3", "A.4.4"],
    workflow: &Workflow {
        states: &["requested", "in-review", "approved", "refused", "ended"],
        create: Some(Action::Write),
        editable: &["requested", "in-review", "approved"],
        transitions: &[
            Transition {
                name: "submit",
                from: &["requested"],
                to: "in-review",
                needs: Action::Write,
                requires: &[
                    "tool",
                    "supplier",
                    "purpose",
                    "users",
                    "data",
                    "trains_on_data",
                    "decides_about_people",
                    "cost",
                    "legal",
                ],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "return",
                from: &["in-review"],
                to: "requested",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "approve",
                from: &["in-review"],
                to: "approved",
                needs: Action::Approve,
                requires: &["conditions"],
                guards: &[],
                signs: Some("allows this tool for this purpose under these conditions"),
            },
            Transition {
                name: "refuse",
                from: &["in-review"],
                to: "refused",
                needs: Action::Approve,
                requires: &["refusal"],
                guards: &[],
                signs: Some("refuses this tool"),
            },
            Transition {
                name: "end",
                from: &["approved"],
                to: "ended",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("ends the use of this tool"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Asked by", "Solicitado por", "Pedido por"),
        Label::new("tool", "Tool", "Ferramenta", "Ferramenta"),
        Label::new("supplier", "Supplier", "Fornecedor", "Fornecedor"),
        Label::new("purpose", "Purpose", "Finalidade", "Finalidade"),
        Label::new("users", "Users", "Usuários", "Utilizadores"),
        Label::new("data", "Data it sees", "Dados que acessa", "Dados a que acede"),
        Label::new("trains_on_data", "Trains on our data", "Treina com nossos dados", "Treina com os nossos dados"),
        Label::new("decides_about_people", "Decides about people", "Decide sobre pessoas", "Decide sobre pessoas"),
        Label::new("cost", "Cost", "Custo", "Custo"),
        Label::new("legal", "Legal duties", "Deveres legais", "Deveres legais"),
        Label::new("training", "Training", "Treinamento", "Formação"),
        Label::new("alternatives", "Alternatives", "Alternativas", "Alternativas"),
        Label::new("conditions", "Conditions", "Condições", "Condições"),
        Label::new("until", "Until", "Até", "Até"),
        Label::new("refusal", "Refused because", "Recusado porque", "Recusado porque"),
        Label::new("system", "Became", "Tornou-se", "Tornou-se"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<ToolRequest>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_approval_ends_with_its_last_day() {
        let request = ToolRequest::sample();
        let at = |text: &str| Timestamp::parse(text).unwrap();
        assert!(request.is_allowed("approved", at("2027-11-30T12:00:00Z")));
        assert!(!request.is_allowed("approved", at("2027-12-01T00:00:00Z")));
        assert!(!request.is_allowed("in-review", at("2027-01-01")));
    }
}
