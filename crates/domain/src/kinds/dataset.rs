//! Data set: what systems are trained, tuned, tested or grounded with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::evidence::Evidence;
use super::person::Person;
use super::supplier::Supplier;
use super::threshold::Threshold;
use crate::kind::Shape;
use crate::stated::GapKind;
use crate::{Body, Day, Digest, Gap, Kind, Label, Period, Ref, Stated, Text, Workflow};

/// Data set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Dataset {
    /// Name.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Version label.
    pub version: Option<Stated<String>>,
    /// What it is used for; there may be several.
    pub purposes: Vec<DatasetPurpose>,
    /// Uses that older records named in words of their own.
    pub other_purposes: Vec<String>,
    /// Where it comes from and how it was acquired.
    pub source: Option<Stated<String>>,
    /// Who supplied or labelled it.
    pub supplier: Option<Ref<Supplier>>,
    /// By what right it is used.
    pub rights: Option<Stated<String>>,
    /// When it was collected.
    pub collected: Option<Period>,
    /// Whether it holds personal data.
    pub personal_data: Option<Stated<bool>>,
    /// How easily people are found in it.
    pub identifiability: Option<Stated<Identifiability>>,
    /// Whether it holds data that the law protects most.
    pub special_categories: Option<Stated<bool>>,
    /// Legal basis, where it holds personal data.
    pub legal_basis: Option<Stated<String>>,
    /// How much it is.
    pub size: Option<String>,
    /// Whom it speaks of.
    pub demographics: Option<Stated<String>>,
    /// What its quality has to reach.
    pub quality_criteria: Option<Stated<Vec<Ref<Threshold>>>>,
    /// Evidence of its quality.
    pub quality_results: Option<Stated<Vec<Ref<Evidence>>>>,
    /// What is known of its bias.
    pub known_bias: Option<Stated<String>>,
    /// How it was labelled, and how far labellers agree.
    pub labelling: Option<Stated<String>>,
    /// How it was cleaned and transformed, and why so.
    pub preparation: Option<Stated<String>>,
    /// Data sets it was made from.
    pub lineage: Vec<Ref<Dataset>>,
    /// Digest of the version in use.
    pub sha256: Option<Stated<Digest>>,
    /// Last day it is kept.
    pub retention_until: Option<Stated<Day>>,
}

/// What a data set is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DatasetPurpose {
    /// Models are trained with it.
    Train,
    /// Models are tuned with it.
    Tune,
    /// Choices are made by it in development.
    Validate,
    /// Versions are tested with it.
    Test,
    /// Systems look things up in it.
    Ground,
}

/// How easily people are found in data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Identifiability {
    /// Not at all.
    Anonymous,
    /// With a key that is kept apart.
    Pseudonymised,
    /// Directly.
    Identified,
}

/// Version 2 knows a closed list of purposes. What version 1 said in other words is kept in those words.
fn to_2(body: &mut Map<String, Value>) {
    let Some(Value::Array(stated)) = body.remove("purposes") else { return };
    let (mut purposes, mut others) = (Vec::new(), Vec::new());
    for purpose in stated {
        let known = purpose.as_str().map(|p| p.trim().to_lowercase()).and_then(|p| match p.as_str() {
            "train" | "training" => Some("train"),
            "tune" | "tuning" | "fine-tune" | "fine-tuning" => Some("tune"),
            "validate" | "validation" => Some("validate"),
            "test" | "testing" | "evaluation" => Some("test"),
            "ground" | "grounding" | "retrieval" => Some("ground"),
            _ => None,
        });
        match known {
            Some(known) if !purposes.contains(&Value::from(known)) => purposes.push(known.into()),
            Some(_) => {}
            None => others.push(purpose),
        }
    }
    for (field, values) in [("purposes", purposes), ("other_purposes", others)] {
        if !values.is_empty() {
            body.insert(field.to_owned(), Value::Array(values));
        }
    }
}

impl Body for Dataset {
    const NAME: &'static str = "dataset";
    const PREFIX: &'static str = "DAT";

