//! System version: what evidence points at. Frozen at release: its body can no longer be edited.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::model::Model;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Digest, Guard, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// One version of an AI system.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SystemVersion {
    /// What people read, for example `Digit reader 1.1.0`.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The system.
    pub system: Option<Ref<AiSystem>>,
    /// The label, for example `1.1.0`. With the system's key it is the subject `SYS-1@1.1.0`.
    pub version: String,
    /// Digests of what is released: models, prompts, configuration, guardrails.
    pub parts: Option<Stated<Vec<Part>>>,
    /// Models it contains.
    pub models: Vec<Ref<Model>>,
    /// Names that tools give this version in their reports, for example `digits/reader-1.1.0`.
    pub aliases: Vec<String>,
}

/// A part that is released.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// For example `model weights`.
    pub name: String,
    /// Its digest, or why there is none (a model bought by API has none).
    pub sha256: Stated<Digest>,
}

/// Digest of the parts that a version's stored body names: equal for equal parts, whatever else changes.
#[must_use]
pub fn parts_digest(body: &serde_json::Value) -> Option<Digest> {
    // Stored bodies are canonical, so the same value is always the same text.
    body.get("parts").map(|parts| Digest::of(parts.to_string().as_bytes()))
}

impl Body for SystemVersion {
    const NAME: &'static str = "system-version";
    const PREFIX: &'static str = "VER";

    fn sample() -> Self {
        let part = Part { name: "model weights".into(), sha256: Digest([7; 32]).into() };
        Self {
            title: "Digit reader 1.1.0".into(),
            owner: Some(Ref::number(1)),
            system: Some(Ref::number(1)),
            version: "1.1.0".into(),
            parts: Some(vec![part].into()),
            models: vec![Ref::number(1)],
            aliases: vec!["digits/reader-1.1.0".into()],
        }
    }

    fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.system.is_none() {
            problems.push(Problem::new("/system", "field.required", "a version belongs to an AI system: name its key"));
        }
        if self.version.trim().is_empty() || self.version.chars().any(char::is_whitespace) {
            problems.push(Problem::new("/version", "field.required", "the version needs a label without spaces, such as 1.1.0"));
        }
        problems
    }

    fn unique(&self) -> Vec<String> {
        self.system.iter().map(|s| format!("version:{s}@{}", self.version)).collect()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: SystemVersion::NAME,
    prefix: SystemVersion::PREFIX,
    version: 1,
    title: Text::new("System version", "Versão do sistema", "Versão do sistema"),
    refs: &["A.6.2.4", "A.6.2.5", "A.6.2.7"],
    workflow: &Workflow {
        states: &["draft", "candidate", "released", "retired"],
        create: Some(Action::Write),
        editable: &["draft", "candidate"],
        transitions: &[
            Transition {
                name: "propose",
                from: &["draft"],
                to: "candidate",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "release",
                from: &["draft", "candidate"],
                to: "released",
                needs: Action::Approve,
                requires: &["parts"],
                guards: &[Guard::TargetIn { field: "system", states: &["in-scope"] }],
                signs: Some("releases this version with the digests named"),
            },
            Transition {
                name: "retire",
                from: &["draft", "candidate", "released"],
                to: "retired",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("takes this version out of service"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("system", "AI system", "Sistema de IA", "Sistema de IA"),
        Label::new("version", "Version", "Versão", "Versão"),
        Label::new("parts", "Released parts", "Partes lançadas", "Partes lançadas"),
        Label::new("models", "Models", "Modelos", "Modelos"),
        Label::new("aliases", "Names in tools", "Nomes nas ferramentas", "Nomes nas ferramentas"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<SystemVersion>(),
};
