//! Artifact: the bytes a tool or person delivered. Each delivery of the same bytes is noted; what cannot be read is quarantined, never lost.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::kind::Shape;
use crate::{Action, Body, Collector, Digest, Kind, Label, Subject, Text, Transition, Workflow};

/// Artifact.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Artifact {
    /// File name as first delivered.
    pub title: String,
    /// Digest of the bytes.
    #[schemars(extend("x-artifact" = true))]
    pub sha256: Option<Digest>,
    /// Length in bytes.
    pub size: u64,
    /// How often these bytes were delivered.
    pub delivered: u64,
    /// The newest deliveries of them.
    pub deliveries: Vec<Delivery>,
    /// Why it could not be read.
    pub fault: Option<Fault>,
}

/// One delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// File name given.
    pub name: String,
    /// What it was meant for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// Who brought it.
    pub collector: Collector,
}

/// Why bytes could not be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Stable id, for example `json.truncated`.
    pub code: String,
    /// What is wrong and what to do.
    pub reason: String,
    /// Line, from 1, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Version of the program that tried.
    pub tried_by: String,
}

impl Body for Artifact {
    const NAME: &'static str = "artifact";
    const PREFIX: &'static str = "ART";

    fn sample() -> Self {
        Self { title: "report.jsonl".into(), sha256: Some(Digest([1; 32])), size: 10, delivered: 0, deliveries: Vec::new(), fault: None }
    }

    fn unique(&self) -> Vec<String> {
        self.sha256.iter().map(|d| format!("artifact:{d}")).collect()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Artifact::NAME,
    prefix: Artifact::PREFIX,
    version: 1,
    title: Text::new("Artifact", "Artefato", "Artefacto"),
    refs: &["7.5"],
    workflow: &Workflow {
        states: &["received", "read", "quarantined"],
        create: None,
        editable: &["received", "read", "quarantined"],
        transitions: &[
            Transition {
                name: "accept",
                from: &["received", "quarantined"],
                to: "read",
                needs: Action::Collect,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "quarantine",
                from: &["received", "quarantined"],
                to: "quarantined",
                needs: Action::Collect,
                requires: &[],
                guards: &[],
                signs: None,
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("sha256", "Digest", "Hash", "Resumo criptográfico"),
        Label::new("size", "Size (bytes)", "Tamanho (bytes)", "Tamanho (bytes)"),
        Label::new("delivered", "Times delivered", "Vezes entregue", "Vezes entregue"),
        Label::new("deliveries", "Deliveries", "Entregas", "Entregas"),
        Label::new("fault", "Fault", "Falha", "Falha"),
    ],
    owned: false,
    upcasters: &[],
    shape: Shape::of::<Artifact>(),
};
