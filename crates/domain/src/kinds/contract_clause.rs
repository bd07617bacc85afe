//! Contract clause: what a contract with a supplier, a customer or a partner says about AI, with the clock it sets.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::control::Control;
use super::document::Document;
use super::obligation::{Deadline, TimeUnit};
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Kind, Label, Period, Ref, Stated, Text, Transition, Workflow};

/// Contract clause.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ContractClause {
    /// The clause in one line.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The contract.
    pub contract: Option<Stated<String>>,
    /// Whom it is with.
    pub counterparty: Option<Stated<String>>,
    /// What they are to us in it.
    pub side: Option<Stated<Side>>,
    /// What it is about.
    pub topic: Option<Stated<ClauseTopic>>,
    /// What it says, in substance.
    pub text: Option<Stated<String>>,
    /// The clock it sets.
    pub deadline: Option<Deadline>,
    /// The contract, where it is kept here.
    pub document: Option<Ref<Document>>,
    /// AI systems it is about.
    pub systems: Vec<Ref<AiSystem>>,
    /// Controls that see to it.
    pub controls: Vec<Ref<Control>>,
    /// The days it binds.
    pub term: Option<Period>,
}

/// What the other party is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// They supply us.
    Supplier,
    /// They buy from us.
    Customer,
    /// We work on it together.
    Partner,
}

/// What a clause is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClauseTopic {
    /// Who does what.
    Responsibilities,
    /// What may be done with data.
    DataUse,
    /// Whether models may be trained on it.
    TrainingOnData,
    /// Telling of incidents.
    IncidentNotice,
    /// Telling of changes.
    ChangeNotice,
    /// Looking into it.
    AuditRight,
    /// Others who work on it.
    Subprocessors,
    /// What it has to reach.
    Performance,
    /// What has to be told or handed over.
    Information,
    /// What it must not be used for.
    ProhibitedUse,
    /// Whose the results are.
    IntellectualProperty,
    /// Who pays.
    Liability,
    /// How it ends, and what is handed back.
    Exit,
}

impl Body for ContractClause {
    const NAME: &'static str = "contract-clause";
    const PREFIX: &'static str = "CLA";

    fn sample() -> Self {
        Self {
            title: "Incident notice within 24 hours".into(),
            owner: Some(Ref::number(1)),
            contract: Some("Labelling agreement of 1 February 2026".into()),
            counterparty: Some("Cordoba Annotators SL".into()),
            side: Some(Side::Supplier.into()),
            topic: Some(ClauseTopic::IncidentNotice.into()),
            text: Some("Tells us of any incident with our data within 24 hours of knowing.".into()),
            deadline: Some(Deadline { amount: 24, unit: Some(TimeUnit::Hours), from: Some("their knowledge".into()) }),
            document: Some(Ref::number(1)),
            systems: vec![Ref::number(1)],
            controls: vec![Ref::number(1)],
            term: Some(Period { from: Some("2026-02-01".into()), to: None }),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: ContractClause::NAME,
    prefix: ContractClause::PREFIX,
    version: 1,
    title: Text::new("Contract clause", "Cláusula contratual", "Cláusula contratual"),
    refs: &["A.10.2", "A.10.3", "A.10.4", "A.8.5"],
    workflow: &Workflow {
        states: &["draft", "in-force", "ended"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "agree",
                from: &["draft"],
                to: "in-force",
                needs: Action::Approve,
                requires: &["contract", "counterparty", "side", "topic", "text"],
                guards: &[],
                signs: Some("states that this was agreed"),
            },
            Transition {
                name: "amend",
                from: &["in-force"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "end",
                from: &["draft", "in-force"],
                to: "ended",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("states that this binds no more"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("contract", "Contract", "Contrato", "Contrato"),
        Label::new("counterparty", "With", "Com", "Com"),
        Label::new("side", "They are our", "São nosso(s)", "São nosso(s)"),
        Label::new("topic", "Topic", "Tema", "Tema"),
        Label::new("text", "Text", "Texto", "Texto"),
        Label::new("deadline", "Clock", "Prazo", "Prazo"),
        Label::new("document", "Document", "Documento", "Documento"),
        Label::new("systems", "AI systems", "Sistemas de IA", "Sistemas de IA"),
        Label::new("controls", "Controls", "Controles", "Controlos"),
        Label::new("term", "Term", "Vigência", "Vigência"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<ContractClause>(),
};
