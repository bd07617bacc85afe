//! Disposal: what was erased, destroyed or archived, under which rule, by whose decision [7.5.3]. It stays when what it
//! speaks of is gone.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use super::retention_rule::{DisposalMethod, RetentionRule};
use crate::kind::Shape;
use crate::{Action, Body, Day, Digest, Frozen, Guard, Kind, Label, Ref, Stated, Subject, Text, Transition, Workflow};

/// Disposal.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Disposal {
    /// What people read; without names of persons, for it stays.
    pub title: String,
    /// Who carries it out.
    pub owner: Option<Ref<Person>>,
    /// The rule whose time is over.
    pub rule: Option<Stated<Ref<RetentionRule>>>,
    /// Why, when it is not a rule: a request, an order, an error.
    pub reason: Option<String>,
    /// Records disposed of.
    pub records: Option<Stated<Vec<Subject>>>,
    /// What else, in words.
    pub also: Option<String>,
    /// How.
    pub method: Option<Stated<DisposalMethod>>,
    /// How it was looked whether a legal hold covers any of it.
    pub holds_checked: Option<Stated<String>>,
    /// When it was done.
    pub done_on: Option<Stated<Day>>,
    /// Who saw it.
    pub witness: Option<Ref<Person>>,
    /// Proof, for example of a destroyed carrier, by digest.
    #[schemars(extend("x-artifact" = true))]
    pub proof: Option<Digest>,
}

impl Body for Disposal {
    const NAME: &'static str = "disposal";
    const PREFIX: &'static str = "DSP";
    const FROZEN: &'static [Frozen] =
        &[Frozen { states: &["approved"], fields: &["rule", "reason", "records", "also", "method", "holds_checked"] }];

    fn sample() -> Self {
        Self {
            title: "Attendance lists of 2021".into(),
            owner: Some(Ref::number(1)),
            rule: Some(Ref::number(1).into()),
            reason: None,
            records: Some(vec![Subject::Record(crate::Key::new("DOC", 4))].into()),
            also: Some("the paper lists of the same year".into()),
            method: Some(DisposalMethod::Destroy.into()),
            holds_checked: Some("two holds in force; neither names training".into()),
            done_on: Some("2026-11-20".into()),
            witness: Some(Ref::number(2)),
            proof: Some(Digest([11; 32])),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Disposal::NAME,
    prefix: Disposal::PREFIX,
    version: 1,
    title: Text::new("Disposal", "Descarte", "Eliminação"),
    refs: &["7.5.3"],
    workflow: &Workflow {
        states: &["proposed", "approved", "done", "refused"],
        create: Some(Action::Write),
        editable: &["proposed", "approved"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["proposed"],
                to: "approved",
                needs: Action::Approve,
                requires: &["rule", "records", "method", "holds_checked"],
                guards: &[Guard::AllIn { field: "rule", states: &["in-force"] }],
                signs: Some("approves that this is disposed of"),
            },
            Transition {
                name: "refuse",
                from: &["proposed"],
                to: "refused",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("refuses this disposal"),
            },
            Transition {
                name: "finish",
                from: &["approved"],
                to: "done",
                needs: Action::Write,
                requires: &["done_on"],
                guards: &[],
                signs: Some("says that it was done as approved"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Carried out by", "Executado por", "Executada por"),
        Label::new("rule", "Retention rule", "Regra de retenção", "Regra de conservação"),
        Label::new("reason", "Other reason", "Outro motivo", "Outro motivo"),
        Label::new("records", "Records", "Registros", "Registos"),
        Label::new("also", "Besides", "Além disso", "Além disso"),
        Label::new("method", "Method", "Método", "Método"),
        Label::new(
            "holds_checked",
            "Legal holds looked at",
            "Preservações legais verificadas",
            "Suspensões legais verificadas",
        ),
        Label::new("done_on", "Done on", "Executado em", "Executada em"),
        Label::new("witness", "Witness", "Testemunha", "Testemunha"),
        Label::new("proof", "Proof", "Comprovante", "Comprovativo"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Disposal>(),
};