    fn sample() -> Self {
        Self {
            title: "Handwritten digits".into(),
            owner: Some(Ref::number(1)),
            version: Some("1998".into()),
            purposes: vec![DatasetPurpose::Test],
            other_purposes: Vec::new(),
            source: Some("public collection".into()),
            supplier: Some(Ref::number(1)),
            rights: Some("CC BY 4.0".into()),
            collected: Some(Period::new("1996-01-01", "1998-06-30")),
            personal_data: Some(false.into()),
            identifiability: Some(Identifiability::Anonymous.into()),
            special_categories: Some(false.into()),
            legal_basis: Some(Stated::Gap(Gap {
                gap: GapKind::None,
                because: "it holds no personal data".into(),
                owner: None,
                due: None,
            })),
            size: Some("1,797 pictures".into()),
            demographics: Some("43 writers, adults".into()),
            quality_criteria: Some(vec![Ref::number(1)].into()),
            quality_results: Some(vec![Ref::number(1)].into()),
            known_bias: Some("few left-handed writers".into()),
            labelling: Some("by the writers themselves".into()),
            preparation: Some("scaled to 8 by 8".into()),
            lineage: Vec::new(),
            sha256: Some(Digest([9; 32]).into()),
            retention_until: Some("2030-12-31".into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Dataset::NAME,
    prefix: Dataset::PREFIX,
    version: 2,
    title: Text::new("Data set", "Conjunto de dados", "Conjunto de dados"),
    refs: &["A.4.3", "A.7.2", "A.7.3", "A.7.4", "A.7.5", "A.7.6"],
    workflow: Workflow::SIMPLE,
    labels: &[
        Label::new("title", "Name", "Nome", "Nome"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("version", "Version", "Versão", "Versão"),
        Label::new("purposes", "Purposes", "Finalidades", "Finalidades"),
        Label::new("other_purposes", "Other purposes", "Outras finalidades", "Outras finalidades"),
        Label::new("source", "Source", "Fonte", "Fonte"),
        Label::new("supplier", "Supplier", "Fornecedor", "Fornecedor"),
        Label::new("rights", "Rights", "Direitos", "Direitos"),
        Label::new("collected", "Collected", "Coletado em", "Recolhido em"),
        Label::new("personal_data", "Personal data", "Dados pessoais", "Dados pessoais"),
        Label::new("identifiability", "Identifiability", "Identificabilidade", "Identificabilidade"),
        Label::new("special_categories", "Special categories", "Dados sensíveis", "Categorias especiais"),
        Label::new("legal_basis", "Legal basis", "Base legal", "Fundamento jurídico"),
        Label::new("size", "Size", "Tamanho", "Dimensão"),
        Label::new("demographics", "Demographics", "Demografia", "Demografia"),
        Label::new("quality_criteria", "Quality criteria", "Critérios de qualidade", "Critérios de qualidade"),
        Label::new("quality_results", "Quality results", "Resultados de qualidade", "Resultados da qualidade"),
        Label::new("known_bias", "Known bias", "Viés conhecido", "Enviesamento conhecido"),
        Label::new("labelling", "Labelling", "Rotulagem", "Rotulagem"),
        Label::new("preparation", "Preparation", "Preparação", "Preparação"),
        Label::new("lineage", "Lineage", "Linhagem", "Linhagem"),
        Label::new("sha256", "Digest", "Hash", "Resumo criptográfico"),
        Label::new("retention_until", "Kept until", "Retido até", "Conservado até"),
    ],
    owned: true,
    upcasters: &[to_2],
    shape: Shape::of::<Dataset>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purposes_of_version_1_are_read_and_none_is_lost() {
        let old = serde_json::json!({"title": "Digits", "owner": "PER-1", "schema": "dataset/1",
            "purposes": ["Training", "train", "demonstrations"]});
        let read = KIND.normalise(old).unwrap().value;
        assert_eq!(read["purposes"], serde_json::json!(["train"]));
        assert_eq!(read["other_purposes"], serde_json::json!(["demonstrations"]));
        assert_eq!(read["schema"], "dataset/2");
    }

    #[test]
    fn a_purpose_that_is_none_is_refused_in_version_2() {
        let body = serde_json::json!({"title": "Digits", "owner": "PER-1", "purposes": ["demonstrations"]});
        assert_eq!(KIND.normalise(body).unwrap_err()[0].code, "body.shape");
    }
}
