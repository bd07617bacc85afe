//! Model: a trained part of AI systems, own or acquired.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::kind::Shape;
use crate::{Body, Digest, Kind, Label, Ref, Stated, Text, Workflow};

/// Model.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Model {
    /// Name.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Version label.
    pub version: Option<String>,
    /// Where it comes from.
    pub origin: Option<Stated<String>>,
    /// Licence it is used under.
    pub licence: Option<Stated<String>>,
    /// Digest of its weights; a model bought by API has none, and says so.
    pub sha256: Option<Stated<Digest>>,
}

impl Body for Model {
    const NAME: &'static str = "model";
    const PREFIX: &'static str = "MOD";

    fn sample() -> Self {
        Self {
            title: "digit-reader".into(),
            owner: Some(Ref::number(1)),
            version: Some("1.1.0".into()),
            origin: Some("trained by us".to_owned().into()),
            licence: Some("proprietary".to_owned().into()),
            sha256: Some(Digest([7; 32]).into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Model::NAME,
    prefix: Model::PREFIX,
    version: 1,
    title: Text::new("Model", "Modelo", "Modelo"),
    refs: &["A.4.2", "A.4.4", "A.10.3"],
    workflow: Workflow::SIMPLE,
    labels: &[
        Label::new("title", "Name", "Nome", "Nome"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("version", "Version", "Versão", "Versão"),
        Label::new("origin", "Origin", "Origem", "Origem"),
        Label::new("licence", "Licence", "Licença", "Licença"),
        Label::new("sha256", "Digest of the weights", "Hash dos pesos", "Resumo criptográfico dos pesos"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Model>(),
};
