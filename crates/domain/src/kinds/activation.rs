//! Activation: the decision that puts a framework edition or a check set in force, with its digest and its content, so that an upgrade cannot change the past.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::kind::Shape;
use crate::{Action, Body, Digest, Kind, Label, Text, Transition, Workflow};

/// Activation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Activation {
    /// What people read.
    pub title: String,
    /// What is put in force: `framework`, `crosswalk` or `check-set`.
    pub subject_kind: String,
    /// Its slug, for example `iso42001` or `baseline`.
    pub slug: String,
    /// Its edition.
    pub edition: Option<String>,
    /// Digest of the content.
    pub sha256: Option<Digest>,
    /// The content itself, as shipped then.
    pub content: Option<String>,
}

impl Body for Activation {
    const NAME: &'static str = "activation";
    const PREFIX: &'static str = "ACT";

    fn sample() -> Self {
        Self {
            title: "ISO/IEC 42001:2023".into(),
            subject_kind: "framework".into(),
            slug: "iso42001".into(),
            edition: Some("ISO/IEC 42001:2023".into()),
            sha256: Some(Digest([3; 32])),
            content: Some("[[item]]".into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Activation::NAME,
    prefix: Activation::PREFIX,
    version: 1,
    title: Text::new("Activation", "Ativação", "Ativação"),
    refs: &["6.1.3", "9.1"],
    workflow: &Workflow {
        states: &["in-force", "replaced"],
        create: None,
        editable: &[],
        transitions: &[
            Transition {
                name: "replace",
                from: &["in-force"],
                to: "replaced",
                needs: Action::Administer,
                requires: &[],
                guards: &[],
                signs: Some("takes this out of force"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("subject_kind", "What", "O quê", "O quê"),
        Label::new("slug", "Name", "Nome", "Nome"),
        Label::new("edition", "Edition", "Edição", "Edição"),
        Label::new("sha256", "Digest", "Hash", "Resumo criptográfico"),
        Label::new("content", "Content", "Conteúdo", "Conteúdo"),
    ],
    owned: false,
    upcasters: &[],
    shape: Shape::of::<Activation>(),
};
