//! Model: a trained part of AI systems, own or acquired. Whether it is a general-purpose model is a property of the
//! model, not of a system.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::dataset::Dataset;
use super::document::Document;
use super::evidence::Evidence;
use super::person::Person;
use super::supplier::Supplier;
use crate::kind::Shape;
use crate::{Body, Decimal, Digest, Kind, Label, Ref, Stated, Text, Workflow};

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
    /// The model it was made from.
    pub base_model: Option<Ref<Model>>,
    /// Who supplies it.
    pub supplier: Option<Ref<Supplier>>,
    /// Licence it is used under.
    pub licence: Option<Stated<String>>,
    /// Digest of its weights; a model bought by API has none, and says so.
    pub sha256: Option<Stated<Digest>>,
    /// Evidence that its signature was verified.
    pub signature: Option<Stated<Ref<Evidence>>>,
    /// What goes in and comes out; there may be several.
    pub modality: Option<Stated<Vec<Modality>>>,
    /// How many parameters.
    pub parameters: Option<u64>,
    /// Data sets it was trained and tuned with.
    pub training_data: Vec<Ref<Dataset>>,
    /// Computation of its training, in FLOP, in full digits.
    pub training_compute_flop: Option<Stated<Decimal>>,
    /// Energy of its training, in kWh.
    pub energy_kwh: Option<Stated<Decimal>>,
    /// Evidence of how it was evaluated.
    pub evaluations: Option<Stated<Vec<Ref<Evidence>>>>,
    /// What it cannot do.
    pub limits: Option<Stated<String>>,
    /// Its model card.
    pub card: Option<Ref<Document>>,
    /// Whether it is a general-purpose AI model (EU AI Act).
    pub gpai: Option<Stated<bool>>,
    /// Whether it is one with systemic risk (Art. 51).
    pub systemic_risk: Option<Stated<bool>>,
    /// What a provider of a general-purpose model keeps (Art. 53).
    pub gpai_file: Option<GpaiFile>,
}

/// What a model takes or gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// Text.
    Text,
    /// Program code.
    Code,
    /// Pictures.
    Image,
    /// Sound and speech.
    Audio,
    /// Moving pictures.
    Video,
    /// Tables.
    Tabular,
    /// Series over time.
    TimeSeries,
    /// Vectors.
    Embedding,
    /// Calls of tools in other systems.
    ToolCall,
}

/// The file of a general-purpose model.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct GpaiFile {
    /// Annex XI, for authorities.
    pub technical_documentation: Option<Stated<Ref<Document>>>,
    /// Annex XII, for those who build on it.
    pub downstream_information: Option<Stated<Ref<Document>>>,
    /// Policy on copyright.
    pub copyright_policy: Option<Stated<Ref<Document>>>,
    /// Public summary of the content it was trained on.
    pub training_summary: Option<Stated<Ref<Document>>>,
    /// Whether our fine-tuning makes us a provider of the model.
    pub fine_tuner_is_provider: Option<Stated<bool>>,
}

/// Version 2 adds fields and changes none.
fn to_2(_: &mut Map<String, Value>) {}

/// Above this much training computation systemic risk is presumed (Art. 51(2)): 10 to the 25th FLOP.
const SYSTEMIC_FLOP: f64 = 1e25;

impl Model {
    /// Whether systemic risk is presumed by its training computation; nothing while that is not known.
    #[must_use]
    pub fn presumed_systemic(&self) -> Option<bool> {
        Some(self.training_compute_flop.as_ref()?.known()?.value()? > SYSTEMIC_FLOP)
    }
}

impl Body for Model {
    const NAME: &'static str = "model";
    const PREFIX: &'static str = "MOD";

    fn sample() -> Self {
        Self {
            title: "digit-reader".into(),
            owner: Some(Ref::number(1)),
            version: Some("1.1.0".into()),
            origin: Some("trained by us".into()),
            base_model: None,
            supplier: None,
            licence: Some("proprietary".into()),
            sha256: Some(Digest([7; 32]).into()),
            signature: Some(Ref::number(1).into()),
            modality: Some(vec![Modality::Image].into()),
            parameters: Some(61_706),
            training_data: vec![Ref::number(1)],
            training_compute_flop: Some("400000000000".into()),
            energy_kwh: Some("0.4".into()),
            evaluations: Some(vec![Ref::number(1)].into()),
            limits: Some("pencil, and digits that touch".into()),
            card: Some(Ref::number(1)),
            gpai: Some(false.into()),
            systemic_risk: Some(false.into()),
            gpai_file: None,
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Model::NAME,
    prefix: Model::PREFIX,
    version: 2,
    title: Text::new("Model", "Modelo", "Modelo"),
    refs: &["A.4.2", "A.4.4", "A.6.2.3", "A.10.3"],
    workflow: Workflow::SIMPLE,
    labels: &[
        Label::new("title", "Name", "Nome", "Nome"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("version", "Version", "Versão", "Versão"),
        Label::new("origin", "Origin", "Origem", "Origem"),
        Label::new("base_model", "Base model", "Modelo de base", "Modelo de base"),
        Label::new("supplier", "Supplier", "Fornecedor", "Fornecedor"),
        Label::new("licence", "Licence", "Licença", "Licença"),
        Label::new("sha256", "Digest of the weights", "Hash dos pesos", "Resumo criptográfico dos pesos"),
        Label::new("signature", "Signature", "Assinatura", "Assinatura"),
        Label::new("modality", "Modality", "Modalidade", "Modalidade"),
        Label::new("parameters", "Parameters", "Parâmetros", "Parâmetros"),
        Label::new("training_data", "Training data", "Dados de treinamento", "Dados de treino"),
        Label::new(
            "training_compute_flop",
            "Training compute (FLOP)",
            "Computação de treinamento (FLOP)",
            "Computação do treino (FLOP)",
        ),
        Label::new("energy_kwh", "Training energy (kWh)", "Energia de treinamento (kWh)", "Energia do treino (kWh)"),
        Label::new("evaluations", "Evaluations", "Avaliações", "Avaliações"),
        Label::new("limits", "Limits", "Limites", "Limites"),
        Label::new("card", "Model card", "Ficha do modelo", "Ficha do modelo"),
        Label::new("gpai", "General-purpose", "Propósito geral", "Finalidade geral"),
        Label::new("systemic_risk", "Systemic risk", "Risco sistêmico", "Risco sistémico"),
        Label::new("gpai_file", "General-purpose file", "Dossiê de propósito geral", "Processo de finalidade geral"),
    ],
    owned: true,
    upcasters: &[to_2],
    shape: Shape::of::<Model>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn much_computation_is_presumed_to_be_a_systemic_risk() {
        let trained = |flop: &str| {
            let training_compute_flop = Some(Decimal::from(flop).into());
            Model { training_compute_flop, ..Model::default() }.presumed_systemic()
        };
        assert_eq!(trained("10000000000000000000000001000"), Some(true));
        assert_eq!(trained("10000000000000000000000000"), Some(false));
        assert_eq!(trained("much"), None);
        assert_eq!(Model::default().presumed_systemic(), None);
    }
}
