//! Person: a human who holds a role in the AIMS. The record that an erasure request reaches.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::kind::Shape;
use crate::{Body, Kind, Label, Text, Workflow};

/// A human.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Person {
    /// Name.
    pub title: String,
    /// Position in the organisation.
    pub position: Option<String>,
    /// Address for notices.
    pub email: Option<String>,
}

impl Body for Person {
    const NAME: &'static str = "person";
    const PREFIX: &'static str = "PER";

    fn sample() -> Self {
        Self { title: "Ana Ribeiro".into(), position: Some("AIMS manager".into()), email: None }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Person::NAME,
    prefix: Person::PREFIX,
    version: 1,
    title: Text::new("Person", "Pessoa", "Pessoa"),
    refs: &["5.3", "A.3.2", "A.4.6"],
    workflow: Workflow::SIMPLE,
    labels: &[
        Label::new("title", "Name", "Nome", "Nome"),
        Label::new("position", "Position", "Cargo", "Cargo"),
        Label::new("email", "E-mail", "E-mail", "Correio eletrónico"),
    ],
    owned: false,
    upcasters: &[],
    shape: Shape::of::<Person>(),
};
