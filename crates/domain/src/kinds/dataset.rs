//! Data set: what systems are trained, tuned or tested with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::kind::Shape;
use crate::{Body, Digest, Kind, Label, Ref, Stated, Text, Workflow};

/// Data set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Dataset {
    /// Name.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// What it is used for: train, tune, test.
    pub purposes: Vec<String>,
    /// Where it comes from and how it was acquired.
    pub source: Option<Stated<String>>,
    /// Whether it holds personal data.
    pub personal_data: Option<Stated<bool>>,
    /// What is known of its bias.
    pub known_bias: Option<Stated<String>>,
    /// Digest of the version in use.
    pub sha256: Option<Stated<Digest>>,
}

impl Body for Dataset {
    const NAME: &'static str = "dataset";
    const PREFIX: &'static str = "DAT";

    fn sample() -> Self {
        Self {
            title: "Handwritten digits".into(),
            owner: Some(Ref::number(1)),
            purposes: vec!["test".into()],
            source: Some("public collection".to_owned().into()),
            personal_data: Some(false.into()),
            known_bias: Some("few left-handed writers".to_owned().into()),
            sha256: Some(Digest([9; 32]).into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Dataset::NAME,
    prefix: Dataset::PREFIX,
    version: 1,
    title: Text::new("Data set", "Conjunto de dados", "Conjunto de dados"),
    refs: &["A.4.3", "A.7.2", "A.7.3", "A.7.5"],
    workflow: Workflow::SIMPLE,
    labels: &[
        Label::new("title", "Name", "Nome", "Nome"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("purposes", "Purposes", "Finalidades", "Finalidades"),
        Label::new("source", "Source", "Fonte", "Fonte"),
        Label::new("personal_data", "Personal data", "Dados pessoais", "Dados pessoais"),
        Label::new("known_bias", "Known bias", "Viés conhecido", "Enviesamento conhecido"),
        Label::new("sha256", "Digest", "Hash", "Resumo criptográfico"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Dataset>(),
};
