//! Document: documented information such as the AI policy, with its approval and review dates.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Digest, Guard, Kind, Label, Ref, Subject, Text, Transition, Workflow};

/// Document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Document {
    /// Title.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// For example `ai-policy`, `procedure`, `user-documentation`, `technical-documentation`.
    pub document_type: Option<String>,
    /// The text, in Markdown.
    pub text: Option<String>,
    /// Or the file, by digest.
    #[schemars(extend("x-artifact" = true))]
    pub sha256: Option<Digest>,
    /// What it speaks of, when it is about one system or version.
    pub subject: Option<Subject>,
    /// Months between planned reviews.
    pub review_months: Option<u32>,
}

impl Body for Document {
    const NAME: &'static str = "document";
    const PREFIX: &'static str = "DOC";

    fn sample() -> Self {
        Self {
            title: "AI policy".into(),
            owner: Some(Ref::number(1)),
            document_type: Some("ai-policy".into()),
            text: Some("We build AI that people can question.".into()),
            sha256: None,
            subject: None,
            review_months: Some(12),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Document::NAME,
    prefix: Document::PREFIX,
    version: 1,
    title: Text::new("Document", "Documento", "Documento"),
    refs: &["7.5", "5.2", "A.2.2", "A.2.4", "A.6.2.7", "A.8.2"],
    workflow: &Workflow {
        states: &["draft", "in-review", "approved", "withdrawn"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "submit",
                from: &["draft"],
                to: "in-review",
                needs: Action::Write,
                requires: &["document_type"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "return",
                from: &["in-review", "approved"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "approve",
                from: &["draft", "in-review"],
                to: "approved",
                needs: Action::Approve,
                requires: &["document_type"],
                guards: &[Guard::OneStated { fields: &["text", "sha256"] }],
                signs: Some("approves this text"),
            },
            Transition {
                name: "withdraw",
                from: &["draft", "approved"],
                to: "withdrawn",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("withdraws this document"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("document_type", "Type", "Tipo", "Tipo"),
        Label::new("text", "Text", "Texto", "Texto"),
        Label::new("sha256", "File", "Arquivo", "Ficheiro"),
        Label::new("subject", "About", "Sobre", "Sobre"),
        Label::new("review_months", "Review every (months)", "Revisar a cada (meses)", "Rever a cada (meses)"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Document>(),
};
