//! Communication: what is said about the AIMS, to whom, when and how [7.4]; a standing rule, or one thing said under it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Document;
use super::interested_party::InterestedParty;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Digest, Frozen, Kind, Label, Moment, Ref, Stated, Text, Transition, Workflow};

/// Communication.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Communication {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// What it is about, and why it is said.
    pub content: Option<Stated<String>>,
    /// To whom; there may be several.
    pub audiences: Option<Stated<Vec<Audience>>>,
    /// Interested parties it is owed to.
    pub parties: Vec<Ref<InterestedParty>>,
    /// How often.
    pub cadence: Option<Stated<Cadence>>,
    /// The day, the interval in words, or the event that sets it off.
    pub when: Option<Stated<String>>,
    /// By which way.
    pub channel: Option<Stated<Channel>>,
    /// Who may speak for the organisation here.
    pub speaker: Option<Stated<Ref<Person>>>,
    /// Languages, as BCP 47 tags.
    pub languages: Vec<String>,
    /// The standing rule under which this was said.
    pub under: Option<Ref<Communication>>,
    /// What is handed over with it.
    pub documents: Vec<Ref<Document>>,
    /// When it was said.
    pub sent_at: Option<Stated<Moment>>,
    /// Proof that it was, by digest.
    #[schemars(extend("x-artifact" = true))]
    pub proof: Option<Digest>,
}

/// To whom something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Everybody who works under our control.
    Staff,
    /// Top management.
    TopManagement,
    /// Who buys from us.
    Customers,
    /// Who works with the AI system.
    Users,
    /// Those whom it affects.
    AffectedPeople,
    /// Who supplies us.
    Suppliers,
    /// An authority.
    Authorities,
    /// The certification body.
    CertificationBody,
    /// Everybody.
    Public,
}

/// How often something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cadence {
    /// One time.
    Once,
    /// At intervals.
    Periodic,
    /// Whenever something happens.
    OnEvent,
}

/// By which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// Spoken, in a meeting.
    Meeting,
    /// E-mail.
    Email,
    /// A letter.
    Letter,
    /// Our internal pages.
    Intranet,
    /// Our public pages.
    Website,
    /// Inside the product.
    InProduct,
    /// The portal of an authority or a customer.
    Portal,
    /// By telephone.
    Telephone,
    /// Another way, named in the content.
    Other,
}

impl Body for Communication {
    const NAME: &'static str = "communication";
    const PREFIX: &'static str = "COM";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["approved"],
        fields: &["content", "audiences", "cadence", "when", "channel", "speaker", "languages", "under", "documents"],
    }];

    fn sample() -> Self {
        Self {
            title: "Yearly report on our AI systems".into(),
            owner: Some(Ref::number(1)),
            content: Some("What our AI systems are for, what went wrong, what we changed.".into()),
            audiences: Some(vec![Audience::Customers, Audience::Public].into()),
            parties: vec![Ref::number(1)],
            cadence: Some(Cadence::Periodic.into()),
            when: Some("each February, after the management review".into()),
            channel: Some(Channel::Website.into()),
            speaker: Some(Ref::number(1).into()),
            languages: vec!["en".into(), "pt-PT".into()],
            under: None,
            documents: vec![Ref::number(1)],
            sent_at: Some("2026-02-20T09:00:00Z".into()),
            proof: Some(Digest([5; 32])),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Communication::NAME,
    prefix: Communication::PREFIX,
    version: 1,
    title: Text::new("Communication", "Comunicação", "Comunicação"),
    refs: &["7.4", "A.8.3", "A.8.5"],
    workflow: &Workflow {
        states: &["draft", "approved", "sent", "ended"],
        create: Some(Action::Write),
        editable: &["draft", "approved"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Approve,
                requires: &["content", "audiences", "cadence", "when", "channel", "speaker"],
                guards: &[],
                signs: Some("approves what is said, to whom and by whom"),
            },
            Transition {
                name: "send",
                from: &["approved"],
                to: "sent",
                needs: Action::Write,
                requires: &["sent_at"],
                guards: &[],
                signs: Some("says that it was sent as approved"),
            },
            Transition {
                name: "end",
                from: &["draft", "approved"],
                to: "ended",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("ends this rule"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("content", "What is said", "O que se comunica", "O que se comunica"),
        Label::new("audiences", "To whom", "A quem", "A quem"),
        Label::new("parties", "Interested parties", "Partes interessadas", "Partes interessadas"),
        Label::new("cadence", "How often", "Frequência", "Periodicidade"),
        Label::new("when", "When", "Quando", "Quando"),
        Label::new("channel", "Channel", "Canal", "Canal"),
        Label::new("speaker", "Who speaks", "Quem comunica", "Quem comunica"),
        Label::new("languages", "Languages", "Idiomas", "Línguas"),
        Label::new("under", "Under the rule", "Conforme a regra", "Ao abrigo da regra"),
        Label::new("documents", "Documents", "Documentos", "Documentos"),
        Label::new("sent_at", "Sent at", "Enviado em", "Enviado em"),
        Label::new("proof", "Proof", "Comprovante", "Comprovativo"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Communication>(),
};
