//! Document: documented information such as the AI policy, with its approval and review dates.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::person::Person;
use super::retention_rule::RetentionRule;
use crate::kind::Shape;
use crate::{Action, Body, Day, Digest, Guard, Kind, Label, Ref, Subject, Text, Transition, Workflow};

/// Document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Document {
    /// Title.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Its number, where documents are numbered.
    pub number: Option<String>,
    /// The label of this version, for example `2.1`; revisions are counted besides.
    pub version: Option<String>,
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
    /// Who wrote it.
    pub author: Option<Ref<Person>>,
    /// Whether it is ours or came from outside.
    pub origin: Option<DocumentOrigin>,
    /// Where it came from, when it is from outside.
    pub source: Option<String>,
    /// Who may see it.
    pub classification: Option<Classification>,
    /// Who gets it: groups or places, in words.
    pub access: Vec<String>,
    /// First day it applies.
    pub effective_from: Option<Day>,
    /// What changed since the version before.
    pub change_summary: Option<String>,
    /// The document it replaces.
    pub supersedes: Option<Ref<Document>>,
    /// How long it is kept.
    pub retention: Option<Ref<RetentionRule>>,
}

/// Where a document comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentOrigin {
    /// Ours.
    Internal,
    /// From outside, and needed for the AIMS.
    External,
}

/// Who may see a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Classification {
    /// Everybody.
    Public,
    /// Everybody who works for us.
    Internal,
    /// Those who need it.
    Confidential,
    /// Those who are named.
    Restricted,
}

impl Document {
    /// The day by which it is reviewed next, from the day it was approved; nothing when no interval is stated.
    #[must_use]
    pub fn review_due(&self, approved_on: &Day) -> Option<Day> {
        approved_on.plus_months(self.review_months?)
    }

    /// Whether it was approved after the day from which it was to apply: a late approval shows as such.
    #[must_use]
    pub fn was_approved_late(&self, approved_on: &Day) -> bool {
        self.effective_from.as_ref().is_some_and(|from| approved_on > from)
    }
}

/// From 1 to 2: fields were added, and nothing is known of them.
fn as_it_was(_: &mut Map<String, Value>) {}

impl Body for Document {
    const NAME: &'static str = "document";
    const PREFIX: &'static str = "DOC";

    fn sample() -> Self {
        Self {
            title: "AI policy".into(),
            owner: Some(Ref::number(1)),
            number: Some("POL-01".into()),
            version: Some("2.1".into()),
            document_type: Some("ai-policy".into()),
            text: Some("We build AI that people can question.".into()),
            sha256: None,
            subject: None,
            review_months: Some(12),
            author: Some(Ref::number(2)),
            origin: Some(DocumentOrigin::Internal),
            source: None,
            classification: Some(Classification::Public),
            access: vec!["everybody".into()],
            effective_from: Some("2026-12-01".into()),
            change_summary: Some("uses that we refuse are named".into()),
            supersedes: Some(Ref::number(1)),
            retention: Some(Ref::number(1)),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Document::NAME,
    prefix: Document::PREFIX,
    version: 2,
    title: Text::new("Document", "Documento", "Documento"),
    refs: &["7.5.1", "7.5.2", "7.5.3", "5.2", "A.2.2", "A.2.4", "A.6.2.7", "A.8.2"],
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
        Label::new("number", "Number", "Número", "Número"),
        Label::new("version", "Version", "Versão", "Versão"),
        Label::new("document_type", "Type", "Tipo", "Tipo"),
        Label::new("text", "Text", "Texto", "Texto"),
        Label::new("sha256", "File", "Arquivo", "Ficheiro"),
        Label::new("subject", "About", "Sobre", "Sobre"),
        Label::new("review_months", "Review every (months)", "Revisar a cada (meses)", "Rever a cada (meses)"),
        Label::new("author", "Author", "Autor", "Autor"),
        Label::new("origin", "Origin", "Origem", "Origem"),
        Label::new("source", "Source", "Fonte", "Fonte"),
        Label::new("classification", "Classification", "Classificação", "Classificação"),
        Label::new("access", "Distribution", "Distribuição", "Distribuição"),
        Label::new("effective_from", "Effective from", "Em vigor desde", "Em vigor desde"),
        Label::new("change_summary", "What changed", "O que mudou", "O que mudou"),
        Label::new("supersedes", "Replaces", "Substitui", "Substitui"),
        Label::new("retention", "Retention rule", "Regra de retenção", "Regra de conservação"),
    ],
    owned: true,
    upcasters: &[as_it_was],
    shape: Shape::of::<Document>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reviews_follow_from_the_approval_and_a_late_one_shows() {
        let document = Document::sample();
        assert_eq!(document.review_due(&"2026-11-25".into()).unwrap().as_str(), "2027-11-25");
        assert!(!document.was_approved_late(&"2026-12-01".into()));
        assert!(document.was_approved_late(&"2026-12-02".into()));
        assert_eq!(Document::default().review_due(&"2026-11-25".into()), None);
    }
}
