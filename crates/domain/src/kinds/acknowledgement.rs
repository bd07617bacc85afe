//! Acknowledgement: somebody has read one revision of a document and says so [7.3]. Only the person can say it here; what
//! was signed elsewhere is attested by somebody who holds the proof.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Document;
use super::person::Person;
use super::policy::Policy;
use crate::kind::Shape;
use crate::{Action, Body, Day, Digest, Guard, Kind, Label, Ref, Stated, Text, Timestamp, Transition, Workflow};

/// Acknowledgement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Acknowledgement {
    /// What people read.
    pub title: String,
    /// Who asks for it.
    pub owner: Option<Ref<Person>>,
    /// Who is to read it.
    pub person: Option<Stated<Ref<Person>>>,
    /// What is to be read, when it is a document.
    pub document: Option<Ref<Document>>,
    /// Or when it is a policy.
    pub policy: Option<Ref<Policy>>,
    /// Its revision; an acknowledgement of an older one says nothing of a newer.
    pub revision: Option<Stated<u32>>,
    /// By when.
    pub due: Option<Day>,
    /// What the reader confirms, in a sentence.
    pub statement: Option<Stated<String>>,
    /// Signed list or export of a learning system, by digest, when it was signed elsewhere.
    #[schemars(extend("x-artifact" = true))]
    pub proof: Option<Digest>,
}

impl Acknowledgement {
    /// Whether it speaks of the revision that is in force.
    #[must_use]
    pub fn is_of(&self, revision: u32) -> bool {
        self.revision.as_ref().and_then(Stated::known) == Some(&revision)
    }

    /// Whether it was due before now.
    #[must_use]
    pub fn is_overdue(&self, state: &str, now: Timestamp) -> bool {
        state == "requested" && self.due.as_ref().is_some_and(|d| d.is_over(now))
    }
}

impl Body for Acknowledgement {
    const NAME: &'static str = "acknowledgement";
    const PREFIX: &'static str = "ACK";

    fn sample() -> Self {
        Self {
            title: "AI policy read by Tomasz Wilk".into(),
            owner: Some(Ref::number(1)),
            person: Some(Ref::number(2).into()),
            document: None,
            policy: Some(Ref::number(1)),
            revision: Some(3.into()),
            due: Some("2026-12-15".into()),
            statement: Some("I know what the policy asks of my work and where to raise a concern.".into()),
            proof: None,
        }
    }
}

/// What has to be known of any acknowledgement.
const NEEDED: &[&str] = &["person", "revision", "statement"];

/// It speaks of something.
const OF_SOMETHING: &[Guard] = &[Guard::OneStated { fields: &["document", "policy"] }];

/// Registration.
pub static KIND: Kind = Kind {
    name: Acknowledgement::NAME,
    prefix: Acknowledgement::PREFIX,
    version: 1,
    title: Text::new("Acknowledgement", "Ciência registrada", "Tomada de conhecimento"),
    refs: &["7.3", "5.2", "A.2.2"],
    workflow: &Workflow {
        states: &["requested", "acknowledged", "attested", "dropped"],
        create: Some(Action::Write),
        editable: &["requested"],
        transitions: &[
            Transition {
                name: "acknowledge",
                from: &["requested"],
                to: "acknowledged",
                needs: Action::Read,
                requires: NEEDED,
                guards: OF_SOMETHING,
                signs: Some("has read this revision and confirms the statement"),
            },
            Transition {
                name: "attest",
                from: &["requested"],
                to: "attested",
                needs: Action::Write,
                requires: NEEDED,
                guards: &[OF_SOMETHING[0], Guard::OneStated { fields: &["proof"] }],
                signs: Some("holds the proof that this person confirmed the statement elsewhere"),
            },
            Transition {
                name: "drop",
                from: &["requested"],
                to: "dropped",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Asked by", "Solicitado por", "Pedido por"),
        Label::new("person", "Person", "Pessoa", "Pessoa"),
        Label::new("document", "Document", "Documento", "Documento"),
        Label::new("policy", "Policy", "Política", "Política"),
        Label::new("revision", "Revision", "Revisão", "Revisão"),
        Label::new("due", "Due", "Prazo", "Prazo"),
        Label::new("statement", "What is confirmed", "O que é confirmado", "O que é confirmado"),
        Label::new("proof", "Proof", "Comprovante", "Comprovativo"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Acknowledgement>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_speaks_of_one_revision_only() {
        let read = Acknowledgement::sample();
        assert!(read.is_of(3));
        assert!(!read.is_of(4));
        assert!(!Acknowledgement::default().is_of(0));
    }

    #[test]
    fn only_what_is_still_asked_for_is_overdue() {
        let read = Acknowledgement::sample();
        let at = |day: &str| Timestamp::parse(day).unwrap();
        assert!(!read.is_overdue("requested", at("2026-12-15")));
        assert!(read.is_overdue("requested", at("2026-12-16")));
        assert!(!read.is_overdue("acknowledged", at("2026-12-16")));
    }
}
