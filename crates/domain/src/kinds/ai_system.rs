//! AI system: the thing in scope. Its versions are records of their own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::dataset::Dataset;
use super::model::Model;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Kind, Label, Ref, Stated, Text, Transition, Workflow};

/// An AI system of the inventory.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AiSystem {
    /// Name.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The organisation's roles towards it, in the sense of ISO/IEC 22989; a set.
    pub roles: Vec<SystemRole>,
    /// What it is for.
    pub intended_use: Option<Stated<String>>,
    /// What it must not be used for.
    pub excluded_uses: Option<Stated<String>>,
    /// Who may be affected.
    pub affected_groups: Option<Stated<Vec<String>>>,
    /// Who oversees it in operation.
    pub oversight: Option<Stated<Ref<Person>>>,
    /// Models it rests on.
    pub models: Vec<Ref<Model>>,
    /// Data sets it rests on.
    pub datasets: Vec<Ref<Dataset>>,
}

/// A role towards an AI system (ISO/IEC 22989).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SystemRole {
    /// Designs and builds it.
    Developer,
    /// Offers it to others.
    Provider,
    /// Uses it.
    User,
}

impl Body for AiSystem {
    const NAME: &'static str = "ai-system";
    const PREFIX: &'static str = "SYS";

    fn sample() -> Self {
        Self {
            title: "Digit reader".into(),
            owner: Some(Ref::number(1)),
            roles: vec![SystemRole::Developer, SystemRole::Provider],
            intended_use: Some("Reads handwritten digits on forms".to_owned().into()),
            excluded_uses: Some("Reading signatures".to_owned().into()),
            affected_groups: Some(vec!["people who fill in forms".to_owned()].into()),
            oversight: Some(Ref::number(1).into()),
            models: vec![Ref::number(1)],
            datasets: vec![Ref::number(1)],
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: AiSystem::NAME,
    prefix: AiSystem::PREFIX,
    version: 1,
    title: Text::new("AI system", "Sistema de IA", "Sistema de IA"),
    refs: &["4.3", "A.4.2", "A.9.4"],
    workflow: &Workflow {
        states: &["draft", "in-scope", "retired"],
        create: Some(Action::Write),
        editable: &["draft", "in-scope"],
        transitions: &[
            Transition {
                name: "admit",
                from: &["draft"],
                to: "in-scope",
                needs: Action::Write,
                requires: &["roles", "intended_use"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "retire",
                from: &["draft", "in-scope"],
                to: "retired",
                needs: Action::Approve,
                requires: &[],
                guards: &[crate::Guard::NoneLinked { kind: "system-version", field: "system", states: &["released"] }],
                signs: Some("retires the system"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Name", "Nome", "Nome"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("roles", "Our roles", "Nossos papéis", "As nossas funções"),
        Label::new("intended_use", "Intended use", "Uso pretendido", "Utilização prevista"),
        Label::new("excluded_uses", "Excluded uses", "Usos excluídos", "Utilizações excluídas"),
        Label::new("affected_groups", "Affected groups", "Grupos afetados", "Grupos afetados"),
        Label::new("oversight", "Human oversight", "Supervisão humana", "Supervisão humana"),
        Label::new("models", "Models", "Modelos", "Modelos"),
        Label::new("datasets", "Data sets", "Conjuntos de dados", "Conjuntos de dados"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<AiSystem>(),
};
