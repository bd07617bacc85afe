//! Signature: what somebody signed when they moved a record, and what that means. Recorded with the move itself, in one
//! change.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::member::Member;
use crate::kind::Shape;
use crate::{AnyRef, Body, Digest, Kind, Label, RecordId, Ref, Text, Timestamp, Workflow};

/// Signature.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Signature {
    /// What people read.
    pub title: String,
    /// What was signed.
    pub record: Option<AnyRef>,
    /// Its stable id, under which the log knows it.
    pub record_id: Option<RecordId>,
    /// The revision that the act made; its body is what was signed.
    pub revision: u32,
    /// The act.
    pub transition: String,
    /// What the act means as a signature.
    pub meaning: String,
    /// SHA-256 of the body that was signed, in canonical form.
    pub digest: Option<Digest>,
    /// Who signed.
    pub signer: Option<Ref<Member>>,
    /// How they had proved who they are.
    pub proved_by: Option<ProvedBy>,
    /// When they had proved it.
    #[schemars(with = "Option<String>")]
    pub proved_at: Option<Timestamp>,
}

/// How somebody proves who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProvedBy {
    /// A password.
    Password,
    /// A password and a code of an authenticator app.
    #[serde(rename = "password+totp")]
    PasswordAndTotp,
    /// A password and a recovery code.
    #[serde(rename = "password+recovery-code")]
    PasswordAndRecoveryCode,
    /// A passkey.
    Passkey,
    /// An identity provider that vouches for them.
    Oidc,
    /// An API token, held by a program.
    Token,
    /// Sitting at the server's own machine.
    Local,
}

impl Body for Signature {
    const NAME: &'static str = "signature";
    const PREFIX: &'static str = "SIG";

    fn sample() -> Self {
        Self {
            title: "POL-1: approves this policy".into(),
            record: Some(AnyRef(crate::Key::new("POL", 1))),
            record_id: Some(RecordId::from_random([7; 16])),
            revision: 4,
            transition: "approve".into(),
            meaning: "approves this policy".into(),
            digest: Some(Digest([9; 32])),
            signer: Some(Ref::number(1)),
            proved_by: Some(ProvedBy::PasswordAndTotp),
            proved_at: Some(Timestamp::from_micros(1_795_424_400_000_000)),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Signature::NAME,
    prefix: Signature::PREFIX,
    version: 1,
    title: Text::new("Signature", "Assinatura", "Assinatura"),
    refs: &["7.5.3", "A.3.2"],
    workflow: Workflow::FIXED,
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("record", "Signed", "Assinado", "Assinado"),
        Label::new("record_id", "Id of what is signed", "Identificador do assinado", "Identificador do assinado"),
        Label::new("revision", "Revision", "Revisão", "Revisão"),
        Label::new("transition", "Act", "Ato", "Ato"),
        Label::new("meaning", "Meaning", "Significado", "Significado"),
        Label::new("digest", "Digest", "Hash", "Resumo criptográfico"),
        Label::new("signer", "Signer", "Signatário", "Signatário"),
        Label::new("proved_by", "Proved by", "Comprovado por", "Comprovado por"),
        Label::new("proved_at", "Proved at", "Comprovado em", "Comprovado em"),
    ],
    owned: false,
    upcasters: &[],
    shape: Shape::of::<Signature>(),
};
