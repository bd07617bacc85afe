//! SoA version: the Statement of Applicability as approved on one day, frozen, so that it can be compared with today's computed state.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::control::Control;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Kind, Label, Ref, Text, Transition, Workflow};

/// Statement of Applicability version.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SoaVersion {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Edition of the standard.
    pub edition: Option<String>,
    /// Scope it speaks of.
    pub scope: Option<String>,
    /// The rows: each control row at the revision that was approved with it.
    pub rows: Vec<SoaRow>,
}

/// One frozen row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SoaRow {
    /// The control row.
    pub control: Ref<Control>,
    /// Its revision then.
    pub revision: u32,
    /// Qualified requirement.
    pub requirement: String,
    /// Whether it applied.
    pub applicable: bool,
}

impl Body for SoaVersion {
    const NAME: &'static str = "soa-version";
    const PREFIX: &'static str = "SOA";

    fn sample() -> Self {
        Self {
            title: "Statement of Applicability, version 1".into(),
            owner: Some(Ref::number(1)),
            edition: Some("ISO/IEC 42001:2023".into()),
            scope: Some("All AI systems".into()),
            rows: vec![SoaRow { control: Ref::number(1), revision: 1, requirement: "iso42001:A.6.2.4".into(), applicable: true }],
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: SoaVersion::NAME,
    prefix: SoaVersion::PREFIX,
    version: 1,
    title: Text::new("Statement of Applicability version", "Versão da Declaração de Aplicabilidade", "Versão da Declaração de Aplicabilidade"),
    refs: &["6.1.3"],
    workflow: &Workflow {
        states: &["draft", "approved", "superseded"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Direct,
                requires: &["edition", "scope", "rows"],
                guards: &[],
                signs: Some("approves the Statement of Applicability as a whole"),
            },
            Transition {
                name: "supersede",
                from: &["approved"],
                to: "superseded",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("replaces this version by a newer one"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("edition", "Edition", "Edição", "Edição"),
        Label::new("scope", "Scope", "Escopo", "Âmbito"),
        Label::new("rows", "Rows", "Linhas", "Linhas"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<SoaVersion>(),
};
